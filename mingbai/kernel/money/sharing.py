"""A pool shared out to the fen by largest remainder, so that the parts add up to the pool (F14)."""

from collections.abc import Sequence
from fractions import Fraction
from typing import TypeVar

Key = TypeVar("Key", str, int)


def largest_remainder(pool_fen: int, weights: Sequence[int | Fraction], keys: Sequence[Key]) -> dict[Key, int]:
    """
    Return each key's share of the pool in fen, in the order given; the shares sum to the pool exactly.

    Each share is rounded down, and the fen left over go one each to the largest
    fractions cut off; of equal fractions, to the smaller key (the division code).
    Raises ValueError when there is nothing to share by: no positive weight, a
    negative pool or weight, keys that repeat or do not match the weights.
    """
    if len(weights) != len(keys) or len(set(keys)) != len(keys):
        raise ValueError("each share needs one weight and a key of its own")
    if pool_fen < 0 or any(weight < 0 for weight in weights):
        raise ValueError("a pool is not shared out by a negative amount or weight")
    total = sum(map(Fraction, weights))
    if total == 0:
        raise ValueError("a pool cannot be shared out without a positive weight")

    exact = {key: Fraction(weight) * pool_fen / total for key, weight in zip(keys, weights, strict=True)}
    shares = {key: share.__floor__() for key, share in exact.items()}
    left_over = pool_fen - sum(shares.values())
    for key in sorted(keys, key=lambda key: (shares[key] - exact[key], key))[:left_over]:
        shares[key] += 1
    assert sum(shares.values()) == pool_fen
    return shares
