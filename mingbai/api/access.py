"""Which operation opens to whom: data, the one place; the same groups by which the console opens its pages."""

from collections.abc import Iterable, Mapping

from mingbai.alerts.states import ASSIGN, DECIDERS, OFFICES, OVERTURN, VERIFIERS
from mingbai.inspections.errands import VERIFIERS as LOG_VERIFIERS
from mingbai.inspections.states import APPROVE, FEEDBACK, LIST_PROBLEM, ORDER, PROPOSE, REFUSE, WITHDRAW
from mingbai.inspections.states import ITEM as RECTIFIED
from mingbai.inspections.states import State as Rectified
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.offices.steps import STEPS
from mingbai.payments.states import (
    ASK_CHANGE,
    ASK_FUNDS,
    CHANGES,
    DRAFT,
    FILE,
    PAYMENT,
    PLANS,
    FileState,
    Listing,
    PlanState,
)
from mingbai.payments.states import Move as Paid
from mingbai.payments.states import State as Payment
from mingbai.people.states import CONFIRMS, HANDLES
from mingbai.prechecks.states import ASK, CHECK, HOLD, RELEASE, HoldState, ReleaseState
from mingbai.receipts.states import ALLOT, DELIVER, ITEM, SIGNS, STATEMENT, ItemState, Sign
from mingbai.receipts.states import Move as Matched
from mingbai.rights import (
    ALERTS,
    AWARDS,
    BOOKS,
    CHANGES_AWARDS,
    CHECKED,
    CLUES,
    COCKPIT,
    DECIDES_AWARDS,
    EVIDENCE,
    HANDLING,
    OFFICES_OF_MONEY,
    PAPERS,
    PAYERS,
    PEOPLE,
    PUT_RIGHT,
    RECEIPTS,
    REGISTER,
    RESERVES,
    REVIEWS_AWARDS,
    ROSTERS,
    SIGNED_IN,
    AnyOf,
    Opens,
)
from mingbai.rosters.actions.deriving import DERIVE
from mingbai.rosters.states import DEPARTURE, ROSTER, Asked, Move, State
from mingbai.sources.states import RELEASES
from mingbai.treasury.proposals import APPROVERS, BY_HAND, MAKERS

TELLERS = Opens("payments", roles=frozenset({Role.TELLER}), kinds=frozenset({Kind.BANK}))
LISTS = Opens("sources", kinds=frozenset(Kind) - {Kind.THIRD_PARTY, Kind.VILLAGE})
FILES = Opens("people", roles=HANDLES, kinds=PEOPLE.kinds)
ACCEPTS = Opens("people", roles=CONFIRMS, kinds=PEOPLE.kinds)
VERIFIES = Opens(roles=VERIFIERS, kinds=OFFICES)
DECIDES = Opens(roles=DECIDERS, kinds=OFFICES)
PLANNED = Opens("payments", kinds=PAYERS - {Kind.BANK})
MOVED = AnyOf((BOOKS, RESERVES))
PROPOSES = Opens("treasury", roles=MAKERS, kinds=frozenset(BY_HAND))
FINANCE_PROPOSES = Opens("treasury", roles=MAKERS, kinds=frozenset({Kind.FINANCE}))
APPROVES = Opens("treasury", roles=APPROVERS, kinds=BOOKS.kinds | RESERVES.kinds)
ENTERS, LETS_COUNT = (
    Opens("standards", roles=step.roles, kinds=step.kinds)
    for step in (STEPS["enter_standard"], STEPS["approve_standard"])
)


def whose(moves: Iterable[Move | Paid | Matched], after: str = "") -> Opens:
    """Return to whom the moves are open that lead to a state, or all of them: as the stage itself has it."""
    chosen = [move for move in moves if not after or move.after == after]
    return Opens(
        roles=frozenset(role for move in chosen for role in move.by),
        kinds=frozenset(kind for move in chosen for kind in _kinds(move)),
    )


def _kinds(move: Move | Paid | Matched) -> Iterable[Kind]:
    return (move.kind,) if isinstance(move, Paid) else move.kinds


def ends(before: Payment) -> Opens:
    """Return to whom it is open to end a payment of a state for good."""
    return whose([move for move in PAYMENT if (move.before, move.after) == (before, Payment.VOID)])


