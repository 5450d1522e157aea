"""Rules and law: each rule in plain words and how it stands here; switched by one and approved by another."""

from datetime import date, datetime
from functools import partial
from typing import Annotated, Any

from django.http import Http404
from django.utils import timezone
from ninja import Path, Query, Schema
from pydantic import Field

from mingbai.api.entering import Request, acts, reads
from mingbai.api.paging import Page, Paging, page_of
from mingbai.api.shapes import CODE, Day, Id, Reason, Said, Sent, Versioned, Within, concerns, division
from mingbai.api.stepping import step
from mingbai.law import UnknownCitation, article
from mingbai.offices.actor import Actor
from mingbai.prechecks.rules import DeskRule, desk_rules
from mingbai.rules.catalogue import all_rules
from mingbai.rules.rule import Rule as Tried
from mingbai.standards import actions
from mingbai.standards.queries import rules_in_force, switch_of, switches_of
from mingbai.standards.states import TITLES, Mode, State


class Switches(Within, Paging):
    """Which switches of rules."""

    state: State | None = Field(None, description="只要这个状态 · only in this state")


class Switch(Versioned):
    """规则开关 · whether a rule is on, advisory or off in a division: entered by one, approved by another."""

    id: int
    rule_id: str
    region: str
    mode: str
    from_on: date
    until_on: date | None
    reason: str
    state: str
    state_said: Said
    is_by_machine: bool = Field(description="系统按误报率自动降级 · made by the machine for too many false alarms")
    made_by: int | None
    made_at: datetime
    approved_by: int | None
    approved_at: datetime | None


class Switching(Sent):
    """How a rule is to be in a division, from a day on, and why."""

    rule_id: str = Field(min_length=1, max_length=10, examples=["RK-112"])
    mode: Mode
    region: str = Field("", pattern=rf"^$|{CODE}", description="区划，不写即本辖区 · its division, or one's own")
    from_on: Day
    until_on: Annotated[Day | None, Field(description="哪天起恢复 · the first day it no longer holds")] = None
    reason: str = Field(min_length=1, max_length=300)


class Rule(Schema):
    """规则 · one rule, in plain words, with the articles it rests on and how it stands in the division."""

    id: str
    version: int
    title: Said
    plain: Said
    severity: str
    gates: bool
    mode: str
    cites: list[str]


class Article(Schema):
    """法条 · one article: what it says, briefly."""

    citation: str
    heading: Said
    gist: Said


@reads("/rules", "rules")
def rules(request: Request) -> Page[Rule]:
    """规则目录 · every rule, and how it stands in the division"""
    modes = rules_in_force(request.actor.region.code, timezone.localdate())
    every: list[Tried | DeskRule] = [*all_rules(), *desk_rules()]
    items = [
        Rule(
            id=one.id, version=one.version, title=Said(zh=one.title, en=one.title_en), gates=one.gates,
            plain=Said(zh=one.plain, en=one.plain_en), severity=one.severity.value, mode=modes[one.id].value,
            cites=list(one.cites),
        )
        for one in sorted(every, key=lambda each: each.id)
    ]  # fmt: skip
    return Page(items=items, next=None)


@reads("/law/{text_id}/{number}", "law.article")
def one_article(request: Request, text_id: str, number: str) -> Article:  # noqa: ARG001 - as operations are called
    """一条法规 · one article"""
    try:
        found = article(f"{text_id}#{number}")
    except UnknownCitation as error:
        raise Http404 from error
    return Article(
        citation=str(found.citation), heading=Said(zh=found.heading, en=found.heading_en),
        gist=Said(zh=found.gist or "", en=found.gist_en or ""),
    )  # fmt: skip


@reads("/rules/switches", "rules.switches")
def switches(request: Request, asked: Query[Switches]) -> Page[Switch]:
    """规则开关 · the switches of rules of a division and those below it"""
    states = [asked.state] if asked.state else list(State)
    found = switches_of(asked.place(request.actor).code, states)
    return page_of(request, found, asked, lambda some: [_switch(one) for one in some])


@reads("/rules/switches/{switch_id}", "rules.one_switch")
def one_switch(request: Request, switch_id: Path[Id]) -> Switch:
    """一项规则开关 · one switch of a rule"""
    return _found(request.actor, switch_id)


@acts("/rules/switches", "rules.switch", status=201)
def switch(request: Request, sent: Switching) -> Switch:
    """提出开关规则，待另一人批准 · propose that a rule be on, advisory or off; it counts once another approves it"""
    by = request.actor
    place = division(sent.region, by) if sent.region else by.region
    facts = sent.model_dump(exclude={"region"})
    return _found(by, actions.switch_rule(region=place.code, **facts, by=by, at=timezone.now()))


@acts("/rules/switches/{switch_id}/approval", "rules.approve_switch", on="switch")
def approve(request: Request, switch_id: Path[Id]) -> Switch:
    """批准规则开关 · let a switch that another proposed count"""
    return step(request, partial(_found, request.actor, switch_id), actions.approve_switch, switch_id=switch_id)


@acts("/rules/switches/{switch_id}/refusal", "rules.refuse_switch", on="switch")
def refuse(request: Request, switch_id: Path[Id], sent: Reason) -> Switch:
    """退回规则开关 · refuse a switch that another proposed, with the reason"""
    facts = {"switch_id": switch_id, "reason": sent.reason}
    return step(request, partial(_found, request.actor, switch_id), actions.refuse_switch, **facts)


def _found(by: Actor, switch_id: int) -> Switch:
    """Return a switch that counts in the actor's division or below it; raise Http404 for any other."""
    found = switch_of(switch_id)
    if found is None or not concerns(found.region, by):
        raise Http404
    return _switch(found)


def _switch(one: Any) -> Switch:
    return Switch(
        id=one.pk, rule_id=one.rule_id, region=one.region, mode=one.mode, from_on=one.from_on, until_on=one.until_on,
        reason=one.reason, state=one.state, state_said=Said.of(TITLES[State(one.state)]),
        is_by_machine=one.measured is not None, made_by=one.made_by_id, made_at=one.made_at,
        approved_by=one.approved_by_id, approved_at=one.approved_at,
    )  # fmt: skip
