"""花名表: everyone a township pays this month, line by line (R-706)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from mingbai.kernel.money import capitals, show_yuan
from mingbai.kernel.month import Month
from mingbai.papers.paper import Paper
from mingbai.papers.typesetting.refused import DoesNotAdd
from mingbai.papers.typesetting.tables import LANDSCAPE, Cells, Column, table

COLUMNS = (
    Column("序号", "No.", 12),
    Column("户编号", "Household", 31),
    Column("姓名", "Name", 23),
    Column("证件号码", "ID number", 28),
    Column("村（居）", "Village", 33, "left"),
    Column("类别", "Kind", 18),
    Column("人数", "Heads", 12),
    Column("金额", "Amount", 26, "right"),
    Column("开户银行", "Bank", 28, "left"),
    Column("账号", "Account", 21),
    Column("变动", "Change", 14),
    Column("备注", "Note", 19, "left"),
)


@dataclass(frozen=True)
class RosterEntry:
    """One line: a household or person, what it gets, where it goes; numbers masked by who passes them in."""

    household: str
    name: str
    id_hint: str
    village: str
    kind: str
    member_count: int
    amount_fen: int
    bank: str
    account_hint: str
    change: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class RosterList(Paper):
    """资金发放花名表 of one township, programme and month; `total_fen` is the frozen roster's and must be met."""

    template: ClassVar[str] = "roster_list"
    place: str
    programme: str
    month: Month
    entries: Sequence[RosterEntry]
    total_fen: int

    def __post_init__(self) -> None:
        super().__post_init__()
        added = sum(entry.amount_fen for entry in self.entries)
        if added != self.total_fen:
            raise DoesNotAdd("花名表合计", "The roster's total", show_yuan(added), show_yuan(self.total_fen))

    def says(self) -> dict[str, Any]:
        """Return the lines in pages with subtotals, and the total in figures and capitals."""
        rows = [_cells(number, entry) for number, entry in enumerate(self.entries, start=1)]
        return {
            "place": self.place,
            "programme": self.programme,
            "month": [self.month.year, self.month.month],
            "table": table(COLUMNS, rows, LANDSCAPE, self._subtotal),
            "total": self._sums("合计", self.entries),
            "households": f"{len(self.entries):,}",
            "people": f"{sum(entry.member_count for entry in self.entries):,}",
            "figures": show_yuan(self.total_fen),
            "capitals": capitals(self.total_fen),
        }

    def _subtotal(self, page: Sequence[int]) -> Cells:
        return self._sums("小计", [self.entries[number] for number in page])

    @staticmethod
    def _sums(title: str, entries: Sequence[RosterEntry]) -> Cells:
        heads = sum(entry.member_count for entry in entries)
        fen = sum(entry.amount_fen for entry in entries)
        return (title, f"{len(entries)}户", "", "", "", "", str(heads), show_yuan(fen), "", "", "", "")


def _cells(number: int, entry: RosterEntry) -> Cells:
    return (
        str(number), entry.household, entry.name, entry.id_hint, entry.village, entry.kind, str(entry.member_count),
        show_yuan(entry.amount_fen), entry.bank, entry.account_hint, entry.change, entry.note,
    )  # fmt: skip
