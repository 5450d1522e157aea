"""The month that is left as it stands, so that whoever comes to the demo county finds something to do in every post."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from mingbai.cli.demo import paying, rostering
from mingbai.cli.demo.work import Work
from mingbai.evidence.jobs import bring_up_to_date
from mingbai.inspections import actions as inspections
from mingbai.kernel.month import Month
from mingbai.offices.actor import Actor, working_as
from mingbai.offices.roles import Role

CITES = ("QY-2022-51#4.5", "YC-2022-2#3.4")
SAMPLE, PROOF = "第三季度抽查", "整改情况说明".encode()


@dataclass(frozen=True)
class Left:
    """Where a month was left: how many rosters wait for what, and whose township waits for one village."""

    month: Month
    at: datetime
    to_review: int
    to_agree: int
    to_release: int
    clerk: Actor
    head: Actor


def begin(work: Work) -> Left:
    """
    Derive the month's rosters and leave each where it waits for somebody; return where.

    The first township waits for one village's head; the next is frozen, waits for its release, and its money for
    finance; one waits for the bureau's meeting, all others for the bureau's review.
    """
    made = sorted(rostering.derive(work), key=lambda roster: rostering.township(work, roster))
    first, others = made[0], made[1:]
    *signing, last = rostering.unsigned(work, first)
    rostering.sign_villages(work, first, signing, work.made)
    rostering.sign(work, others, work.made)
    frozen, reviewed = others[:1], others[1:2]
    if frozen:
        _agreed(work, frozen)
    rostering.review(work, reviewed, work.made + timedelta(days=1))
    _inspected(work, work.met)
    staff = replace(work.cast.staff, at=work.met)
    staff.proposed(work.cast.asker.organisation_id, Role.HANDLER)
    bring_up_to_date()
    clerk, head = work.cast.clerk(rostering.township(work, first)), work.cast.head(last)
    to_review = len(others) - len(frozen) - len(reviewed)
    return Left(work.month, work.met + timedelta(days=3), to_review, len(reviewed), len(frozen), clerk, head)


def _agreed(work: Work, ids: list[int]) -> None:
    """Have the bureau agree to rosters and ask for their money; finance has approved all plans but the last."""
    number = f"示范民局纪〔{work.month}〕1号"
    minutes = rostering.agree(work, ids, number, work.made + timedelta(days=1), work.met)
    at = work.met + timedelta(days=1)
    plans = [request for _, request in paying.plans(work, minutes, at)]
    for request in plans[:-1]:
        paying.approve_plan(work, request, at + timedelta(hours=1))


def _inspected(work: Work, at: datetime) -> None:
    """Have the auditor find something at the bank, and discipline inspection at the bureau, which has answered."""
    cast = work.cast
    _ordered(work, cast.auditor, "退回资金重发不及时", (cast.teller, cast.second_teller), at)
    item = _ordered(work, cast.inspector, "暂缓发放的核实记录不全", (cast.handler, cast.leader), at)
    with working_as(cast.handler):
        inspections.report(
            item_id=item, text="已逐户补齐核实记录", document=PROOF, by=cast.handler, at=at + timedelta(days=2)
        )


def _ordered(work: Work, by: Actor, title: str, unit: tuple[Actor, Actor], at: datetime) -> int:
    """List a problem of a unit and order that two of it put it right within the month; return the item."""
    in_charge, leader = unit
    with working_as(by):
        problem = inspections.list_problem(
            unit_id=in_charge.organisation_id, source=SAMPLE, title=title, facts="见抽查底稿", cites=CITES,
            found_on=at.date(), by=by, at=at,
        )  # fmt: skip
        return inspections.order(
            problem_id=problem, content="逐笔核对，补办并报告", until_on=work.month.next().first_on,
            in_charge_id=in_charge.id, leader_id=leader.id, by=by, at=at + timedelta(hours=1),
        )  # fmt: skip
