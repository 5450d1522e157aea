"""Signed notes (C2SP signed-note): text with signature lines, read strictly because it comes from anywhere."""

from collections.abc import Iterable
from dataclasses import dataclass

from mingbai.evidence.notes.base64_text import NotBase64, decoded, encoded
from mingbai.evidence.notes.keys import SigningKey, VerifierKey, is_key_name

DASH = "\u2014 "
MOST_BYTES, MOST_SIGNATURES = 1_000_000, 100
ID_BYTES = 4


class NoteRefused(ValueError):
    """Bytes are not a signed note, or none that may be believed."""


@dataclass(frozen=True)
class Signature:
    """One signature line: a key's name and id, and what it signed with."""

    name: str
    key_id: bytes
    value: bytes

    def __str__(self) -> str:
        return f"{DASH}{self.name} {encoded(self.key_id + self.value)}\n"

    def is_by(self, key: VerifierKey) -> bool:
        """Return whether the line claims to be by the key."""
        return (self.name, self.key_id) == (key.name, key.id)


@dataclass(frozen=True)
class Note:
    """Text that ends in a newline, and its signatures."""

    text: str
    signatures: tuple[Signature, ...]

    def __bytes__(self) -> bytes:
        return f"{self.text}\n{''.join(map(str, self.signatures))}".encode()

    def verified(self, keys: Iterable[VerifierKey]) -> dict[VerifierKey, Signature]:
        """
        Return the signatures by known keys, each verified, the first of each key.

        Signatures by others are passed over; one that claims a known key and fails makes the whole note
        unbelievable: raise NoteRefused.
        """
        found: dict[VerifierKey, Signature] = {}
        for key in keys:
            for signature in self.signatures:
                if signature.is_by(key):
                    if not key.accepts(self.text, signature.value):
                        raise NoteRefused(f"the signature of {key.name} is false")
                    found.setdefault(key, signature)
        return found

    def with_signatures(self, more: Iterable[Signature]) -> "Note":
        """Return the note with more signatures, none twice."""
        return Note(self.text, tuple(dict.fromkeys((*self.signatures, *more))))


def sign(text: str, key: SigningKey, at: int = 0) -> Signature:
    """Return a key's signature line for a text; `at` is the moment in seconds since 1970 that a witness states."""
    if not is_note_text(text):
        raise NoteRefused("the text must end in a newline and hold no control characters")
    public = key.verifier
    return Signature(public.name, public.id, key.signed(text, at))


def parse_note(raw: bytes) -> Note:
    """Return the note that bytes spell; raise NoteRefused unless they spell it exactly."""
    if len(raw) > MOST_BYTES:
        raise NoteRefused(f"{len(raw)} bytes are more than a note may have ({MOST_BYTES})")
    try:
        whole = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NoteRefused("not UTF-8") from error
    body, gap, tail = whole.rpartition("\n\n")
    if not gap or not tail.endswith("\n") or not is_note_text(body + "\n"):
        raise NoteRefused("not a text, an empty line and signatures")
    return Note(body + "\n", parse_signatures(tail))


def parse_signatures(text: str) -> tuple[Signature, ...]:
    """Return the signatures of lines that each end in a newline; raise NoteRefused for anything else among them."""
    lines = text.removesuffix("\n").split("\n")
    if not text.endswith("\n") or len(lines) > MOST_SIGNATURES:
        raise NoteRefused("signature lines are cut off, or too many")
    return tuple(map(_parse_signature, lines))


def is_note_text(text: str) -> bool:
    """Return whether a note can hold the text: whole lines, and no control character but the newline."""
    return text.endswith("\n") and all(character == "\n" or character >= " " for character in text)


def _parse_signature(line: str) -> Signature:
    name, space, value = line.removeprefix(DASH).partition(" ")
    if not line.startswith(DASH) or not space or not is_key_name(name):
        raise NoteRefused(f"not a signature line: {line[:120]!r}")
    try:
        signed = decoded(value)
    except NotBase64 as error:
        raise NoteRefused(f"not a signature line: {line[:120]!r}") from error
    if len(signed) <= ID_BYTES:
        raise NoteRefused(f"a signature is missing: {line[:120]!r}")
    return Signature(name, signed[:ID_BYTES], signed[ID_BYTES:])
