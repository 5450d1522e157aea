"""What is done with rosters: derived, signed, sent up, reviewed, agreed, frozen; and how a line leaves one."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Annotated, Any, Literal

from django.http import Http404
from django.utils import timezone
from ninja import Path, Query, Schema
from pydantic import Field

from mingbai.api.endpoints.rosters import Roster, found_roster, roster_of
from mingbai.api.entering import Request, acts, reads
from mingbai.api.paging import Page, Paging, page_of
from mingbai.api.shapes import Day, Id, OfMonth, Reason, Said, Sent, Sha256, Versioned, Within, Words
from mingbai.api.stepping import step
from mingbai.api.versions import require_match
from mingbai.rosters import actions, queries
from mingbai.rosters.refused import Changed
from mingbai.rosters.states import ASKED, Asked, Why

Name = Annotated[str, Field(min_length=1, max_length=40)]
LATE = "逾期理由，过了截止时间必填 · why it is late; needed once its day is over"


class Derivation(Sent, OfMonth):
    """Which month's rosters to derive, and of which division."""


class Derived(Schema):
    """已编制的名册 · the rosters that were derived, one a township."""

    rosters: list[Roster]


class Late(Sent):
    """Why something is late, if it is."""

    reason: str = Field("", max_length=200, description=LATE)


class Spoken(Sent):
    """A roster that a meeting spoke of, as it then was."""

    id: Id
    digest: Sha256


class Meeting(Sent):
    """局务会议纪要 · what the bureau's meeting agreed to, who was there, and the signed paper."""

    number: Annotated[str, Field(min_length=1, max_length=60, examples=["明民局纪〔2026〕11号"])]
    held_on: Day
    present: Annotated[list[Name], Field(min_length=1, max_length=60)]
    decision: Words
    document_sha256: Sha256
    rosters: Annotated[list[Spoken], Field(min_length=1, max_length=200)]


class Minutes(Schema):
    """局务会议纪要 · the minutes of a meeting."""

    id: int
    region: str
    number: str
    held_on: date
    present: list[str]
    decision: str
    document_sha256: str
    made_by: int
    made_at: datetime


class Since(Within, Paging):
    """Which minutes."""

    since: Day = Field(description="自哪天起的会议 · of meetings since this day", examples=["2026-10-01"])


class Leaving(Sent):
    """Why a line is to leave its roster: to a supplementary one, or to be put right by what its award now says."""

    why: Literal["moved", "corrected"] = Field(
        description="moved 调出列入补充名册，corrected 按现行审批更正 · moved to a supplementary roster, or corrected"
    )
    reason: Words


class Departures(Within, Paging):
    """Which requests that a line leave."""


class Departure(Versioned):
    """名册行调出申请 · a request that a line leave its roster: one asks, another agrees."""

    id: int
    roster_id: int
    line_id: int
    region: str
    why: str
    reason: str
    state: str
    state_said: Said
    made_by: int
    made_at: datetime
    decided_by: int | None
    decided_at: datetime | None


@acts("/rosters", "rosters.derive", status=201)
def derive(request: Request, sent: Derivation) -> Derived:
    """编制一个月的名册 · derive a month's rosters from the awards in force"""
    by, month = request.actor, sent.when()
    made = actions.derive(region=sent.place(by), month=month, by=by, at=timezone.now())
    return Derived(rosters=[roster_of(queries.roster(one)) for one in made])


@acts("/rosters/{roster_id}/signature", "rosters.sign", on="roster")
def sign(request: Request, roster_id: Path[Id]) -> Roster:
    """村（社区）签字 · the head of a village signs for what its lines come to"""
    return _stepped(request, roster_id, actions.sign_village, village=request.actor.region)


@acts("/rosters/{roster_id}/ledger", "rosters.submit", on="roster")
def submit(request: Request, roster_id: Path[Id], sent: Late) -> Roster:
    """提报月度台账 · send the month's ledger up"""
    return _stepped(request, roster_id, actions.submit_ledger, reason=sent.reason)


@acts("/rosters/{roster_id}/review", "rosters.review", on="roster")
def review(request: Request, roster_id: Path[Id]) -> Roster:
    """审核名册 · review a roster; another than made or submitted it"""
    return _stepped(request, roster_id, actions.review)


@acts("/rosters/{roster_id}/freezing", "rosters.freeze", on="roster")
def freeze(request: Request, roster_id: Path[Id], sent: Late) -> Roster:
    """封存名册 · freeze a roster: from now on its digest stands for every line"""
    return _stepped(request, roster_id, actions.freeze, reason=sent.reason)


