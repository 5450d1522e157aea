"""What banks said, put beside what was approved and appropriated: what agrees, what matches nothing, what is owed."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from ninja import Path, Query, Schema
from pydantic import Field

from mingbai.api.endpoints.receipts import COUNTY, LARGEST, Item, Name, item_of
from mingbai.api.entering import Request, acts, look, reads
from mingbai.api.paging import Page, Paging, page_of
from mingbai.api.problems import Problem
from mingbai.api.shapes import MONTH, Id, Money, OfMonth, Said, Sent, Words
from mingbai.api.stepping import step
from mingbai.kernel.masks import mask_name
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.kinds import Kind
from mingbai.offices.queries import seat
from mingbai.receipts import actions
from mingbai.receipts.profiles import FileRefused
from mingbai.receipts.queries import standing


class Unexplained(OfMonth, Paging):
    """Which entries."""


class Candidate(Schema):
    """A payment that an entry could mean, and what of it is the same."""

    end_to_end_id: str
    name: str = Field(description="已遮盖 · masked")
    account: str = Field(description="已遮盖 · masked")
    amount: Money
    same_account: bool
    same_amount: bool
    same_name: bool


class Unmatched(Schema):
    """对不上的回单 · an entry of a bank that agrees with no payment: why, and which payments it could mean."""

    id: UUID
    bank: str
    reference: str
    end_to_end_id: str
    name: str = Field(description="已遮盖 · masked")
    account: str = Field(description="已遮盖 · masked")
    amount: Money | None
    paid_on: date | None
    status: str
    reason: str
    why: Said
    could_mean: list[Candidate]


class ListOf(Name):
    """Of which month a list is, and what its file is called."""

    month: str = Field(pattern=MONTH, examples=["2026-11"])


class Comparing(Sent):
    """Which month of the post's own division."""

    month: str = Field(pattern=MONTH, examples=["2026-11"])

    def when(self) -> Month:
        """Return the month."""
        return Month.parse(self.month)


class Answering(Sent):
    """What a difference comes from, what was done about it, and by which paper."""

    answer: Words


class Appropriated(Schema):
    """拨款明细 · how many lines were entered as appropriated."""

    lines: int


class Listed(Appropriated):
    """财政拨款明细 · what finance's own list brought: how many of its rows mean no line of a roster."""

    of_no_line: int
    total: Money


class Matched(Schema):
    """核对结果 · what a comparison made of a month: lines newly equal, payments settled in the books, differences."""

    matched: int
    settled: int
    differences: int


class TakenBack(Schema):
    """收回的退款 · the payments whose money is back, by their numbers; from now on they may be paid again."""

    rejected: list[str]
    returned: list[str]


@reads("/receipts/entries", "receipts.entries")
def entries(request: Request, asked: Query[Unexplained]) -> Page[Unmatched]:
    """一个月对不上任何付款的回单；银行只见自己的 · what banks told of a month that agrees with no payment"""
    actor = request.actor
    banks = [seat(actor)[1]] if actor.party is Kind.BANK else []
    found = standing.unmatched(Region(asked.place(actor).code[:COUNTY]), asked.when(), banks=banks)
    page = page_of(request, found, asked, _entries)
    look(request, f"receipts/{asked.month}", len(page.items))
    return page


@acts("/receipts/appropriations", "receipts.allot", status=201)
def allot(request: Request, sent: Comparing) -> Appropriated:
    """登记拨款明细 · enter for every line of a month's files what the arrived plan of use pays"""
    by = request.actor
    return Appropriated(lines=actions.allot_arrived(region=by.region, month=sent.when(), by=by, at=timezone.now()))


@acts("/receipts/appropriations/list", "receipts.list_appropriations", status=201, upload=LARGEST)
def list_appropriations(request: Request, asked: Query[ListOf]) -> Listed:
    """财政送达拨款明细表，整份入账或一行不入 · finance's own list of a month, all of it or nothing"""
    by, month = request.actor, Month.parse(asked.month)
    try:
        done = actions.import_appropriations(path=request.laid, region=by.region, month=month, by=by, at=timezone.now())
    except FileRefused as refused:
        raise Problem("unreadable", refused.in_language) from refused
    return Listed(lines=done.rows, of_no_line=done.of_no_line, total=Money.of(done.fen))


def _entries(some: Sequence[Any]) -> list[Unmatched]:
    likely = standing.candidates([one.pk for one in some])
    return [
        Unmatched(
            id=one.pk, bank=one.bank, reference=one.reference, end_to_end_id=one.end_to_end_id,
            name=mask_name(one.name) if one.name else "", account=one.account_hint,
            amount=Money.maybe(one.amount_fen), paid_on=one.paid_on, status=one.status, reason=one.reason,
            why=Said.of(standing.why_unmatched(one)), could_mean=[_candidate(each) for each in likely[one.pk]],
        )
        for one in some
    ]  # fmt: skip


def _candidate(one: standing.Candidate) -> Candidate:
    return Candidate(
        end_to_end_id=one.end_to_end_id, name=mask_name(one.name), account=one.account_hint,
        amount=Money.of(one.amount_fen), same_account=one.is_account, same_amount=one.is_amount,
        same_name=one.is_name,
    )  # fmt: skip


@acts("/receipts/comparisons", "receipts.match", status=201)
def match(request: Request, sent: Comparing) -> Matched:
    """核对本月 · take in what banks delivered and compare three lists line by line; what agrees is settled"""
    by = request.actor
    done = actions.match_month(region=by.region, month=sent.when(), by=by, at=timezone.now())
    return Matched(matched=done.matched, settled=done.settled, differences=len(done.differences))


@acts("/receipts/taking-back", "receipts.take_back")
def take_back(request: Request, sent: Comparing) -> TakenBack:
    """收回退款 · take back the money of what the bank did not pay or returned"""
    by = request.actor
    done = actions.take_back(region=by.region, month=sent.when(), by=by, at=timezone.now())
    return TakenBack(rejected=list(done.rejected), returned=list(done.returned))


@acts("/receipts/items/{item_id}/answer", "receipts.answer", status=201, on="item")
def answer(request: Request, item_id: Path[Id], sent: Answering) -> Item:
    """说明差异 · say what a difference comes from; somebody of the office that owns it does"""
    facts = {"item_id": item_id, "answer": sent.answer}
    return step(request, lambda: item_of(request, item_id), actions.answer_item, **facts)


@acts("/receipts/items/{item_id}/agreement", "receipts.agree", on="item")
def agree(request: Request, item_id: Path[Id]) -> Item:
    """认可差异说明 · agree to what was said of a difference; another than said it"""
    return step(request, lambda: item_of(request, item_id), actions.agree_to_item, item_id=item_id)


@acts("/receipts/items/{item_id}/sending-back", "receipts.send_back", on="item")
def send_back(request: Request, item_id: Path[Id]) -> Item:
    """退回差异说明 · send what was said of a difference back: it does not explain it"""
    return step(request, lambda: item_of(request, item_id), actions.send_back_item, item_id=item_id)
