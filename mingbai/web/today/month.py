"""What a month's payment still needs: signatures, ledgers, reviews, releases, files, receipts, answers, closing."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import chain

from django.db.models import Count, Min, Q, Sum
from django.utils.translation import gettext_lazy as _

from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.kinds import Kind
from mingbai.offices.queries import organisations_in
from mingbai.payments import queries as payments
from mingbai.payments.states import FILE, PLANS, FileState, PlanState
from mingbai.prechecks import queries as prechecks
from mingbai.prechecks.states import HOLD, HoldState
from mingbai.receipts import queries as receipts
from mingbai.receipts.queries.standing import unallotted
from mingbai.receipts.states import ALLOT, ITEM, SIGNS, ItemState
from mingbai.rosters import queries as rosters
from mingbai.rosters.actions.deriving import DERIVE
from mingbai.rosters.states import ROSTER, State
from mingbai.standards.deadlines import Deadline, Due
from mingbai.web.today.owed import Owed, by_state, owed

Deadlines = Mapping[Due, Deadline]
SIGN = next(move for move in ROSTER if move.after == State.SIGNED)
QUESTIONS = next(move for move in HOLD if move.before == HoldState.ASKED)
ANSWER, AGREE = ITEM[0], ITEM[1]
SENT = (FileState.RESERVED, FileState.SEALED, FileState.SENT)


def of_month(region: Region, month: Month, due: Deadlines, on: date) -> Iterator[Owed]:
    """Yield what the payment of a month still needs in a division, in the order of the money."""
    steps = (
        of_signatures(region, month, due),
        of_rosters(region, month, due),
        of_questions(region, month, on),
        of_payments(region, month, due),
    )
    for one in chain(*steps, of_receipts(region, month, on)):
        yield replace(one, month=month)


def of_signatures(region: Region, month: Month, due: Deadlines) -> Iterator[Owed]:
    """Yield the sheets of a village that its head has not signed, where the locality asks for it."""
    if len(region.code) > rosters.TOWNSHIP:
        drafted = [one for one in rosters.rosters_over(region, month) if one.state == State.DRAFTED]
        waiting = [one for one in drafted if one.needs_signatures and region.code in rosters.unsigned_villages(one.pk)]
        yield owed(SIGN, len(waiting), "month", due_on=due[Due.LEDGER].last_working_on)


def of_rosters(region: Region, month: Month, due: Deadlines) -> Iterator[Owed]:
    """Yield the moves that the month's rosters wait for, with their money."""
    found = rosters.rosters(region, month)
    townships = organisations_in(region, month.first_on, Kind.TOWNSHIP).filter(handles=True)
    without = townships.exclude(region__in=found.order_by().values("region")).count()
    yield owed(DERIVE, without, "month", due_on=due[Due.LEDGER].last_working_on)
    onward = [move for move in ROSTER if move.after != State.SET_ASIDE]
    for move in onward:
        by = due[Due.LEDGER if move.after in (State.SIGNED, State.SUBMITTED) else Due.ROSTER]
        is_frozen = move.before == State.FROZEN
        by, page = (due[Due.PAYMENT], "prechecks") if is_frozen else (by, "month")
        yield from by_state(found, [move], page, "total_fen", due_on=by.last_working_on)


def of_questions(region: Region, month: Month, on: date) -> Iterator[Owed]:
    """Yield the questions of the check before payment whether a line is to be held."""
    found = prechecks.holds(region, month).filter(state=HoldState.ASKED.value).order_by()
    sums = found.aggregate(n=Count("pk"), due=Min("until_on"), late=Count("pk", filter=Q(until_on__lt=on)))
    yield owed(
        QUESTIONS, sums["n"], "prechecks", due_on=sums["due"], late=sums["late"], note=_("暂缓或放行，须具名答复")
    )


def of_payments(region: Region, month: Month, due: Deadlines) -> Iterator[Owed]:
    """Yield plans of use and bank files on their way."""
    by = due[Due.PAYMENT].last_working_on
    plans = [move for move in PLANS if move.after != PlanState.REFUSED]
    yield from by_state(payments.requests(region, month), plans, "payments", "fen", due_on=by)
    files = [move for move in FILE if move.after in SENT]
    yield from by_state(payments.files(region, month), files, "payments", "total_fen", due_on=by)


def of_receipts(region: Region, month: Month, on: date) -> Iterator[Owed]:
    """Yield what finance enters, differences by whose they are, answers to be agreed to, the next signature."""
    lines, paid_fen = unallotted(region, month)
    yield owed(ALLOT, lines, "receipts", fen=paid_fen)
    found = receipts.open_items(region, month).order_by()
    late = Count("pk", filter=Q(due_on__lt=on))
    rows = found.values_list("state", "owner").annotate(n=Count("pk"), sum=Sum("fen"), due=Min("due_on"), late=late)
    for state, owner, count, fen, due_on, late in rows:
        if state == ItemState.OPEN:
            yield owed_by(Kind(owner), count, fen, due_on, late)
        else:
            yield owed(AGREE, count, "receipts", fen=fen, due_on=due_on, late=late)
    signed = list(receipts.signatures(region, month))
    steps = list(SIGNS.values())
    if signed and len(signed) < len(steps):
        yield owed(steps[len(signed)], 1, "receipts")


def owed_by(owner: Kind, count: int, fen: int, due_on: date, late: int) -> Owed:
    """Return the differences that one kind of organisation answers for."""
    kinds = frozenset({owner})
    return Owed(
        ANSWER.title, "Answer for a difference", count, ANSWER.by, kinds, ANSWER.cites, "receipts", due_on, fen, late
    )
