"""What becomes of a hold and of a release: every allowed move, who makes it, and by which article."""

from collections.abc import Mapping
from enum import StrEnum

from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.rosters.states import Move

HOLDABLE = ("RK-101", "RK-201", "RK-302", "RK-303")  # the closed list (D2), and only where identity is certain
GATES = ("RK-306", "RK-307", "RK-308", "RK-309", "RK-318")  # of the rules that run everywhere; ours add RK-416


class HoldState(StrEnum):
    """Where a hold stands."""

    ASKED = "asked"  # the check asks; nothing is held yet
    DECLINED = "declined"  # a named person lets the line be paid
    HELD = "held"  # a named person keeps the doubtful part back, for five working days at most
    LIFTED = "lifted"  # the doubt fell
    EXPIRED = "expired"  # nobody decided in time
    CONFIRMED = "confirmed"  # the award itself was lowered or stopped, with hearing and notice
    BACK_PAID = "back_paid"


HOLD_STATES: Mapping[str, tuple[str, str]] = {  # Chinese, English
    HoldState.ASKED: ("待答复", "waiting for an answer"),
    HoldState.DECLINED: ("不予暂缓", "declined"),
    HoldState.HELD: ("已暂缓", "held"),
    HoldState.LIFTED: ("已解除", "lifted"),
    HoldState.EXPIRED: ("已到期", "expired"),
    HoldState.CONFIRMED: ("已依决定结案", "closed by a decision"),
    HoldState.BACK_PAID: ("已补发", "paid as arrears"),
}


class ReleaseState(StrEnum):
    """Where a release stands."""

    ASKED = "asked"
    RELEASED = "released"
    WITHDRAWN = "withdrawn"


RELEASE_STATES: Mapping[str, tuple[str, str]] = {  # Chinese, English
    ReleaseState.ASKED: ("已申请放行", "asked for"),
    ReleaseState.RELEASED: ("已放行", "released"),
    ReleaseState.WITHDRAWN: ("已撤回", "withdrawn"),
}

REVIEWER, RELEASER = (frozenset({role}) for role in (Role.REVIEWER, Role.RELEASER))
OFFICER = REVIEWER | {Role.HANDLER}
BUREAU = frozenset({Kind.CIVIL_AFFAIRS})
OFFICES = BUREAU | {Kind.TOWNSHIP}
EQUAL, DUE = "ZS-2023#2.3.3", "LAW-2026#48"
H = HoldState

HOLD = (
    Move(H.ASKED, H.HELD, REVIEWER, BUREAU, "check_roster", (EQUAL, DUE), "暂缓这一行", "hold the line"),
    Move(H.ASKED, H.DECLINED, REVIEWER, BUREAU, "check_roster", (EQUAL, DUE), "不予暂缓", "let the line be paid"),
    Move(H.ASKED, H.EXPIRED, frozenset(), frozenset(), "", (DUE,), "逾期未答复", "let the question lapse"),
    Move(H.HELD, H.LIFTED, REVIEWER, BUREAU, "check_roster", (DUE,), "解除暂缓", "lift the hold"),
    Move(H.HELD, H.EXPIRED, frozenset(), frozenset(), "", (DUE,), "暂缓到期", "let the hold expire"),
    Move(H.HELD, H.CONFIRMED, REVIEWER, BUREAU, "check_roster", (DUE,), "依停减决定结案", "close it by a decision"),
    Move(H.LIFTED, H.BACK_PAID, OFFICER, OFFICES, "make_roster", (DUE,), "补发", "pay back"),
    Move(H.EXPIRED, H.BACK_PAID, OFFICER, OFFICES, "make_roster", (DUE,), "补发", "pay back"),
)
RELEASE = (
    Move(
        ReleaseState.ASKED, ReleaseState.RELEASED, RELEASER, BUREAU, "release_payment", (EQUAL,), "放行", "release"
    ),
    Move(
        ReleaseState.ASKED, ReleaseState.WITHDRAWN, REVIEWER | RELEASER, BUREAU, "", (EQUAL,), "撤回放行申请",
        "withdraw the request for release",
    ),
)  # fmt: skip

CHECK = Move("", "", OFFICER, BUREAU, "", (EQUAL,), "前置核对", "pre-payment check")
ASK = Move("", ReleaseState.ASKED, REVIEWER, BUREAU, "check_roster", (EQUAL,), "申请放行", "ask for the release")
