"""备案: kin of staff, kept cards, who draws for whom, what may be looked up; filed by one, accepted a tier above."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Annotated, Any

from django.http import Http404
from django.utils import timezone
from ninja import Path, Query, Schema
from pydantic import Field

from mingbai.api.entering import Request, acts, look, reads
from mingbai.api.paging import Page, Paging, page_of
from mingbai.api.shapes import CODE, Day, Id, Reason, Said, Sent, Sha256, Short, Versioned, Within, division, wrong
from mingbai.api.stepping import step
from mingbai.files.tables.words import PROGRAMMES
from mingbai.offices.queries import is_officer
from mingbai.people import filings as stage
from mingbai.people.filings import FilingKind, ProxyKind, Scope
from mingbai.people.filings.deciding import KINDS
from mingbai.people.queries import filings_in, staff_in
from mingbai.people.states import TITLES, State


class Filings(Within, Paging):
    """Which filings of a kind."""

    state: State | None = Field(None, description="只要这个状态 · only in this state")


class Working(Within, Paging):
    """Of which division."""


class Filing(Versioned):
    """备案 · what is filed about a person: kin of staff, a kept card, who draws for him, what may be looked up."""

    id: int
    kind: FilingKind
    kind_said: Said
    region: str
    person_id: int
    other_id: int | None = Field(description="代管人或代取人 · who keeps the card, or draws")
    staff_id: int | None = Field(description="近亲属所属工作人员 · whose kin the person is")
    about: str = Field(description="关系、方式或范围 · the relation, the right by which, or the scope")
    cause: str
    filed_on: date
    until_on: date | None
    document_sha256: str
    state: State
    state_said: Said
    reason: str
    made_by: int
    made_at: datetime
    confirmed_by: int | None
    confirmed_at: datetime | None


class Staff(Schema):
    """工作人员登记 · who works in social assistance, with an account here or, as village cadres, without."""

    id: int
    person_id: int
    officer_id: int | None
    unit: str
    post: str
    works_in: str
    from_on: date
    until_on: date | None


class StaffEntry(Sent):
    """Who works where in social assistance, since when."""

    person_id: Id
    officer_id: Annotated[Id | None, Field(description="在本系统有账号的写 · where he has an account here")] = None
    unit: Annotated[str, Field(min_length=1, max_length=80)]
    post: Annotated[str, Field(min_length=1, max_length=60)]
    works_in: Annotated[str, Field(pattern=CODE)]
    from_on: Day


class Filed(Sent):
    """Of whom, by which signed paper, when."""

    person_id: Id
    document: Sha256
    filed_on: Day


class KinFiling(Filed):
    """近亲属备案 · that a recipient is near kin of staff."""

    staff_id: Id
    relation: Annotated[str, Field(min_length=1, max_length=20, examples=["父亲"])]
    programme: str = Field("", pattern=f"^$|^({'|'.join(PROGRAMMES)})$")


class CardFiling(Filed):
    """代管备案 · that another keeps a recipient's card or passbook, by agreement, for a time."""

    keeper_id: Id
    cause: Short
    card: str = Field("", max_length=12, description="卡号后几位 · the card's last digits")
    until_on: Day


class ProxyFiling(Filed):
    """代取授权 · that another draws a recipient's money for him, by what right and why."""

    agent_id: Id
    kind: ProxyKind
    cause: Short
    until_on: Day


class LookupFiling(Filed):
    """核对授权 · that a person allowed other departments' data to be looked up."""

    scope: Scope
    until_on: Day


class EndOfFiling(Reason):
    """From which day a filing no longer holds, and why."""

    until_on: Day


@reads("/filings/{kind}", "people.filings")
def filings(request: Request, kind: Path[FilingKind], asked: Query[Filings]) -> Page[Filing]:
    """一类备案：近亲属、代管、代取、核对授权 · filings of one kind: kin, kept cards, who draws, what is looked up"""
    found = filings_in(kind.value, asked.place(request.actor), asked.state.value if asked.state else "")
    page = page_of(request, found, asked, lambda some: [_filing(kind, one) for one in some])
    look(request, f"filings/{kind.value}", len(page.items))
    return page


@reads("/filings/{kind}/{filing_id}", "people.filing")
def filing(request: Request, kind: Path[FilingKind], filing_id: Path[Id]) -> Filing:
    """一件备案 · one filing"""
    look(request, f"filings/{kind.value}/{filing_id}")
    return _found(request, kind, filing_id)


@acts("/kin", "people.file_kin", status=201)
def file_kin(request: Request, sent: KinFiling) -> Filing:
    """申报近亲属备案 · file that a recipient is near kin of staff; the tier above accepts it"""
    return _filed(request, FilingKind.RELATIVE, stage.file_relative, sent)


