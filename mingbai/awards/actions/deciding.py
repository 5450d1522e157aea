"""Decisions are reviewed and confirmed by two further people; confirming fixes the month, the people, the notice."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from mingbai.awards.acting import acting, county_of, decide, log, stand_back
from mingbai.awards.actions.notices import issue_notice
from mingbai.awards.certificates import issue, take_back
from mingbai.awards.coverage import recover, restart, uncover
from mingbai.awards.exclusions import claims, exclusive_pairs
from mingbai.awards.models import Award, Decision
from mingbai.awards.queries.reviews import months_between_reviews
from mingbai.awards.reckoning import Facts, Grace, Place, place_of, reckon, reckon_grace
from mingbai.awards.refused import NotThere, Pending, Stale, Unusable, not_in_past, only_from_next
from mingbai.awards.states import ADVERSE, BACKWARDS, Kind, State
from mingbai.kernel.month import Month
from mingbai.offices.actions.deciding import day_of
from mingbai.offices.actor import Actor
from mingbai.policy.parameters import ParameterSet
from mingbai.policy.procedure.timing import first_payment_month, review_due_on
from mingbai.standards.queries import parameters

BEGINS = (Kind.NEW, Kind.RESUME)  # in the month after they are confirmed, whenever that is


def review_decision(*, decision_id: int, by: Actor, at: datetime) -> None:
    """Pass a proposed decision at review; what was proposed with it passes too (R-303)."""
    with acting():
        decisions = _locked(decision_id)
        decide(decisions, State.REVIEWED, by, at)
        stand_back(by, _households(decisions), day_of(at))
        for one in decisions:
            one.reviewed_by, one.reviewed_at = by.id, at
            one.save(update_fields=["state", "reviewed_by", "reviewed_at"])
        log("reviewed", {one.batch_id for one in decisions}, by, at)


def approve_decision(
    *,
    decision_id: int,
    certificate_no: str = "",
    publicity_ended_on: date | None = None,
    notice_number: str = "",
    by: Actor,
    at: datetime,
) -> None:
    """
    Confirm a reviewed decision: from now on it counts, and stays as it is.

    A new award begins in the month after today, the system's own day of confirmation (R-719, R-306), and gets its
    certificate; where the locality publishes first, `publicity_ended_on` is needed. Whoever's money changes is
    issued a numbered notice. Raise Stale where the values of that month give another amount than was proposed.
    """
    with acting():
        decisions = _locked(decision_id)
        if any(one.is_stock for one in decisions):
            raise Unusable(
                "期初导入的各行整批确认，须回避的由另一名分管负责人确认剩余部分；单独有误的可以退回。",
                "An opening stock is confirmed as a whole, what is left by another leader; a wrong line is refused.",
            )
        decide(decisions, State.APPROVED, by, at)
        stand_back(by, _households(decisions), day_of(at))
        values = parameters()
        for number, one in enumerate(decisions, 1):
            _approve(one, values, publicity_ended_on, by, at)
            if one.kind == Kind.NEW.value:
                issue(one.award, certificate_no or f"{county_of(one.region)}{one.award.pk:010d}")
            issue_notice(one, number=_numbered(notice_number, number), by=by, at=at)
            one.save(
                update_fields=["state", "effective_month", "until_month", "approved_by", "approved_at", "decided_on",
                               "publicity_ended_on", "confirmed_on", "review_due_on", "notice"]
            )  # fmt: skip
            _cover(one, place_of(values, county_of(one.region), Month.parse(one.effective_month)))
        log("approved", {one.batch_id for one in decisions}, by, at)


def refuse_decision(*, decision_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Send a proposed or reviewed decision back, with the reason; what was proposed with it goes back too."""
    with acting():
        decisions = _locked(decision_id)
        if not reason.strip():
            raise Unusable("退回须写明理由。", "Say why it is refused.")
        decide(decisions, State.REFUSED, by, at)
        for one in decisions:
            one.reason = reason.strip()
            one.save(update_fields=["state", "reason"])
            if one.kind == Kind.NEW.value:
                uncover(one.award)
                take_back(one.award_id)
        log("refused", {one.batch_id for one in decisions}, by, at)


