"""汇总表: a month's roster by place and programme, against the month before (R-706)."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, ClassVar

from mingbai.kernel.money import capitals, show_yuan
from mingbai.kernel.month import Month
from mingbai.papers.paper import Paper
from mingbai.papers.typesetting.refused import DoesNotAdd
from mingbai.papers.typesetting.tables import LANDSCAPE, Cells, Column, table

COLUMNS = (
    Column("序号", "No.", 12),
    Column("单位", "Place", 32, "left"),
    Column("类别", "Programme", 27, "left"),
    Column("上月户数", "Before", 15, "right"),
    Column("上月金额", "Before", 27, "right"),
    Column("新增金额", "New", 23, "right"),
    Column("增发金额", "Raised", 23, "right"),
    Column("减发金额", "Lowered", 23, "right"),
    Column("停发金额", "Stopped", 23, "right"),
    Column("本月户数", "Now", 15, "right"),
    Column("本月人数", "Heads", 15, "right"),
    Column("本月金额", "Now", 30, "right"),
)


@dataclass(frozen=True)
class SummaryRow:
    """One place and programme: last month, what changed, this month; lowered and stopped are taken off."""

    place: str
    programme: str
    before_households: int
    before_fen: int
    new_fen: int
    raised_fen: int
    lowered_fen: int
    stopped_fen: int
    households: int
    people: int
    amount_fen: int

    def __post_init__(self) -> None:
        reckoned = self.before_fen + self.new_fen + self.raised_fen - self.lowered_fen - self.stopped_fen
        if reckoned != self.amount_fen:
            zh, en = f"{self.place}{self.programme}本月金额", f"{self.programme} of {self.place} this month"
            raise DoesNotAdd(zh, en, show_yuan(reckoned), show_yuan(self.amount_fen))

    def figures(self) -> Cells:
        """Return the numbers of the row, money in yuan."""
        values = ((field.name, getattr(self, field.name)) for field in fields(self)[2:])
        return tuple(show_yuan(value) if name.endswith("_fen") else f"{value:,}" for name, value in values)


@dataclass(frozen=True, kw_only=True)
class RosterSummary(Paper):
    """资金发放汇总表 of a county or township; the parts add up to `total_fen`."""

    template: ClassVar[str] = "roster_summary"
    place: str
    month: Month
    rows: Sequence[SummaryRow]
    total_fen: int

    def __post_init__(self) -> None:
        super().__post_init__()
        added = sum(row.amount_fen for row in self.rows)
        if added != self.total_fen:
            raise DoesNotAdd("汇总表合计", "The summary's total", show_yuan(added), show_yuan(self.total_fen))

    def says(self) -> dict[str, Any]:
        """Return the rows and their totals."""
        rows = [(str(number), row.place, row.programme, *row.figures()) for number, row in enumerate(self.rows, 1)]
        names = [field.name for field in fields(SummaryRow)[2:]]
        sums = {name: sum(getattr(row, name) for row in self.rows) for name in names}
        return {
            "place": self.place,
            "month": [self.month.year, self.month.month],
            "table": table(COLUMNS, rows, LANDSCAPE),
            "total": ("合计", "", "", *SummaryRow("", "", **sums).figures()),
            "figures": show_yuan(self.total_fen),
            "capitals": capitals(self.total_fen),
        }
