"""One act is one transaction; it asks who may, and says in words what the database refuses."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import IntegrityError, connection, transaction

from mingbai.alerts.models import Task
from mingbai.alerts.refused import (
    Conflicted,
    MoreThanOwed,
    NotHeard,
    NotThere,
    NotYourOffice,
    OfficialError,
    OutOfPlace,
    SamePerson,
    TakenByAnother,
    UncertainIdentity,
    WrongState,
)
from mingbai.alerts.states import TASK, State
from mingbai.kernel.region import Region
from mingbai.offices.actions.deciding import allow, day_of
from mingbai.offices.actor import Actor
from mingbai.offices.models import Officer
from mingbai.offices.queries import require_listed
from mingbai.offices.refused import Refused
from mingbai.people.queries.filings import conflict, conflict_with_person
from mingbai.rosters.states import Move

SAYS: dict[str, Refused] = {
    "alerts_verifier_is_not_decider": SamePerson(),
    "alerts_doubt_is_settled_first": UncertainIdentity(),
    "alerts_heard_before_less": NotHeard(),
    "alerts_official_error_not_charged": OfficialError(),
}
SAID = {  # constraint → why, and what to do
    "alerts_silence_only_after_the_time": (
        "对象没有答复的，须等告知书写明的期限届满后才能登记。",
        "That there was no reply is entered only when the time to answer is over.",
    ),
    "alerts_reply_is_weighed": ("须写明对意见的采纳情况和理由。", "Say what of the reply was accepted, and why."),
    "alerts_instalment_once": ("这个日期已经约定过一期。", "An instalment was agreed for that day already."),
    "alerts_instalment_within_the_cap": ("每期不得超过约定上限。", "An instalment stays within the cap."),
    "alerts_one_first_outcome": ("该预警已有认定，改判请用“改判”。", "The task has an outcome: overturn it."),
    "alerts_outcome_has_reason": ("须写明认定理由。", "Say why."),
    "alerts_outcome_has_evidence": ("认定属实须附证据。", "What is confirmed has its evidence."),
    "alerts_verification_says_what": ("须写明核实来源和核实情况。", "Say which source says what."),
    "alerts_demand_is_final": (
        "认定尚未生效（复议期未满且无放弃声明）或已改判，不能追缴。",
        "The outcome is not final yet, or was overturned: nothing is demanded.",
    ),
}


@contextmanager
def acting() -> Iterator[None]:
    """Do an act in one transaction; raise Refused where a constraint that people can run into refuses it."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""
        if "_is_not_" in name and name not in SAYS:
            raise SamePerson from error
        if name in SAYS:
            raise SAYS[name] from error
        if name == "alerts_no_more_than_owed":
            raise MoreThanOwed(0) from error
        if name in SAID:
            raise Refused(*SAID[name]) from error
        raise


@contextmanager
def as_machine() -> Iterator[None]:
    """Do what no officer does: in here the database refuses to write any entitlement, amount or account (D1)."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('mingbai.machine', 'on', true)")
        yield
        cursor.execute("SELECT set_config('mingbai.machine', 'off', true)")


def locked(task_id: int) -> Task:
    """Return a task that nobody else changes until the act is done; raise NotThere."""
    found = Task.objects.select_for_update().filter(pk=task_id).first()
    if found is None:
        raise NotThere("预警", "task", task_id)
    return found


def permit(move: Move, task: Task, by: Actor, at: datetime) -> None:
    """Raise a Refused unless the actor may do this about this task: role, office, division, list, no kin."""
    region = Region(task.region)
    allow(by, move.by, title=move.title, title_en=move.title_en, at=at)
    if by.party not in move.kinds:
        raise NotYourOffice(move.title, move.title_en)
    if not by.region.contains(region):
        raise OutOfPlace(by.region.code, region.code)
    if move.step:
        require_listed(step_id=move.step, by=by, region=region, on=day_of(at))
    related = kin(task, by.id, at)
    if related:
        raise Conflicted(related)


def kin(task: Task, officer_id: int, at: datetime) -> str | None:
    """Return how an officer is related to whom a task is about, None where nothing is filed."""
    if task.household_id is not None:
        return conflict(officer_id=officer_id, household_id=task.household_id, on=day_of(at))
    if task.person_id is not None:
        return conflict_with_person(officer_id=officer_id, person_id=task.person_id, on=day_of(at))
    return None


def move_to(task: Task, after: State, by: Actor, at: datetime, moves: Iterable[Move] = TASK) -> None:
    """Raise unless the actor may now move the task to a state; set the state, save nothing."""
    choices = [move for move in moves if move.after == after]
    for move in choices:
        if move.before == task.state:
            permit(move, task, by, at)
            task.state = after.value
            return
    raise WrongState(choices[0].title, choices[0].title_en, task.state)


def held_by(task: Task, by: Actor) -> None:
    """Raise TakenByAnother unless the actor is the one who has the task."""
    if task.taken_by is not None and task.taken_by != by.id:
        assert task.taken_at
        names = Officer.objects.filter(pk=task.taken_by).values_list("name", flat=True)
        raise TakenByAnother(names.first() or str(task.taken_by), day_of(task.taken_at))
