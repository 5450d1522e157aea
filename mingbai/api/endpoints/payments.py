"""Bank files: what they pay, how each payment stands; the bank takes the bytes, account numbers and all."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from ninja import Path, Query, Schema

from mingbai.api.entering import Request, handed, look, reads
from mingbai.api.paging import Page, Paging, page_of
from mingbai.api.shapes import Id, Money, OfMonth, Said, Versioned
from mingbai.kernel.masks import mask_name
from mingbai.kernel.month import Month
from mingbai.payments import batches, queries
from mingbai.payments.profiles import profiles
from mingbai.payments.states import TITLES, FileState, State


class Files(OfMonth, Paging):
    """Which bank files."""


class BankFile(Versioned):
    """代发文件 · one file of payments to one bank, and who has signed it so far."""

    id: int
    region: str
    month: str
    programme: str
    bank: str
    message_id: str
    profile: str
    occasion: str
    state: str
    execute_on: date
    payments: int
    total: Money
    sha256: str
    reserved_at: datetime | None
    sealed_at: datetime | None
    sent_at: datetime | None
    checkpoint: int | None


class Payment(Schema):
    """一笔付款 · one payment: to whom, masked, and where it stands."""

    id: int
    end_to_end_id: str
    line_id: int | None
    attempt: int
    holder_name: str
    account: str
    amount: Money
    state: str
    state_said: Said


@reads("/payments/files", "payments.files")
def files(request: Request, asked: Query[Files]) -> Page[BankFile]:
    """一个月的代发文件；银行只见已发送给自己的 · bank files of a month; a bank sees what has left for it"""
    today = timezone.localdate()
    found = batches.files_for(request.actor, asked.place(request.actor), asked.when(), today)
    return page_of(request, found, asked, lambda some: [file_of(one) for one in some])


@reads("/payments/files/{file_id}", "payments.file")
def file(request: Request, file_id: Path[Id]) -> BankFile:
    """一个代发文件 · one bank file"""
    return file_of(found_file(request, file_id))


@reads("/payments/files/{file_id}/payments", "payments.payments")
def payments(request: Request, file_id: Path[Id], asked: Query[Paging]) -> Page[Payment]:
    """代发文件逐笔 · the payments of a file, names and accounts masked"""
    found_file(request, file_id)
    page = page_of(request, batches.payments_in(file_id), asked, _payments)
    look(request, f"bankfile/{file_id}", len(page.items))
    return page


@reads("/payments/files/{file_id}/content", "payments.content")
def content(request: Request, file_id: Path[Id]) -> HttpResponse:
    """银行取回代发文件原文 · the bank takes the bytes of its file, exactly as they were sealed"""
    found = found_file(request, file_id)
    if found.state != FileState.SENT:
        raise Http404
    held = bytes(queries.file_bytes(found.pk))
    look(request, f"bankfile/{found.pk}", found.payments, is_export=True)
    name = f"{found.message_id}.{profiles()[found.profile].suffix}"
    answer = handed(name, held, "application/octet-stream")
    answer["ETag"] = f'"{found.sha256}"'
    return answer


def found_file(request: Request, file_id: int) -> Any:
    """Return a bank file in sight; raise Http404."""
    found = batches.file_for(request.actor, file_id, timezone.localdate())
    if found is None:
        raise Http404
    return found


def file_of(one: Any) -> BankFile:
    """Return a bank file as it is told."""
    return BankFile(
        id=one.pk, region=one.region, month=str(Month.parse(one.month)), programme=one.programme, bank=one.payer.bank,
        message_id=one.message_id, profile=one.profile, occasion=one.occasion, state=one.state,
        execute_on=one.execute_on, payments=one.payments, total=Money.of(one.total_fen), sha256=one.sha256 or "",
        reserved_at=one.reviewed_at, sealed_at=one.released_at, sent_at=one.sent_at, checkpoint=one.checkpoint,
    )  # fmt: skip


def _payments(some: Sequence[Any]) -> list[Payment]:
    return [
        Payment(
            id=one.pk, end_to_end_id=one.end_to_end_id, line_id=one.line_id, attempt=one.attempt,
            holder_name=mask_name(one.account.holder_name), account=one.account.number_hint,
            amount=Money.of(one.amount_fen), state=one.state, state_said=Said.of(TITLES[State(one.state)]),
        )
        for one in some
    ]  # fmt: skip
