"""Alerts of the demo county looked into: township clerks take them, ask who knows, tell the family, and hear it."""

from collections import Counter
from collections.abc import Collection, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from mingbai.alerts import actions as alerts
from mingbai.alerts import queries as alerted
from mingbai.alerts.cases import rules_of
from mingbai.alerts.causes import Cause
from mingbai.alerts.models import Task
from mingbai.alerts.refused import Conflicted
from mingbai.alerts.states import CONFIRMED, Result, Source, State
from mingbai.cli.demo.inquiries.truth import Truth
from mingbai.cli.demo.work import Work
from mingbai.offices.actions.deciding import day_of
from mingbai.offices.actor import Actor, working_as

TOWNSHIP = 9  # digits
ASKED = {  # who knows, by what it is about; a death takes two
    Cause.DEATH: (Source.VISIT, Source.VILLAGE),
    Cause.DUPLICATE: (Source.DOCUMENT,),
    Cause.PAYMENT: (Source.BANK,),
    Cause.OMISSION: (Source.DOCUMENT,),
}
NAMED = {
    Source.VISIT: "入户核查记录", Source.VILLAGE: "村委会证明", Source.BANK: "开户行流水", Source.DOCUMENT: "审批档案",
}  # fmt: skip
SAYS = {  # what the source says, and whether that supports the alert
    Result.FUNDS: ("与预警一致，多发情况属实", True),
    Result.PROCEDURE: ("与预警一致，未多发，手续须补办", True),
    Result.LAWFUL: ("情况属实，但符合政策", True),
    Result.FALSE_ALARM: ("登记信息已过时，现状与政策相符", False),
    Result.UNVERIFIABLE: ("两处说法不一，没有其他材料", None),
}
TOLD = "我们查到的情况、来源、涉及的月份和金额如下，您可在十个工作日内提出意见。"
FACTS, REPLY = "预警所列情况及来源", "情况属实，同意退回多领部分"


def look_into(work: Work, truth: Truth, most: int, at: datetime) -> int:
    """
    Have clerks enter what sources say of so many tasks: of those taken before, then of every rule some.

    Return how many were verified.
    """
    done = 0
    for task in [*of_townships(work, State.LOCKED, at), *waiting(work, at)][:most]:
        clerk = work.cast.clerk(task.region[:TOWNSHIP])
        with suppress(Conflicted), working_as(clerk):
            if task.state == State.OPEN.value:
                alerts.take(task_id=task.pk, by=clerk, at=at)
            _verified(task, truth, clerk, at + timedelta(hours=3))
            done += 1
    return done


def take(work: Work, most: int, at: datetime) -> int:
    """Have clerks take so many more tasks and not have verified them yet; return how many they are."""
    done = 0
    for task in waiting(work, at)[:most]:
        clerk = work.cast.clerk(task.region[:TOWNSHIP])
        with suppress(Conflicted), working_as(clerk):
            alerts.take(task_id=task.pk, by=clerk, at=at)
            done += 1
    return done


def waiting(work: Work, at: datetime) -> list[Task]:
    """Return the tasks of townships that nobody has taken: the first of every rule, then the second of every rule."""
    tasks = of_townships(work, State.OPEN, at)
    with working_as(work.cast.handler):
        rules = rules_of([task.pk for task in tasks])
    met: Counter[str] = Counter()
    turns = {}
    for task in tasks:
        rule = rules[task.pk][0]
        met[rule] += 1
        turns[task.pk] = (met[rule], rule)
    return sorted(tasks, key=lambda task: turns[task.pk])


def of_townships(work: Work, state: State, at: datetime) -> list[Task]:
    """Return the tasks of townships that are in a state, the first first."""
    with working_as(work.cast.handler):
        found = alerted.tasks(work.cast.region, day_of(at)).filter(state=state.value).order_by("pk")
        return [task for task in found if task.region[:TOWNSHIP] in work.cast.clerks]


def verified(work: Work, at: datetime) -> list[Task]:
    """Return the tasks that were verified and wait for a hearing or a decision, the first first."""
    with working_as(work.cast.handler):
        found = alerted.tasks(work.cast.region, day_of(at)).filter(state=State.VERIFIED.value)
        return list(found.order_by("pk"))


def hear(work: Work, tasks: Collection[Task], at: datetime) -> int:
    """Have clerks and a second officer hear the families that were told; return how many."""
    heard = 0
    for task in tasks:
        township = task.region[:TOWNSHIP]
        clerk, other = work.cast.clerk(township), work.cast.reviewers[township]
        with working_as(clerk):
            if not task.notices.exists():
                continue
            alerts.hear(
                task_id=task.pk, held_on=day_of(at), place="村委会", facts=FACTS, reply=REPLY, accepted="采纳",
                with_officer=other.id, by=clerk, at=at,
            )  # fmt: skip
            heard += 1
    return heard


def _verified(task: Task, truth: Truth, clerk: Actor, at: datetime) -> None:
    """Enter what each source says; where money may come back, tell the family on the next day."""
    result = truth.turns_out(task, alerted.findings_of(task.pk))
    found, supports = SAYS[result]
    for source in sources(task):
        alerts.verify(
            task_id=task.pk, source=source, source_name=NAMED[source], supports=supports,
            is_same_person=result in CONFIRMED, found=found, document=f"{task.key}/{source}".encode(), by=clerk, at=at,
        )  # fmt: skip
    if result is Result.FUNDS and task.cause != Cause.OMISSION.value:
        told = at + timedelta(days=1)
        alerts.notify(task_id=task.pk, text=TOLD, delivered_on=day_of(told), how="当面送达", by=clerk, at=told)


def sources(task: Task) -> Sequence[Source]:
    """Return who is asked about a task."""
    return ASKED.get(Cause(task.cause), (Source.VISIT,))


def said_of(task: Task) -> Result:
    """Return what a verified task turned out to be, as its last source said."""
    found = task.verifications.order_by("-pk").values_list("found", flat=True)[0]
    return next(result for result, (words, _supports) in SAYS.items() if words == found)
