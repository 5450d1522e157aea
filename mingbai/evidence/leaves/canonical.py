"""JSON in the one spelling of RFC 8785, for the values that are logged: no fractions, names in plain ASCII."""

import json
import re
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Any

NAME = re.compile(r"[A-Za-z0-9_.:/-]{1,200}")
MOST = (1 << 53) - 1  # what every JSON reader holds exactly; larger numbers are written as text
DEEPEST = 8

_spell = json.JSONEncoder(ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")).encode


class NotCanonical(ValueError):
    """A value cannot be logged, or bytes are not the canonical spelling of one."""


def canonical(value: Any) -> bytes:
    """
    Return the canonical JSON of texts, whole numbers, truth values, nothing, and lists and mappings of them.

    Names are ASCII, so that sorting by character is sorting by UTF-16 as RFC 8785 demands. Raise NotCanonical
    for fractions (money is whole fen), numbers beyond 2**53, other types, and texts that are no Unicode.
    """
    kind = type(value)
    if kind is int and -MOST <= value <= MOST:  # what is logged by the hundred thousand
        return b"%d" % value
    if kind is not str:
        _require_loggable(value, DEEPEST)
    try:
        return (encode_basestring(value) if kind is str else _spell(value)).encode()
    except UnicodeEncodeError as error:
        raise NotCanonical("a text holds half a character (a lone surrogate)") from error


def parse_canonical(raw: bytes) -> Any:
    """Return the value that bytes spell; raise NotCanonical unless they spell it canonically."""
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise NotCanonical("not JSON") from error
    if canonical(value) != raw:
        raise NotCanonical("JSON, but not its one spelling")
    return value


def _require_loggable(value: Any, deeper: int) -> None:
    kind = type(value)
    if kind is str or value is None or kind is bool:
        return
    if kind is int:
        if not -MOST <= value <= MOST:
            raise NotCanonical(f"{value} is beyond what every JSON reader holds exactly")
    elif deeper and kind is dict:
        for name, item in value.items():
            if type(name) is not str or not _is_plain(name):
                raise NotCanonical(f"not a plain name: {str(name)[:40]!r}")
            if type(item) is not str:
                _require_loggable(item, deeper - 1)
    elif deeper and kind in (list, tuple):
        for item in value:
            _require_loggable(item, deeper - 1)
    else:
        raise NotCanonical(f"{kind.__name__} is not logged: only text, whole numbers, truth values, lists and mappings")


@lru_cache(1_000)
def _is_plain(name: str) -> bool:
    return bool(NAME.fullmatch(name))
