"""渐退期: income has passed the standard but not the edge; the award goes on for some months, then stops (F7)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from mingbai.awards.acting import HANDLER, acting, county_of, locked, log, new_batch, require, stand_back
from mingbai.awards.actions.changing import Change, Standing, require_heard, standing_of, written
from mingbai.awards.actions.proposing import cause_of, pending_of
from mingbai.awards.causes import CAUSES
from mingbai.awards.models import Award
from mingbai.awards.proposal import Evidence
from mingbai.awards.reckoning import Facts, Grace, Reckoned, place_of, reckon_grace, reckon_stop, single_benefit
from mingbai.awards.refused import Pending, Unusable
from mingbai.awards.states import Kind
from mingbai.kernel.month import Month
from mingbai.offices.actions.deciding import day_of
from mingbai.offices.actor import Actor
from mingbai.policy.dibao.grace import last_grace_month, may_have_grace
from mingbai.policy.dibao.local import local_standard
from mingbai.policy.dibao.monthly_benefit import Household

TITLE = ("提出渐退", "propose grace")
OVER = Evidence("grace_over", "渐退期满，家庭收入仍高于低保标准。")


def enter_grace(
    *, award_id: int, facts: Facts, evidence: Evidence, hearing_id: int, by: Actor, at: datetime
) -> list[int]:
    """
    Propose grace for a family on dibao whose income now lies between the standard and the edge.

    The plan is decided as a whole: what is due in each month by the local rule, and the stop after the last, of which
    the recipient is heard beforehand. Return the decisions' ids in order. Raise Unusable where there is no grace.
    """
    with acting():
        award = locked(Award, award_id, "救助", "award")
        require(by, HANDLER, "change", award.region, at, TITLE)
        stand_back(by, [award.household_id], day_of(at))
        for waiting in pending_of([award_id]):
            raise Pending(waiting.version, waiting.state)
        decided = Month.parse(day_of(at))
        ending = Change(Kind.STOP, 0, OVER, facts=facts, hearing_id=hearing_id)
        require_heard(ending, award_id, day_of(at))
        standing = standing_of(award, ending, decided.next())
        _require_grace(standing)
        batch = new_batch(region=award.region, title=TITLE[0], by=by, at=at)
        steps = list(_plan(standing, replace(ending, evidence=evidence), decided))
        made = [
            written(each, change, cause_of(change.kind, change.evidence), reckoned, batch, by, at)
            for each, change, reckoned in steps
        ]
        log("change_proposed", [batch.pk], by, at)
        return [one.pk for one in made]


def _require_grace(standing: Standing) -> None:
    """Raise Unusable unless the family is on dibao as a whole and its income lies in the edge band."""
    award, place, facts = standing.award, standing.place, standing.facts
    is_on_dibao = award.programme.startswith("dibao") and facts.case_kind != "single" and standing.before_fen > 0
    if is_on_dibao and facts.annual_income_fen is not None:
        household = Household(facts.member_count, facts.priority_member_count or 0, facts.annual_income_fen)
        standard = local_standard(place, award.programme)
        if may_have_grace(household, standard, place.number("edge_bp"), is_on_dibao=True):
            return
    raise Unusable(
        "渐退只适用于收入高于低保标准但仍在低保边缘标准以内的低保家庭；请改为办理减发或停发。",
        "Grace is for families on dibao whose income passed the standard and not the edge: lower or stop instead.",
    )


def _plan(standing: Standing, change: Change, decided: Month) -> Iterator[tuple[Standing, Change, Reckoned]]:
    """Yield each month in which the amount is another, from the first of grace, and the stop after its last."""
    award, source = standing.award, standing.place.source
    months = standing.place.number("grace_months")
    grace = Grace(decided, standing.before_fen, single_benefit(award.programme, standing.place))
    last = last_grace_month(decided, months)
    before, version = standing.before_fen, standing.version
    for number in range(1, months + 1):
        month = decided.plus(number)
        place = place_of(source, county_of(award.region), month)
        reckoned = reckon_grace(award.programme, place, standing.facts, grace)
        due = reckoned.amount_fen or 0
        if number > 1 and due == before:
            continue
        if due <= 0 or due > before:
            raise Unusable(
                "按当地渐退规则没有可发的金额，请改为办理减发或停发。",
                "By the local rule nothing is due in grace: lower or stop instead.",
            )
        kind = Kind.KEEP if due == before else Kind.LOWER
        here = replace(standing, month=month, before_fen=before, version=version, place=place)
        yield here, replace(change, kind=kind, amount_fen=due, grace_until=last), reckoned
        before, version = due, version + 1
    over = place_of(source, county_of(award.region), last.next())
    here = replace(standing, month=last.next(), before_fen=before, version=version, place=over)
    yield (
        here,
        replace(change, kind=Kind.STOP, amount_fen=0, evidence=OVER),
        reckon_stop(award.programme, over, standing.facts, CAUSES["grace_over"]),
    )
