"""卡折签收登记表、未领卡折清单: cards of a bulk issue, signed for one by one, and those nobody has (R-713)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from mingbai.kernel.month import Month
from mingbai.papers.paper import SHANGHAI, Paper, Signature, shown_day
from mingbai.papers.typesetting.tables import Column, Room, table

RECEIPTS = (
    Column("序号", "No.", 12),
    Column("批次", "Batch", 34, "left"),
    Column("村（居）", "Village", 40, "left"),
    Column("姓名", "Name", 28),
    Column("制卡银行", "Bank", 36, "left"),
    Column("卡号尾号", "Card", 20),
    Column("制卡日期", "Issued", 27),
    Column("领卡日期", "Received", 27),
    Column("领卡人", "By whom", 19),
    Column("领卡人签字", "Signature", 22),
)
UNDELIVERED = (
    Column("序号", "No.", 12),
    Column("批次", "Batch", 34, "left"),
    Column("村（居）", "Village", 40, "left"),
    Column("姓名", "Name", 28),
    Column("制卡银行", "Bank", 36, "left"),
    Column("卡号尾号", "Card", 20),
    Column("制卡日期", "Issued", 27),
    Column("未领天数", "Days", 16, "right"),
    Column("未领原因和处理", "Why, and what is done", 52, "left"),
)
ROOM, ROW_MM = Room(136, 160, 68), 8.0  # high enough to sign in


@dataclass(frozen=True)
class Card:
    """One card of a bulk issue: whose (masked), its last digits, and who signed for it when."""

    batch: str
    village: str
    name: str
    bank: str
    card_hint: str
    issued_on: date
    delivered_on: date | None = None
    received_by: str = ""  # 本人, or 代取人


@dataclass(frozen=True, kw_only=True)
class CardReceipts(Paper):
    """卡折签收登记表: what was issued or handed over in a month, with room for every signature that is missing."""

    template: ClassVar[str] = "card_receipts"
    signatures: tuple[Signature, ...] = (
        Signature("登记人", "Registered by"),
        Signature("发卡人", "Handed out by"),
        Signature("监督人", "Watched by"),
    )
    place: str
    month: Month
    cards: Sequence[Card]

    def says(self) -> dict[str, Any]:
        """Return the cards and how many were signed for."""
        rows = [
            (
                *_card(number, one),
                shown_day(one.delivered_on) if one.delivered_on else "",
                one.received_by,
                "已签收" if one.delivered_on else "",
            )
            for number, one in enumerate(self.cards, start=1)
        ]
        delivered = sum(one.delivered_on is not None for one in self.cards)
        return {
            "place": self.place,
            "month": [self.month.year, self.month.month],
            "table": table(RECEIPTS, rows, ROOM, least_mm=ROW_MM) if rows else None,
            "count": len(rows),
            "delivered": delivered,
            "left": len(rows) - delivered,
        }


@dataclass(frozen=True, kw_only=True)
class UndeliveredCards(Paper):
    """未领卡折清单: every card nobody has signed for, however old, the oldest first."""

    template: ClassVar[str] = "undelivered_cards"
    place: str
    cards: Sequence[Card]

    def says(self) -> dict[str, Any]:
        """Return the cards with the days they have been waiting."""
        on = self.made_at.astimezone(SHANGHAI).date()
        waiting = [(on - one.issued_on).days for one in self.cards]
        rows = [
            (*_card(number, one), str(days), "")
            for number, (one, days) in enumerate(zip(self.cards, waiting, strict=True), start=1)
        ]
        return {
            "place": self.place,
            "table": table(UNDELIVERED, rows, ROOM, least_mm=ROW_MM) if rows else None,
            "count": len(rows),
            "longest": max(waiting, default=0),
            "batches": len({one.batch for one in self.cards}),
        }


def _card(number: int, one: Card) -> tuple[str, ...]:
    issued = shown_day(one.issued_on)
    return str(number), one.batch, one.village, one.name, one.bank, one.card_hint, issued
