"""发放指标: paid by card, paid in time; each a part of a whole that can be listed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from mingbai.kernel.money import half_up_fen
from mingbai.policy.refused import Refused


class NothingToMeasure(Refused):
    """A rate of nothing: there is no whole to take a part of."""


@dataclass(frozen=True)
class Rate:
    """A part of a whole."""

    part: int
    whole: int

    @property
    def exact(self) -> Fraction:
        """Return the rate as a fraction; raise NothingToMeasure for a rate of nothing."""
        if self.whole == 0:
            raise NothingToMeasure("没有可统计的记录。", "There is nothing to take a rate of.")
        return Fraction(self.part, self.whole)

    @property
    def missing(self) -> int:
        """Return how many are not in the part: each of them needs a reason."""
        return self.whole - self.part

    def __str__(self) -> str:
        """Return the rate in per cent with two decimals, rounded half up: 99.92 %."""
        hundredths = half_up_fen(self.exact * 10_000)
        return f"{hundredths // 100}.{hundredths % 100:02d} %"


@dataclass(frozen=True)
class PaidLine:
    """One line of a roster and what became of it; `paid_on` is the day the money finally arrived."""

    paid_on: date | None
    was_returned: bool = False
    by_card: bool = True


def on_time_rate(lines: Iterable[PaidLine], due_on: date) -> Rate:
    """Return the share of lines paid by the due day; one that was returned is late even if paid again in time."""
    lines = list(lines)
    in_time = [line for line in lines if line.paid_on and line.paid_on <= due_on and not line.was_returned]
    return Rate(len(in_time), len(lines))


def card_rate(lines: Iterable[PaidLine]) -> Rate:
    """Return the share of lines paid to a card (ZS-2023#3.3)."""
    lines = list(lines)
    return Rate(sum(line.by_card for line in lines), len(lines))
