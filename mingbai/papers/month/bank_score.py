"""代发银行服务评分表、收费检测清单: how banks served a month, and every fee they took (R-723, R-724)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from mingbai.kernel.money import show_yuan
from mingbai.kernel.month import Month
from mingbai.papers.paper import HANDLER, LEADER, REVIEWER, Paper, Signature, shown_day
from mingbai.papers.typesetting.articles import worded
from mingbai.papers.typesetting.tables import Column, Room, table

SCORES = (
    Column("序号", "No.", 12),
    Column("代发银行", "Bank", 56, "left"),
    Column("代发笔数", "Paid", 22, "right"),
    Column("代发金额", "Amount", 35, "right"),
    Column("当日到账率", "On the day", 25, "right"),
    Column("发放失败", "Failed", 20, "right"),
    Column("退汇", "Returned", 18, "right"),
    Column("差错", "Errors", 18, "right"),
    Column("违规收费", "Fees", 20, "right"),
    Column("评价", "Rating", 39),
)
FEES = (
    Column("序号", "No.", 12),
    Column("代发银行", "Bank", 42, "left"),
    Column("交易流水", "Reference", 42, "left"),
    Column("户名", "Holder", 26),
    Column("账号", "Account", 22),
    Column("日期", "Day", 28),
    Column("金额", "Amount", 24, "right"),
    Column("摘要", "Purpose", 38, "left"),
    Column("处理情况", "What was done", 31, "left"),
)
ROOM, FEES_ROOM = Room(130, 154, 98), Room(130, 154, 92)  # the article stands below them
TO_RETURN, ERRED, CLEAN = "违规收费，责令退还", "有差错，限期整改", "未发现问题"
FREE = "JN-2020-21#2.4"


@dataclass(frozen=True)
class BankServed:
    """One bank's month, and the verdict that follows from its figures."""

    bank: str
    paid: int
    paid_fen: int
    on_the_day_bp: int
    failed: int
    returned: int
    errors: int
    fees: int

    @property
    def verdict(self) -> str:
        """Return what follows: a fee is given back, an error is put right; a failed line is not the bank's doing."""
        return TO_RETURN if self.fees else ERRED if self.errors else CLEAN


@dataclass(frozen=True)
class Fee:
    """One entry in which a bank took a fee from a recipient; holder and account masked."""

    bank: str
    reference: str
    holder: str
    account_hint: str
    on: date | None
    fen: int
    purpose: str
    done: str


@dataclass(frozen=True, kw_only=True)
class BankScore(Paper):
    """代发银行服务评分表 of a month."""

    template: ClassVar[str] = "bank_score"
    signatures: tuple[Signature, ...] = (HANDLER, REVIEWER, LEADER, Signature("银行确认", "For the bank"))
    place: str
    month: Month
    banks: Sequence[BankServed]

    def says(self) -> dict[str, Any]:
        """Return each bank's figures and verdict."""
        rows = [
            (
                str(number), one.bank, f"{one.paid:,}", show_yuan(one.paid_fen), _share(one.on_the_day_bp),
                f"{one.failed:,}", f"{one.returned:,}", f"{one.errors:,}", f"{one.fees:,}", one.verdict,
            )
            for number, one in enumerate(self.banks, start=1)
        ]  # fmt: skip
        counted = ("failed", "returned", "errors", "fees")
        return {
            "place": self.place,
            "month": [self.month.year, self.month.month],
            "table": table(SCORES, rows, ROOM, size=9.5) if rows else None,
            "total": (
                "合计",
                "",
                f"{sum(one.paid for one in self.banks):,}",
                show_yuan(sum(one.paid_fen for one in self.banks)),
                "",
                *(f"{sum(getattr(one, name) for one in self.banks):,}" for name in counted),
                "",
            ),
            "fees": sum(one.fees for one in self.banks),
            "errors": sum(one.errors for one in self.banks),
            "article": worded(FREE),
        }


@dataclass(frozen=True, kw_only=True)
class FeeList(Paper):
    """收费检测清单 of a month: what banks took from recipients, to be given back."""

    template: ClassVar[str] = "fee_list"
    signatures: tuple[Signature, ...] = (HANDLER, REVIEWER, Signature("银行签收", "Received by the bank"))
    place: str
    month: Month
    looked_at: int  # entries of banks that were read
    fees: Sequence[Fee]

    def says(self) -> dict[str, Any]:
        """Return every fee, and what they come to."""
        rows = [
            (
                str(number), one.bank, one.reference, one.holder, one.account_hint,
                shown_day(one.on) if one.on else "--", show_yuan(one.fen), one.purpose, one.done,
            )
            for number, one in enumerate(self.fees, start=1)
        ]  # fmt: skip
        return {
            "place": self.place,
            "month": [self.month.year, self.month.month],
            "table": table(FEES, rows, FEES_ROOM, self._subtotal) if rows else None,
            "total": self._sums("合计", self.fees),
            "count": len(rows),
            "looked_at": f"{self.looked_at:,}",
            "figures": show_yuan(sum(one.fen for one in self.fees)),
            "article": worded(FREE),
        }

    def _subtotal(self, page: Sequence[int]) -> tuple[str, ...]:
        return self._sums("小计", [self.fees[number] for number in page])

    @staticmethod
    def _sums(title: str, fees: Sequence[Fee]) -> tuple[str, ...]:
        return (title, f"{len(fees)}笔", "", "", "", "", show_yuan(sum(one.fen for one in fees)), "", "")


def _share(bp: int) -> str:
    return f"{bp // 100}.{bp % 100:02}%"
