"""用款计划表: what civil affairs asks finance for before a month is paid, fund by fund."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from mingbai.kernel.money import capitals, show_yuan
from mingbai.kernel.month import Month
from mingbai.papers.paper import HANDLER, LEADER, REVIEWER, Paper, Signature
from mingbai.papers.typesetting.refused import DoesNotAdd
from mingbai.papers.typesetting.tables import Cells, Column, Room, table

COLUMNS = (
    Column("序号", "No.", 12),
    Column("项目", "Programme", 35, "left"),
    Column("资金来源", "Source", 22),
    Column("指标文号", "Document", 42, "left"),
    Column("指标金额", "Budget", 32, "right"),
    Column("已用金额", "Used", 32, "right"),
    Column("本次申请", "Requested", 32, "right"),
    Column("申请后结余", "Remaining", 32, "right"),
    Column("状态", "State", 26),
)
ROOM = Room(130, 154, 86)
SIZE = 9.5


@dataclass(frozen=True)
class FundLine:
    """One fund: its budget, what was used, what is asked for now, and how far finance is with it."""

    programme: str
    source: str
    document: str
    budget_fen: int
    used_fen: int
    asked_fen: int
    state: str

    def __post_init__(self) -> None:
        if self.left_fen < 0:
            asked, left = show_yuan(self.asked_fen), show_yuan(self.budget_fen - self.used_fen)
            raise DoesNotAdd(f"{self.programme}{self.document}本次申请", f"What {self.document} has left", left, asked)

    @property
    def left_fen(self) -> int:
        """Return what the fund holds after this."""
        return self.budget_fen - self.used_fen - self.asked_fen


@dataclass(frozen=True, kw_only=True)
class FundPlan(Paper):
    """救助资金用款计划表; whether what is asked is what the roster needs follows from the two figures."""

    template: ClassVar[str] = "fund_plan"
    signatures: tuple[Signature, ...] = (HANDLER, REVIEWER, LEADER, Signature("财政审核", "For finance"))
    place: str
    finance: str  # the office it is addressed to
    month: Month
    lines: Sequence[FundLine]
    households: int
    people: int
    needed_fen: int  # what the rosters of these programmes come to
    total_fen: int
    documents: Sequence[str] = ()  # of the plans, and of the meeting that agreed

    def __post_init__(self) -> None:
        super().__post_init__()
        added = sum(line.asked_fen for line in self.lines)
        if added != self.total_fen:
            raise DoesNotAdd("用款计划合计", "The plan's total", show_yuan(added), show_yuan(self.total_fen))

    @property
    def seals(self) -> tuple[str, ...]:
        """Return whose seals it takes."""
        return (self.office, self.finance)

    def says(self) -> dict[str, Any]:
        """Return the funds and what is asked for."""
        rows = [
            (str(number), line.programme, line.source, line.document, *_money(line), line.state)
            for number, line in enumerate(self.lines, start=1)
        ]
        sums = [sum(column) for column in zip(*map(_fen, self.lines), strict=True)] or [0] * 4
        over = self.total_fen - self.needed_fen
        return {
            "place": self.place,
            "finance": self.finance,
            "month": [self.month.year, self.month.month],
            "households": f"{self.households:,}",
            "people": f"{self.people:,}",
            "table": table(COLUMNS, rows, ROOM, size=SIZE),
            "total": ("合计", "", "", "", *map(show_yuan, sums), ""),
            "figures": show_yuan(self.total_fen),
            "capitals": capitals(self.total_fen),
            "needed": show_yuan(self.needed_fen),
            "apart": [show_yuan(abs(over)), "more" if over > 0 else "less"] if over else None,
            "documents": list(self.documents),
        }


def _fen(line: FundLine) -> tuple[int, int, int, int]:
    return line.budget_fen, line.used_fen, line.asked_fen, line.left_fen


def _money(line: FundLine) -> Cells:
    return tuple(map(show_yuan, _fen(line)))
