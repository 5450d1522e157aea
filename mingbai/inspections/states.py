"""What becomes of a rectification item and of a clue: every allowed move, who makes it, and by which article."""

from collections.abc import Sequence
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


class Proposal(StrEnum):
    """Where a proposal stands: to hand a clue over, to have the log witnessed otherwise."""

    PROPOSED = "proposed"
    APPROVED = "approved"  # and done by the same act
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"  # by who proposed it


PROPOSALS = {  # Chinese, English
    Proposal.PROPOSED: ("待批准", "waiting for approval"),
    Proposal.APPROVED: ("已批准", "approved"),
    Proposal.REFUSED: ("已退回", "refused"),
    Proposal.WITHDRAWN: ("已撤回", "withdrawn"),
}

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
PROPOSE = _oversee("", Proposal.PROPOSED, "提出线索移交", "propose to hand a clue over", (CLUE,))
APPROVE = _oversee(Proposal.PROPOSED, Proposal.APPROVED, "批准线索移交", "approve that a clue is handed over", (CLUE,))
REFUSE = _oversee(Proposal.PROPOSED, Proposal.REFUSED, "退回线索移交", "refuse to hand a clue over", (CLUE,))
WITHDRAW = _oversee(Proposal.PROPOSED, Proposal.WITHDRAWN, "撤回线索移交", "withdraw a clue", (CLUE,))
FEEDBACK = _oversee("", "", "登记移交反馈", "enter what came of a clue", (CLUE,))
ON_CLUES = (APPROVE, REFUSE, WITHDRAW)
SECURITY, AUDIT = frozenset({Role.SECURITY_ADMINISTRATOR}), frozenset({Role.AUDIT_ADMINISTRATOR})


def _on_policies(after: Proposal, by: frozenset[Role], title: str, title_en: str) -> Move:
    """Return a move on a proposal; who grants rights and who reads the logs are two people (三员分立)."""
    before = "" if after is Proposal.PROPOSED else Proposal.PROPOSED
    return Move(before, after, by, frozenset({Kind.CIVIL_AFFAIRS}), "", ("GEN#3.1",), title, title_en)


PROPOSE_POLICY = _on_policies(Proposal.PROPOSED, SECURITY, "提出见证规则", "propose who witnesses the log")
APPROVE_POLICY = _on_policies(Proposal.APPROVED, AUDIT, "批准见证规则", "approve who witnesses the log")
REFUSE_POLICY = _on_policies(Proposal.REFUSED, AUDIT, "退回见证规则", "refuse who is to witness the log")
WITHDRAW_POLICY = _on_policies(Proposal.WITHDRAWN, SECURITY, "撤回见证规则", "withdraw who is to witness the log")
ON_POLICIES = (APPROVE_POLICY, REFUSE_POLICY, WITHDRAW_POLICY)
ITEM = (
    Move(S.ORDERED, S.REPORTED, WORKERS, UNITS, "", (LEDGER,), "报告整改结果", "report what was done"),
    Move(S.REOPENED, S.REPORTED, WORKERS, UNITS, "", (LEDGER,), "报告整改结果", "report what was done"),
    _oversee(S.REPORTED, S.CLOSED, "销号", "accept what was done", (LISTS,)),
    _oversee(S.REPORTED, S.REOPENED, "退回整改", "send it back", (LISTS,)),
    _oversee(S.CLOSED, S.SETTLED, "回头看", "look again", (LISTS,)),
    _oversee(S.CLOSED, S.REOPENED, "回头看", "look again", (LISTS,)),
    _oversee(S.SETTLED, S.REOPENED, "回头看", "look again", (LISTS,)),
)


def transitions(moves: Sequence[Move] = ITEM) -> list[tuple[str, str]]:
    """Return the moves as pairs of states, for the database's own check."""
    return [(str(move.before), str(move.after)) for move in moves]