OPERATIONS: Mapping[str, Opens | AnyOf] = {
    **dict.fromkeys(("me", "jobs.job", "jobs.file", "jobs.cancel"), SIGNED_IN),
    **dict.fromkeys(("rosters", "rosters.roster", "rosters.lines", "rosters.difference", "rosters.leavers"), ROSTERS),
    **dict.fromkeys(("rosters.minutes", "rosters.departures", "rosters.departure"), CHECKED),
    **dict.fromkeys(("rosters.derive", "rosters.ask_departure", "rosters.supplement"), whose([DERIVE])),
    "rosters.sign": whose(ROSTER, State.SIGNED),
    "rosters.submit": whose(ROSTER, State.SUBMITTED),
    "rosters.review": whose(ROSTER, State.REVIEWED),
    "rosters.agree": whose(ROSTER, State.AGREED),
    "rosters.freeze": whose(ROSTER, State.FROZEN),
    "rosters.set_aside": whose(ROSTER, State.SET_ASIDE),
    "rosters.agree_departure": whose(DEPARTURE, Asked.DONE),
    "rosters.refuse_departure": whose(DEPARTURE, Asked.REFUSED),
    **dict.fromkeys(("checks", "checks.findings", "checks.releases", "checks.released"), CHECKED),
    **dict.fromkeys(("checks.holds", "checks.hold", "checks.owed"), CHECKED),
    "checks.pay_back": whose(HOLD, HoldState.BACK_PAID),
    "checks.run": whose([CHECK]),
    "checks.ask": whose([ASK]),
    "checks.release": whose(RELEASE, ReleaseState.RELEASED),
    "checks.withdraw": whose(RELEASE, ReleaseState.WITHDRAWN),
    "checks.keep_back": whose(HOLD, HoldState.HELD),
    "checks.decline": whose(HOLD, HoldState.DECLINED),
    "checks.lift": whose(HOLD, HoldState.LIFTED),
    **dict.fromkeys(("payments.files", "payments.file", "payments.payments"), Opens("payments", kinds=PAYERS)),
    "payments.content": TELLERS,
    **dict.fromkeys(("payments.plans", "payments.plan"), PLANNED),
    "payments.ask_plan": whose([ASK_FUNDS]),
    "payments.approve_plan": whose(PLANS, PlanState.APPROVED),
    "payments.refuse_plan": whose(PLANS, PlanState.REFUSED),
    "payments.note_arrival": whose(PLANS, PlanState.ARRIVED),
    "payments.draft": whose([DRAFT]),
    "payments.reserve": whose(FILE, FileState.RESERVED),
    "payments.seal": whose(FILE, FileState.SEALED),
    "payments.order": whose(FILE, FileState.SENT),
    "payments.withdraw": whose(FILE, FileState.WITHDRAWN),
    **dict.fromkeys(("payments.returned", "payments.returned_one"), PLANNED),
    "payments.ask_account": whose([ASK_CHANGE]),
    "payments.agree_account": whose(CHANGES, Listing.APPROVED),
    "payments.refuse_account": whose(CHANGES, Listing.REFUSED),
    "payments.reissue": whose([DRAFT]),
    "payments.give_up": ends(Payment.REJECTED),
    "payments.remit": ends(Payment.RETURNED),
    **dict.fromkeys(("receipts.month", "receipts.items", "receipts.item", "receipts.statements"), RECEIPTS),
    "receipts.entries": RECEIPTS,
    "receipts.deliver": whose([DELIVER]),
    **dict.fromkeys(("receipts.allot", "receipts.list_appropriations"), whose([ALLOT])),
    **dict.fromkeys(("receipts.match", "receipts.take_back"), whose(STATEMENT)),
    "receipts.answer": whose(ITEM, ItemState.ANSWERED),
    "receipts.agree": whose(ITEM, ItemState.EXPLAINED),
    "receipts.send_back": whose(ITEM, ItemState.OPEN),
    "receipts.closing": Opens("receipts", kinds=OFFICES_OF_MONEY - {Kind.BANK}),
    "receipts.prepare": whose([SIGNS[Sign.PREPARED]]),
    "receipts.sign": AnyOf(tuple(whose([SIGNS[sign]]) for sign in Sign if sign is not Sign.PREPARED)),
    **dict.fromkeys(("alerts", "alerts.alert"), ALERTS),
    **dict.fromkeys(("alerts.take", "alerts.give_back", "alerts.snooze", "alerts.verify"), VERIFIES),
    **dict.fromkeys(("alerts.notify", "alerts.hear"), VERIFIES),
    **dict.fromkeys(("alerts.decide", "alerts.close"), DECIDES),
    "alerts.assign": whose([ASSIGN]),
    "alerts.overturn": whose([OVERTURN]),
    **dict.fromkeys(("inspections", "inspections.problem", "inspections.look_backs"), PUT_RIGHT),
    **dict.fromkeys(("inspections.list_problem", "inspections.pull"), whose([LIST_PROBLEM])),
    "inspections.order": whose([ORDER]),
    "inspections.report": whose(RECTIFIED, Rectified.REPORTED),
    "inspections.accept": whose(RECTIFIED, Rectified.CLOSED),
    **dict.fromkeys(("inspections.send_back", "inspections.look_back"), whose(RECTIFIED, Rectified.REOPENED)),
    **dict.fromkeys(("inspections.clues", "inspections.clue"), CLUES),
    "inspections.propose_clue": whose([PROPOSE]),
    **dict.fromkeys(("inspections.approve_clue", "inspections.refuse_clue"), whose([APPROVE, REFUSE])),
    "inspections.withdraw_clue": whose([WITHDRAW]),
    "inspections.feedback": whose([FEEDBACK]),
    **dict.fromkeys(("awards.award", "awards.changes", "awards.change", "awards.reckon"), AWARDS),
    **dict.fromkeys(("awards.hear", "awards.raise", "awards.lower", "awards.stop", "awards.deliver"), CHANGES_AWARDS),
    "awards.look_again": REVIEWS_AWARDS,
    "awards.review": Opens("awards", roles=frozenset({Role.REVIEWER}), kinds=HANDLING),
    "awards.confirm": Opens("awards", roles=frozenset({Role.LEADER}), kinds=HANDLING),
    "awards.refuse": DECIDES_AWARDS,
    **dict.fromkeys(("people", "people.person", "people.household"), PEOPLE),
    **dict.fromkeys(("people.filings", "people.filing", "people.staff"), PEOPLE),
    **dict.fromkeys(("people.file_kin", "people.file_card", "people.file_proxy"), FILES),
    **dict.fromkeys(("people.authorise", "people.enter_staff"), FILES),
    **dict.fromkeys(("people.accept_filing", "people.refuse_filing"), ACCEPTS),
    "people.end_filing": Opens("people", roles=HANDLES | CONFIRMS, kinds=PEOPLE.kinds),
    **dict.fromkeys(("offices.organisations", "offices.posts", "offices.duties"), SIGNED_IN),
    "cockpit": COCKPIT,
    **dict.fromkeys(("papers", "papers.print"), PAPERS),
    **dict.fromkeys(("treasury.funds", "treasury.fund"), BOOKS),
    **dict.fromkeys(("treasury.proposals", "treasury.proposal"), MOVED),
    **dict.fromkeys(("treasury.propose_move", "treasury.propose_correction"), PROPOSES),
    **dict.fromkeys(("treasury.propose_fund", "treasury.propose_township"), FINANCE_PROPOSES),
    **dict.fromkeys(("treasury.propose_between", "treasury.propose_closing"), FINANCE_PROPOSES),
    **dict.fromkeys(("treasury.approve", "treasury.refuse"), APPROVES),
    **dict.fromkeys(("standards", "standards.history", "standards.entries", "standards.entry"), Opens("standards")),
    "standards.propose": ENTERS,
    **dict.fromkeys(("standards.approve", "standards.refuse"), LETS_COUNT),
    **dict.fromkeys(("rules", "law.article"), SIGNED_IN),
    **dict.fromkeys(("rules.switches", "rules.one_switch"), Opens("standards")),
    "rules.switch": ENTERS,
    **dict.fromkeys(("rules.approve_switch", "rules.refuse_switch"), LETS_COUNT),
    **dict.fromkeys(("evidence", "evidence.acts", "evidence.proof", "evidence.checkpoints"), Opens("evidence")),
    "evidence.pack": EVIDENCE,
    "evidence.verify": Opens(roles=LOG_VERIFIERS, kinds=REGISTER),
    **dict.fromkeys(("sources", "sources.list", "sources.coverage"), LISTS),
    **dict.fromkeys(("sources.release", "sources.refuse"), Opens("sources", roles=RELEASES, kinds=LISTS.kinds)),
    "sources.deliver": Opens("sources", roles=frozenset({Role.HANDLER}), kinds=HANDLING),
}
