"""An outcome is decided by one who neither verified nor once handled the award; it is overturned, never changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from mingbai.alerts.actions.acting import acting, locked, move_to, permit
from mingbai.alerts.causes import Cause, sources_needed
from mingbai.alerts.models import Hearing, Outcome, Task, Verification
from mingbai.alerts.queries import original_officers, paid_fen, standing_outcome
from mingbai.alerts.refused import DoesNotFit, NotHeard, NotVerified, PaidDiffers, SamePerson, TooLong, WrongState
from mingbai.alerts.states import (
    ADVERSE,
    CONFIRMED,
    OVERTURN,
    Consequence,
    Fault,
    Finding,
    Money,
    Result,
    Source,
    State,
)
from mingbai.alerts.terms import here, longest_snooze, objection_until
from mingbai.evidence.actions import record
from mingbai.offices.actions.deciding import day_of
from mingbai.offices.actor import Actor
from mingbai.policy.parameters import Parameters
from mingbai.policy.recovery.overpayment import PaidMonth, overpayment


@dataclass(frozen=True)
class Verdict:
    """What is decided: result, money, fault, what follows, the reckoning month by month, reason and evidence."""

    result: Result
    reason: str
    evidence_sha256: str = ""
    money: Money = Money.NONE
    finding: Finding = Finding.NONE
    fault: Fault = Fault.NONE
    is_official_error: bool = False
    consequence: Consequence = Consequence.NOTHING
    months: Sequence[PaidMonth] = ()
    quiet_days: int = 0  # for how long the same rule says nothing of it, where nothing was wrong

    @property
    def amount_fen(self) -> int:
        """Return the money that went wrong: what was paid too much, or what was missed, never below nothing (F12)."""
        over = int(overpayment(self.months))
        return -over if self.money is Money.MISSED else over


def decide(*, task_id: int, verdict: Verdict, by: Actor, at: datetime) -> int:
    """
    Decide a verified task; return the outcome's id. Where nothing follows the task is closed at once.

    Raise NotVerified, UncertainIdentity, NotHeard, SamePerson, PaidDiffers, DoesNotFit.
    """
    with acting():
        task = locked(task_id)
        move_to(task, State.DECIDED, by, at)
        _independent(task, by)
        outcome = _written(task, verdict, None, by, at)
        task.save(update_fields=["state"])
        if verdict.consequence is Consequence.NOTHING:
            move_to(task, State.CLOSED, by, at)
            task.save(update_fields=["state"])
        record(type="alerts.decided", rows=[outcome], by=by, at=at)
        record(type="alerts.decided", rows=[task], by=by, at=at)
        return outcome.pk


def overturn(*, task_id: int, verdict: Verdict, by: Actor, at: datetime) -> int:
    """Put another outcome in the place of the one that stands, on objection; return its id. Its decider is another."""
    with acting():
        task = locked(task_id)
        old = standing_outcome(task_id)
        if old is None or task.state not in (State.DECIDED.value, State.CLOSED.value):
            raise WrongState(OVERTURN.title, OVERTURN.title_en, task.state)
        permit(OVERTURN, task, by, at)
        _independent(task, by)
        if old.decided_by == by.id:
            raise SamePerson
        outcome = _written(task, verdict, old, by, at)
        wanted = State.CLOSED if verdict.consequence is Consequence.NOTHING else State.DECIDED
        if task.state != wanted.value:
            task.state = wanted.value
            task.save(update_fields=["state"])
        record(type="alerts.overturned", rows=[outcome], by=by, at=at)
        record(type="alerts.overturned", rows=[task], by=by, at=at)
        return outcome.pk


def close_task(*, task_id: int, by: Actor, at: datetime) -> None:
    """Close a decided task when what had to follow was done by the stage that may."""
    with acting():
        task = locked(task_id)
        move_to(task, State.CLOSED, by, at)
        task.save(update_fields=["state"])
        record(type="alerts.closed", rows=[task], by=by, at=at)


def _independent(task: Task, by: Actor) -> None:
    """Raise SamePerson for who verified the task or once handled the award (D6)."""
    verifiers = set(Verification.objects.filter(task=task).values_list("made_by", flat=True))
    if by.id in verifiers | {task.taken_by} | original_officers(task):
        raise SamePerson


def _written(task: Task, verdict: Verdict, old: Outcome | None, by: Actor, at: datetime) -> Outcome:
    on = day_of(at)
    place = here(task.region, on)
    _fits(verdict)
    _proven(task, verdict)
    _as_paid(task, verdict)
    assert task.taken_by is not None
    return Outcome.objects.create(
        task=task,
        region=task.region,
        result=verdict.result.value,
        money=verdict.money.value,
        finding=verdict.finding.value,
        fault=verdict.fault.value,
        is_official_error=verdict.is_official_error,
        consequence=verdict.consequence.value,
        amount_fen=verdict.amount_fen,
        reckoning=[[str(each.month), each.paid_fen, each.due_fen] for each in verdict.months],
        reason=verdict.reason.strip(),
        evidence_sha256=verdict.evidence_sha256,
        quiet_until=_quiet(verdict, on, place),
        objection_until_on=objection_until(on, place),
        overturns=old,
        overturned_decider=old.decided_by if old else None,
        verified_by=task.taken_by,
        decided_by=by.id,
        decided_at=at,
    )


def _fits(verdict: Verdict) -> None:
    """Raise DoesNotFit where result, money, fault and consequence contradict each other."""
    wrong = verdict.result in CONFIRMED
    of_money = verdict.result is Result.FUNDS
    if of_money != (verdict.money is not Money.NONE) or of_money != bool(verdict.months):
        raise DoesNotFit(
            "属实（资金）须写明多发、漏发或错发和逐月应发、已发金额；其他结果不得填写金额。",
            "Money confirmed says over, missed or wrong and what was paid and due each month; no other result does.",
        )
    if of_money and verdict.amount_fen <= 0:
        raise DoesNotFit(
            "逐月计算的差额与多发（漏发）的方向不符，请核对。",
            "Month by month the difference does not go the way you say: check it.",
        )
    if wrong == (verdict.fault is Fault.NONE):
        raise DoesNotFit(
            "属实的须写明主观或客观原因，其他结果不得填写。", "Confirmed says subjective or objective, others neither."
        )
    if not wrong and verdict.consequence not in (Consequence.NOTHING, Consequence.RAISE):
        raise DoesNotFit("没有问题的不能减发、停发、追缴或整改。", "Nothing is taken away where nothing was wrong.")
    if verdict.money is Money.MISSED and verdict.consequence in ADVERSE:
        raise DoesNotFit("漏发的应当补发，不能减发、停发或追缴。", "What was missed is paid, nothing is taken away.")


def _proven(task: Task, verdict: Verdict) -> None:
    """Raise NotVerified or NotHeard in words before the database does."""
    if verdict.result not in CONFIRMED:
        return
    proofs = Verification.objects.filter(task=task, supports=True).exclude(source=Source.SAME_LIST.value)
    has, needs = proofs.values("source").distinct().count(), sources_needed(Cause(task.cause))
    if has < needs:
        raise NotVerified(has, needs)
    if verdict.consequence in ADVERSE and not Hearing.objects.filter(task=task).exists():
        raise NotHeard


def _as_paid(task: Task, verdict: Verdict) -> None:
    """Raise PaidDiffers where the desk itself paid the household that month, and paid something else."""
    if task.household_id is None:
        return
    for each in verdict.months:
        paid = paid_fen(task.household_id, each.month)
        if paid is not None and paid != each.paid_fen:
            raise PaidDiffers(each.month, int(each.paid_fen), paid)


def _quiet(verdict: Verdict, on: date, place: Parameters) -> date | None:
    if not verdict.quiet_days:
        return None
    if verdict.result in CONFIRMED or not 0 < verdict.quiet_days <= longest_snooze(place):
        raise TooLong(longest_snooze(place))
    return on + timedelta(days=verdict.quiet_days)
