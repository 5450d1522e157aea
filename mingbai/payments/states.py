"""What becomes of a payment, a bank file and a plan of use: every allowed move, who makes it, by which article."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from mingbai.law import cite
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role


class State(StrEnum):
    """Where an attempt to pay stands."""

    DRAFTED = "drafted"
    RESERVED = "reserved"  # its money is set aside
    INSTRUCTED = "instructed"  # in a sealed file that left; only the bank's word ends this, never the clock
    ACCEPTED = "accepted"
    SETTLED = "settled"
    REJECTED = "rejected"
    RETURNED = "returned"
    VOID = "void"  # given up, its money free again


DEAD = (State.REJECTED, State.RETURNED, State.VOID)  # after these, and only these, there may be another attempt
LIVE = tuple(state for state in State if state not in DEAD)
TITLES = {  # Chinese, English
    State.DRAFTED: ("已编制", "drafted"),
    State.RESERVED: ("已占用资金", "reserved"),
    State.INSTRUCTED: ("已发送银行", "sent to the bank"),
    State.ACCEPTED: ("银行已受理", "accepted by the bank"),
    State.SETTLED: ("已到账", "arrived"),
    State.REJECTED: ("银行未付", "rejected by the bank"),
    State.RETURNED: ("退汇", "returned"),
    State.VOID: ("作废", "void"),
}


class FileState(StrEnum):
    """Where a bank file stands."""

    DRAFTED = "drafted"
    RESERVED = "reserved"
    SEALED = "sealed"  # its bytes are fixed and their digest is logged
    SENT = "sent"  # a quorum of witnesses had cosigned, and the books moved; its bytes go out, again if need be
    WITHDRAWN = "withdrawn"


class Occasion(StrEnum):
    """Why there is a file."""

    REGULAR = "regular"  # a released roster's
    AGAIN = "again"  # further attempts
    URGENT = "urgent"  # 先行救助, one by one


class PlanState(StrEnum):
    """Where a plan of use stands (R-617)."""

    REQUESTED = "requested"
    APPROVED = "approved"
    ARRIVED = "arrived"
    REFUSED = "refused"


class Listing(StrEnum):
    """Where an account, a pair, a changed account or urgent relief stands: one proposes, another approves."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    REFUSED = "refused"
    CLOSED = "closed"


TITLES_OF_LISTING = {  # Chinese, English
    Listing.PROPOSED: ("待批准", "proposed"),
    Listing.APPROVED: ("已批准", "approved"),
    Listing.REFUSED: ("已退回", "refused"),
    Listing.CLOSED: ("已停用", "closed"),
}


@dataclass(frozen=True)
class Move:
    """One allowed move: whose role, in which organisation, listed for which step."""

    before: str
    after: str
    by: frozenset[Role]
    kind: Kind
    step: str  # on the list of responsibilities; none where the role is enough
    cites: tuple[str, ...]
    title: str
    title_en: str

    def __post_init__(self) -> None:
        for citation in self.cites:
            cite(citation)


HANDLER, REVIEWER, RELEASER, LEADER, TELLER = (
    frozenset({role}) for role in (Role.HANDLER, Role.REVIEWER, Role.RELEASER, Role.LEADER, Role.TELLER)
)
CIVIL, FINANCE, BANK = Kind.CIVIL_AFFAIRS, Kind.FINANCE, Kind.BANK
CHAIN, PLAN, DIRECT, CARD, BACK = (
    "JN-2020-21#2.3", "QY-2022-51#3.1.2", "YC-2022-2#2.4.6", "YC-2022-2#2.4.5", "QY-2022-51#3.1.3",
)  # fmt: skip
EQUAL, FORGED, CLOSED_LOOP, URGENT = "YC-2022-2#2.4.2", "YC-2022-2#2.4.3", "GEN#2.2", "LAW-2026#50"
S, F, P, L = State, FileState, PlanState, Listing

