"""The monthly review of the log: what was done, how often out of hours, and which acts are looked at (R-912)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from mingbai.kernel.calendar import is_working_day

OPENS, CLOSES = 8, 18  # office hours, by the clock of the desk
EACH = 5  # acts of a kind that are looked at, fewer where there are fewer
ALWAYS = ("people.revealed",)  # whoever looked a number up is always looked at
STAGES = {
    "evidence": "存证", "offices": "机构岗位", "treasury": "资金账", "standards": "政策标准", "people": "对象信息",
    "sources": "部门名单", "awards": "救助决定", "rosters": "名册", "prechecks": "前置核对", "payments": "发放",
    "receipts": "银行回单", "alerts": "预警", "inspections": "整改", "papers": "纸质件",
}  # fmt: skip


@dataclass(frozen=True)
class Done:
    """One act as the review sees it: its kind, what it was about, whose it was, when by the clock here."""

    kind: str
    subject: str
    by: int | None
    at: datetime


@dataclass(frozen=True)
class Work:
    """One kind of act: how often, by how many, how often outside office hours, and which are looked at."""

    kind: str
    acts: int
    officers: int
    out_of_hours: int
    sampled: tuple[str, ...]

    @property
    def title(self) -> str:
        """Return the kind as a paper shows it."""
        return f"{STAGES.get(self.kind.partition('.')[0], '')} {self.kind}".strip()


def is_out_of_hours(at: datetime) -> bool:
    """Return whether a moment, by the clock here, is on a day off or outside office hours."""
    return not (OPENS <= at.hour < CLOSES and is_working_day(at.date()))


def reviewed(acts: Iterable[Done], seed: str) -> list[Work]:
    """
    Return the acts of people kind by kind, with those to look at: drawn by a seed, the same for everybody.

    What the machine did by itself is not reviewed; acts outside office hours are drawn before others.
    """
    kinds: dict[str, list[Done]] = defaultdict(list)
    for act in acts:
        if act.by is not None:
            kinds[act.kind].append(act)
    return [_work(kind, done, seed) for kind, done in sorted(kinds.items())]


def _work(kind: str, done: list[Done], seed: str) -> Work:
    late = {one.subject for one in done if is_out_of_hours(one.at)}
    drawn = sorted({one.subject for one in done}, key=lambda subject: (subject not in late, _lot(seed, subject)))
    sampled = drawn if kind in ALWAYS else drawn[:EACH]
    out_of_hours = sum(is_out_of_hours(one.at) for one in done)
    return Work(kind, len(done), len({one.by for one in done}), out_of_hours, tuple(sampled))


def _lot(seed: str, subject: str) -> bytes:
    return sha256(f"{seed}/{subject}".encode()).digest()
