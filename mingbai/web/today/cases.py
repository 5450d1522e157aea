"""What is owed outside the month's payment: decisions, alerts, lists, standards, rectification, clues, posts."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from django.db.models import Count, Min, Q, Sum
from django.utils.translation import gettext_lazy as _

from mingbai.alerts import queries as alerts
from mingbai.alerts.states import TASK
from mingbai.alerts.states import State as TaskState
from mingbai.awards import queries as awards
from mingbai.awards.states import DECISION, PENDING
from mingbai.imports.following import waiting
from mingbai.inspections import queries as inspections
from mingbai.inspections.states import APPROVE, APPROVE_POLICY
from mingbai.inspections.states import ITEM as RECTIFICATION
from mingbai.inspections.states import State as ItemState
from mingbai.kernel.region import Region
from mingbai.offices import queries as offices
from mingbai.offices.actor import Actor
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.offices.states import APPOINTMENT, LISTING
from mingbai.people import queries as people
from mingbai.people.states import ACCOUNT as ENTERED
from mingbai.sources import queries as sources
from mingbai.sources.states import DELIVERY
from mingbai.sources.states import State as ListState
from mingbai.standards import queries as standards
from mingbai.standards.states import MOVES as STANDARD
from mingbai.standards.states import State as EntryState
from mingbai.treasury.proposals import APPROVERS, OPEN, Standing, step_of
from mingbai.treasury.queries.listing import proposals_of
from mingbai.web.inspections.acts import oversees
from mingbai.web.today.owed import OFFICES, Owed, by_state, owed

HANDLERS = frozenset({Role.HANDLER})
CIVIL = frozenset({Kind.CIVIL_AFFAIRS})
UNDONE = (TaskState.OPEN, TaskState.LOCKED)  # nobody has verified them, and their day counts


def of_cases(region: Region, on: date, by: Actor) -> Iterator[Owed]:
    """Yield what is owed in a division whatever the month, as it is to who looks."""
    yield from of_alerts(region, on)
    yield from of_awards(region, on, by)
    yield owed(ENTERED[0], people.waiting_accounts(region).count(), "people.accounts")
    yield from of_lists(region)
    yield from of_imports(region, by)
    yield from of_standards(region)
    yield from of_money(region)
    yield from of_rectification(region, on, by)
    yield from of_clues(region, by)
    yield owed(APPROVE_POLICY, inspections.policies(region).count(), "witnesses")
    yield from of_posts(region)


def of_alerts(region: Region, on: date) -> Iterator[Owed]:
    """Yield the tasks by what comes next for them; before they are verified their day counts."""
    found = alerts.tasks(region, on).order_by()
    late = Count("pk", filter=Q(due_on__lt=on))
    rows = found.values_list("state").annotate(n=Count("pk"), fen=Sum("amount_fen"), due=Min("due_on"), late=late)
    sums = {state: row for state, *row in rows}
    for move in TASK:
        if move.after == TaskState.OPEN or move.before not in sums:
            continue
        count, fen, due_on, overdue = sums[move.before]
        counts = move.before in UNDONE
        yield owed(move, count, "alerts", fen=fen, due_on=due_on if counts else None, late=overdue if counts else 0)


def of_awards(region: Region, on: date, by: Actor) -> Iterator[Owed]:
    """Yield the decisions that wait for review or confirmation by another, and the notices to be delivered."""
    signed = Q(made_by=by.id) | Q(reviewed_by=by.id)
    for state, move in zip(PENDING, DECISION, strict=False):
        assert move.before == state
        waiting = awards.waiting(region, state).order_by().filter(is_stock=False)  # a stock waits where it came in
        sums = waiting.aggregate(every=Count("pk"), own=Count("pk", filter=signed))
        yield owed(move, sums["every"] - sums["own"], "awards")
        yield owed(move, sums["own"], "awards", is_own=True, note=_("您办过其中一步，由另一人办理"))
    unsigned = awards.undelivered_notices(region, on).count()
    yield Owed("送达告知书", "Deliver a notice", unsigned, HANDLERS, OFFICES, ("LAW-2026#48",), "awards.notices")


def of_lists(region: Region) -> Iterator[Owed]:
    """Yield the departments' lists that are not in use yet."""
    moves = [move for move in DELIVERY if move.before == ListState.QUARANTINED and move.after == ListState.RELEASED]
    yield from by_state(sources.deliveries(region), moves, "imports", kinds=CIVIL, note=_("与历史不符，已隔离"))


