"""What becomes of a rectification item: every allowed move, who makes it, and by which article."""

from enum import StrEnum

from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.rosters.states import Move


class State(StrEnum):
    """Where an item stands."""

    ORDERED = "ordered"
    REPORTED = "reported"  # the unit says it is put right
    CLOSED = "closed"  # accepted; it is looked at again all the same
    REOPENED = "reopened"  # a look-back answered one of its three questions with no
    SETTLED = "settled"  # three times yes


STATES = {  # Chinese, English
    State.ORDERED: ("整改中", "ordered"),
    State.REPORTED: ("已报整改", "reported"),
    State.CLOSED: ("已销号", "accepted"),
    State.REOPENED: ("重新整改", "reopened"),
    State.SETTLED: ("回头看合格", "settled"),
}


class Receiver(StrEnum):
    """Whom a clue goes to (JN-2020-21:38)."""

    DISCIPLINE = "discipline"
    JUDICIAL = "judicial"


LISTS, LEDGER, CLUE = "QY-2022-51#4.5", "YC-2022-2#3.4", "JN-2020-21#3.1"
OVERSEERS = frozenset({Role.REVIEWER, Role.LEADER, Role.INSPECTOR})
OVERSEEING = frozenset({Kind.CIVIL_AFFAIRS, Kind.FINANCE, Kind.AUDIT, Kind.DISCIPLINE})
UNITS = frozenset({Kind.CIVIL_AFFAIRS, Kind.TOWNSHIP, Kind.FINANCE, Kind.BANK, Kind.VILLAGE, Kind.CARE_HOME})
WORKERS = frozenset({Role.HANDLER, Role.REVIEWER, Role.LEADER, Role.TELLER})
S = State


def _oversee(before: str, after: str, title: str, title_en: str, cites: tuple[str, ...]) -> Move:
    return Move(before, after, OVERSEERS, OVERSEEING, "", cites, title, title_en)


LIST_PROBLEM = _oversee("", "", "登记问题", "list a problem", (LISTS,))
ORDER = _oversee("", S.ORDERED, "下达整改", "order that it be put right", (LISTS, LEDGER))
HAND_OVER = _oversee("", "", "移交线索", "hand a clue over", (CLUE,))
ITEM = (
    Move(S.ORDERED, S.REPORTED, WORKERS, UNITS, "", (LEDGER,), "报告整改结果", "report what was done"),
    Move(S.REOPENED, S.REPORTED, WORKERS, UNITS, "", (LEDGER,), "报告整改结果", "report what was done"),
    _oversee(S.REPORTED, S.CLOSED, "销号", "accept what was done", (LISTS,)),
    _oversee(S.REPORTED, S.REOPENED, "退回整改", "send it back", (LISTS,)),
    _oversee(S.CLOSED, S.SETTLED, "回头看", "look again", (LISTS,)),
    _oversee(S.CLOSED, S.REOPENED, "回头看", "look again", (LISTS,)),
    _oversee(S.SETTLED, S.REOPENED, "回头看", "look again", (LISTS,)),
)


def transitions() -> list[tuple[str, str]]:
    """Return the moves as pairs of states, for the database's own check."""
    return [(str(move.before), str(move.after)) for move in ITEM]
