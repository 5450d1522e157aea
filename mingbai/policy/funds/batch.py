"""The header of a payment batch: how many lines, how much money."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class BatchTotals:
    """What a batch's header must say, and its rows must add up to."""

    count: int
    sum_fen: int


def batch_totals(amounts_fen: Iterable[int]) -> BatchTotals:
    """Return count and sum of a batch's amounts in fen."""
    amounts = list(amounts_fen)
    return BatchTotals(len(amounts), sum(amounts))