@acts("/kept-cards", "people.file_card", status=201)
def file_card(request: Request, sent: CardFiling) -> Filing:
    """申报代管卡折备案 · file that another keeps a recipient's card"""
    return _filed(request, FilingKind.CARD_KEEPING, stage.file_card_keeping, sent)


@acts("/proxies", "people.file_proxy", status=201)
def file_proxy(request: Request, sent: ProxyFiling) -> Filing:
    """申报代取授权 · file that another draws a recipient's money"""
    return _filed(request, FilingKind.PROXY, stage.file_proxy, sent)


@acts("/authorisations", "people.authorise", status=201)
def authorise(request: Request, sent: LookupFiling) -> Filing:
    """登记核对授权 · file that a person allowed other departments' data to be looked up"""
    return _filed(request, FilingKind.AUTHORISATION, stage.authorise, sent)


@acts("/filings/{kind}/{filing_id}/acceptance", "people.accept_filing", on="filing")
def accept(request: Request, kind: Path[FilingKind], filing_id: Path[Id]) -> Filing:
    """受理备案 · let a filing count; another than filed it, a tier above"""
    seen = partial(_found, request, kind, filing_id)
    return step(request, seen, stage.accept_filing, kind=kind, filing_id=filing_id)


@acts("/filings/{kind}/{filing_id}/refusal", "people.refuse_filing", on="filing")
def refuse(request: Request, kind: Path[FilingKind], filing_id: Path[Id], sent: Reason) -> Filing:
    """退回备案 · refuse a filing, with the reason"""
    facts = {"kind": kind, "filing_id": filing_id, "reason": sent.reason}
    return step(request, partial(_found, request, kind, filing_id), stage.refuse_filing, **facts)


@acts("/filings/{kind}/{filing_id}/ending", "people.end_filing", on="filing")
def end(request: Request, kind: Path[FilingKind], filing_id: Path[Id], sent: EndOfFiling) -> Filing:
    """终止备案 · end a filing in force; accounts that only it explained close too"""
    facts = {"kind": kind, "filing_id": filing_id, **sent.model_dump()}
    return step(request, partial(_found, request, kind, filing_id), stage.end_filing, **facts)


@reads("/staff", "people.staff")
def staff(request: Request, asked: Query[Working]) -> Page[Staff]:
    """社会救助工作人员登记 · who works in social assistance in a division, village cadres too"""
    found = staff_in(asked.place(request.actor), timezone.localdate())
    page = page_of(request, found, asked, lambda some: [_staff(one) for one in some])
    look(request, "filings/staff", len(page.items))
    return page


@acts("/staff", "people.enter_staff", status=201)
def enter_staff(request: Request, sent: StaffEntry) -> Staff:
    """登记工作人员 · enter that a person works in social assistance"""
    by = request.actor
    if sent.officer_id is not None and not is_officer(sent.officer_id):
        raise wrong("body.officer_id", "没有这个账号。", "There is no such account.")
    facts = sent.model_dump() | {"works_in": division(sent.works_in, by)}
    made = stage.register_staff(**facts, by=by, at=timezone.now())
    return _staff(staff_in(by.region, sent.from_on).get(pk=made))


def _filed(request: Request, kind: FilingKind, act: Callable[..., int], sent: Filed) -> Filing:
    return _found(request, kind, act(**sent.model_dump(), by=request.actor, at=timezone.now()))


def _found(request: Request, kind: FilingKind, filing_id: int) -> Filing:
    found = filings_in(kind.value, request.actor.region).filter(pk=filing_id).first()
    if found is None:
        raise Http404
    return _filing(kind, found)


def _filing(kind: FilingKind, one: Any) -> Filing:
    told = {name: getattr(one, name, None) for name in ("keeper_id", "agent_id", "relation", "kind", "scope")}
    return Filing(
        id=one.pk, kind=kind, kind_said=Said.of(KINDS[kind][1:]), region=one.region, person_id=one.person_id,
        other_id=told["keeper_id"] or told["agent_id"], staff_id=getattr(one, "staff_id", None),
        about=told["relation"] or told["kind"] or told["scope"] or "", cause=getattr(one, "cause", ""),
        filed_on=one.filed_on, until_on=one.until_on, document_sha256=one.document, state=one.state,
        state_said=Said.of(TITLES[State(one.state)]), reason=one.reason, made_by=one.made_by, made_at=one.made_at,
        confirmed_by=one.confirmed_by, confirmed_at=one.confirmed_at,
    )  # fmt: skip


def _staff(one: Any) -> Staff:
    return Staff(
        id=one.pk, person_id=one.person_id, officer_id=one.officer_id, unit=one.unit, post=one.post,
        works_in=one.works_in, from_on=one.from_on, until_on=one.until_on,
    )  # fmt: skip
