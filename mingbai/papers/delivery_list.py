"""告知书送达登记册: the notices of a place and month, each handed over against a signature (LAW-2026#48)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from mingbai.kernel.money import show_yuan
from mingbai.kernel.month import Month
from mingbai.papers.change_notice import HOW, TITLES, Change
from mingbai.papers.paper import Paper, Signature, shown_day
from mingbai.papers.typesetting.tables import Column, Room, table

COLUMNS = (
    Column("序号", "No.", 12),
    Column("告知书编号", "Notice", 45),
    Column("村（居）", "Village", 34, "left"),
    Column("户编号", "Household", 31),
    Column("姓名", "Name", 24),
    Column("类别", "Programme", 22),
    Column("决定", "Change", 16),
    Column("原金额", "Before", 22, "right"),
    Column("现金额", "Now", 22, "right"),
    Column("送达", "Delivered", 37),
)
ROOM, ROW_MM = Room(136, 160, 68), 8.0  # high enough to sign in


@dataclass(frozen=True)
class Handed:
    """One notice: whose, about what, and how and when it was delivered; the name masked."""

    number: str
    village: str
    household: str
    name: str
    programme: str
    change: Change
    before_fen: int
    after_fen: int
    delivered_on: date | None = None
    how: str = ""


@dataclass(frozen=True, kw_only=True)
class DeliveryList(Paper):
    """告知书送达登记册 of one division and month; every notice is a paper of its own."""

    template: ClassVar[str] = "delivery_list"
    signatures: tuple[Signature, ...] = (
        Signature("移交人", "Handed over by"),
        Signature("送达人", "Delivered by"),
        Signature("复核人", "Reviewer"),
    )
    place: str
    month: Month
    entries: Sequence[Handed]

    def says(self) -> dict[str, Any]:
        """Return the notices and how many of each kind there are."""
        rows = [
            (
                str(number), one.number, one.village, one.household, one.name, one.programme, TITLES[one.change][0],
                show_yuan(one.before_fen), show_yuan(one.after_fen), _delivered(one),
            )
            for number, one in enumerate(self.entries, start=1)
        ]  # fmt: skip
        counts = {change: sum(one.change is change for one in self.entries) for change in Change}
        return {
            "place": self.place,
            "month": [self.month.year, self.month.month],
            "table": table(COLUMNS, rows, ROOM, least_mm=ROW_MM) if rows else None,
            "count": len(rows),
            "delivered": sum(one.delivered_on is not None for one in self.entries),
            "changes": [[*TITLES[change], count] for change, count in counts.items() if count],
        }


def _delivered(one: Handed) -> str:
    return f"{shown_day(one.delivered_on)} {HOW.get(one.how, '')}" if one.delivered_on else ""