PAYMENT = (  # what the file's own moves and the bank's answers do to each payment
    Move(S.DRAFTED, S.RESERVED, REVIEWER, CIVIL, "", (EQUAL,), "占用资金", "set its money aside"),
    Move(S.RESERVED, S.INSTRUCTED, HANDLER | RELEASER, FINANCE, "", (DIRECT,), "发送银行", "send it to the bank"),
    Move(S.INSTRUCTED, S.ACCEPTED, TELLER, BANK, "", (CHAIN,), "银行受理", "accept it"),
    Move(S.INSTRUCTED, S.SETTLED, TELLER, BANK, "", (CARD,), "发放到账", "settle it"),
    Move(S.ACCEPTED, S.SETTLED, TELLER, BANK, "", (CARD,), "发放到账", "settle it"),
    Move(S.INSTRUCTED, S.REJECTED, TELLER, BANK, "", (BACK,), "银行未付", "reject it"),
    Move(S.ACCEPTED, S.REJECTED, TELLER, BANK, "", (BACK,), "银行未付", "reject it"),
    Move(S.SETTLED, S.RETURNED, TELLER, BANK, "", (BACK,), "退汇", "return it"),
    Move(S.DRAFTED, S.VOID, HANDLER | REVIEWER, CIVIL, "", (EQUAL,), "撤回", "withdraw it"),
    Move(S.RESERVED, S.VOID, HANDLER | REVIEWER, CIVIL, "", (EQUAL,), "撤回", "withdraw it"),
    Move(S.REJECTED, S.VOID, REVIEWER, CIVIL, "", (BACK,), "不再发放", "give it up"),
    Move(S.RETURNED, S.VOID, HANDLER | RELEASER, FINANCE, "", (DIRECT,), "退回资金缴库", "remit it to the treasury"),
)
FILE = (
    Move(F.DRAFTED, F.RESERVED, REVIEWER, CIVIL, "check_roster", (EQUAL,), "占用资金", "reserve the money of a file"),
    Move(F.RESERVED, F.SEALED, RELEASER, CIVIL, "release_payment", (FORGED,), "封存代发文件", "seal a bank file"),
    Move(F.SEALED, F.SENT, HANDLER | RELEASER, FINANCE, "appropriate", (DIRECT, CHAIN), "发送代发文件", "send a file"),
    *(
        Move(state, F.WITHDRAWN, HANDLER | REVIEWER, CIVIL, "", (EQUAL,), "撤回代发文件", "withdraw a bank file")
        for state in (F.DRAFTED, F.RESERVED, F.SEALED)
    ),
)
PLANS = (
    Move(P.REQUESTED, P.APPROVED, LEADER | REVIEWER, FINANCE, "", (PLAN,), "批复用款计划", "approve a plan of use"),
    Move(P.REQUESTED, P.REFUSED, LEADER | REVIEWER, FINANCE, "", (PLAN,), "退回用款计划", "refuse a plan of use"),
    Move(
        P.APPROVED,
        P.ARRIVED,
        HANDLER | RELEASER,
        FINANCE,
        "appropriate",
        (PLAN,),
        "资金到位",
        "note that funds arrived",
    ),
)
ACCOUNTS = (  # special accounts and whitelisted pairs
    Move(L.PROPOSED, L.APPROVED, LEADER, FINANCE, "", (CLOSED_LOOP,), "批准专户登记", "approve an account or a pair"),
    Move(L.PROPOSED, L.REFUSED, LEADER, FINANCE, "", (CLOSED_LOOP,), "退回专户登记", "refuse an account or a pair"),
    Move(L.APPROVED, L.CLOSED, LEADER, FINANCE, "", (CLOSED_LOOP,), "注销专户登记", "close an account or a pair"),
)
CHANGES = (
    Move(L.PROPOSED, L.APPROVED, REVIEWER | LEADER, CIVIL, "", (CARD,), "批准变更账户", "approve a changed account"),
    Move(L.PROPOSED, L.REFUSED, REVIEWER | LEADER, CIVIL, "", (CARD,), "退回变更账户", "refuse a changed account"),
)
RELIEF = (
    Move(L.PROPOSED, L.APPROVED, LEADER, CIVIL, "", (URGENT,), "批准先行救助", "approve urgent relief"),
    Move(L.PROPOSED, L.REFUSED, LEADER, CIVIL, "", (URGENT,), "退回先行救助", "refuse urgent relief"),
)

NOTHING = ""  # what comes before the first state
ASK_FUNDS = Move(NOTHING, P.REQUESTED, HANDLER, CIVIL, "plan_funds", (PLAN,), "申报用款计划", "ask for funds")
DRAFT = Move(NOTHING, F.DRAFTED, HANDLER, CIVIL, "plan_funds", (CHAIN,), "编制代发文件", "draft a bank file")
REGISTER = Move(
    NOTHING, L.PROPOSED, HANDLER, FINANCE, "", (CLOSED_LOOP,), "登记专户或账户对", "register an account or a pair"
)
ASK_CHANGE = Move(NOTHING, L.PROPOSED, HANDLER, CIVIL, "", (CARD,), "申请变更账户", "ask for another account")
ASK_RELIEF = Move(NOTHING, L.PROPOSED, HANDLER, CIVIL, "", (URGENT,), "申请先行救助", "ask for urgent relief")
EXPLAIN = Move(L.APPROVED, L.APPROVED, HANDLER, CIVIL, "", (URGENT,), "补充说明", "explain urgent relief afterwards")


def transitions(moves: Iterable[Move]) -> list[tuple[str, str]]:
    """Return the moves as pairs of states, for the database's own check."""
    return sorted({(str(move.before), str(move.after)) for move in moves})
