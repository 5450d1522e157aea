"""The keys of records: sealed under the installation's own key, in a table apart from the acts they open."""

from collections.abc import Sequence

from mingbai.evidence.kept import among
from mingbai.evidence.models import RecordKey
from mingbai.kernel.secrecy import KeyRing, Place, opened, seal


def sealed_key(ring: KeyRing, digest: str, key: bytes) -> bytes:
    """Return a record's key sealed for its place."""
    return seal(ring, _place(digest), key.hex())


def record_keys(ring: KeyRing, digests: Sequence[str]) -> dict[str, bytes]:
    """Return digest → key of records whose keys are still kept; raise SealBroken for one that was tampered with."""
    rows = RecordKey.objects.filter(digest__in=among(digests)).values_list("digest", "sealed")
    return {digest: bytes.fromhex(opened(ring, _place(digest), bytes(sealed))) for digest, sealed in rows}


def _place(digest: str) -> Place:
    return Place("evidence_recordkey", "sealed", digest)
