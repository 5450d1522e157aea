"""补发: what was held and is held no longer, or is due and stands on no roster, put on a supplementary roster."""

from typing import Annotated, Any

from django.utils import timezone
from ninja import Query, Schema
from pydantic import Field

from mingbai.api.endpoints.rosters import Roster, roster_of
from mingbai.api.entering import Request, acts, reads
from mingbai.api.paging import Page
from mingbai.api.shapes import CODE, MONTH, Money, Sent, Within, division
from mingbai.kernel.month import Month
from mingbai.prechecks import actions
from mingbai.prechecks.queries import to_pay_back
from mingbai.rosters.actions import derive_supplement
from mingbai.rosters.queries import roster


class Owing(Within):
    """Of which division."""


class Owed(Schema):
    """待补发 · what a township's holds kept back and keep no longer."""

    region: str
    holds: int
    total: Money


class Supplement(Sent):
    """Of which township, on a supplementary roster of which month."""

    township: Annotated[str, Field(pattern=CODE, examples=["999901101"])]
    month: str = Field(pattern=MONTH, examples=["2026-11"])


@reads("/owed-back", "checks.owed")
def owed(request: Request, asked: Query[Owing]) -> Page[Owed]:
    """待补发的暂缓 · what was held and is to be paid back, township by township"""
    found = to_pay_back(asked.place(request.actor))
    items = [Owed(region=place, holds=holds, total=Money.of(fen)) for place, (holds, fen) in found.items()]
    return Page(items=items, next=None)


@acts("/owed-back", "checks.pay_back", status=201)
def pay_back(request: Request, sent: Supplement) -> Roster:
    """补发已解除的暂缓 · put what was held and is held no longer on a supplementary roster"""
    return _made(request, actions.pay_back, sent)


@acts("/supplements", "rosters.supplement", status=201)
def supplement(request: Request, sent: Supplement) -> Roster:
    """编制补充名册 · derive a supplementary roster of what is due up to a month and stands on no roster"""
    return _made(request, derive_supplement, sent)


def _made(request: Request, act: Any, sent: Supplement) -> Roster:
    by, township = request.actor, division(sent.township, request.actor)
    made = act(township=township, month=Month.parse(sent.month), by=by, at=timezone.now())
    return roster_of(roster(made))
