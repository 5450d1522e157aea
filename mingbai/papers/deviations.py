"""偏离报告: where a locality's standard differs from the national default, by which document (R-013)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from mingbai.papers.paper import Paper, shown_day
from mingbai.papers.typesetting.tables import LANDSCAPE, Column, table

COLUMNS = (
    Column("序号", "No.", 12),
    Column("地区", "Place", 30, "left"),
    Column("标准或规则", "Standard or rule", 64, "left"),
    Column("全国默认", "National", 34, "right"),
    Column("本地", "Local", 34, "right"),
    Column("起始日", "From", 28),
    Column("依据文件", "Document", 37, "left"),
    Column("批准人", "Approved by", 26),
)


@dataclass(frozen=True)
class Deviation:
    """One place and one standard or rule: the default, what holds there, since when, by which document."""

    place: str
    title: str
    default: str
    local: str
    from_on: date
    document: str
    approved_by: str


@dataclass(frozen=True, kw_only=True)
class Deviations(Paper):
    """地方标准偏离报告 of a region and all below it; what has no document is counted apart."""

    template: ClassVar[str] = "deviations"
    place: str
    on: date
    compared: int  # standards and rules looked at
    rows: Sequence[Deviation]

    def says(self) -> dict[str, Any]:
        """Return the deviations, and how many stand without a document."""
        rows = [
            (
                str(number), row.place, row.title, row.default, row.local, shown_day(row.from_on),
                row.document or "无文件", row.approved_by or "--",
            )
            for number, row in enumerate(self.rows, start=1)
        ]  # fmt: skip
        return {
            "place": self.place,
            "on": shown_day(self.on),
            "compared": self.compared,
            "count": len(rows),
            "places": len({row.place for row in self.rows}),
            "undocumented": sum(not row.document for row in self.rows),
            "table": table(COLUMNS, rows, LANDSCAPE) if rows else None,
        }
