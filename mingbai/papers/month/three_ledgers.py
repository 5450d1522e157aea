"""三账核对零差额证明: quota, appropriation and payment of a month compared fund by fund, nothing unaccounted for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from mingbai.kernel.money import capitals, show_yuan
from mingbai.kernel.month import Month
from mingbai.papers.paper import HANDLER, LEADER, REVIEWER, Paper, Signature
from mingbai.papers.typesetting.refused import DoesNotAdd
from mingbai.papers.typesetting.tables import Column, Room, table

COLUMNS = (
    Column("序号", "No.", 12),
    Column("项目", "Programme", 34, "left"),
    Column("资金来源", "Source", 20),
    Column("指标文号", "Document", 44, "left"),
    Column("指标金额", "Quota", 34, "right"),
    Column("拨付金额", "Appropriated", 34, "right"),
    Column("发放金额", "Paid", 34, "right"),
    Column("结存金额", "Unspent", 30, "right"),
    Column("差额", "Difference", 23, "right"),
)
ROOM, SIZE = Room(130, 154, 70), 9.5


@dataclass(frozen=True)
class LedgerLine:
    """One fund of the month in the three ledgers, and what of it is unspent, in fen."""

    programme: str
    source: str
    document: str
    quota_fen: int
    appropriated_fen: int
    paid_fen: int
    unspent_fen: int

    @property
    def difference_fen(self) -> int:
        """Return what the three ledgers do not account for, on whichever side."""
        by_quota = self.quota_fen - self.appropriated_fen
        return by_quota or self.appropriated_fen - self.paid_fen - self.unspent_fen


@dataclass(frozen=True, kw_only=True)
class ThreeLedgers(Paper):
    """指标、拨付、发放三账核对零差额证明; it cannot be made where a fen is unaccounted for."""

    template: ClassVar[str] = "three_ledgers"
    signatures: tuple[Signature, ...] = (HANDLER, REVIEWER, LEADER, Signature("民政部门", "For civil affairs"))
    place: str
    month: Month
    lines: Sequence[LedgerLine]

    def __post_init__(self) -> None:
        super().__post_init__()
        for line in self.lines:
            if line.difference_fen:
                name = f"{line.programme}{line.document}"
                raise DoesNotAdd(f"{name}差额", f"The difference of {name}", show_yuan(line.difference_fen), "0.00")

    def says(self) -> dict[str, Any]:
        """Return the funds, their sums, and the sum in words."""
        rows = [
            (str(number), line.programme, line.source, line.document, *map(show_yuan, _fen(line)))
            for number, line in enumerate(self.lines, start=1)
        ]
        sums = [sum(column) for column in zip(*map(_fen, self.lines), strict=True)] or [0] * 5
        return {
            "place": self.place,
            "month": [self.month.year, self.month.month],
            "table": table(COLUMNS, rows, ROOM, size=SIZE),
            "total": ("合计", "", "", "", *map(show_yuan, sums)),
            "count": len(rows),
            "figures": show_yuan(sums[1]),
            "capitals": capitals(sums[1]),
            "paid": show_yuan(sums[2]),
            "unspent": show_yuan(sums[3]),
        }


def _fen(line: LedgerLine) -> tuple[int, int, int, int, int]:
    return line.quota_fen, line.appropriated_fen, line.paid_fen, line.unspent_fen, line.difference_fen
