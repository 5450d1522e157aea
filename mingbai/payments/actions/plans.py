"""用款计划: civil affairs asks after the bureau's meeting, finance approves, the money arrives (R-617, R-707)."""

from datetime import datetime

from django.db.models import Sum

from mingbai.evidence.actions import record
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.actions.deciding import day_of
from mingbai.offices.actor import Actor
from mingbai.payments.acting import acting, locked, move_to, permit
from mingbai.payments.models import FundRequest
from mingbai.payments.officers import Signed
from mingbai.payments.refused import NothingToPay, SamePerson
from mingbai.payments.states import ASK_FUNDS, PLANS, PlanState
from mingbai.rosters.models import RosterLine
from mingbai.rosters.states import State
from mingbai.standards.queries import parameters
from mingbai.treasury.actions import move_money
from mingbai.treasury.officers import Paper
from mingbai.treasury.uses import require_lawful_use

WHAT = ("用款计划", "plan of use")
COUNTED = (State.FROZEN.value, State.RELEASED.value)


def request_funds(
    *,
    region: Region,
    month: Month,
    programme: str,
    fund_id: int,
    document: str,
    minutes_id: int | None = None,
    needs_minutes: bool = True,
    fen: int | None = None,
    by: Actor,
    at: datetime,
) -> int:
    """
    Ask a fund for one programme's money of a month; return the plan's id.

    Without `fen` it is what the frozen rosters of the division come to and no plan has asked for yet. Raise
    ForbiddenUse where the document names a use the money must never serve (R-614).
    """
    with acting():
        permit(ASK_FUNDS, region, by, at)
        here = parameters().at(region.code, day_of(at))
        require_lawful_use(document, fen=fen or 0, by=by.id, at=at, about="plan", here=here)
        wanted = rostered_fen(region, month, programme) - asked_fen(region, month, programme) if fen is None else fen
        if wanted <= 0:
            raise NothingToPay(
                "本月已封存的名册没有需要申请的资金。", "The frozen rosters of the month need no further money."
            )
        made = FundRequest.objects.create(
            region=region.code,
            month=month.first_on,
            programme=programme,
            fund_id=fund_id,
            fen=wanted,
            minutes_id=minutes_id,
            needs_minutes=needs_minutes,
            document=document,
            made_by=by.id,
            made_at=at,
        )
        record(type="payments.funds_requested", rows=[made], by=by.id, at=at)
        return made.pk


def approve_request(*, request_id: int, by: Actor, at: datetime) -> None:
    """Approve a plan of use, as finance."""
    with acting():
        plan = _moved(request_id, PlanState.APPROVED, by, at)
        plan.approved_by, plan.approved_at = by.id, at
        plan.save(update_fields=["state", "approved_by", "approved_at"])
        record(type="payments.request_approved", rows=[plan], by=by.id, at=at)


def refuse_request(*, request_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Refuse a plan of use, with the reason."""
    with acting():
        plan = _moved(request_id, PlanState.REFUSED, by, at)
        plan.approved_by, plan.approved_at, plan.reason = by.id, at, reason
        plan.save(update_fields=["state", "approved_by", "approved_at", "reason"])
        record(type="payments.request_refused", rows=[plan], by=by.id, at=at)


def note_arrival(*, request_id: int, document: str, by: Actor, at: datetime) -> None:
    """Note that a plan's money stands ready: in the books it moves from the available quota to the plan."""
    with acting():
        plan = _moved(request_id, PlanState.ARRIVED, by, at)
        plan.arrived_by, plan.arrived_at, plan.arrival_document = by.id, at, document
        plan.save(update_fields=["state", "arrived_by", "arrived_at", "arrival_document"])
        assert plan.approved_by is not None
        paper = Paper(document, by, Signed(plan.approved_by, by.party), at)
        move_money("plan", fund_id=plan.fund_id, fen=plan.fen, name=f"payments.fundrequest/{plan.pk}", paper=paper)
        record(type="payments.funds_arrived", rows=[plan], by=by.id, at=at)


def rostered_fen(region: Region, month: Month, programme: str) -> int:
    """Return what the frozen and released rosters of a month in a division come to for a programme."""
    lines = RosterLine.objects.filter(
        roster__region__startswith=region.code, roster__month=month.first_on, roster__state__in=COUNTED, live=True
    )
    return lines.filter(programme=programme).aggregate(fen=Sum("amount_fen"))["fen"] or 0


def asked_fen(region: Region, month: Month, programme: str) -> int:
    """Return what plans of use have asked for already."""
    plans = FundRequest.objects.filter(region__startswith=region.code, month=month.first_on, programme=programme)
    return plans.exclude(state=PlanState.REFUSED).aggregate(fen=Sum("fen"))["fen"] or 0


def _moved(request_id: int, after: PlanState, by: Actor, at: datetime) -> FundRequest:
    plan = locked(FundRequest, request_id, *WHAT)
    move_to(PLANS, plan, after, by, at)
    if by.id in {plan.made_by, plan.approved_by}:
        raise SamePerson
    return plan
