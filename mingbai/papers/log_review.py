"""操作日志核查报告: a month's acts by kind, what a review of them found, and the matching done (R-912)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from mingbai.kernel.month import Month
from mingbai.papers.paper import HEAD, Paper, Signature
from mingbai.papers.typesetting.tables import Column, Room, table

WORK = (
    Column("操作类型", "Act", 62, "left"),
    Column("次数", "Acts", 24, "right"),
    Column("人数", "Officers", 24, "right"),
    Column("非工作时间", "Out of hours", 32, "right"),
    Column("抽查数", "Sampled", 34, "right"),
)
MATCHED = (
    Column("比对项目", "Matched against", 62, "left"),
    Column("比对人数", "People", 30, "right"),
    Column("命中", "Hits", 26, "right"),
    Column("已核实", "Verified", 30, "right"),
    Column("属实", "Confirmed", 28, "right"),
)
FOUND_BESIDE = 6  # findings that stand below the figures; more have pages of their own
FOUND = (
    Column("序号", "No.", 12),
    Column("记录", "Record", 46, "left"),
    Column("发现的情况", "Found", 68, "left"),
    Column("处理", "What was done", 50, "left"),
)


@dataclass(frozen=True)
class LogWork:
    """One kind of act: how often, by how many, how often outside office hours, how many were looked at."""

    kind: str
    acts: int
    officers: int
    out_of_hours: int
    sampled: int


@dataclass(frozen=True)
class Matching:
    """One comparison, online or offline: people matched, hits, verified, confirmed."""

    title: str
    people: int
    hits: int
    verified: int
    confirmed: int


@dataclass(frozen=True)
class LogFinding:
    """Something a reviewer found in the log, and what was done about it."""

    record: str
    found: str
    done: str


@dataclass(frozen=True, kw_only=True)
class LogReview(Paper):
    """线上线下数据比对和操作日志核查报告 of a month."""

    template: ClassVar[str] = "log_review"
    signatures: tuple[Signature, ...] = (
        Signature("核查人", "Reviewed by"),
        Signature("安全审计员", "Audit administrator"),
        HEAD,
    )
    place: str
    month: Month
    leaves: int  # of the evidence log at the month's end
    checkpoint: str
    is_whole: bool  # what `mingbai evidence verify` said
    work: Sequence[LogWork]
    matched: Sequence[Matching]
    findings: Sequence[LogFinding] = ()

    def says(self) -> dict[str, Any]:
        """Return the figures by kind, the matching and the findings."""
        work = [(each.kind, *map(_number, (each.acts, each.officers, each.out_of_hours, each.sampled)))
                for each in self.work]  # fmt: skip
        matched = [(each.title, *map(_number, (each.people, each.hits, each.verified, each.confirmed)))
                   for each in self.matched]  # fmt: skip
        found = [(str(number), each.record, each.found, each.done) for number, each in enumerate(self.findings, 1)]
        room = Room(10_000, 10_000)  # they follow one another, and break where the page ends
        is_long = len(found) > FOUND_BESIDE
        return {
            "place": self.place,
            "month": [self.month.year, self.month.month],
            "leaves": f"{self.leaves:,}",
            "checkpoint": self.checkpoint,
            "is_whole": self.is_whole,
            "work": table(WORK, work, room),
            "acts": sum(each.acts for each in self.work),
            "sampled": sum(each.sampled for each in self.work),
            "matched": table(MATCHED, matched, room),
            "findings": table(FOUND, found, Room(220, 230, 66) if is_long else room, size=9.5) if found else None,
            "is_long": is_long,
            "finding_count": len(found),
        }


def _number(value: int) -> str:
    return f"{value:,}"