def _locked(decision_id: int) -> Sequence[Decision]:
    """Return a decision and what was proposed with it for the same award, in order, the award locked."""
    found = Decision.objects.filter(pk=decision_id).values_list("award_id", "batch_id").first()
    if found is None:
        raise NotThere("变更", "decision", decision_id)
    award = Award.objects.select_for_update().get(pk=found[0])
    plan = Decision.objects.filter(award=award, batch_id=found[1]).order_by("version")
    decisions = list(plan.select_related("award", "reckoning"))
    earlier = Decision.objects.filter(award=award, version__lt=decisions[0].version, state__in=["proposed", "reviewed"])
    for waiting in earlier:
        raise Pending(waiting.version, waiting.state)
    return decisions


def _approve(one: Decision, values: ParameterSet, publicity_ended_on: date | None, by: Actor, at: datetime) -> None:
    """Fix the day, the first month and the day of the next review; raise where they no longer fit."""
    on = day_of(at)
    kind, month = Kind(one.kind), Month.parse(one.effective_month)
    if kind in BEGINS:
        place = place_of(values, county_of(one.region), Month.parse(on))
        order = place.text("publicity_order") if kind is Kind.NEW else "before_decision"
        if publicity_ended_on and publicity_ended_on > on:
            raise Unusable(
                f"公示到{publicity_ended_on}才结束，期满无异议后再确认。",
                f"Publicity lasts until {publicity_ended_on}: confirm after it ended without objection.",
            )
        month = first_payment_month(on, publicity_ended_on, order)
        if one.until_month == one.effective_month:  # granted for one month
            one.until_month = month.first_on
        one.review_due_on = review_due_on(on, months_between_reviews(one, place))
        one.publicity_ended_on = publicity_ended_on
    elif kind in ADVERSE and month < Month.parse(on):
        raise not_in_past(month, on)
    elif one.grace_until and month <= Month.parse(on):  # the plan counts from the month in which it was proposed
        raise only_from_next(month, on)
    elif kind in (Kind.RAISE, Kind.KEEP) and one.cause not in BACKWARDS:
        month = max(month, Month.parse(on).next())
    one.effective_month = month.first_on
    _require_fresh(one, place_of(values, county_of(one.region), month))
    one.approved_by, one.approved_at, one.decided_on, one.confirmed_on = by.id, at, on, on


def _require_fresh(one: Decision, place: Place) -> None:
    """Raise Stale where policy gives another amount for the month than was proposed."""
    if one.kind == Kind.STOP.value or not one.has_formula or one.cause in ("account", "payee"):
        return
    said = dict(one.reckoning.facts)
    grace = {name: said.pop(name) for name in ("last_fen", "single_fen", "decided") if name in said}
    facts = Facts(**said)
    if grace:
        decided = Month.parse(grace["decided"])
        now = reckon_grace(one.programme, place, facts, Grace(decided, grace["last_fen"], grace["single_fen"]))
    else:
        now = reckon(one.programme, place, facts)
    if now.amount_fen != one.amount_fen:
        raise Stale(one.amount_fen, now.amount_fen, Month.parse(place.on))


def _cover(one: Decision, place: Place) -> None:
    """Let the award cover from the decision's month on exactly whom it names."""
    if one.kind == Kind.NEW.value:
        restart(one.award, one.effective_month, one.until_month)
        return
    claimed = claims(one.programme, exclusive_pairs(place))
    recover(one.award, one.members, claimed, one.effective_month, one.until_month)


def _households(decisions: Collection[Decision]) -> list[int]:
    return sorted({one.award.household_id for one in decisions})


def _numbered(number: str, place: int) -> str:
    return number if place == 1 or not number else f"{number}-{place}"
