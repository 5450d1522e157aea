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
INNER_REST, OUTER_REST = (bytes([pad]) * (64 - KEY_BYTES) for pad in (0x36, 0x5C))  # of a block, SHA-256's and SM3's
SM3 = hashes.Hash(hashes.SM3())  # of nothing; copied, for making one anew takes longer than the hash

Pads = tuple[bytes, bytes]  # what the inner and the outer hash of HMAC begin with


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
    return _digest(_pads(key), canonical(dict(record)))


def spelt_commitments(key: bytes, record: Mapping[str, Any], told: Collection[str] = ()) -> tuple[str, str]:
    """
    Return a record's digest and the canonical JSON of its commitments, each value spelt once for both.

    Fields that are `told` in clear beside them need no commitment of their own; the digest covers them all.
    """
    fields = [(field, canonical(value)) for field, value in sorted(record.items())]
    whole = b"{%b}" % b",".join([_plain(field) + value for field, value in fields])
    pads, said = _pads(key), []
    for field, value in fields:
        if field not in told:
            purpose, named, begin = _spellings(field)
            inner, outer = _pads(_hmac(pads, purpose))
            said.append(f'{begin}{sha256(outer + sha256(inner + named + value + b"]").digest()).hexdigest()}"')
    return _digest(pads, whole), f"{{{','.join(said)}}}"


def opened(key: bytes, field: str, value: Any) -> Opening:
    """Return the opening of one field; it tells nothing of the others."""
    return Opening(field, value, _field_key(key, field))


def is_opened_by(commitment: str, opening: Opening) -> bool:
    """Return whether an opening is the one that was committed to."""
    if len(opening.key) != KEY_BYTES:
        return False
    return hmac.compare_digest(_committed(opening.key, opening.field, canonical(opening.value)), commitment)


def _pads(key: bytes) -> Pads:
    assert len(key) == KEY_BYTES, "a shorter key is padded by HMAC, and two keys could open one commitment"
    return key.translate(INNER) + INNER_REST, key.translate(OUTER) + OUTER_REST


def _hmac(pads: Pads, message: bytes) -> bytes:
    """Return the HMAC-SHA-256: by hand, for the library's takes twice as long for short messages."""
    inner, outer = pads
    return sha256(outer + sha256(inner + message).digest()).digest()


def _sm3(message: bytes) -> bytes:
    digest = SM3.copy()
    digest.update(message)
    return digest.finalize()


def _digest(pads: Pads, spelt: bytes) -> str:
    inner, outer = _pads(_hmac(pads, RECORD))
    return _sm3(outer + _sm3(inner + spelt)).hex()


def _field_key(key: bytes, field: str) -> bytes:
    return _hmac(_pads(key), FIELD + field.encode())


def _committed(field_key: bytes, field: str, spelt: bytes) -> str:
    return _hmac(_pads(field_key), b"[%b,%b]" % (canonical(field), spelt)).hex()


@lru_cache(1_000)
def _spellings(field: str) -> tuple[bytes, bytes, str]:
    """Return what a field's key is made for, how what it commits to begins, and how the commitment does."""
    return FIELD + field.encode(), b"[%b," % canonical(field), f'"{field}":"'


@lru_cache(1_000)
def _plain(field: str) -> bytes:
    """Return a field's name in front of its value; raise NotCanonical for one that no record may have."""
    if not NAME.fullmatch(field):
        raise NotCanonical(f"not a plain name: {field[:40]!r}")
    return canonical(field) + b":"
