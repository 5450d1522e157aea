"""How often a rule was right, with its 95 % interval, and whether it stays switched on (D12)."""

from dataclasses import dataclass
from math import comb, exp, log

LEAST = 30  # decided alerts before a rule is judged
OVERTURNED_BP = 1000  # a tenth of what was confirmed
LEVEL = 0.025  # below the interval; as much lies above
STEPS = 60  # halvings of the interval the bound is sought in


@dataclass(frozen=True)
class Precision:
    """What became of a rule's decided alerts: confirmed ones and, of these, those overturned later."""

    decided: int
    confirmed: int
    overturned: int

    def __post_init__(self) -> None:
        assert 0 <= self.overturned <= self.decided
        assert 0 <= self.confirmed <= self.decided

    @property
    def share_bp(self) -> int:
        """Return the share confirmed, in basis points, rounded down; 0 before any was decided."""
        return self.confirmed * 10_000 // self.decided if self.decided else 0

    @property
    def lower_bp(self) -> int:
        """Return the lower end of the exact (Clopper-Pearson) 95 % interval of the share, in basis points."""
        return lower_bound_bp(self.confirmed, self.decided)

    @property
    def overturned_bp(self) -> int:
        """Return the share of decided alerts whose outcome was overturned, in basis points."""
        return self.overturned * 10_000 // self.decided if self.decided else 0


def must_be_demoted(measured: Precision, floor_bp: int) -> bool:
    """Return whether a rule becomes advisory: enough was decided, and too little confirmed or too much overturned."""
    if measured.decided < LEAST:
        return False
    return measured.lower_bp < floor_bp or measured.overturned_bp > OVERTURNED_BP


def lower_bound_bp(hits: int, of: int) -> int:
    """Return the share so small that `hits` or more would be seen in 2.5 % of cases, in basis points, rounded down."""
    if hits == 0 or of == 0:
        return 0
    low, high = 0.0, hits / of
    for _ in range(STEPS):
        middle = (low + high) / 2
        if _at_least(hits, of, middle) < LEVEL:
            low = middle
        else:
            high = middle
    return int(low * 10_000)


def _at_least(hits: int, of: int, share: float) -> float:
    """Return the chance of `hits` or more among `of` at a share."""
    if not 0 < share < 1:
        return float(share > 0)
    terms = (log(comb(of, k)) + k * log(share) + (of - k) * log(1 - share) for k in range(hits, of + 1))
    return sum(map(exp, terms))
