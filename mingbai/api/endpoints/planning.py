"""Plans of use: asked for, approved, arrived; and bank files made of what was released, signed on to the bank."""

from datetime import date, datetime
from functools import partial
from typing import Annotated, Any

from django.http import Http404
from django.utils import timezone
from ninja import Path, Query, Schema
from pydantic import Field

from mingbai.api.endpoints.payments import BankFile, file_of, found_file
from mingbai.api.endpoints.rostering import seen_roster
from mingbai.api.entering import Request, acts, reads
from mingbai.api.paging import Page, Paging, page_of
from mingbai.api.shapes import MONTH, Day, Id, Money, OfMonth, Reason, Said, Sent, Versioned, wrong
from mingbai.api.stepping import step
from mingbai.kernel.month import Month
from mingbai.payments import actions, queries
from mingbai.rosters.queries import minutes
from mingbai.treasury.queries import FundFacts, funds

Number = Annotated[str, Field(min_length=1, max_length=60)]  # of a document


class Plans(OfMonth, Paging):
    """Which plans of use."""


class Plan(Versioned):
    """用款计划 · one programme's money of a month, asked of one fund: asked, approved and arrived by three people."""

    id: int
    region: str
    month: str
    programme: str
    fund_id: int
    amount: Money
    document: str
    minutes_id: int | None
    state: str
    reason: str
    made_by: int
    made_at: datetime
    decided_by: int | None
    decided_at: datetime | None
    arrived_by: int | None
    arrived_at: datetime | None
    arrival_document: str


class Asking(Sent):
    """What to ask of a fund: what the frozen rosters of its programme come to and nobody has asked for yet."""

    month: str = Field(pattern=MONTH, examples=["2026-11"])
    fund_id: Id
    document: Annotated[Number, Field(description="申报文号 · its number", examples=["明民用款〔2026〕11号"])]
    minutes_id: Annotated[Id | None, Field(description="局务会议纪要 · the minutes it rests on")] = None


class Arrival(Sent):
    """By which document the money stands ready."""

    document: Annotated[Number, Field(description="拨款文号 · number of the document", examples=["明财拨〔2026〕11号"])]


class Drafting(Sent):
    """On which day the bank is to pay."""

    execute_on: Annotated[Day, Field(description="发放日期 · day of payment")]


class LeftOut(Schema):
    """A released line that cannot be paid now, and why."""

    line_id: int
    why: Said


class Drafted(Schema):
    """已编制的代发文件 · the files that were made of a released roster, and the lines left out."""

    files: list[int]
    payments: int
    left_out: list[LeftOut]


@reads("/plans", "payments.plans")
def plans(request: Request, asked: Query[Plans]) -> Page[Plan]:
    """一个月的用款计划 · plans of use of a month"""
    found = queries.requests(asked.place(request.actor), asked.when())
    return page_of(request, found, asked, lambda some: [_plan(one) for one in some])


@reads("/plans/{plan_id}", "payments.plan")
def plan(request: Request, plan_id: Path[Id]) -> Plan:  # noqa: ARG001 - as operations are called
    """一份用款计划 · one plan of use"""
    return _found(plan_id)


@acts("/plans", "payments.ask_plan", status=201)
def ask(request: Request, sent: Asking) -> Plan:
    """申报用款计划 · ask a fund for what a month's frozen rosters come to"""
    by, month = request.actor, Month.parse(sent.month)
    fund = _fund(by.region.code, sent.fund_id)
    if sent.minutes_id is not None and not minutes(by.region, date.min).filter(pk=sent.minutes_id).exists():
        raise wrong("body.minutes_id", "本单位没有这份会议纪要。", "There are no such minutes of this office.")
    made = actions.request_funds(
        region=by.region, month=month, programme=fund.programme, fund_id=fund.id, document=sent.document,
        minutes_id=sent.minutes_id, by=by, at=timezone.now(),
    )  # fmt: skip
    return _found(made)


