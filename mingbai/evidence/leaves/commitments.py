"""Commitments: what a record said can be proved field by field later, and not be guessed before."""

import hmac
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives import hashes

from mingbai.evidence.leaves.canonical import NAME, NotCanonical, canonical

KEY_BYTES = 32
FIELD, RECORD = b"mingbai/field/1\n", b"mingbai/record/1\n"
INNER, OUTER = (bytes(byte ^ pad for byte in range(256)) for pad in (0x36, 0x5C))  # RFC 2104
REST = bytes(64 - KEY_BYTES)  # of a key's block, in SHA-256 as in SM3
SM3 = hashes.Hash(hashes.SM3())  # of nothing; copied, for making one anew takes longer than the hash


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
    whole = b"{%b}" % b",".join([_plain(field) + value for field, value in fields])
    keyed = _Keyed(key)
    said = [
        f'"{field}":"{_committed(keyed.sha256(_purpose(field)), field, value)}"'
        for field, value in fields
        if field not in told
    ]
    return _digest(key, whole), f"{{{','.join(said)}}}"


def opened(key: bytes, field: str, value: Any) -> Opening:
    """Return the opening of one field; it tells nothing of the others."""
    return Opening(field, value, _field_key(key, field))


def is_opened_by(commitment: str, opening: Opening) -> bool:
    """Return whether an opening is the one that was committed to."""
    if len(opening.key) != KEY_BYTES:
        return False
    return hmac.compare_digest(_committed(opening.key, opening.field, canonical(opening.value)), commitment)


class _Keyed:
    """HMAC of short messages under one key: what is made of the key once serves all of them, at half the cost."""

    def __init__(self, key: bytes) -> None:
        block = _whole(key) + REST
        self.inner, self.outer = block.translate(INNER), block.translate(OUTER)

    def sha256(self, message: bytes) -> bytes:
        """Return the HMAC-SHA-256."""
        return sha256(self.outer + sha256(self.inner + message).digest()).digest()

    def sm3(self, message: bytes) -> bytes:
        """Return the HMAC-SM3."""
        return _sm3(self.outer + _sm3(self.inner + message))


def _sm3(message: bytes) -> bytes:
    digest = SM3.copy()
    digest.update(message)
    return digest.finalize()


def _digest(key: bytes, spelt: bytes) -> str:
    return _Keyed(_Keyed(key).sha256(RECORD)).sm3(spelt).hex()


def _field_key(key: bytes, field: str) -> bytes:
    return _Keyed(key).sha256(_purpose(field))


def _committed(field_key: bytes, field: str, spelt: bytes) -> str:
    return _Keyed(field_key).sha256(b"[%b,%b]" % (_named(field), spelt)).hex()


@lru_cache(1_000)
def _purpose(field: str) -> bytes:
    return FIELD + field.encode()


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
