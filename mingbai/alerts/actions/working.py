"""A task is taken, given back, put off, verified by sources, told to the family and heard."""

from datetime import date, datetime, timedelta
from hashlib import sha256

from mingbai.alerts.actions.acting import acting, held_by, locked, move_to, permit
from mingbai.alerts.models import Hearing, Notice, Task, Verification
from mingbai.alerts.refused import NotHeard, TooLong, WrongState
from mingbai.alerts.states import TASK, Source, State
from mingbai.alerts.terms import answer_by, here, longest_snooze
from mingbai.evidence.actions import record
from mingbai.offices.actions.deciding import day_of
from mingbai.offices.actor import Actor

WORKING = (State.LOCKED.value, State.VERIFIED.value, State.HEARD.value)
TAKE = TASK[0]


def take(*, task_id: int, by: Actor, at: datetime) -> None:
    """Lock a task to the actor, who then works on it; raise TakenByAnother, Conflicted, NotListed, WrongState."""
    with acting():
        task = locked(task_id)
        if task.state in WORKING:
            held_by(task, by)
        move_to(task, State.LOCKED, by, at)
        task.taken_by, task.taken_at, task.snoozed_until = by.id, at, None
        task.save(update_fields=["state", "taken_by", "taken_at", "snoozed_until"])
        record(type="alerts.taken", rows=[task], by=by, at=at)


def give_back(*, task_id: int, by: Actor, at: datetime) -> None:
    """Give a task back that the actor took and has not verified."""
    with acting():
        task = locked(task_id)
        held_by(task, by)
        move_to(task, State.OPEN, by, at)
        task.taken_by = task.taken_at = None
        task.save(update_fields=["state", "taken_by", "taken_at"])
        record(type="alerts.given_back", rows=[task], by=by, at=at)


def snooze(*, task_id: int, until_on: date, reason: str, by: Actor, at: datetime) -> None:
    """Put a task off until a day, with a reason; its deadline stays. Raise TooLong beyond what standards allow."""
    with acting():
        task = locked(task_id)
        permit(TAKE, task, by, at)
        held_by(task, by)
        if task.state not in (State.OPEN.value, State.LOCKED.value):
            raise WrongState("静默", "put a task off", task.state)
        on = day_of(at)
        most = longest_snooze(here(task.region, on))
        if not reason.strip() or not on < until_on <= on + timedelta(days=most):
            raise TooLong(most)
        task.snoozed_until, task.snooze_reason, task.snoozed_by = until_on, reason.strip(), by.id
        task.save(update_fields=["snoozed_until", "snooze_reason", "snoozed_by"])
        record(type="alerts.snoozed", rows=[task], by=by, at=at)


def verify(
    *,
    task_id: int,
    source: Source,
    source_name: str,
    supports: bool | None,
    found: str,
    is_same_person: bool = False,
    document: bytes = b"",
    by: Actor,
    at: datetime,
) -> int:
    """Enter what one source says of a task the actor has; return the entry's id. The first makes the task verified."""
    with acting():
        task = _mine(task_id, by, at)
        if task.state == State.LOCKED.value:
            move_to(task, State.VERIFIED, by, at)
            task.save(update_fields=["state"])
            record(type="alerts.verified", rows=[task], by=by, at=at)
        entry = Verification.objects.create(
            task=task,
            region=task.region,
            source=source.value,
            source_name=source_name.strip(),
            supports=supports,
            is_same_person=is_same_person,
            found=found.strip(),
            document_sha256=sha256(document).hexdigest() if document else "",
            made_by=by.id,
            made_at=at,
        )
        record(type="alerts.source_entered", rows=[entry], by=by, at=at)
        return entry.pk


def notify(*, task_id: int, text: str, delivered_on: date, how: str, by: Actor, at: datetime) -> Notice:
    """Enter that the family was told in plain words; from the delivery on it has some working days to answer (D5)."""
    with acting():
        task = _mine(task_id, by, at)
        if task.state != State.VERIFIED.value:
            raise WrongState("送达告知", "tell the family", task.state)
        if delivered_on > day_of(at):
            raise WrongState("提前登记送达", "enter a delivery to come", task.state)
        notice = Notice.objects.create(
            task=task,
            region=task.region,
            text_sha256=sha256(text.encode()).hexdigest(),
            delivered_on=delivered_on,
            how=how,
            answer_by_on=answer_by(delivered_on, here(task.region, delivered_on)),
            made_by=by.id,
            made_at=at,
        )
        record(type="alerts.told", rows=[notice], by=by, at=at)
        return notice


def hear(
    *,
    task_id: int,
    held_on: date,
    place: str,
    facts: str,
    reply: str,
    accepted: str,
    with_officer: int,
    by: Actor,
    at: datetime,
) -> int:
    """Enter what the family answered before two officers; silence counts once the time to answer is over."""
    with acting():
        task = _mine(task_id, by, at)
        notice = Notice.objects.filter(task=task).order_by("-pk").first()
        if notice is None or held_on < notice.delivered_on or held_on > day_of(at):
            raise NotHeard
        if task.state == State.VERIFIED.value:
            move_to(task, State.HEARD, by, at)
            task.save(update_fields=["state"])
            record(type="alerts.heard", rows=[task], by=by, at=at)
        hearing = Hearing.objects.create(
            task=task,
            notice=notice,
            region=task.region,
            answer_by_on=notice.answer_by_on,
            held_on=held_on,
            place=place,
            facts=facts,
            reply=reply.strip(),
            accepted=accepted.strip(),
            heard_by=by.id,
            heard_by_two=with_officer,
            made_at=at,
        )
        record(type="alerts.hearing_entered", rows=[hearing], by=by, at=at)
        return hearing.pk


def _mine(task_id: int, by: Actor, at: datetime) -> Task:
    """Return a task the actor has and may still work on."""
    task = locked(task_id)
    held_by(task, by)
    permit(TAKE, task, by, at)
    if task.state not in WORKING:
        raise WrongState("登记核实情况", "enter what verification found", task.state)
    return task
