"""Receipts: a bank delivers its file and is told what it brought; three lists side by side, differences one by one."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.http import Http404
from django.utils import timezone
from ninja import Path, Query, Schema

from mingbai.api.endpoints.own import Job, job
from mingbai.api.entering import Request, acts, look, reads
from mingbai.api.paging import Page, Paging, page_of
from mingbai.api.problems import Problem
from mingbai.api.shapes import Id, Money, OfMonth, Said, Versioned
from mingbai.kernel.masks import mask_name
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.kinds import Kind
from mingbai.offices.queries import seat
from mingbai.receipts import actions, queries
from mingbai.receipts.errands import ask_delivery
from mingbai.receipts.matching import KINDS
from mingbai.receipts.matching import Kind as Wrong
from mingbai.receipts.profiles import FileRefused
from mingbai.receipts.queries import standing
from mingbai.receipts.queries.differences import items_of, listed

COUNTY = 6  # digits: the lists of a month are compared county by county
LARGEST, AT_ONCE = 100 * 2**20, 2 * 2**20  # bytes: of a bank's file, and of one read while its sender waits


class Name(Schema):
    """What a file is called: its ending tells its kind."""

    name: str


class Items(OfMonth, Paging):
    """Which differences."""


class Figures(Schema):
    """So many lines, so much money."""

    lines: int
    total: Money


class Programme(Schema):
    """One programme in the three lists."""

    programme: str
    approved: Figures
    appropriated: Figures
    paid: Figures


class ThreeLists(Schema):
    """三方核对 · what was approved, appropriated and paid for a month, and what is still unproven."""

    region: str
    month: str
    programmes: list[Programme]
    equal: Figures
    unproven: dict[str, int]
    is_closed: bool
    digest: str


class Item(Versioned):
    """差异 · one line on which the three lists do not agree."""

    id: int
    month: str
    source: str
    kind: str
    kind_said: Said
    article: str
    names: list[str]
    approved: Money | None
    appropriated: Money | None
    paid: Money | None
    owner: str
    due_on: date
    state: str
    answer: str


class Statement(Schema):
    """银行回单文件 · one file a bank delivered, whole."""

    id: int
    bank: str
    reference: str
    profile: str
    entries: int
    paid: Money
    sha256: str
    state: str
    made_at: datetime


class Brought(Schema):
    """What one statement of a delivery brought; entries told before count once."""

    id: int
    reference: str
    entries: int
    repeated: int
    is_known: bool
    paid: Money


class Acknowledgment(Schema):
    """回执 · what was taken in: the bank keeps it as proof of delivery."""

    received_at: datetime
    sha256: str
    statements: list[Brought]


@acts("/receipts/statements", "receipts.deliver", status=201, upload=LARGEST, later=Job)
def deliver(request: Request, asked: Query[Name]) -> Acknowledgment | Job:  # noqa: ARG001 - the file has it
    """银行送达回单文件，整份入账或一笔不入；大文件转为任务 · a bank delivers its receipts, all of a file or nothing"""
    actor, at = request.actor, timezone.now()
    if request.laid.stat().st_size > AT_ONCE:
        content, bank = request.laid.read_bytes(), seat(actor)[1]
        made = ask_delivery(name=request.laid.name, content=content, bank=bank, region=actor.region, by=actor, at=at)
        return job(request, made)
    try:
        brought = actions.import_statement(path=request.laid, bank=seat(actor)[1], region=actor.region, by=actor, at=at)
    except FileRefused as refused:
        raise Problem("unreadable", refused.in_language) from refused
    return Acknowledgment(received_at=at, sha256=request.body_sha256, statements=[_brought(one) for one in brought])


@reads("/receipts/statements", "receipts.statements")
def statements(request: Request, asked: Query[Paging]) -> Page[Statement]:
    """银行送达的回单文件；银行只见自己的 · what banks delivered; a bank sees its own"""
    actor = request.actor
    found = standing.statements(actor.region, bank=seat(actor)[1] if actor.party is Kind.BANK else "")
    return page_of(request, found, asked, lambda some: [_statement(one) for one in some])


@reads("/receipts/month", "receipts.month")
def month(request: Request, asked: Query[OfMonth]) -> ThreeLists:
    """一个月的三方核对 · a month's three lists side by side"""
    if request.actor.party is Kind.BANK:
        raise Problem("forbidden")
    place, when = Region(asked.place(request.actor).code[:COUNTY]), asked.when()
    approved, paid = queries.three_figures(place, when)
    given, equal = queries.appropriated(place, when), standing.equal(place, when)
    programmes = [
        Programme(
            programme=one, approved=_figures(approved.get(one)), appropriated=_figures(standing.Equal(*given[one]))
            if one in given else _figures(None), paid=_figures(paid.get(one)),
        )
        for one in sorted({*approved, *given, *paid})
    ]  # fmt: skip
    return ThreeLists(
        region=place.code, month=str(when), programmes=programmes, equal=_figures(equal),
        unproven=dict(standing.left(place, when)), is_closed=queries.is_closed(place, when),
        digest=queries.month_digest(place, when),
    )  # fmt: skip


