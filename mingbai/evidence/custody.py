"""The keys of records: sealed under the installation's own key, in a table apart from the acts they open."""

from collections.abc import Sequence

from mingbai.evidence.kept import among
from mingbai.evidence.models import RecordKey
from mingbai.kernel.secrecy import KeyRing, Place, opened, seal


def sealed_key(ring: KeyRing, act: int, key: bytes) -> bytes:
    """Return the key of an act's record, sealed for its place."""
    return seal(ring, _place(act), key.hex())


def record_keys(ring: KeyRing, acts: Sequence[int]) -> dict[int, bytes]:
    """Return act → the key of its record, where it is still kept; raise SealBroken for one that was tampered with."""
    rows = RecordKey.objects.filter(pk__in=among(list(map(str, acts)), "bigint")).values_list("pk", "sealed")
    return {act: opened_key(ring, act, bytes(sealed)) for act, sealed in rows}


def opened_key(ring: KeyRing, act: int, sealed: bytes) -> bytes:
    """Return the key of an act's record from its sealed form; raise SealBroken where it was tampered with."""
    return bytes.fromhex(opened(ring, _place(act), sealed))


def _place(act: int) -> Place:
    return Place("evidence_recordkey", "sealed", act)
