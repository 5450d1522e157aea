"""核对一致性签字单: approval, appropriation and bank compared line by line, signed step by step (R-718)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from mingbai.kernel.money import capitals, show_yuan
from mingbai.kernel.month import Month
from mingbai.papers.paper import HANDLER, HEAD, LEADER, REVIEWER, Paper, Signature
from mingbai.papers.typesetting.refused import DoesNotAdd
from mingbai.papers.typesetting.tables import ROW, Column, Room, table
from mingbai.papers.typesetting.tables import SIZE as USUAL

COMPARED = (
    Column("项目", "Programme", 46, "left"),
    Column("审批笔数", "Approved", 26, "right"),
    Column("审批金额（元）", "Approved", 38, "right"),
    Column("拨款笔数", "Appropriated", 26, "right"),
    Column("拨款金额（元）", "Appropriated", 38, "right"),
    Column("代发笔数", "Paid", 26, "right"),
    Column("代发金额（元）", "Paid", 38, "right"),
    Column("结果", "Result", 27),
)
ROOM, SIZE = Room(130, 154), 9.5
BESIDE_MM = 46  # what stands between the two tables
LEAST_MM, APART_MM = 48, 150  # with less room below it, the second table has pages of its own
DIFFERENCES = (
    Column("序号", "No.", 13),
    Column("户编号", "Household", 36),
    Column("姓名", "Name", 27),
    Column("审批", "Approved", 29, "right"),
    Column("拨款", "Appropriated", 29, "right"),
    Column("代发", "Paid", 29, "right"),
    Column("差异及处理", "Difference, and what was done", 102, "left"),
)


@dataclass(frozen=True)
class Compared:
    """One programme in the three sources: lines and fen each."""

    programme: str
    approved: tuple[int, int]
    appropriated: tuple[int, int]
    paid: tuple[int, int]

    @property
    def is_equal(self) -> bool:
        """Return whether the three agree in number and in fen."""
        return self.approved == self.appropriated == self.paid


@dataclass(frozen=True)
class Difference:
    """A line the three do not have alike: fen each, None where it is missing, and what it is."""

    household: str
    name: str
    approved_fen: int | None
    appropriated_fen: int | None
    paid_fen: int | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class Agreement(Paper):
    """三方核对签字单; whether it says 一致 follows from the figures and the list, nobody can write it in."""

    template: ClassVar[str] = "agreement"
    signatures: tuple[Signature, ...] = (HANDLER, REVIEWER, LEADER, HEAD)
    place: str
    finance: str  # which agrees as the third
    month: Month
    compared: Sequence[Compared]
    differences: Sequence[Difference] = ()
    digest: str  # of the lines compared, as the log holds it

    def __post_init__(self) -> None:
        super().__post_init__()
        unequal = [each.programme for each in self.compared if not each.is_equal]
        if unequal and not self.differences:
            raise DoesNotAdd("、".join(unequal), ", ".join(unequal), "0", "≥ 1")

    @property
    def seals(self) -> tuple[str, ...]:
        """Return whose seals it takes."""
        return (self.office, self.finance)

    @property
    def is_equal(self) -> bool:
        """Return whether the three sources agree to the line and the fen."""
        return not self.differences and all(each.is_equal for each in self.compared)

    def says(self) -> dict[str, Any]:
        """Return the sums, the verdict and every difference."""
        fen = sum(each.approved[1] for each in self.compared)
        left_mm = _left_mm(len(self.compared))
        rows = [(each.programme, *_figures(each), _verdict(each.is_equal)) for each in self.compared]
        sums = Compared("合计", *(self._sum(which) for which in ("approved", "appropriated", "paid")))
        listed = [
            (str(number), each.household, each.name, *_money(each), each.reason)
            for number, each in enumerate(self.differences, start=1)
        ]
        return {
            "place": self.place,
            "month": [self.month.year, self.month.month],
            "lines": f"{sums.approved[0]:,}",
            "compared": table(COMPARED, rows, ROOM, size=SIZE),
            "total": (sums.programme, *_figures(sums), _verdict(self.is_equal)),
            "is_equal": self.is_equal,
            "figures-agree": all(each.is_equal for each in self.compared),
            "differences": table(DIFFERENCES, listed, Room(left_mm, 158, 64), size=SIZE) if listed else None,
            "is_apart": left_mm == APART_MM,
            "difference_count": len(listed),
            "lines_digest": self.digest,
            "figures": show_yuan(fen),
            "capitals": capitals(fen),
        }

    def _sum(self, which: str) -> tuple[int, int]:
        pairs: list[tuple[int, int]] = [getattr(each, which) for each in self.compared]
        return sum(lines for lines, _ in pairs), sum(fen for _, fen in pairs)


def _left_mm(programmes: int) -> float:
    """Return the room for differences below so many programmes, or that of a page where there is too little."""
    left = ROOM.first_mm - BESIDE_MM - programmes * ROW * SIZE / USUAL
    return left if left >= LEAST_MM else APART_MM


def _figures(each: Compared) -> tuple[str, ...]:
    pairs = (each.approved, each.appropriated, each.paid)
    return tuple(text for lines, fen in pairs for text in (f"{lines:,}", show_yuan(fen)))


def _verdict(is_equal: bool) -> str:
    return "一致" if is_equal else "不一致"


def _money(each: Difference) -> tuple[str, ...]:
    amounts = (each.approved_fen, each.appropriated_fen, each.paid_fen)
    return tuple("--" if fen is None else show_yuan(fen) for fen in amounts)
