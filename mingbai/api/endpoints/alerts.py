"""Alerts: what is open, what each stands for; taken, verified, decided and closed by those whose step it is."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from typing import Annotated, Any

from django.http import Http404
from django.utils import timezone
from ninja import Path, Query, Schema
from pydantic import Field

from mingbai.alerts import actions
from mingbai.alerts.actions.deciding import Verdict
from mingbai.alerts.cases import case
from mingbai.alerts.causes import TITLES, Cause
from mingbai.alerts.queries import closed, tasks
from mingbai.alerts.refused import NotThere
from mingbai.alerts.states import STATES, Consequence, Fault, Finding, Money, Result, Source, State
from mingbai.api.entering import Request, acts, look, reads
from mingbai.api.paging import Page, Paging, page_of
from mingbai.api.shapes import MONTH, Fen, Id, Said, Sent, Versioned, Within, Words
from mingbai.api.shapes import Money as Amount
from mingbai.api.stepping import step
from mingbai.kernel.month import Month
from mingbai.policy.recovery.overpayment import PaidMonth

SHA256 = r"^([0-9a-f]{64})?$"


class Alerts(Within, Paging):
    """Which alerts."""

    state: State | None = Field(None, description="只要这个状态 · only in this state")


class Alert(Schema):
    """预警 · something to look into: where, since when, until when, and who has it."""

    id: int
    region: str
    month: str
    severity: str
    cause: str
    cause_said: Said
    household_id: int | None
    person_id: int | None
    amount: Amount
    state: str
    state_said: Said
    opened_at: datetime
    due_on: date | None
    owner_id: int | None
    taken_by: int | None
    relapse_of: int | None


class Hit(Schema):
    """One finding an alert stands for."""

    rule_id: str
    rule_version: int
    month: str
    severity: str
    amount: Amount | None
    message: Said
    cites: str


class Entered(Schema):
    """What one source said."""

    id: int
    source: str
    source_name: str
    supports: bool | None
    found: str
    made_at: datetime


class Decided(Schema):
    """What it turned out to be."""

    id: int
    result: str
    money: str
    amount: Amount
    consequence: str
    reason: str
    decided_at: datetime
    objection_until_on: date


class Told(Schema):
    """That a family was told: when, how, and until when it may answer; of the text the digest is kept."""

    id: int
    text_sha256: str
    delivered_on: date
    how: str
    answer_by_on: date


class Heard(Schema):
    """What a family answered before two officers; an empty reply is silence after the time to answer."""

    id: int
    held_on: date
    place: str
    facts: str
    reply: str
    accepted: str
    heard_by: int
    heard_with: int
    made_at: datetime


class Case(Versioned, Alert):
    """预警全案 · an alert with all that was done about it."""

    findings: list[Hit]
    verifications: list[Entered]
    notices: list[Told]
    hearings: list[Heard]
    outcomes: list[Decided]


class Verification(Sent):
    """核实情况 · what one source says of an alert."""

    source: Source
    source_name: Annotated[str, Field(min_length=1, max_length=80)]
    supports: bool | None = Field(None, description="证实、否定，或不能确定 · confirms, denies, or leaves it open")
    found: Words
    is_same_person: bool = False


class PaidAndDue(Sent):
    """What was paid and what was due in a month."""

    month: str = Field(pattern=MONTH)
    paid_fen: Fen
    due_fen: Fen


class Decision(Sent):
    """认定 · what an alert turned out to be, why, and what must follow."""

    result: Result
    reason: Words
    evidence_sha256: str = Field("", pattern=SHA256)
    money: Money = Money.NONE
    finding: Finding = Finding.NONE
    fault: Fault = Fault.NONE
    is_official_error: bool = False
    consequence: Consequence = Consequence.NOTHING
    months: list[PaidAndDue] = Field(default_factory=list, max_length=120)
    quiet_days: Annotated[int, Field(ge=0, le=999)] = 0

    def verdict(self) -> Verdict:
        """Return it as the stage takes it."""
        paid = [PaidMonth(Month.parse(one.month), one.paid_fen, one.due_fen) for one in self.months]
        return Verdict(**{**self.model_dump(exclude={"months"}), "months": paid})


@reads("/alerts", "alerts")
def alerts(request: Request, asked: Query[Alerts]) -> Page[Alert]:
    """预警清单 · alerts that are open, or in the state asked for"""
    place = asked.place(request.actor)
    done = asked.state is State.CLOSED
    found = closed(place) if done else tasks(place, timezone.localdate(), asleep=True)
    if asked.state and not done:
        found = found.filter(state=asked.state.value)
    return page_of(request, found, asked, _alerts)


@reads("/alerts/{alert_id}", "alerts.alert")
def alert(request: Request, alert_id: Path[Id]) -> Case:
    """一件预警的全案 · one alert with all that was done about it"""
    look(request, f"alerts.task/{alert_id}")
    return case_of(alert_id)


@acts("/alerts/{alert_id}/taking", "alerts.take", on="alert")
def take(request: Request, alert_id: Path[Id]) -> Case:
    """领取并锁定 · take an alert"""
    return step(request, partial(case_of, alert_id), actions.take, task_id=alert_id)


@acts("/alerts/{alert_id}/verifications", "alerts.verify", status=201, on="alert")
def verify(request: Request, alert_id: Path[Id], sent: Verification) -> Case:
    """登记核实情况 · enter what a source says of an alert one has taken"""
    return step(request, partial(case_of, alert_id), actions.verify, task_id=alert_id, **sent.model_dump())


@acts("/alerts/{alert_id}/decision", "alerts.decide", status=201, on="alert")
def decide(request: Request, alert_id: Path[Id], sent: Decision) -> Case:
    """认定结果 · decide an alert; another than verified it"""
    return step(request, partial(case_of, alert_id), actions.decide, task_id=alert_id, verdict=sent.verdict())


@acts("/alerts/{alert_id}/closing", "alerts.close", on="alert")
def close(request: Request, alert_id: Path[Id]) -> Case:
    """办结 · close an alert once what had to follow was done"""
    return step(request, partial(case_of, alert_id), actions.close_task, task_id=alert_id)


def _alerts(some: Sequence[Any]) -> list[Alert]:
    return [Alert(**_facts(one)) for one in some]


def _facts(one: Any) -> dict[str, Any]:
    return {
        **{name: getattr(one, name) for name in ("region", "severity", "cause", "household_id", "person_id", "state")},
        **{name: getattr(one, name) for name in ("opened_at", "due_on", "owner_id", "taken_by", "relapse_of")},
        "id": one.pk, "month": str(Month.parse(one.month)), "cause_said": Said.of(TITLES[Cause(one.cause)]),
        "amount": Amount.of(one.amount_fen), "state_said": Said.of(STATES[State(one.state)]),
    }  # fmt: skip


def case_of(alert_id: int) -> Case:
    """Return an alert with all that was done about it; raise Http404 for what is not in sight."""
    try:
        found = case(alert_id)
    except NotThere as error:
        raise Http404 from error
    return Case(
        **_facts(found.task),
        findings=[
            Hit(
                rule_id=one.rule_id, rule_version=one.rule_version, month=str(Month.parse(one.month)),
                severity=one.severity, amount=Amount.maybe(one.amount_fen), cites=one.cites,
                message=Said(zh=one.message, en=one.message_en),
            )
            for one in found.findings
        ],
        verifications=[
            Entered(
                id=one.pk, source=one.source, source_name=one.source_name, supports=one.supports, found=one.found,
                made_at=one.made_at,
            )
            for one in found.verifications
        ],
        notices=[
            Told(
                id=one.pk, text_sha256=one.text_sha256, delivered_on=one.delivered_on, how=one.how,
                answer_by_on=one.answer_by_on,
            )
            for one in found.notices
        ],
        hearings=[
            Heard(
                id=one.pk, held_on=one.held_on, place=one.place, facts=one.facts, reply=one.reply,
                accepted=one.accepted, heard_by=one.heard_by, heard_with=one.heard_by_two, made_at=one.made_at,
            )
            for one in found.hearings
        ],
        outcomes=[
            Decided(
                id=one.pk, result=one.result, money=one.money, amount=Amount.of(one.amount_fen), reason=one.reason,
                consequence=one.consequence, decided_at=one.decided_at, objection_until_on=one.objection_until_on,
            )
            for one in found.outcomes
        ],
    )  # fmt: skip
