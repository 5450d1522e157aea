"""What becomes of a decision and of an opening stock: every allowed move, who makes it, and by which article."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from mingbai.law import cite
from mingbai.offices.roles import Role


class State(StrEnum):
    """Where a decision stands."""

    PROPOSED = "proposed"
    REVIEWED = "reviewed"
    APPROVED = "approved"
    REFUSED = "refused"


TITLES = {  # Chinese, English
    State.PROPOSED: ("待复核", "waiting for review"),
    State.REVIEWED: ("待确认", "waiting for confirmation"),
    State.APPROVED: ("已确认", "confirmed"),
    State.REFUSED: ("已退回", "refused"),
}
PENDING, DECIDED = (State.PROPOSED, State.REVIEWED), (State.APPROVED, State.REFUSED)


class Kind(StrEnum):
    """What a decision does to what is due."""

    NEW = "new"
    RAISE = "raise"
    LOWER = "lower"
    STOP = "stop"
    RESUME = "resume"
    KEEP = "keep"  # the amount stays: another payee or account, grace, members changed without effect


KINDS = {  # Chinese, English
    Kind.NEW: ("新增", "a new award"),
    Kind.RAISE: ("增发", "a raise"),
    Kind.LOWER: ("减发", "a reduction"),
    Kind.STOP: ("停发", "a stop"),
    Kind.RESUME: ("恢复", "a resumption"),
    Kind.KEEP: ("金额不变", "no change of the amount"),
}
ADVERSE = (Kind.LOWER, Kind.STOP)  # only after hearing the recipient, and told in writing (LAW-2026#48)

BACKWARDS = ("standard", "corrected", "upheld")  # causes for which a raise may reach back


@dataclass(frozen=True)
class Move:
    """One allowed move."""

    before: State
    after: State
    by: frozenset[Role]
    cites: tuple[str, ...]
    title: str
    title_en: str

    def __post_init__(self) -> None:
        for citation in self.cites:
            cite(citation)


REVIEWER, LEADER = frozenset({Role.REVIEWER}), frozenset({Role.LEADER})
DUE_PROCESS = ("LAW-2026#44", "LAW-2026#47", "YC-2022-2#2.1.5", "YC-2022-2#2.2.3")

DECISION = (
    Move(State.PROPOSED, State.REVIEWED, REVIEWER, DUE_PROCESS, "复核通过", "pass a decision at review"),
    Move(State.REVIEWED, State.APPROVED, LEADER, DUE_PROCESS, "确认", "confirm a decision"),
    Move(State.PROPOSED, State.REFUSED, REVIEWER, DUE_PROCESS, "退回", "refuse a decision"),
    Move(State.REVIEWED, State.REFUSED, LEADER, DUE_PROCESS, "退回", "refuse a decision"),
)


def transitions(moves: Iterable[Move]) -> list[tuple[str, str]]:
    """Return the moves as pairs of states, for the database's own check."""
    return [(move.before.value, move.after.value) for move in moves]
