"""银行代发清单: what stands in a sealed bank file, to be stamped and handed over with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from mingbai.kernel.money import capitals, show_yuan
from mingbai.kernel.month import Month
from mingbai.papers.paper import Paper, Signature
from mingbai.papers.typesetting.refused import DoesNotAdd
from mingbai.papers.typesetting.tables import Column, Room, table

COLUMNS = (
    Column("序号", "No.", 13),
    Column("付款编号", "End-to-end", 54),
    Column("户名", "Account holder", 33),
    Column("账号", "Account", 28),
    Column("金额", "Amount", 27, "right"),
    Column("备注", "Note", 21, "left"),
)
ROOM = Room(166, 226, 78)  # upright; the first page also says which file it is


@dataclass(frozen=True)
class BankLine:
    """One payment of the file; the account masked."""

    end_to_end: str
    holder: str
    account_hint: str
    amount_fen: int
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class BankList(Paper):
    """社会救助资金银行代发清单, bound to its file by the file's SHA-256."""

    template: ClassVar[str] = "bank_list"
    signatures: tuple[Signature, ...] = (
        Signature("制单人", "Made by"),
        Signature("复核人", "Reviewed by"),
        Signature("放行人", "Released by"),
        Signature("银行签收", "Received by the bank"),
    )
    bank: str
    month: Month
    fund: str
    file_name: str
    message_id: str
    file_sha256: str
    lines: Sequence[BankLine]
    total_fen: int

    def __post_init__(self) -> None:
        super().__post_init__()
        added = sum(line.amount_fen for line in self.lines)
        if added != self.total_fen:
            raise DoesNotAdd("代发清单合计", "The list's total", show_yuan(added), show_yuan(self.total_fen))

    def says(self) -> dict[str, Any]:
        """Return which file it is and every payment in it."""
        rows = [
            (str(number), line.end_to_end, line.holder, line.account_hint, show_yuan(line.amount_fen), line.note)
            for number, line in enumerate(self.lines, start=1)
        ]
        return {
            "bank": self.bank,
            "month": [self.month.year, self.month.month],
            "fund": self.fund,
            "file": [self.file_name, self.message_id, self.file_sha256],
            "table": table(COLUMNS, rows, ROOM, self._subtotal),
            "total": self._sums("合计", self.lines),
            "count": f"{len(self.lines):,}",
            "figures": show_yuan(self.total_fen),
            "capitals": capitals(self.total_fen),
        }

    def _subtotal(self, page: Sequence[int]) -> tuple[str, ...]:
        return self._sums("小计", [self.lines[number] for number in page])

    @staticmethod
    def _sums(title: str, lines: Sequence[BankLine]) -> tuple[str, ...]:
        return (title, f"{len(lines)}笔", "", "", show_yuan(sum(line.amount_fen for line in lines)), "")
