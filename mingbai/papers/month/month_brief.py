"""监管月报: a month on one page, for those who answer for it: the money, the places, the alerts, what is unproven."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from mingbai.kernel.money import show_yuan
from mingbai.kernel.month import Month
from mingbai.papers.month.agreement import Compared
from mingbai.papers.paper import SHANGHAI, Paper, Signature
from mingbai.papers.typesetting.tables import Column, Room, table

MOST_PLACES = 12  # on the page; the workbook beside it has all
COMPARED = (
    Column("项目", "Programme", 34, "left"),
    Column("审批笔数", "Approved", 20, "right"),
    Column("审批金额（元）", "Approved", 29, "right"),
    Column("拨款金额（元）", "Appropriated", 29, "right"),
    Column("到账笔数", "Paid", 20, "right"),
    Column("到账金额（元）", "Paid", 29, "right"),
    Column("结果", "Result", 19),
)
PLACES = (
    Column("地区", "Place", 44, "left"),
    Column("应发笔数", "Due", 22, "right"),
    Column("应发金额（元）", "Due", 32, "right"),
    Column("到账金额（元）", "Arrived", 32, "right"),
    Column("到账率", "Share", 20, "right"),
    Column("退回未付（元）", "Returned", 30, "right"),
)
WATCHED = (
    Column("事项", "What", 60, "left"),
    Column("已逾期", "Late", 30, "right"),
    Column("三日内到期", "Due in 3 days", 45, "right"),
    Column("未到期", "Later", 45, "right"),
)
ROOM = Room(200, 200)


@dataclass(frozen=True)
class Place:
    """What one place's month comes to: lines and fen due, fen that arrived, fen returned and not paid again."""

    name: str
    lines: int
    due_fen: int
    arrived_fen: int
    returned_fen: int


@dataclass(frozen=True)
class Watched:
    """What waits under one heading: past its day, due within three days, later."""

    title: str
    late: int
    soon: int
    later: int


@dataclass(frozen=True)
class Came:
    """What became of a month's alerts so far."""

    tasks: int
    verified: int
    confirmed: int
    confirmed_fen: int
    recovered_fen: int


@dataclass(frozen=True, kw_only=True)
class MonthBrief(Paper):
    """社会救助资金监管月报, as the month stands at a moment."""

    template: ClassVar[str] = "month_brief"
    signatures: tuple[Signature, ...] = ()
    place: str
    month: Month
    as_of: datetime
    persons: int
    compared: Sequence[Compared]
    places: Sequence[Place]
    changes: Mapping[str, int]  # 新增, 增发, 减发, 停发 → lines
    before_fen: int | None  # released the month before; None where there was none
    watched: Sequence[Watched]
    came: Came
    unproven: Sequence[str]  # what keeps the month open; nothing: it can be closed
    is_closed: bool
    log_size: int
    witnessed: int  # how many of them the quorum of witnesses has seen

    def says(self) -> dict[str, Any]:
        """Return the figures, the places with the least arrived first, and what is still unproven."""
        due, arrived = (sum(getattr(one, name) for one in self.places) for name in ("due_fen", "arrived_fen"))
        returned = sum(one.returned_fen for one in self.places)
        ordered = sorted(self.places, key=lambda one: (_share(one) is None, _share(one), one.name))
        shown = ordered if len(ordered) <= MOST_PLACES else ordered[: MOST_PLACES - 1]
        rest = ordered[len(shown) :]
        if rest:
            shown = [*shown, _together(rest)]
        whole = _together(self.places, "合计")
        return {
            "place": self.place,
            "month": [self.month.year, self.month.month],
            "as-of": f"{self.as_of.astimezone(SHANGHAI):%Y-%m-%d %H:%M}",
            "lines": f"{sum(one.lines for one in self.places):,}",
            "persons": f"{self.persons:,}",
            "due": show_yuan(due),
            "arrived": show_yuan(arrived),
            "share": _percent(arrived, due),
            "returned": show_yuan(returned),
            "grown": _grown(due, self.before_fen),
            "is-equal": bool(self.compared) and all(one.is_equal for one in self.compared),
            "compared": table(COMPARED, [_compared(one) for one in self.compared], ROOM) if self.compared else None,
            "places": table(PLACES, [_place(one) for one in shown], ROOM) if shown else None,
            "total": _place(whole),
            "changes": [[title, f"{count:,}"] for title, count in self.changes.items()],
            "watched": table(WATCHED, [_watched(one) for one in self.watched], ROOM),
            "came": [
                f"{self.came.tasks:,}", f"{self.came.verified:,}", f"{self.came.confirmed:,}",
                show_yuan(self.came.confirmed_fen), show_yuan(self.came.recovered_fen),
            ],
            "unproven": list(self.unproven),
            "is-closed": self.is_closed,
            "log": [f"{self.log_size:,}", f"{self.witnessed:,}"],
        }  # fmt: skip


def _share(one: Place) -> float | None:
    return one.arrived_fen / one.due_fen if one.due_fen else None


def _percent(part: int, whole: int) -> str:
    """Return a share cut to a tenth of a per cent: 100.0% is said of all of it alone."""
    return f"{part * 1000 // whole / 10:.1f}%" if whole else "--"


def _grown(due: int, before: int | None) -> str:
    if not before:
        return "--"
    share = round((due - before) * 1000 / before) / 10
    return f"{share:+.1f}%".replace("-", "−")


def _together(some: Sequence[Place], name: str = "") -> Place:
    sums = (sum(getattr(one, part) for one in some) for part in ("lines", "due_fen", "arrived_fen", "returned_fen"))
    return Place(name or f"其余{len(some)}个", *sums)


def _place(one: Place) -> tuple[str, ...]:
    return (
        one.name, f"{one.lines:,}", show_yuan(one.due_fen), show_yuan(one.arrived_fen),
        _percent(one.arrived_fen, one.due_fen), show_yuan(one.returned_fen),
    )  # fmt: skip


def _compared(one: Compared) -> tuple[str, ...]:
    (approved, approved_fen), (_, given_fen), (paid, paid_fen) = one.approved, one.appropriated, one.paid
    return (
        one.programme, f"{approved:,}", show_yuan(approved_fen), show_yuan(given_fen), f"{paid:,}",
        show_yuan(paid_fen), "一致" if one.is_equal else "不一致",
    )  # fmt: skip


def _watched(one: Watched) -> tuple[str, ...]:
    return (one.title, f"{one.late:,}", f"{one.soon:,}", f"{one.later:,}")
