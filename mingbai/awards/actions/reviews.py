"""定期复核: an award is looked at again, by named means, in three respects, with an outcome (R-501, R-503)."""

from collections.abc import Sequence
from datetime import date, datetime

from mingbai.awards.acting import acting, county_of, locked, require, stand_back
from mingbai.awards.models import Award, Decision, Review
from mingbai.awards.queries.reviews import months_between_reviews
from mingbai.awards.reckoning import place_of
from mingbai.awards.refused import NotThere, Unusable
from mingbai.evidence.actions import record
from mingbai.kernel.month import Month
from mingbai.offices.actions.deciding import day_of
from mingbai.offices.actor import Actor
from mingbai.offices.roles import Role
from mingbai.policy.procedure.timing import review_due_on
from mingbai.standards.queries import parameters

METHODS = ("declared", "matched", "visited", "neighbours", "letters")  # 个人申报 信息比对 入户调查 邻里访问 信函索证
LOOKERS = frozenset({Role.HANDLER, Role.REVIEWER})


def note_review(
    *,
    award_id: int,
    done_on: date,
    methods: Sequence[str],
    economy_as_before: bool,
    members_as_before: bool,
    health_as_before: bool,
    outcome: str,
    finding: str,
    document: str,
    by: Actor,
    at: datetime,
) -> date:
    """
    Enter a finished review and return the day the next is due by; `outcome` is keep, change or exit.

    What is to change is proposed by an act of its own: a review alone changes no amount.
    """
    with acting():
        award = locked(Award, award_id, "救助", "award")
        require(by, LOOKERS, "change", award.region, at, ("登记复核", "enter a review"))
        stand_back(by, [award.household_id], day_of(at))
        if not methods or not set(methods) <= set(METHODS):
            raise Unusable(
                f"复核方式应为：{'、'.join(METHODS)}。", f"Say by which means it was reviewed: {', '.join(METHODS)}."
            )
        if outcome == "keep" and not (economy_as_before and members_as_before and health_as_before):
            raise Unusable(
                "情况有变化的，结果应为变更或退出。", "What is no longer as before leads to a change or an exit."
            )
        if done_on > day_of(at):
            raise Unusable("复核日期不能在将来。", "A review is entered once it was done.")
        first = Decision.objects.filter(award=award, state="approved").order_by("-version").first()
        if first is None:
            raise NotThere("已确认的救助", "confirmed award", award_id)
        months = months_between_reviews(first, place_of(parameters(), county_of(award.region), Month.parse(done_on)))
        made = Review.objects.create(
            region=award.region,
            award=award,
            due_on=due_on(award) or done_on,
            done_on=done_on,
            methods=list(methods),
            economy=economy_as_before,
            members=members_as_before,
            health=health_as_before,
            outcome=outcome,
            finding=finding.strip(),
            document=document,
            months=months,
            next_due_on=review_due_on(done_on, months),
            made_by=by.id,
            made_at=at,
        )
        record(type="awards.looked_at_again", rows=[made], by=by, at=at)
        return made.next_due_on


def due_on(award: Award) -> date | None:
    """Return the day by which an award was to be reviewed, None where none was set."""
    last = Review.objects.filter(award=award).order_by("-done_on", "-pk").first()
    if last:
        return last.next_due_on
    set_by = Decision.objects.filter(award=award, state="approved", review_due_on__isnull=False).order_by("-version")
    return set_by.values_list("review_due_on", flat=True).first()
