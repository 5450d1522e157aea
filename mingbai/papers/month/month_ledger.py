"""月度台账: every step of a month with its due day, who did it when, and the figures it left (R-819)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from mingbai.kernel.money import show_yuan
from mingbai.kernel.month import Month
from mingbai.papers.paper import SHANGHAI, Paper, shown_day
from mingbai.papers.typesetting.tables import Column, Room, table

COLUMNS = (
    Column("序号", "No.", 11),
    Column("环节", "Step", 50, "left"),
    Column("时限", "Due", 30),
    Column("完成", "Done", 30),
    Column("状态", "State", 29),
    Column("经办人", "By", 26),
    Column("复核人", "Reviewed by", 26),
    Column("笔数", "Lines", 17, "right"),
    Column("金额", "Amount", 29, "right"),
    Column("存证摘要", "Digest", 17),
)
DIGEST_DIGITS, NOTE_MM = 8, 5


@dataclass(frozen=True)
class LedgerStep:
    """One step: due on a day where a text names one, done at a moment or not yet, by whom, over how much."""

    title: str
    due_on: date | None = None
    done_at: datetime | None = None
    by: str = ""
    reviewed_by: str = ""
    lines: int | None = None
    amount_fen: int | None = None
    digest: str = ""

    def state(self, on: date) -> str:
        """Return how the step stands on a day: in time, days late, or not done."""
        if self.due_on is None:
            return "已完成" if self.done_at else "未完成"
        ended = self.done_at.astimezone(SHANGHAI).date() if self.done_at else on
        late = (ended - self.due_on).days
        if late > 0:
            return f"逾期{late}天" if self.done_at else f"未完成，逾期{late}天"
        return "按时完成" if self.done_at else "未到期"


@dataclass(frozen=True, kw_only=True)
class MonthLedger(Paper):
    """资金发放月度台账, as it stands on the day it is printed."""

    template: ClassVar[str] = "month_ledger"
    place: str
    month: Month
    steps: Sequence[LedgerStep]
    notes: Sequence[str] = ()

    def says(self) -> dict[str, Any]:
        """Return the steps and how many were in time."""
        on = self.made_at.astimezone(SHANGHAI).date()
        states = [step.state(on) for step in self.steps]
        rows = [
            (
                str(number),
                step.title,
                shown_day(step.due_on) if step.due_on else "--",
                shown_day(step.done_at) if step.done_at else "--",
                state,
                step.by or "--",
                step.reviewed_by or "--",
                "--" if step.lines is None else f"{step.lines:,}",
                "--" if step.amount_fen is None else show_yuan(step.amount_fen),
                step.digest[:DIGEST_DIGITS] or "--",
            )
            for number, (step, state) in enumerate(zip(self.steps, states, strict=True), start=1)
        ]
        return {
            "place": self.place,
            "month": [self.month.year, self.month.month],
            "table": table(COLUMNS, rows, Room(136, 160, 61 + NOTE_MM * len(self.notes))),
            "done": sum(step.done_at is not None for step in self.steps),
            "count": len(rows),
            "late": sum("逾期" in state for state in states),
            "notes": list(self.notes),
        }
