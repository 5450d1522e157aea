"""Digests over what many payments say, the same here and in migrations/0006_held.sql."""

from collections.abc import Iterable
from hashlib import sha256


def file_digest(payments: Iterable[tuple[str, int, int]]) -> str:
    """Return the digest of what a file pays: (EndToEndId, account's id, fen), in the order of the first, as bytes."""
    lines = ("{}|{}|{}".format(*one) for one in sorted(payments, key=lambda one: one[0].encode()))
    return sha256("\n".join(lines).encode()).hexdigest()


def step_digest(payment_ids: Iterable[int], state: str) -> str:
    """Return the digest of one change of many payments, in the order of their ids."""
    return sha256(",".join(f"{number}:{state}" for number in sorted(payment_ids)).encode()).hexdigest()
