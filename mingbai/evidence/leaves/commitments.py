"""Commitments: what a record said can be proved field by field later, and not be guessed before."""

import hmac
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.hmac import HMAC

from mingbai.evidence.leaves.canonical import NAME, NotCanonical, canonical

KEY_BYTES = 32
FIELD, RECORD = b"mingbai/field/1\n", b"mingbai/record/1\n"


@dataclass(frozen=True)
class Opening:
    """One field made public: its name, its value, and the key that ties both to the commitment."""

    field: str
    value: Any
    key: bytes


def new_record_key() -> bytes:
    """Return a fresh key for one record: kept apart and encrypted; destroying it makes the record unprovable."""
    return secrets.token_bytes(KEY_BYTES)


def commitments(key: bytes, record: Mapping[str, Any]) -> dict[str, str]:
    """Return for each field of a record a text that fixes its value without telling it (HMAC-SHA-256, hex)."""
    return {field: _committed(_field_key(key, field), field, canonical(value)) for field, value in record.items()}


def record_digest(key: bytes, record: Mapping[str, Any]) -> str:
    """Return the keyed SM3 of a whole record (HMAC-SM3 over canonical JSON, hex)."""
    return _digest(key, canonical(dict(record)))


def spelt_commitments(key: bytes, record: Mapping[str, Any], told: Collection[str] = ()) -> tuple[str, str]:
    """
    Return a record's digest and the canonical JSON of its commitments, each value spelt once for both.

    Fields that are `told` in clear beside them need no commitment of their own; the digest covers them all.
    """
    fields = [(field, canonical(value)) for field, value in sorted(record.items())]
    whole = b"{%b}" % b",".join(_plain(field) + value for field, value in fields)
    said = (
        f'"{field}":"{_committed(_field_key(key, field), field, value)}"'
        for field, value in fields
        if field not in told
    )
    return _digest(key, whole), f"{{{','.join(said)}}}"


def opened(key: bytes, field: str, value: Any) -> Opening:
    """Return the opening of one field; it tells nothing of the others."""
    return Opening(field, value, _field_key(key, field))


def is_opened_by(commitment: str, opening: Opening) -> bool:
    """Return whether an opening is the one that was committed to."""
    if len(opening.key) != KEY_BYTES:
        return False
    return hmac.compare_digest(_committed(opening.key, opening.field, canonical(opening.value)), commitment)


def _digest(key: bytes, spelt: bytes) -> str:
    digest = HMAC(hmac.digest(_whole(key), RECORD, "sha256"), hashes.SM3())
    digest.update(spelt)
    return digest.finalize().hex()


def _field_key(key: bytes, field: str) -> bytes:
    return hmac.digest(_whole(key), FIELD + field.encode(), "sha256")


def _committed(field_key: bytes, field: str, spelt: bytes) -> str:
    return hmac.digest(field_key, b"[%b,%b]" % (_named(field), spelt), "sha256").hex()


@lru_cache(1_000)
def _named(field: str) -> bytes:
    return canonical(field)


@lru_cache(1_000)
def _plain(field: str) -> bytes:
    """Return a field's name in front of its value; raise NotCanonical for one that no record may have."""
    if not NAME.fullmatch(field):
        raise NotCanonical(f"not a plain name: {field[:40]!r}")
    return _named(field) + b":"


def _whole(key: bytes) -> bytes:
    assert len(key) == KEY_BYTES, "a shorter key is padded by HMAC, and two keys could open one commitment"
    return key