@acts("/plans/{plan_id}/approval", "payments.approve_plan", on="plan")
def approve(request: Request, plan_id: Path[Id]) -> Plan:
    """批复用款计划 · approve a plan of use, as finance"""
    return step(request, partial(_found, plan_id), actions.approve_request, request_id=plan_id)


@acts("/plans/{plan_id}/refusal", "payments.refuse_plan", on="plan")
def refuse(request: Request, plan_id: Path[Id], sent: Reason) -> Plan:
    """退回用款计划 · refuse a plan of use, with the reason"""
    return step(request, partial(_found, plan_id), actions.refuse_request, request_id=plan_id, reason=sent.reason)


@acts("/plans/{plan_id}/arrival", "payments.note_arrival", on="plan")
def arrive(request: Request, plan_id: Path[Id], sent: Arrival) -> Plan:
    """登记资金到位 · note that a plan's money stands ready; a third person does"""
    return step(request, partial(_found, plan_id), actions.note_arrival, request_id=plan_id, document=sent.document)


@acts("/rosters/{roster_id}/files", "payments.draft", status=201, on="roster")
def draft(request: Request, roster_id: Path[Id], sent: Drafting) -> Drafted:
    """编制代发文件 · make the bank files of a released roster; a line is paid once"""
    seen_roster(request, roster_id)
    made = actions.draft(roster_id=roster_id, execute_on=sent.execute_on, by=request.actor, at=timezone.now())
    left_out = [LeftOut(line_id=one.line_id, why=Said(zh=one.zh, en=one.en)) for one in made.left_out]
    return Drafted(files=list(made.files), payments=made.payments, left_out=left_out)


@acts("/payments/files/{file_id}/reservation", "payments.reserve", on="file")
def reserve(request: Request, file_id: Path[Id]) -> BankFile:
    """复核并占用资金 · set the money of a file aside, as its reviewer"""
    return step(request, partial(_file, request, file_id), actions.reserve, file_id=file_id)


@acts("/payments/files/{file_id}/sealing", "payments.seal", on="file")
def seal(request: Request, file_id: Path[Id]) -> BankFile:
    """封存代发文件 · fix the bytes of a file, as its releaser; nothing has left yet"""
    return step(request, partial(_file, request, file_id), actions.seal_file, file_id=file_id)


@acts("/payments/files/{file_id}/sending-order", "payments.order", on="file")
def order(request: Request, file_id: Path[Id]) -> BankFile:
    """见证齐了即发送 · have a sealed file leave once enough witnesses have cosigned it"""
    return step(request, partial(_file, request, file_id), actions.order_sending, file_id=file_id)


@acts("/payments/files/{file_id}/withdrawal", "payments.withdraw", on="file")
def withdraw(request: Request, file_id: Path[Id], sent: Reason) -> BankFile:
    """撤回代发文件 · take back a file that has not left; its money is free again"""
    return step(request, partial(_file, request, file_id), actions.withdraw_file, file_id=file_id, reason=sent.reason)


def _file(request: Request, file_id: int) -> BankFile:
    return file_of(found_file(request, file_id))


def _fund(region: str, fund_id: int) -> FundFacts:
    """Return a fund of the division or of one above it, which alone can pay there."""
    for one in funds():
        if one.id == fund_id and region.startswith(one.region):
            return one
    raise wrong("body.fund_id", "本辖区没有这笔资金。", "There is no such fund for this division.")


def _found(plan_id: int) -> Plan:
    found = queries.request(plan_id)
    if found is None:
        raise Http404
    return _plan(found)


def _plan(one: Any) -> Plan:
    return Plan(
        id=one.pk, region=one.region, month=str(Month.parse(one.month)), programme=one.programme, fund_id=one.fund_id,
        amount=Money.of(one.fen), document=one.document, minutes_id=one.minutes_id, state=one.state, reason=one.reason,
        made_by=one.made_by, made_at=one.made_at, decided_by=one.approved_by, decided_at=one.approved_at,
        arrived_by=one.arrived_by, arrived_at=one.arrived_at, arrival_document=one.arrival_document,
    )  # fmt: skip
