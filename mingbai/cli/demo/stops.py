"""What follows a held line: the family is heard, the award stopped by three people, the hold closed by that."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from mingbai.awards import actions as awards
from mingbai.awards.proposal import Evidence
from mingbai.awards.refused import WrongMonth
from mingbai.cli.demo.work import Work
from mingbai.kernel.region import Region
from mingbai.offices.actor import working_as
from mingbai.prechecks import actions as prechecks
from mingbai.prechecks import queries as checked
from mingbai.prechecks.refused import NothingToPayBack
from mingbai.rosters import actions as rosters
from mingbai.rosters.refused import NothingToRoster

DEAD = "RK-101"
STILL_DUE = "家庭仍可享受，先恢复发放，多发部分由核查认定"
NOBODY_LEFT = "户籍注销与火化证明一致，村里核实无共同生活的家属"


@dataclass(frozen=True)
class Ended:
    """What became of a month's holds: awards stopped after a hearing, and doubts that fell."""

    stopped: int
    lifted: int


def decide_holds(work: Work, ids: Sequence[int], at: datetime) -> Ended:
    """Stop the award of whoever lived alone and has died; lift every other hold, so that it is paid back."""
    with working_as(work.cast.handler):
        held = [hold for roster in ids for hold in checked.held_lines(roster)]
    stopped = 0
    for hold in held:
        line = hold.line
        if hold.rule_id == DEAD and line.member_count == 1:
            try:
                decision = _stop(work, line.award_id, line.region, at)
            except WrongMonth:  # the month begun is paid; the next decision finds it
                decision = None
            if decision is not None:
                with working_as(work.cast.second_reviewer):
                    prechecks.confirm(
                        hold_id=hold.pk, decision_id=decision, outcome="经两种来源核实", by=work.cast.second_reviewer,
                        at=at + timedelta(hours=6),
                    )  # fmt: skip
                stopped += 1
                continue
        with working_as(work.cast.second_reviewer):
            prechecks.lift(hold_id=hold.pk, outcome=STILL_DUE, by=work.cast.second_reviewer, at=at)
    return Ended(stopped, len(held) - stopped)


def pay_back(work: Work, at: datetime) -> list[int]:
    """Put what was held and is held no longer on each township's supplementary roster; return those rosters."""
    made = []
    for township in sorted(work.cast.clerks):
        made += _supplement(work, township, at)
    return made


def _stop(work: Work, award_id: int, region: str, at: datetime) -> int:
    """Hear, propose, review, approve and notify; return the decision's id."""
    township = region[:9]
    clerk, reviewer = work.cast.clerk(township), work.cast.reviewers[township]
    paper = sha256(f"{award_id}|{at}".encode()).hexdigest()
    with working_as(clerk):
        hearing = awards.hear_recipient(
            award_id=award_id, held_on=at.date(), way="visit", told="拟因对象死亡停发", answer="nobody", reply="",
            heard_by="驻村干部、村主任", document=paper, by=clerk, at=at,
        )  # fmt: skip
        decision = awards.stop_award(
            award_id=award_id, evidence=Evidence("died", NOBODY_LEFT, paper), hearing_id=hearing,
            effective_month=work.month, by=clerk, at=at + timedelta(hours=1),
        )  # fmt: skip
    with working_as(reviewer):
        awards.review_decision(decision_id=decision, by=reviewer, at=at + timedelta(hours=2))
    with working_as(work.cast.leader):
        awards.approve_decision(
            decision_id=decision, notice_number=f"示范停〔{at:%Y}〕{decision}号", by=work.cast.leader,
            at=at + timedelta(hours=4),
        )  # fmt: skip
    return decision


def _supplement(work: Work, township: str, at: datetime) -> list[int]:
    """Return the supplementary roster of a township where something was held back or moved out, else none."""
    handler, place = work.cast.handler, Region(township)
    with working_as(handler):
        try:
            return [prechecks.pay_back(township=place, month=work.month, by=handler, at=at)]
        except NothingToPayBack:
            pass
    with working_as(handler):
        try:
            return [rosters.derive_supplement(township=place, month=work.month, by=handler, at=at)]
        except NothingToRoster:
            return []
