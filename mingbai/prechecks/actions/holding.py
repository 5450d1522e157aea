"""Holds: a named person keeps a line back for a few days with a reason, and then it is paid or was decided (D2)."""

from datetime import datetime

from mingbai.evidence.actions import record
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.actions.deciding import day_of
from mingbai.offices.actor import Actor
from mingbai.prechecks.actions.acting import acting, moved
from mingbai.prechecks.actions.checking import last_day
from mingbai.prechecks.models import Finding, Hold
from mingbai.prechecks.refused import NeedsReason, NoSuchDecision, NothingToPayBack, NotHoldable
from mingbai.prechecks.states import CHECK, HOLDABLE, HoldState
from mingbai.rosters.actions import derive_supplement
from mingbai.rosters.actions.acting import locked, permit
from mingbai.rosters.models import RosterLine
from mingbai.rosters.refused import NoSuchRoster
from mingbai.standards.queries import parameters

RUNNING = (HoldState.ASKED.value, HoldState.HELD.value)


def ask_hold(*, finding_id: int, by: Actor, at: datetime) -> int:
    """Ask whether the line of a finding be held, where the check did not; raise NotHoldable but for the closed list."""
    with acting():
        finding = Finding.objects.select_related("line").filter(pk=finding_id).first()
        if finding is None:
            raise NoSuchRoster("发现", "finding", finding_id)
        permit(CHECK, Region(finding.region), by, at)
        line = finding.line
        if not finding.proposes_hold or finding.rule_id not in HOLDABLE or finding.match_tier != "A" or line is None:
            raise NotHoldable(finding.rule_id, finding.match_tier)
        asked = Hold.objects.create(
            finding=finding, line=line, region=finding.region, rule_id=finding.rule_id, match_tier=finding.match_tier,
            state=HoldState.ASKED.value, held_fen=min(finding.amount_fen or line.amount_fen, line.amount_fen),
            asked_at=at, until_on=last_day(parameters(), finding.region, day_of(at)),
        )  # fmt: skip
        record(type="prechecks.hold_asked", rows=[asked], by=by, at=at)
        return asked.pk


def hold(*, hold_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Hold the doubtful part of a line, for the working days allowed from now on; the other members are paid."""
    with acting():
        held = _found(hold_id)
        _with_reason(reason)
        moved(held, HoldState.HELD, by, at)
        held.held_by, held.held_at, held.reason = by.id, at, reason
        held.until_on = last_day(parameters(), held.region, day_of(at))
        held.save(update_fields=["state", "held_by", "held_at", "reason", "until_on"])
        record(type="prechecks.held", rows=[held], by=by, at=at)


def decline(*, hold_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Let the line be paid."""
    with acting():
        held = _found(hold_id)
        _with_reason(reason)
        moved(held, HoldState.DECLINED, by, at)
        held.held_by, held.held_at, held.reason = by.id, at, reason
        held.save(update_fields=["state", "held_by", "held_at", "reason"])
        record(type="prechecks.hold_declined", rows=[held], by=by, at=at)


def lift(*, hold_id: int, outcome: str, by: Actor, at: datetime) -> None:
    """End a hold because the doubt fell; another than who held it does. What was kept is paid back in full."""
    with acting():
        held = _found(hold_id)
        _with_reason(outcome)
        moved(held, HoldState.LIFTED, by, at)
        held.ended_by, held.ended_at, held.outcome = by.id, at, outcome
        held.save(update_fields=["state", "ended_by", "ended_at", "outcome"])
        record(type="prechecks.hold_lifted", rows=[held], by=by, at=at)


def confirm(*, hold_id: int, decision_id: int, outcome: str, by: Actor, at: datetime) -> None:
    """Close a hold by the decision that reduced or stopped the award itself, after hearing and notice (LAW-2026#48)."""
    with acting():
        held = _found(hold_id)
        _with_reason(outcome)
        decision = held.line.award.decisions.filter(
            pk=decision_id, state="approved", kind__in=["lower", "stop"]
        ).first()
        if decision is None or decision.effective_month > held.line.month:
            raise NoSuchDecision
        moved(held, HoldState.CONFIRMED, by, at)
        held.decision, held.ended_by, held.ended_at, held.outcome = decision, by.id, at, outcome
        held.save(update_fields=["state", "decision", "ended_by", "ended_at", "outcome"])
        record(type="prechecks.hold_confirmed", rows=[held], by=by, at=at)


def expire_holds(*, region: Region, at: datetime) -> int:
    """Let holds and questions lapse whose last day is over, and return how many: nobody decided, so it is paid."""
    with acting():
        late = Hold.objects.select_for_update().filter(
            region__startswith=region.code, state__in=RUNNING, until_on__lt=day_of(at)
        )
        over = list(late.order_by("pk"))
        for held in over:
            moved(held, HoldState.EXPIRED, None, at)
            held.ended_at = at
            held.save(update_fields=["state", "ended_at"])
        record(type="prechecks.hold_expired", rows=over, by=None, at=at)
        return len(over)


def pay_back(*, township: Region, month: Month, by: Actor, at: datetime) -> int:
    """Put all that was held and is held no longer on a supplementary roster of the month; return the roster."""
    with acting():
        ended = Hold.objects.select_for_update(of=("self",)).filter(
            region__startswith=township.code,
            state__in=[HoldState.LIFTED.value, HoldState.EXPIRED.value],
            departure__isnull=False,
        )
        owed = list(ended.order_by("pk"))
        if not owed:
            raise NothingToPayBack(township.code)
        departures = [held.departure_id for held in owed if held.departure_id]
        roster_id = derive_supplement(township=township, month=month, departure_ids=departures, by=by, at=at)
        paid = set(RosterLine.objects.filter(roster_id=roster_id).values_list("makes_up_for_id", flat=True))
        done = [held for held in owed if held.departure_id in paid]
        for held in done:
            moved(held, HoldState.BACK_PAID, by, at)
            held.save(update_fields=["state"])
        record(type="prechecks.back_paid", rows=done, by=by, at=at)
        return roster_id


def _found(hold_id: int) -> Hold:
    return locked(Hold, hold_id, what="暂缓", what_en="hold")


def _with_reason(reason: str) -> None:
    if not reason.strip():
        raise NeedsReason
