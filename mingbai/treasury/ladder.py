"""资金台阶: the rungs money stands on, from a quota to a family's card, and what each counts as."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """The parts of the law of conservation: 下达 = 已付 + 退回 + 占用 + 可用."""

    GIVEN = "given"
    PAID = "paid"
    RETURNED = "returned"
    OCCUPIED = "occupied"
    AVAILABLE = "available"


class Rung(StrEnum):
    """The classes of account a fund may have."""

    SOURCE = "source"
    AVAILABLE = "available"
    PLANNED = "planned"
    TOWNSHIP = "township"
    RESERVED = "reserved"
    IN_TRANSIT = "in_transit"
    PAID = "paid"
    RETURNED = "returned"
    RECOVERABLE = "recoverable"
    RECOVERED = "recovered"
    REMITTED = "remitted"
    CARRIED_OVER = "carried_over"
    LENT = "lent"
    BORROWED = "borrowed"


@dataclass(frozen=True)
class Meaning:
    """What a rung is called, and how the books treat it."""

    title: str
    title_en: str
    part: Part
    may_overdraw: bool = False  # money enters the fund here, so more goes out than ever came in
    stays_open: bool = False  # may still move after the year is closed


RUNGS: Mapping[Rung, Meaning] = {
    Rung.SOURCE: Meaning("指标来源", "quota granted", Part.GIVEN, may_overdraw=True),
    Rung.AVAILABLE: Meaning("可用指标", "available quota", Part.AVAILABLE),
    Rung.PLANNED: Meaning("用款计划", "planned for use", Part.AVAILABLE),
    Rung.TOWNSHIP: Meaning("乡镇备用金", "township reserve", Part.AVAILABLE),
    Rung.RESERVED: Meaning("已占用", "reserved for a roster", Part.OCCUPIED),
    Rung.IN_TRANSIT: Meaning("在途", "on its way at the bank", Part.OCCUPIED),
    Rung.PAID: Meaning("已到账", "arrived", Part.PAID, stays_open=True),
    Rung.RETURNED: Meaning("退回待处理", "returned, to be dealt with", Part.RETURNED, stays_open=True),
    Rung.RECOVERABLE: Meaning("追缴应收", "demanded back", Part.PAID, stays_open=True),
    Rung.RECOVERED: Meaning("已缴回", "paid back", Part.RETURNED, stays_open=True),
    Rung.REMITTED: Meaning("缴回国库", "remitted to the treasury", Part.RETURNED, stays_open=True),
    Rung.CARRIED_OVER: Meaning("结转结余", "carried over", Part.AVAILABLE, stays_open=True),
    Rung.LENT: Meaning("应收调剂款", "owed by another fund", Part.GIVEN, stays_open=True),
    Rung.BORROWED: Meaning("应付调剂款", "owed to another fund", Part.GIVEN, may_overdraw=True),
}

# What must be at nothing before a year closes: its owner has still to decide, or the bank has still to answer.
UNFINISHED = (Rung.RESERVED, Rung.IN_TRANSIT, Rung.RETURNED)
# What a year's end carries over.
UNSPENT = (Rung.AVAILABLE, Rung.PLANNED, Rung.TOWNSHIP)


@dataclass(frozen=True)
class Conservation:
    """One fund's parts in fen, as its accounts show them."""

    given_fen: int
    paid_fen: int
    returned_fen: int
    occupied_fen: int
    available_fen: int

    @property
    def difference_fen(self) -> int:
        """Return what is given less where it is; anything but nothing is an error in the books."""
        return self.given_fen - self.paid_fen - self.returned_fen - self.occupied_fen - self.available_fen

    @property
    def holds(self) -> bool:
        """Return whether every fen given stands in exactly one place and none stands below nothing."""
        parts = (self.paid_fen, self.returned_fen, self.occupied_fen, self.available_fen)
        return self.difference_fen == 0 and min(parts) >= 0


def conservation(net_fen: Mapping[Rung, int]) -> Conservation:
    """Return the parts of a fund from the net credit (credits less debits, posted) of each of its rungs in fen."""
    parts = dict.fromkeys(Part, 0)
    for rung, fen in net_fen.items():
        parts[RUNGS[rung].part] += fen
    return Conservation(
        given_fen=-parts[Part.GIVEN],  # what came in was debited there
        paid_fen=parts[Part.PAID],
        returned_fen=parts[Part.RETURNED],
        occupied_fen=parts[Part.OCCUPIED],
        available_fen=parts[Part.AVAILABLE],
    )