@acts("/rosters/{roster_id}/setting-aside", "rosters.set_aside", on="roster")
def set_aside(request: Request, roster_id: Path[Id], sent: Reason) -> Roster:
    """作废重编 · give up a roster that is not frozen, so that it can be derived anew"""
    return _stepped(request, roster_id, actions.set_aside, reason=sent.reason)


@acts("/minutes", "rosters.agree", status=201)
def agree(request: Request, sent: Meeting) -> Minutes:
    """记录局务会议意见 · enter what the bureau's meeting agreed to; rosters that changed since are refused"""
    for one in sent.rosters:
        found = found_roster(request.actor, one.id)
        if found.digest != one.digest:
            raise Changed(one.id, found.digest)
        actions.require_seen(roster_id=one.id, seen=one.digest)
    made = actions.agree(
        roster_ids=sorted({one.id for one in sent.rosters}), number=sent.number, held_on=sent.held_on,
        present=sent.present, decision=sent.decision, document=sent.document_sha256, by=request.actor,
        at=timezone.now(),
    )  # fmt: skip
    return _minutes(queries.minutes(request.actor.region, sent.held_on).get(pk=made))


@reads("/minutes", "rosters.minutes")
def minutes(request: Request, asked: Query[Since]) -> Page[Minutes]:
    """局务会议纪要 · the minutes of a division's bureau since a day"""
    found = queries.minutes(asked.place(request.actor), asked.since)
    return page_of(request, found, asked, lambda some: [_minutes(one) for one in some])


@reads("/departures", "rosters.departures")
def departures(request: Request, asked: Query[Departures]) -> Page[Departure]:
    """待同意的名册行调出申请 · requests that a line leave its roster, which nobody has decided on"""
    found = queries.asked_to_leave(asked.place(request.actor))
    return page_of(request, found, asked, lambda some: [_departure(one) for one in some])


@reads("/departures/{departure_id}", "rosters.departure")
def departure(request: Request, departure_id: Path[Id]) -> Departure:  # noqa: ARG001 - as operations are called
    """一项调出申请 · one request that a line leave its roster"""
    return _left(departure_id)


@acts("/lines/{line_id}/departure", "rosters.ask_departure", status=201)
def ask_departure(request: Request, line_id: Path[Id], sent: Leaving) -> Departure:
    """申请调出名册行 · ask that a line leave its roster, or be corrected in it"""
    if queries.line(line_id) is None:
        raise Http404
    why, by = Why(sent.why), request.actor
    return _left(actions.ask_departure(line_id=line_id, why=why, reason=sent.reason, by=by, at=timezone.now()))


@acts("/departures/{departure_id}/agreement", "rosters.agree_departure", on="departure")
def agree_departure(request: Request, departure_id: Path[Id]) -> Departure:
    """同意调出 · let a line leave as asked; another than asked. The roster is then to be checked again"""
    return step(request, partial(_left, departure_id), actions.agree_departure, departure_id=departure_id)


@acts("/departures/{departure_id}/refusal", "rosters.refuse_departure", on="departure")
def refuse_departure(request: Request, departure_id: Path[Id]) -> Departure:
    """退回调出申请 · leave a line where it is"""
    return step(request, partial(_left, departure_id), actions.refuse_departure, departure_id=departure_id)


def seen_roster(request: Request, roster_id: int) -> None:
    """Raise unless the roster is the version the act names; nobody changes its lines until the act is done."""
    found = found_roster(request.actor, roster_id)
    require_match(request, roster_of(found))
    if queries.roster(roster_id):  # a village's own part is signed as it is; its township's roster is not its to hold
        actions.require_seen(roster_id=roster_id, seen=found.digest)


def _stepped(request: Request, roster_id: int, act: Callable[..., object], **facts: object) -> Roster:
    seen_roster(request, roster_id)
    act(roster_id=roster_id, **facts, by=request.actor, at=timezone.now())
    return roster_of(found_roster(request.actor, roster_id))


def _left(departure_id: int) -> Departure:
    found = queries.departure(departure_id)
    if found is None:
        raise Http404
    return _departure(found)


def _departure(one: Any) -> Departure:
    return Departure(
        id=one.pk, roster_id=one.roster_id, line_id=one.line_id, region=one.region, why=one.why, reason=one.reason,
        state=one.state, state_said=Said.of(ASKED[Asked(one.state)]), made_by=one.made_by, made_at=one.made_at,
        decided_by=one.approved_by, decided_at=one.approved_at,
    )  # fmt: skip


def _minutes(one: Any) -> Minutes:
    return Minutes(
        id=one.pk, region=one.region, number=one.number, held_on=one.held_on, present=one.present,
        decision=one.decision, document_sha256=one.document, made_by=one.made_by, made_at=one.made_at,
    )  # fmt: skip
