"""Alerts of the demo county decided by one who verified nothing; what was paid too much is demanded and comes back."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256

from mingbai.alerts import actions as alerts
from mingbai.alerts import queries as alerted
from mingbai.alerts.actions.deciding import Verdict
from mingbai.alerts.causes import Cause
from mingbai.alerts.models import Task
from mingbai.alerts.states import CONFIRMED, Consequence, Fault, Finding, Money, Result
from mingbai.awards.queries import lines
from mingbai.awards.queries.lines import Line
from mingbai.cli.demo.inquiries.verifying import said_of
from mingbai.cli.demo.work import Work
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.actor import working_as
from mingbai.policy.recovery.overpayment import PaidMonth

QUIET_DAYS = 180
WAIVED = "放弃复议申请并同意退回".encode()
WHY = {
    Result.FUNDS: "两方面材料一致，多发金额按月计算",
    Result.PROCEDURE: "情况属实，未造成损失，须补办手续",
    Result.LAWFUL: "情况属实，符合政策规定",
    Result.FALSE_ALARM: "登记信息过时，对象符合条件",
    Result.UNVERIFIABLE: "材料不足，半年后随复核再查",
}


@dataclass
class Decided:
    """What a month's decisions came to."""

    results: Counter[Result] = field(default_factory=Counter)
    fen: int = 0  # found to be paid too much, or missed
    repaid_fen: int = 0
    to_put_right: list[tuple[Task, int]] = field(default_factory=list)  # the task and its outcome


def decide(work: Work, tasks: Collection[Task], at: datetime) -> Decided:
    """Have the second reviewer decide tasks that were verified; return what they came to."""
    decider, done = work.cast.second_reviewer, Decided()
    back = []
    for task in tasks:
        with working_as(decider):
            verdict = verdict_of(task)
            outcome = alerts.decide(task_id=task.pk, verdict=verdict, by=decider, at=at)
        done.results[verdict.result] += 1
        done.fen += verdict.amount_fen
        if verdict.consequence is Consequence.PUT_RIGHT:
            done.to_put_right.append((task, outcome))
        if verdict.consequence is Consequence.RECOVER:
            back.append((task, outcome))
    done.repaid_fen = recover(work, back, at + timedelta(days=1))
    return done


def verdict_of(task: Task) -> Verdict:
    """Return what is decided of a verified task: as its sources said, with the money the desk really paid."""
    result = said_of(task)
    if result not in CONFIRMED:
        return Verdict(result, WHY[result], quiet_days=QUIET_DAYS)
    digest = sha256(f"{task.key}/{task.cause}".encode()).hexdigest()
    fault = Fault.SUBJECTIVE if task.cause == Cause.INSIDER.value else Fault.OBJECTIVE
    money = PaidMonth(*_paid_and_due(task)) if result is Result.FUNDS else None
    if money is None or money.paid_fen == money.due_fen:
        follows = Consequence.NOTHING if task.cause == Cause.DEATH.value else Consequence.PUT_RIGHT
        return Verdict(Result.PROCEDURE, WHY[Result.PROCEDURE], digest, fault=fault, consequence=follows)
    missed = task.cause == Cause.OMISSION.value
    return Verdict(
        Result.FUNDS, WHY[Result.FUNDS], digest, Money.MISSED if missed else Money.OVER,
        Finding.OMITTED if missed else Finding.WRONGLY_COVERED, fault,
        consequence=_consequence(task), months=(money,),
    )  # fmt: skip


def recover(work: Work, outcomes: Collection[tuple[Task, int]], at: datetime) -> int:
    """
    Demand what families agreed to give back; return the fen that came.

    Of three, the first pays at once, the second in instalments, the third has not paid yet.
    """
    came = 0
    for number, (task, outcome) in enumerate(outcomes):
        line = _line(work, task)
        if line is None:
            continue
        handler, leader = work.cast.handler, work.cast.leader
        with working_as(handler):
            owed = alerts.demand(
                outcome_id=outcome, fund_id=work.purses[line.programme].fund_id, monthly_benefit_fen=line.amount_fen,
                document=f"示范民追〔{at:%Y}〕{outcome}号", waiver=WAIVED, by=handler, approved_by=leader, at=at,
            )  # fmt: skip
            if number % 3 == 1:
                alerts.plan_instalments(
                    recovery_id=owed, first_due_on=work.month.next().first_on, document=f"分期约定{outcome}",
                    by=handler, approved_by=leader, at=at,
                )  # fmt: skip
        if number % 3 == 0:
            came += _repaid(work, owed, at + timedelta(hours=3))
    return came


def _repaid(work: Work, owed: int, at: datetime) -> int:
    """Have finance take in all that one owes; return the fen."""
    asker, approver = work.cast.asker, work.cast.approver
    with working_as(asker):
        fen = alerted.account(owed).outstanding_fen
        alerts.note_repayment(
            recovery_id=owed, amount_fen=fen, document=f"缴款书{owed}", by=asker, approved_by=approver, at=at
        )
    return fen


def _consequence(task: Task) -> Consequence:
    if task.cause == Cause.OMISSION.value:
        return Consequence.RAISE
    is_for_its_unit = task.cause == Cause.INSIDER.value or not task.hearings.exists()
    return Consequence.PUT_RIGHT if is_for_its_unit else Consequence.RECOVER


def _paid_and_due(task: Task) -> tuple[Month, int, int]:
    """Return the month, what the desk paid the household for it, and what was due."""
    month = Month.parse(task.month)
    paid = alerted.paid_fen(task.household_id, month) if task.household_id is not None else None
    if paid is None:
        return month, 0, 0
    if task.cause == Cause.OMISSION.value:
        return month, paid, paid + task.amount_fen
    return month, paid, max(0, paid - task.amount_fen)


def _line(work: Work, task: Task) -> Line | None:
    """Return what the household receives most of."""
    with working_as(work.cast.handler):
        here = [one for one in lines(Region(task.region), work.month) if one.household_id == task.household_id]
    return max(here, key=lambda one: one.amount_fen, default=None)
