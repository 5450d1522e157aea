"""结账: a month's result put forward and signed step by step by four people; the fourth closes the month."""

from datetime import datetime
from functools import partial
from typing import Annotated

from django.http import Http404
from django.utils import timezone
from ninja import Path, Query, Schema
from pydantic import Field

from mingbai.api.endpoints.receipts import COUNTY
from mingbai.api.entering import Request, acts, reads
from mingbai.api.shapes import MONTH, Money, Said, Versioned, Within
from mingbai.api.stepping import step
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.receipts import actions, queries
from mingbai.receipts.queries import standing
from mingbai.receipts.states import SIGNS, Sign

OfMonth = Annotated[str, Field(pattern=MONTH, description="月份 · month", examples=["2026-11"])]
ORDER = tuple(Sign)


class Signed(Schema):
    """结账签字 · one signature under a month, and by whom."""

    step: str
    step_said: Said
    by: int
    at: datetime
    digest: str


class MonthEnd(Versioned):
    """结账 · a month's result as it was put forward, whether it still stands, who has signed it, and what is next."""

    region: str
    month: str
    lines: int
    total: Money
    explained: int
    digest: str
    stands: bool = Field(description="此后未变 · whether the month is still as it was put forward")
    is_closed: bool
    signatures: list[Signed]
    next: str | None = Field(description="下一步签字 · which signature is next")
    next_said: Said | None
    unproven: dict[str, int]
    made_by: int
    made_at: datetime


@reads("/receipts/months/{month}/closing", "receipts.closing")
def closing(request: Request, month: Path[OfMonth], asked: Query[Within]) -> MonthEnd:
    """一个月的结账 · how far a month is signed, and what keeps it open"""
    return _closing(Region(asked.place(request.actor).code[:COUNTY]), Month.parse(month))


@acts("/receipts/months/{month}/closing", "receipts.prepare", status=201)
def prepare(request: Request, month: Path[OfMonth]) -> MonthEnd:
    """编制核对结果并签字 · put a month's result forward and sign it first; refused while anything is unproven"""
    by, when = request.actor, Month.parse(month)
    actions.prepare_month(region=by.region, month=when, by=by, at=timezone.now())
    return _closing(by.region, when)


@acts("/receipts/months/{month}/closing/signature", "receipts.sign", on="closing")
def sign(request: Request, month: Path[OfMonth]) -> MonthEnd:
    """签下一步，第四个签字即结账 · sign the next step of a month, each another person; the fourth closes it"""
    by, when = request.actor, Month.parse(month)
    return step(request, partial(_closing, by.region, when), actions.sign_step, region=by.region, month=when)


def _closing(place: Region, month: Month) -> MonthEnd:
    last = queries.last_closing(place, month)
    if last is None:
        raise Http404
    signed = list(queries.signatures(place, month))
    sign = ORDER[len(signed)] if len(signed) < len(ORDER) else None
    return MonthEnd(
        region=last.region, month=str(month), lines=last.lines, total=Money.of(last.fen), explained=last.explained,
        digest=last.digest, stands=sign is None or last.digest == queries.month_digest(place, month),
        is_closed=sign is None, next=sign.value if sign else None, next_said=_said(sign) if sign else None,
        signatures=[
            Signed(step=one.step, step_said=_said(Sign(one.step)), by=one.by, at=one.at, digest=one.digest)
            for one in signed
        ],
        unproven=dict(standing.left(place, month)) if sign else {}, made_by=last.made_by, made_at=last.made_at,
    )  # fmt: skip


def _said(sign: Sign) -> Said:
    return Said(zh=SIGNS[sign].title, en=SIGNS[sign].title_en)
