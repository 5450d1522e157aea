"""What the demo county's alerts showed of its offices is put right: ordered, reported, accepted, looked at again."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from mingbai.alerts.causes import TITLES, Cause
from mingbai.alerts.models import Task
from mingbai.cli.demo.inquiries.verifying import TOWNSHIP
from mingbai.cli.demo.work import Work
from mingbai.inspections import actions as inspections
from mingbai.inspections.queries import rectifications
from mingbai.inspections.states import State
from mingbai.offices.actor import working_as

CITES = ("QY-2022-51#4.5", "YC-2022-2#3.4")
EACH_MONTH, DAYS = 3, 28
DONE_WELL, SILENT, DONE_IN_PART = range(EACH_MONTH)  # what becomes of the first, the second, the third of a month
REPORT, PROOF = "已逐户补办手续并公示", "整改情况说明及照片".encode()
ASKED = "入户询问三户，村务公开栏已公示"
WELL, IN_PART = inspections.Answers(True, True, True), inspections.Answers(True, True, False)


def put_right(work: Work, found: Sequence[tuple[Task, int]], at: datetime) -> list[int]:
    """List what alerts confirmed and order its townships to put it right; return the items."""
    return [_ordered(work, task, outcome, at) for task, outcome in found[:EACH_MONTH]]


def go_on(work: Work, items: Collection[int], at: datetime) -> None:
    """
    Have the items of earlier months reported and accepted, and in the month after that looked at again.

    The second of each month is never reported and is overdue; the third is not what the people asked for, so it is
    to be put right once more.
    """
    with working_as(work.cast.handler):
        found = rectifications(work.cast.region).filter(pk__in=items).order_by("pk")
        standing = [(item.pk, item.state, item.problem.unit_id) for item in found]
    for place, (item, state, unit) in enumerate(standing):
        turn = place % EACH_MONTH
        if state == State.ORDERED.value and turn != SILENT:
            _reported(work, item, unit, at)
        elif state == State.CLOSED.value:
            _looked_at(work, item, WELL if turn == DONE_WELL else IN_PART, at)


def _ordered(work: Work, task: Task, outcome: int, at: datetime) -> int:
    township = task.region[:TOWNSHIP]
    by, clerk, leader = work.cast.reviewer, work.cast.clerk(township), work.cast.reviewers[township]
    with working_as(by):
        problem = inspections.pull_outcome(
            outcome_id=outcome, unit_id=clerk.organisation_id, title=f"{TITLES[Cause(task.cause)][0]}，经办把关不严",
            facts=f"{task.key}/{task.cause}", cites=CITES, by=by, at=at,
        )  # fmt: skip
        return inspections.order(
            problem_id=problem, content="补办手续，追回多发资金，举一反三自查同类家庭",
            until_on=(at + timedelta(days=DAYS)).date(), in_charge_id=clerk.id, leader_id=leader.id, by=by,
            at=at + timedelta(hours=1),
        )  # fmt: skip


def _reported(work: Work, item: int, unit: int, at: datetime) -> None:
    """Have the unit's clerk report, three days before the bureau accepts."""
    reviewer = work.cast.reviewer
    clerk = next(one for one in work.cast.clerks.values() if one.organisation_id == unit)
    with working_as(clerk):
        inspections.report(item_id=item, text=REPORT, document=PROOF, by=clerk, at=at - timedelta(days=3))
    with working_as(reviewer):
        inspections.accept(item_id=item, by=reviewer, at=at)


def _looked_at(work: Work, item: int, answers: inspections.Answers, at: datetime) -> None:
    again = None if answers.all_yes else work.month.next().last_on
    with working_as(work.cast.second_reviewer):
        inspections.look_back(
            item_id=item, answers=answers, notes=ASKED, document=PROOF, again_until_on=again,
            by=work.cast.second_reviewer, at=at,
        )  # fmt: skip