@reads("/receipts/items", "receipts.items")
def items(request: Request, asked: Query[Items]) -> Page[Item]:
    """一个月的差异；银行只见自己的 · a month's differences; a bank sees its own"""
    place = Region(asked.place(request.actor).code[:COUNTY])
    found = items_of(place, asked.when())
    page = page_of(request, found, asked, lambda some: _items(_own(request, some)))
    look(request, f"receipts/{asked.month}", len(page.items))
    return page


@reads("/receipts/items/{item_id}", "receipts.item")
def item(request: Request, item_id: Path[Id]) -> Item:
    """一条差异 · one difference"""
    look(request, f"openitem/{item_id}")
    return item_of(request, item_id)


def item_of(request: Request, item_id: int) -> Item:
    """Return one difference in sight as it is told; raise Http404."""
    found = standing.item(item_id)
    if found is None or not _own(request, [found]):
        raise Http404
    return _items([found])[0]


def _own(request: Request, some: Sequence[Any]) -> Sequence[Any]:
    actor = request.actor
    if actor.party is not Kind.BANK:
        return some
    return standing.own_items(some, actor, seat(actor)[1], timezone.localdate())


def _items(some: Sequence[Any]) -> list[Item]:
    return [
        Item(
            id=one.item.pk, month=str(Month.parse(one.item.month)), source=one.item.source, kind=one.item.kind,
            kind_said=Said(zh=KINDS[Wrong(one.item.kind)].title, en=KINDS[Wrong(one.item.kind)].title_en),
            article=KINDS[Wrong(one.item.kind)].article, names=[mask_name(name) for name in one.names],
            approved=Money.maybe(one.approved_fen), appropriated=Money.maybe(one.appropriated_fen),
            paid=Money.maybe(one.paid_fen), owner=one.item.owner, due_on=one.item.due_on, state=one.item.state,
            answer=one.item.answer,
        )
        for one in listed(list(some))
    ]  # fmt: skip


def _figures(one: Any) -> Figures:
    return Figures(lines=one.lines if one else 0, total=Money.of(one.fen if one else 0))


def _statement(one: Any) -> Statement:
    return Statement(
        id=one.pk, bank=one.bank, reference=one.reference, profile=one.profile, entries=one.entries,
        paid=Money.of(one.paid_fen), sha256=one.sha256, state=one.state, made_at=one.made_at,
    )  # fmt: skip


def _brought(one: Any) -> Brought:
    return Brought(
        id=one.id, reference=one.reference, entries=one.entries, repeated=one.repeated, is_known=one.is_known,
        paid=Money.of(one.paid_fen),
    )  # fmt: skip
