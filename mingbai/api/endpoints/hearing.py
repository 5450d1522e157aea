"""Alerts further on: assigned, given back, put off; families told and heard; outcomes overturned."""

from functools import partial
from typing import Annotated

from django.utils import timezone
from ninja import Path, Schema
from pydantic import Field

from mingbai.alerts import actions
from mingbai.alerts.cases import verifiers
from mingbai.api.endpoints.alerts import Case, Decision, case_of
from mingbai.api.entering import Request, acts
from mingbai.api.shapes import Day, Id, Sent, Short, Words, wrong
from mingbai.api.stepping import step
from mingbai.api.versions import require_match
from mingbai.kernel.region import Region


class Assignment(Sent):
    """Which open alerts to give to whom: an officer listed for verifying, or the nearest listed to each."""

    alerts: Annotated[list[Id], Field(min_length=1, max_length=200)]
    officer_id: Annotated[Id | None, Field(description="不写即按责任清单 · whom the list names, if nobody")] = None


class Assigned(Schema):
    """指派结果 · which alerts were given, which somebody has taken meanwhile, and for which nobody is listed."""

    given: list[int]
    taken: list[int]
    nobodys: list[int]


class Delay(Sent):
    """Until when nothing is said of an alert, and why; its deadline stays."""

    until_on: Day
    reason: Short


class Notice(Sent):
    """告知 · what a family was told, when and how; of the text only the digest is kept."""

    delivered_on: Day
    how: Annotated[str, Field(min_length=1, max_length=40, description="当面、邮寄、留置或公告 · how it was delivered")]
    text: Annotated[str, Field(min_length=1, max_length=4000, description="告知内容 · what it was told")]


class Hearing(Sent):
    """听取意见 · what a family answered before two officers; an empty reply is silence after the time to answer."""

    held_on: Day
    place: Annotated[str, Field(min_length=1, max_length=80)]
    facts: Words
    reply: str = Field("", max_length=2000, description="对象意见 · what it answered")
    accepted: str = Field("", max_length=2000, description="采纳情况和理由 · what of it was accepted, and why")
    with_officer: Id = Field(description="另一名听取人 · the other officer, listed for verifying alerts")


@acts("/assignments", "alerts.assign")
def assign(request: Request, sent: Assignment) -> Assigned:
    """指派预警 · give open alerts to who is to verify them"""
    done = actions.assign(
        task_ids=sorted(set(sent.alerts)), officer_id=sent.officer_id, by=request.actor, at=timezone.now()
    )
    return Assigned(given=list(done.given), taken=list(done.taken), nobodys=list(done.nobodys))


@acts("/alerts/{alert_id}/giving-back", "alerts.give_back", on="alert")
def give_back(request: Request, alert_id: Path[Id]) -> Case:
    """退回预警 · give back an alert that one has taken and not verified"""
    return step(request, partial(case_of, alert_id), actions.give_back, task_id=alert_id)


@acts("/alerts/{alert_id}/delay", "alerts.snooze", on="alert")
def snooze(request: Request, alert_id: Path[Id], sent: Delay) -> Case:
    """静默 · put an alert off for the days that standards allow"""
    return step(request, partial(case_of, alert_id), actions.snooze, task_id=alert_id, **sent.model_dump())


@acts("/alerts/{alert_id}/notices", "alerts.notify", status=201, on="alert")
def notify(request: Request, alert_id: Path[Id], sent: Notice) -> Case:
    """登记告知 · enter that the family was told, before it is heard"""
    return step(request, partial(case_of, alert_id), actions.notify, task_id=alert_id, **sent.model_dump())


@acts("/alerts/{alert_id}/hearings", "alerts.hear", status=201, on="alert")
def hear(request: Request, alert_id: Path[Id], sent: Hearing) -> Case:
    """登记听取意见 · enter what the family answered, before two officers"""
    found = case_of(alert_id)
    require_match(request, found)
    if sent.with_officer not in verifiers(Region(found.region), timezone.localdate()):
        zh, en = "另一名听取人不在核查预警的责任清单上。", "The other officer is not listed for verifying alerts."
        raise wrong("body.with_officer", zh, en)
    actions.hear(task_id=alert_id, **sent.model_dump(), by=request.actor, at=timezone.now())
    return case_of(alert_id)


@acts("/alerts/{alert_id}/overturning", "alerts.overturn", status=201, on="alert")
def overturn(request: Request, alert_id: Path[Id], sent: Decision) -> Case:
    """改判 · put another outcome in the place of the one that stands; another person than decided it"""
    return step(request, partial(case_of, alert_id), actions.overturn, task_id=alert_id, verdict=sent.verdict())
