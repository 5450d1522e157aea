"""政策标准: what holds where on a day, every value there was, and new ones entered by one and approved by another."""

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
from mingbai.offices.actor import Actor
from mingbai.policy.parameters import Entry as Held
from mingbai.policy.parameters import definitions
from mingbai.policy.parameters.entry import plain
from mingbai.standards import actions, queries
from mingbai.standards.states import TITLES, State

Key = Annotated[str, Field(min_length=1, max_length=60, examples=["dibao_rural_standard_fen"])]
Given = bool | int | str | list[Any]  # as packs write values: numbers, words, lists and tables of them


class OnDay(Within):
    """What holds where, on which day."""

    on: Day | None = Field(None, description="哪一天，不写即今天 · on which day; today where none is named")


class Standard(Schema):
    """政策标准 · a value of a parameter in force in a place from a day to a day, and what it rests on."""

    key: str
    title: Said
    unit: str
    region: str
    from_on: date
    to_on: date | None
    value: Any
    basis: str
    cite: str
    ground: Said


class Past(Standard):
    """历次取值 · a value that a place had, has or is to have; its entry where the desk entered it."""

    entry_id: int | None
    state: str | None
    state_said: Said | None


class Entries(Within, Paging):
    """Which of the desk's own values."""

    state: State | None = Field(None, description="只要这个状态 · only in this state")


class Entry(Versioned):
    """本地录入的取值 · a value that one officer entered and another approves, refuses, or has yet to."""

    id: int
    key: str
    title: Said
    region: str
    value: Any
    from_on: date
    until_on: date | None
    article: str
    document: str
    state: str
    state_said: Said
    reason: str
    made_by: int | None
    made_at: datetime
    approved_by: int | None
    approved_at: datetime | None


class Proposed(Sent):
    """A value of one parameter, from a day on, by an article and a paper."""

    key: Key
    region: str = Field("", pattern=rf"^$|{CODE}", description="区划，不写即本辖区 · its division, or one's own")
    value: Given = Field(description="取值，照现行取值的写法 · as the value in force is written", examples=[66_000])
    from_on: Day
    until_on: Annotated[Day | None, Field(description="哪天起不再执行 · the first day it no longer holds")] = None
    article: str = Field(min_length=1, max_length=40, description="依据条款 · article", examples=["LAW-2026#18"])
    document: str = Field(min_length=1, max_length=100, description="文号 · paper", examples=["明政发〔2026〕3号"])


@reads("/standards", "standards")
def standards(request: Request, asked: Query[OnDay]) -> Page[Standard]:
    """辖区内某天执行的全部标准 · every value in force in a division on a day, with its ground"""
    place, on = asked.place(request.actor), asked.on or timezone.localdate()
    found = queries.parameters().at(place.code, on).in_force().values()
    return Page(items=[Standard(**_facts(one)) for one in sorted(found, key=lambda one: one.key)], next=None)


@reads("/standards/values/{key}", "standards.history")
def history(request: Request, key: str, asked: Query[Within]) -> Page[Past]:
    """一项标准的历次取值，含上级的 · every value a division and those above it were given of a parameter"""
    if key not in definitions():
        raise Http404
    found = queries.history(key, asked.place(request.actor).code)
    return Page(items=[_past(one) for one in found], next=None)


@reads("/standards/entries", "standards.entries")
def entries(request: Request, asked: Query[Entries]) -> Page[Entry]:
    """本地录入的取值 · the desk's own values of a division and those below it"""
    states = [asked.state] if asked.state else list(State)
    found = queries.entries_of(asked.place(request.actor).code, states)
    return page_of(request, found, asked, lambda some: [_entry(one) for one in some])


@reads("/standards/entries/{entry_id}", "standards.entry")
def entry(request: Request, entry_id: Path[Id]) -> Entry:
    """一项本地录入的取值 · one of the desk's own values"""
    return _found(request.actor, entry_id)


@acts("/standards/entries", "standards.propose", status=201)
def propose(request: Request, sent: Proposed) -> Entry:
    """录入标准，待另一人批准 · enter a value; it counts once another has approved it"""
    by = request.actor
    place = division(sent.region, by) if sent.region else by.region
    facts = sent.model_dump(exclude={"region"})
    return _found(by, actions.propose_value(region=place.code, **facts, by=by, at=timezone.now()))


@acts("/standards/entries/{entry_id}/approval", "standards.approve", on="entry")
def approve(request: Request, entry_id: Path[Id]) -> Entry:
    """批准标准 · let a value that was entered count; another than entered it"""
    return step(request, partial(_found, request.actor, entry_id), actions.approve_value, entry_id=entry_id)


@acts("/standards/entries/{entry_id}/refusal", "standards.refuse", on="entry")
def refuse(request: Request, entry_id: Path[Id], sent: Reason) -> Entry:
    """退回标准 · refuse a value that was entered, with the reason"""
    return step(
        request, partial(_found, request.actor, entry_id), actions.refuse_value, entry_id=entry_id, reason=sent.reason
    )


def _found(by: Actor, entry_id: int) -> Entry:
    """Return a value that counts in the actor's division or below it; raise Http404 for any other."""
    found = queries.entry_of(entry_id)
    if found is None or not concerns(found.region, by):
        raise Http404
    return _entry(found)


def _facts(one: Held) -> dict[str, Any]:
    about = definitions()[one.key]
    return {
        "key": one.key, "title": Said(zh=about.title, en=about.title_en), "unit": about.unit, "region": one.region,
        "from_on": one.from_on, "to_on": one.to_on, "value": plain(one.value), "basis": one.basis.value,
        "cite": one.cite, "ground": Said(zh=one.ground("zh"), en=one.ground("en")),
    }  # fmt: skip


def _past(one: queries.Past) -> Past:
    state = one.state
    return Past(
        **_facts(one.value), entry_id=one.entry.pk if one.entry else None, state=state.value if state else None,
        state_said=Said.of(TITLES[state]) if state else None,
    )  # fmt: skip


def _entry(one: Any) -> Entry:
    about = definitions()[one.key]
    return Entry(
        id=one.pk, key=one.key, title=Said(zh=about.title, en=about.title_en), region=one.region, value=one.value,
        from_on=one.from_on, until_on=one.until_on, article=one.article, document=one.document, state=one.state,
        state_said=Said.of(TITLES[State(one.state)]), reason=one.reason, made_by=one.made_by_id, made_at=one.made_at,
        approved_by=one.approved_by_id, approved_at=one.approved_at,
    )  # fmt: skip
