"""What becomes of a roster and of a line that leaves it: every allowed move, who makes it, and by which article."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from mingbai.law import cite
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role


class State(StrEnum):
    """Where a roster stands."""

    DRAFTED = "drafted"
    SIGNED = "signed_by_villages"
    SUBMITTED = "ledger_submitted"
    REVIEWED = "reviewed"
    AGREED = "agreed"
    FROZEN = "frozen"
    RELEASED = "released"  # set by the check before payment; from then on nothing of it changes
    SET_ASIDE = "set_aside"  # never frozen, and derived anew


STATES: Mapping[str, tuple[str, str]] = {  # Chinese, English
    State.DRAFTED: ("已编制", "drafted"),
    State.SIGNED: ("各村已签字", "signed by villages"),
    State.SUBMITTED: ("台账已提报", "ledger sent up"),
    State.REVIEWED: ("已审核", "reviewed"),
    State.AGREED: ("局务会议已同意", "agreed by the meeting"),
    State.FROZEN: ("已封存", "frozen"),
    State.RELEASED: ("准予发放", "released"),
    State.SET_ASIDE: ("已作废", "set aside"),
}


class Kinds(StrEnum):
    """Which roster of the month it is."""

    REGULAR = "regular"
    SUPPLEMENTARY = "supplementary"  # 补发: what was held, moved or came too late


class Change(StrEnum):
    """How a line differs from last month's (R-507)."""

    NEW = "new"
    RAISE = "raise"
    LOWER = "lower"
    STOP = "stop"
    SAME = "same"


CHANGES = {  # Chinese, English
    Change.NEW: ("新增", "new"),
    Change.RAISE: ("增发", "raised"),
    Change.LOWER: ("减发", "lowered"),
    Change.STOP: ("停发", "stopped"),
    Change.SAME: ("不变", "unchanged"),
}


class Why(StrEnum):
    """Why a line leaves its roster."""

    HELD = "held"  # 暂缓: all or one member's part, pending verification
    MOVED = "moved"  # to the month's next supplementary roster
    CORRECTED = "corrected"  # and replaced in the same roster by what the award now says


class Asked(StrEnum):
    """Where a departure stands: one asks, another agrees."""

    ASKED = "asked"
    DONE = "done"
    REFUSED = "refused"


ASKED: Mapping[str, tuple[str, str]] = {  # Chinese, English
    Asked.ASKED: ("待同意", "waiting for agreement"),
    Asked.DONE: ("已同意", "agreed"),
    Asked.REFUSED: ("已退回", "refused"),
}


@dataclass(frozen=True)
class Move:
    """One allowed move: whose role, in which organisations, listed for which step."""

    before: str
    after: str
    by: frozenset[Role]
    kinds: frozenset[Kind]
    step: str
    cites: tuple[str, ...]
    title: str
    title_en: str

    def __post_init__(self) -> None:
        for citation in self.cites:
            cite(citation)


HANDLER, REVIEWER, LEADER = (frozenset({role}) for role in (Role.HANDLER, Role.REVIEWER, Role.LEADER))
VILLAGE, TOWNSHIP, BUREAU = (frozenset({kind}) for kind in (Kind.VILLAGE, Kind.TOWNSHIP, Kind.CIVIL_AFFAIRS))
TOOLS = HANDLER, TOWNSHIP | BUREAU, "make_roster"
CHECKS = REVIEWER, BUREAU, "check_roster"
IN_TIME, SIGNED, MEETING, CHECKED = "YC-2022-2#2.4.2", "QY-2022-51#3.1.1.6", "QY-2022-51#3.1.2", "ZS-2023#2.3.3"
D, S, L, R, A, F = State.DRAFTED, State.SIGNED, State.SUBMITTED, State.REVIEWED, State.AGREED, State.FROZEN

ROSTER = (
    Move(D, S, HANDLER, VILLAGE, "", (SIGNED,), "村（社区）签字", "sign the village's sheet"),
    Move(D, L, *TOOLS, (IN_TIME,), "提报月度台账", "submit the month's ledger"),
    Move(S, L, *TOOLS, (IN_TIME,), "提报月度台账", "submit the month's ledger"),
    Move(L, R, *CHECKS, (IN_TIME,), "审核名册", "review the roster"),
    Move(R, A, LEADER, BUREAU, "", (MEETING,), "记录局务会议意见", "enter what the bureau meeting agreed"),
    Move(R, F, *CHECKS, (IN_TIME, "YC-2022-2#2.4.3"), "封存名册", "freeze the roster"),
    Move(A, F, *CHECKS, (IN_TIME, "YC-2022-2#2.4.3"), "封存名册", "freeze the roster"),
    Move(F, State.RELEASED, frozenset({Role.RELEASER}), BUREAU, "release_payment", (CHECKED,), "放行", "release"),
    *(
        Move(state, State.SET_ASIDE, REVIEWER | HANDLER, TOWNSHIP | BUREAU, "", (IN_TIME,), "作废重编", "set aside")
        for state in (D, S, L, R, A)
    ),
)
DEPARTURE = (
    Move(Asked.ASKED, Asked.DONE, *CHECKS, (CHECKED,), "同意名册行调出", "agree that a line leaves the roster"),
    Move(Asked.ASKED, Asked.REFUSED, *CHECKS, (CHECKED,), "退回调出申请", "refuse that a line leaves the roster"),
)


def transitions(moves: Iterable[Move]) -> list[tuple[str, str]]:
    """Return the moves as pairs of states, for the database's own check."""
    return sorted({(str(move.before), str(move.after)) for move in moves})
