"""Returned payments: what failed and why, another account as two people agree, the next attempt, or an end of it."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Annotated, Any

from django.http import Http404
from django.utils import timezone
from ninja import Path, Query, Schema
from pydantic import Field

from mingbai.api.entering import Request, acts, look, reads
from mingbai.api.paging import Page, Paging, page_of
from mingbai.api.shapes import Day, Id, Money, OfMonth, Reason, Said, Sent, Short, Versioned, wrong
from mingbai.api.stepping import step
from mingbai.kernel.masks import mask_name
from mingbai.kernel.month import Month
from mingbai.payments import actions, batches, queries
from mingbai.payments.states import TITLES, TITLES_OF_LISTING, Listing, State
from mingbai.receipts.queries.trails import told_of

Number = Annotated[str, Field(min_length=1, max_length=60)]
Payments = Annotated[list[Id], Field(min_length=1, max_length=500)]


class Failures(OfMonth, Paging):
    """Which returned payments."""


class OtherAccount(Schema):
    """变更账户 · another account for the next attempt: asked for by one, compared and agreed to by another."""

    id: int
    account_id: int
    bank: str
    account: str = Field(description="已遮盖 · masked")
    why: str
    state: str
    state_said: Said
    made_by: int
    made_at: datetime


class Returned(Versioned):
    """发放失败或退汇的付款 · a payment that failed or came back, what the bank said of it, and its next account."""

    id: int
    end_to_end_id: str
    region: str
    month: str
    programme: str
    line_id: int | None
    attempt: int
    payee_name: str = Field(description="已遮盖 · masked")
    account: str = Field(description="已遮盖 · masked")
    amount: Money
    state: str
    state_said: Said
    reason: str = Field(description="银行所说原因 · why, in the bank's words")
    other_account: OtherAccount | None


class Card(Sent):
    """A new account as the card or book shows it."""

    bank: Number
    number: Annotated[str, Field(min_length=1, max_length=40, description="账号，可留空格 · with or without spaces")]
    holder_name: Annotated[str, Field(min_length=1, max_length=80)]


class Correcting(Sent):
    """Into which account of the payee: one that is confirmed, by its number, or a new one."""

    account_id: Annotated[Id | None, Field(description="收款人另一已确认账户 · another confirmed account")] = None
    new: Annotated[Card | None, Field(description="新账户，由另一人对照卡折确认 · a new one")] = None
    why: Short


class Again(Sent):
    """Which returned payments to pay again, on which day."""

    payments: Payments
    execute_on: Annotated[Day | None, Field(description="发放日期，不写即今天 · today if none is named")] = None


class Ending(Sent):
    """Which returned payments are not to be paid again, and by which document."""

    payments: Payments
    document: Number


class Attempts(Schema):
    """重发的代发文件 · the files of the next attempts, still to be reserved, sealed and sent."""

    files: list[int]
    payments: int


class Ended(Schema):
    """不再重发的付款 · how many payments were given up, or remitted to the treasury."""

    payments: int


@reads("/payments/returned", "payments.returned")
def returned(request: Request, asked: Query[Failures]) -> Page[Returned]:
    """一个月发放失败和退汇、尚未重发的付款 · payments of a month that failed or came back, not yet tried again"""
    found = queries.failed_payments(asked.place(request.actor), asked.when()).select_related("account")
    page = page_of(request, found, asked, _told)
    look(request, f"failed/{asked.month}", len(page.items))
    return page


@reads("/payments/returned/{payment_id}", "payments.returned_one")
def one_returned(request: Request, payment_id: Path[Id]) -> Returned:
    """一笔发放失败或退汇的付款 · one payment that failed or came back"""
    look(request, f"payment/{payment_id}")
    return _now(request, payment_id)


@acts("/payments/returned/{payment_id}/account", "payments.ask_account", status=201, on="payment")
def ask_account(request: Request, payment_id: Path[Id], sent: Correcting) -> Returned:
    """申请改发到另一账户 · ask that the next attempt go to another account of the payee"""
    known = {one.pk for one in batches.other_accounts(_found(request, payment_id), timezone.localdate())}
    if (sent.account_id is None) == (sent.new is None):
        zh, en = "已有账户和新账户须写一个，只写一个。", "Name a known account or a new one, and not both."
        raise wrong("body.account_id", zh, en)
    if sent.account_id is not None and sent.account_id not in known:
        zh, en = "不是收款人另一个已确认的账户。", "This is no other confirmed account of the payee."
        raise wrong("body.account_id", zh, en)
    account = actions.NewAccount(**sent.new.model_dump()) if sent.new else sent.account_id
    facts = {"payment_id": payment_id, "account": account, "why": sent.why}
    return step(request, lambda: _now(request, payment_id), actions.ask_correction, **facts)


@acts("/payments/returned/{payment_id}/account/agreement", "payments.agree_account", on="payment")
def agree_account(request: Request, payment_id: Path[Id]) -> Returned:
    """对照卡折确认并同意改发 · agree to another account, compared with the card or book; another than asked"""
    change = _change(request, payment_id)
    return step(request, lambda: _now(request, payment_id), actions.agree_to_correction, change_id=change)


@acts("/payments/returned/{payment_id}/account/refusal", "payments.refuse_account", on="payment")
def refuse_account(request: Request, payment_id: Path[Id], sent: Reason) -> Returned:
    """退回账户变更 · refuse another account, with the reason"""
    facts = {"change_id": _change(request, payment_id), "reason": sent.reason}
    return step(request, lambda: _now(request, payment_id), actions.refuse_correction, **facts)


@acts("/payments/attempts", "payments.reissue", status=201)
def reissue(request: Request, sent: Again) -> Attempts:
    """重发 · make the files of the next attempts of returned payments, each to the account agreed to"""
    ids = sorted(set(sent.payments))
    files = actions.reissue(payment_ids=ids, execute_on=sent.execute_on, by=request.actor, at=timezone.now())
    return Attempts(files=files, payments=len(ids))


@acts("/payments/giving-up", "payments.give_up")
def give_up(request: Request, sent: Ending) -> Ended:
    """发放失败的不再发放，资金退回用款计划 · give up payments the bank rejected; their money is free again"""
    return _ended(request, actions.give_up, sent)


@acts("/payments/remittance", "payments.remit")
def remit(request: Request, sent: Ending) -> Ended:
    """退汇资金缴库 · remit the money of returned payments to the treasury, as finance"""
    return _ended(request, actions.remit, sent)


def _ended(request: Request, act: Any, sent: Ending) -> Ended:
    ids: Collection[int] = sorted(set(sent.payments))
    return Ended(payments=act(payment_ids=ids, document=sent.document, by=request.actor, at=timezone.now()))


def _found(request: Request, payment_id: int) -> Any:
    failed = queries.failed_payments(request.actor.region, None).select_related("account")
    found = failed.filter(pk=payment_id).first()
    if found is None:
        raise Http404
    return found


def _now(request: Request, payment_id: int) -> Returned:
    return _told([_found(request, payment_id)])[0]


def _change(request: Request, payment_id: int) -> int:
    """Return the number of the change of account that was asked for; raise Http404 where none was."""
    other = _now(request, payment_id).other_account
    if other is None:
        raise Http404
    return other.id


def _told(some: Sequence[Any]) -> list[Returned]:
    ids = [one.pk for one in some]
    changes, said = batches.changes_of(ids), told_of(ids)
    return [
        Returned(
            id=one.pk, end_to_end_id=one.end_to_end_id, region=one.region, month=str(Month.parse(one.month)),
            programme=one.programme, line_id=one.line_id, attempt=one.attempt, account=one.account.number_hint,
            payee_name=mask_name(one.account.holder_name), amount=Money.of(one.amount_fen), state=one.state,
            state_said=Said.of(TITLES[State(one.state)]), reason=said[one.pk][-1].reason if one.pk in said else "",
            other_account=_other(changes[one.pk]) if one.pk in changes else None,
        )
        for one in some
    ]  # fmt: skip


def _other(one: Any) -> OtherAccount:
    return OtherAccount(
        id=one.pk, account_id=one.account_id, bank=one.account.bank, account=one.account.number_hint, why=one.why,
        state=one.state, state_said=Said.of(TITLES_OF_LISTING[Listing(one.state)]), made_by=one.made_by,
        made_at=one.made_at,
    )  # fmt: skip
