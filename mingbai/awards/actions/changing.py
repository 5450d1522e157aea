"""增发、减发、停发、恢复: further decisions about an award, each reckoned anew from the facts as they are now."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime

from mingbai.awards.acting import HANDLER, acting, county_of, locked, log, new_batch, require, stand_back
from mingbai.awards.actions.proposing import cause_of, pending_of, require_case
from mingbai.awards.causes import CAUSES
from mingbai.awards.coverage import covered_persons, require_free
from mingbai.awards.exclusions import claims, exclusive_pairs
from mingbai.awards.models import Award, Batch, Decision, Hearing
from mingbai.awards.proposal import Case, Evidence, Payment, drafted, require_amount, require_members, require_payment
from mingbai.awards.queries.deciding import deciding, due_fen, newest_version
from mingbai.awards.queries.standing import facts_of
from mingbai.awards.reckoning import Facts, Place, Reckoned, place_of, reckon, reckon_stop
from mingbai.awards.refused import NotHeard, Pending, Unusable, WrongDirection, not_in_past, only_from_next
from mingbai.awards.states import ADVERSE, BACKWARDS, KINDS, Kind
from mingbai.kernel.month import Month
from mingbai.offices.actions.deciding import day_of
from mingbai.offices.actor import Actor
from mingbai.standards.queries import parameters


@dataclass
class Standing:
    """An award as it stands in the month a change is to begin."""

    award: Award
    word: Decision | None  # which counts in that month
    month: Month
    before_fen: int
    version: int  # of the change
    place: Place
    payment: Payment
    facts: Facts
    members: tuple[int, ...]

    @property
    def case(self) -> Case:
        """Return whom the award is for."""
        award = self.award
        return Case(award.programme, award.household_id, self.members, award.person_id)


@dataclass(frozen=True)
class Change:
    """What is asked for: the kind, from which month, with which facts and people where they differ."""

    kind: Kind
    amount_fen: int
    evidence: Evidence
    effective_month: Month | None = None
    facts: Facts | None = None
    members: tuple[int, ...] | None = None
    payment: Payment | None = None
    hearing_id: int | None = None
    grace_until: Month | None = None


def raise_amount(
    *,
    award_id: int,
    amount_fen: int,
    facts: Facts,
    evidence: Evidence,
    members: Collection[int] | None = None,
    payment: Payment | None = None,
    effective_month: Month | None = None,
    by: Actor,
    at: datetime,
) -> int:
    """
    Propose to pay more, from the month after it is confirmed; return the decision's id.

    It reaches back only where the standard was raised, an error is corrected or an appeal was upheld. `payment`: who
    is paid into which account from then on, where that changes with it. Raise as `propose_award` does,
    WrongDirection, WrongMonth, Pending.
    """
    change = Change(Kind.RAISE, amount_fen, evidence, effective_month, facts, _fixed(members), payment)
    return _propose(award_id, change, by, at)


def lower_amount(
    *,
    award_id: int,
    amount_fen: int,
    facts: Facts,
    evidence: Evidence,
    hearing_id: int,
    members: Collection[int] | None = None,
    payment: Payment | None = None,
    effective_month: Month | None = None,
    by: Actor,
    at: datetime,
) -> int:
    """
    Propose to pay less, after the recipient was heard (LAW-2026#48); return the decision's id.

    Where the member who died was the payee, `payment` says who is paid from then on.
    """
    change = Change(Kind.LOWER, amount_fen, evidence, effective_month, facts, _fixed(members), payment, hearing_id)
    return _propose(award_id, change, by, at)


def stop_award(
    *,
    award_id: int,
    evidence: Evidence,
    hearing_id: int,
    effective_month: Month | None = None,
    by: Actor,
    at: datetime,
) -> int:
    """Propose to stop an award, after the recipient was heard (LAW-2026#48); return the decision's id."""
    return _propose(award_id, Change(Kind.STOP, 0, evidence, effective_month, hearing_id=hearing_id), by, at)


def resume_award(
    *,
    award_id: int,
    amount_fen: int,
    facts: Facts,
    evidence: Evidence,
    members: Collection[int],
    payment: Payment,
    by: Actor,
    at: datetime,
) -> int:
    """Propose to pay a stopped award again, from the month after it is confirmed; return the decision's id."""
    change = Change(Kind.RESUME, amount_fen, evidence, None, facts, _fixed(members), payment)
    return _propose(award_id, change, by, at)


def change_payment(*, award_id: int, payment: Payment, evidence: Evidence, by: Actor, at: datetime) -> int:
    """Propose another payee or account, the amount as it is: a changed account is decided by three people again."""
    return _propose(award_id, Change(Kind.KEEP, -1, evidence, payment=payment), by, at)


def _propose(award_id: int, change: Change, by: Actor, at: datetime) -> int:
    with acting():
        on = day_of(at)
        award = locked(Award, award_id, "救助", "award")
        title = (f"提出{KINDS[change.kind][0]}", f"propose {KINDS[change.kind][1]}")
        require(by, HANDLER, "change", award.region, at, title)
        stand_back(by, [award.household_id], on)
        for waiting in pending_of([award_id]):
            raise Pending(waiting.version, waiting.state)
        month = begins(change, on)
        standing = standing_of(award, change, month)
        batch = new_batch(region=award.region, title=title[0], by=by, at=at)
        made = draft_change(standing, change, batch, by, at)
        log("change_proposed", [batch.pk], by, at)
        return made.pk


def begins(change: Change, on: date) -> Month:
    """Return the month a change begins in if it is decided today; raise WrongMonth."""
    month = change.effective_month or Month.parse(on).next()
    if change.kind in ADVERSE and month < Month.parse(on):
        raise not_in_past(month, on)
    may_reach_back = change.kind is Kind.RAISE and change.evidence.cause in BACKWARDS
    if change.kind not in ADVERSE and not may_reach_back and month < Month.parse(on).next():
        raise only_from_next(month, on)
    return month


def standing_of(award: Award, change: Change, month: Month) -> Standing:
    """Return the award as it stands in a month, with what the change gives in place of it."""
    word = deciding([award.pk], month).get(award.pk)
    last = word or Decision.objects.filter(award=award, state="approved").order_by("version").last()
    if last is None:
        raise Unusable("该救助尚未确认，不能变更。", "The award has not been confirmed: there is nothing to change.")
    covered = covered_persons(award.pk, month.first_on) or last.members
    return Standing(
        award,
        word,
        month,
        due_fen(word, month),
        newest_version(award.pk) + 1,
        place_of(parameters(), county_of(award.region), month),
        change.payment or Payment(last.payee_id, last.account_id),
        change.facts or facts_of(last),
        change.members if change.members is not None else tuple(covered),
    )


def draft_change(standing: Standing, change: Change, batch: Batch, by: Actor, at: datetime) -> Decision:
    """Write one proposed change of an award, reckoned and checked."""
    award, on = standing.award, day_of(at)
    if change.kind is Kind.KEEP and change.amount_fen < 0:
        change = replace(change, amount_fen=standing.before_fen)
    require_direction(change, standing.before_fen)
    cause = cause_of(change.kind, change.evidence)
    require_heard(change, award.pk, on)
    if change.kind is Kind.STOP:
        reckoned = reckon_stop(award.programme, standing.place, standing.facts, CAUSES[cause])
    else:
        reckoned = reckon(award.programme, standing.place, standing.facts)
        require_case(standing.case, standing.facts)
        require_payment(standing.payment, standing.case)
        require_members(award.household_id, standing.members, on)
        if change.payment is None or change.kind is not Kind.KEEP:  # another account decides no amount anew
            require_amount(reckoned, change.amount_fen)
        claimed = claims(award.programme, exclusive_pairs(standing.place))
        first = standing.month.first_on
        require_free(award_id=award.pk, persons=standing.members, claims=claimed, from_on=first, until_month=None)
    return written(standing, change, cause, reckoned, batch, by, at)


def written(
    standing: Standing, change: Change, cause: str, reckoned: Reckoned, batch: Batch, by: Actor, at: datetime
) -> Decision:
    """Write a change that was checked."""
    word = standing.word
    return drafted(
        standing.award, change.kind, cause, batch=batch, version=standing.version, before_fen=standing.before_fen,
        amount_fen=change.amount_fen, month=standing.month,
        until_month=word.until_month if word and change.kind not in (Kind.STOP, Kind.RESUME) else None,
        reckoned=reckoned, facts=standing.facts, payment=standing.payment,
        members=() if change.kind is Kind.STOP else standing.members, evidence=change.evidence,
        is_unstable=word.is_unstable if word else False, by=by, at=at, hearing_id=change.hearing_id,
        grace_until=change.grace_until.first_on if change.grace_until else None,
    )  # fmt: skip


def require_direction(change: Change, before_fen: int) -> None:
    """Raise WrongDirection where the amount does not move as the kind says, Unusable where there is nothing to stop."""
    after = change.amount_fen
    fits = {
        Kind.RAISE: after > before_fen > 0,
        Kind.LOWER: 0 < after < before_fen,
        Kind.STOP: before_fen > 0,
        Kind.RESUME: after > 0 == before_fen,
        Kind.KEEP: after == before_fen > 0,
    }
    if not fits[change.kind]:
        raise WrongDirection(change.kind, before_fen, after)


def require_heard(change: Change, award_id: int, on: date) -> None:
    """Raise NotHeard for a reduction or stop without a hearing about this award, held by the day."""
    if change.kind not in ADVERSE:
        return
    if not Hearing.objects.filter(pk=change.hearing_id or 0, award_id=award_id, held_on__lte=on).exists():
        raise NotHeard


def _fixed(members: Collection[int] | None) -> tuple[int, ...] | None:
    return None if members is None else tuple(members)
