"""Base 64 as the formats demand it: standard alphabet, padded, and only the one spelling of each value."""

from base64 import b64decode, b64encode


class NotBase64(ValueError):
    """A text is not the base 64 of anything, or not in its one proper spelling."""


def encoded(value: bytes) -> str:
    """Return the base 64 of a value (RFC 4648 §4)."""
    return b64encode(value).decode("ascii")


def decoded(text: str) -> bytes:
    """Return what a text stands for; raise NotBase64 for stray characters, missing padding or stray bits."""
    try:
        value = b64decode(text, validate=True)
    except ValueError as error:
        raise NotBase64(f"not base 64: {text[:80]!r}") from error
    if encoded(value) != text:
        raise NotBase64(f"not the one spelling of its value: {text[:80]!r}")
    return value
