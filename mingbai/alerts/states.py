"""What becomes of a task and how it may end: every allowed move, who makes it, and by which article."""

from collections.abc import Iterable
from enum import StrEnum

from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.rosters.states import Move


class State(StrEnum):
    """Where a task stands."""

    OPEN = "open"
    LOCKED = "locked"  # one officer works on it
    VERIFIED = "verified"
    HEARD = "heard"
    DECIDED = "decided"  # something is still to be done
    CLOSED = "closed"


STATES = {  # Chinese, English
    State.OPEN: ("待领取", "open"),
    State.LOCKED: ("核实中", "being verified"),
    State.VERIFIED: ("已核实", "verified"),
    State.HEARD: ("已听取意见", "heard"),
    State.DECIDED: ("已认定", "decided"),
    State.CLOSED: ("已办结", "closed"),
}


class Source(StrEnum):
    """Where a verification comes from."""

    VISIT = "visit"
    VILLAGE = "village"
    FAMILY = "family"
    DEPARTMENT = "department"
    BANK = "bank"
    DOCUMENT = "document"
    SAME_LIST = "same_list"  # the list the alert came from, looked at again: proves nothing new


SOURCES = {
    Source.VISIT: ("入户核查", "a visit"),
    Source.VILLAGE: ("村（居）确认", "the village"),
    Source.FAMILY: ("家庭陈述", "the family"),
    Source.DEPARTMENT: ("另一部门数据", "another department"),
    Source.BANK: ("银行记录", "the bank"),
    Source.DOCUMENT: ("书面材料", "a document"),
    Source.SAME_LIST: ("同一名单复看", "the same list again"),
}


class Result(StrEnum):
    """What a task turned out to be."""

    FUNDS = "funds"
    PROCEDURE = "procedure"
    LAWFUL = "lawful"
    FALSE_ALARM = "false_alarm"
    UNVERIFIABLE = "unverifiable"


RESULTS = {
    Result.FUNDS: ("属实（资金）", "confirmed, money"),
    Result.PROCEDURE: ("属实（程序）", "confirmed, procedure"),
    Result.LAWFUL: ("有价值但合规", "worth knowing, lawful"),
    Result.FALSE_ALARM: ("误报", "false alarm"),
    Result.UNVERIFIABLE: ("无法核实", "cannot be verified"),
}
CONFIRMED = frozenset({Result.FUNDS, Result.PROCEDURE})


class Money(StrEnum):
    """How money went wrong (R-916)."""

    NONE = "none"
    OVER = "over"  # 多发
    MISSED = "missed"  # 漏发
    WRONG = "wrong"  # 错发: the sum to the wrong one


class Finding(StrEnum):
    """What kind of fault it is (R-914)."""

    NONE = "none"
    OMITTED = "omitted"  # 漏保
    WRONGLY_COVERED = "wrongly_covered"  # 错保
    PAYMENT_ERROR = "payment_error"  # 发放错误


class Fault(StrEnum):
    """Whose doing: 主观 by somebody's intent or neglect, 客观 by circumstances (R-914)."""

    NONE = "none"
    SUBJECTIVE = "subjective"
    OBJECTIVE = "objective"


class Consequence(StrEnum):
    """What must be done about it, by the stage that may."""

    NOTHING = "nothing"
    RAISE = "raise"
    LOWER = "lower"
    STOP = "stop"
    RECOVER = "recover"
    PUT_RIGHT = "put_right"


ADVERSE = frozenset({Consequence.LOWER, Consequence.STOP, Consequence.RECOVER})

HANDLER, REVIEWER, LEADER = (frozenset({role}) for role in (Role.HANDLER, Role.REVIEWER, Role.LEADER))
OFFICES = frozenset({Kind.CIVIL_AFFAIRS, Kind.TOWNSHIP})
ALARM, DUE, BOTH_WAYS = "JN-2020-21#3.2", "LAW-2026#48", "ZS-2023#2.3.3"
VERIFIERS, DECIDERS, STEP = HANDLER | REVIEWER, REVIEWER | LEADER, "verify_alert"
S = State


def _work(before: State, after: State, title: str, title_en: str, cites: tuple[str, ...] = (ALARM,)) -> Move:
    return Move(before, after, VERIFIERS, OFFICES, STEP, cites, title, title_en)


def _decide(before: State, after: State, title: str, title_en: str) -> Move:
    return Move(before, after, DECIDERS, OFFICES, "", (BOTH_WAYS, DUE), title, title_en)


TASK = (
    _work(S.OPEN, S.LOCKED, "领取预警", "take an alert"),
    _work(S.LOCKED, S.OPEN, "退回预警", "give a task back"),
    _work(S.LOCKED, S.VERIFIED, "登记核实情况", "enter what verification found"),
    _work(S.VERIFIED, S.HEARD, "登记听取意见", "enter a hearing", (DUE,)),
    _decide(S.VERIFIED, S.DECIDED, "认定结果", "decide a task"),
    _decide(S.HEARD, S.DECIDED, "认定结果", "decide a task"),
    _decide(S.DECIDED, S.CLOSED, "办结预警", "close a task"),
)
ASSIGN = Move("", "", DECIDERS, OFFICES, "", (ALARM,), "指派预警", "assign a task")
OVERTURN = Move(S.CLOSED, S.DECIDED, LEADER, OFFICES, "", (DUE,), "改判", "overturn an outcome")


def transitions() -> list[tuple[str, str]]:
    """Return the moves as pairs of states, for the database's own check."""
    moves: Iterable[Move] = (*TASK, OVERTURN)
    return [(str(move.before), str(move.after)) for move in moves]
