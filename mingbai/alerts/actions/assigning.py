"""Tasks nobody has taken are given to who is to verify them: one officer, or whom the list names for each place."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from mingbai.alerts.actions.acting import acting
from mingbai.alerts.models import Task
from mingbai.alerts.owners import household, owners, township
from mingbai.alerts.refused import NobodyListed, NotThere, NotYourOffice, OutOfPlace
from mingbai.alerts.states import ASSIGN, STEP, State
from mingbai.evidence.actions import record
from mingbai.kernel.region import Region
from mingbai.offices.actions.deciding import allow, day_of
from mingbai.offices.actor import Actor
from mingbai.offices.queries import listed_for
from mingbai.offices.steps import STEPS
from mingbai.people.queries.filings import conflicted_households, relatives_of_officer


@dataclass(frozen=True)
class Assigned:
    """What became of tasks that were to be assigned: given, taken by somebody meanwhile, or without anybody listed."""

    given: tuple[int, ...]
    taken: tuple[int, ...]
    nobodys: tuple[int, ...]  # nobody is listed there, or the officer is kin


def assign(*, task_ids: Collection[int], officer_id: int | None = None, by: Actor, at: datetime) -> Assigned:
    """
    Give open tasks to an officer who is listed for verifying them where they lie; without one, to the nearest listed.

    What somebody took meanwhile, and where the officer is not listed or is kin, stays as it is and is named.
    Raise NotThere, OutOfPlace, NobodyListed where nothing at all could be given.
    """
    with acting():
        allow(by, ASSIGN.by, title=ASSIGN.title, title_en=ASSIGN.title_en, at=at)
        if by.party not in ASSIGN.kinds:
            raise NotYourOffice(ASSIGN.title, ASSIGN.title_en)
        tasks = _in_sight(task_ids, by)
        free = [task for task in tasks if task.state == State.OPEN.value]
        on = day_of(at)
        keepers = owners(free, on) if officer_id is None else _to_one(free, officer_id, on)
        given = [task for task in free if task.key in keepers]
        if free and not given:
            raise NobodyListed
        for task in given:
            task.owner_id = keepers[task.key]
        Task.objects.bulk_update(given, ["owner_id"])
        record(type="alerts.assigned", rows=given, by=by, at=at)
        held = tuple(task.pk for task in tasks if task.state != State.OPEN.value)
        return Assigned(
            tuple(task.pk for task in given), held, tuple(task.pk for task in free if task.key not in keepers)
        )


def _in_sight(task_ids: Collection[int], by: Actor) -> list[Task]:
    """Return tasks that nobody else changes until the act is done."""
    found: QuerySet[Task] = Task.objects.select_for_update().filter(pk__in=list(task_ids)).order_by("pk")
    tasks = list(found)
    missing = set(task_ids) - {task.pk for task in tasks}
    if missing or not tasks:
        raise NotThere("预警", "task", min(missing, default="--"))
    for task in tasks:
        if not by.region.contains(Region(task.region)):
            raise OutOfPlace(by.region.code, task.region)
    return tasks


def _to_one(tasks: Collection[Task], officer_id: int, on: date) -> Mapping[str, int]:
    """Return key → the officer, of the tasks of places where the officer is listed and of no kin of theirs."""
    places = {township(task.region) for task in tasks}
    here = {
        place for place in places if listed_for(STEPS[STEP], Region(place), on).filter(officer_id=officer_id).exists()
    }
    numbers = [number for task in tasks if (number := household(task.key)) is not None]
    kin = conflicted_households(officer_id, numbers, on) if numbers else set()
    persons = relatives_of_officer(officer_id, on) if any(task.person_id for task in tasks) else set()
    return {
        task.key: officer_id
        for task in tasks
        if township(task.region) in here and household(task.key) not in kin and task.person_id not in persons
    }