def of_imports(region: Region, by: Actor) -> Iterator[Owed]:
    """Yield what was taken in and counts once another confirms it, never who took it in."""
    for one in waiting(region):
        step, others = one.step, len(one.by_others(by))
        own = len(one.uploads) - others
        said = Owed(step.title, step.title_en.capitalize(), others, step.act.by, OFFICES, step.cites, "imports")
        yield said
        yield replace(said, count=own, is_own=True, note=_("您导入的，由另一人确认"))


def of_standards(region: Region) -> Iterator[Owed]:
    """Yield the values and switches of rules that were proposed."""
    proposed = [EntryState.PROPOSED]
    approve = STANDARD[0]
    waiting = standards.entries_of(region.code, proposed).count() + standards.switches_of(region.code, proposed).count()
    yield owed(approve, waiting, "standards", CIVIL)


def of_money(region: Region) -> Iterator[Owed]:
    """Yield the moves of money that wait for another person of the office that proposed them."""
    step = step_of(OPEN, Standing.PROPOSED)
    assert step is not None
    waiting = proposals_of(within=region).order_by().values_list("party").annotate(n=Count("pk"), fen=Sum("fen"))
    for party, count, fen in waiting:
        yield Owed(
            step.title, step.title_en.capitalize(), count, APPROVERS, frozenset({Kind(party)}), step.cites,
            "treasury.proposals", fen=fen,
        )  # fmt: skip


def of_rectification(region: Region, on: date, by: Actor) -> Iterator[Owed]:
    """Yield the items to be put right by the unit of who looks and by others, to be accepted, to be looked at again."""
    found = inspections.rectifications(region).order_by().annotate(is_ours=Q(problem__unit_id=by.organisation_id))
    late = Count("pk", filter=Q(until_on__lt=on))
    rows = found.values_list("state", "is_ours").annotate(n=Count("pk"), due=Min("until_on"), late=late)
    sums = {(state, is_ours): row for state, is_ours, *row in rows}
    onward = {ItemState.ORDERED: 0, ItemState.REOPENED: 1, ItemState.REPORTED: 2, ItemState.CLOSED: 4}
    for state, number in onward.items():
        move = RECTIFICATION[number]
        assert move.before == state
        undone = state in (ItemState.ORDERED, ItemState.REOPENED)
        for is_ours in (True, False) if oversees(by) else (True,):
            count, until_on, overdue = sums.get((state, is_ours), (0, None, 0))
            said = owed(move, count, "inspections")
            yield replace(said, due_on=until_on, late=overdue, is_others=not is_ours) if undone else said


def of_clues(region: Region, by: Actor) -> Iterator[Owed]:
    """Yield the clues that one proposed to hand over: another approves them, never who proposed."""
    waiting = inspections.clues(region).order_by()
    sums = waiting.aggregate(every=Count("pk"), own=Count("pk", filter=Q(made_by=by.id)))
    yield owed(APPROVE, sums["every"] - sums["own"], "inspections.clues")
    yield owed(APPROVE, sums["own"], "inspections.clues", is_own=True, note=_("您提出的，由另一人批准"))


def of_posts(region: Region) -> Iterator[Owed]:
    """Yield the appointments and listings that wait for approval."""
    yield owed(APPOINTMENT[0], offices.posts_in(region, date.min, proposed=True).count(), "offices", CIVIL)
    yield owed(LISTING[0], offices.proposed_listings(region).count(), "offices")
