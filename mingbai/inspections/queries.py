"""What is asked about problems and rectification: the only readers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from mingbai import papers
from mingbai.alerts.models import Outcome
from mingbai.alerts.queries import CONFIRMED_WORDS
from mingbai.inspections.models import (
    ClueProposal,
    ClueTransfer,
    LogReview,
    LookBack,
    PolicyProposal,
    Problem,
    Rectification,
)
from mingbai.inspections.refused import NotThere
from mingbai.inspections.states import Proposal, State
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.models import Officer
from mingbai.papers.paper import HEAD
from mingbai.papers.rectification_notice import Demand, RectificationNotice

UNDONE = [State.ORDERED.value, State.REPORTED.value, State.REOPENED.value]


@dataclass(frozen=True)
class Standing:
    """How the items of a division stand."""

    ordered: int
    undone: int
    overdue: int
    settled: int


def problems(region: Region) -> QuerySet[Problem]:
    """Return the list of problems of a division (R-809)."""
    return Problem.objects.filter(region__startswith=region.code).select_related("unit").order_by("found_on", "pk")


def rectifications(region: Region) -> QuerySet[Rectification]:
    """Return the rectification list of a division (R-808, R-809)."""
    found = Rectification.objects.filter(region__startswith=region.code)
    return found.select_related("problem__unit").order_by("until_on", "pk")


def overdue(region: Region, on: date) -> QuerySet[Rectification]:
    """Return the items whose day is past and that are not put right."""
    return rectifications(region).filter(state__in=UNDONE, until_on__lt=on)


def not_looked_at_again(region: Region) -> QuerySet[Rectification]:
    """Return the items that were accepted and that nobody has looked at again."""
    return rectifications(region).filter(state=State.CLOSED.value)


def look_backs(item_id: int) -> QuerySet[LookBack]:
    """Return every look-back at an item, the first one first."""
    return LookBack.objects.filter(item_id=item_id).order_by("pk")


def transfers_without_feedback(region: Region) -> QuerySet[ClueTransfer]:
    """Return the clues handed over of which nothing was heard."""
    found = ClueTransfer.objects.filter(region__startswith=region.code, feedback_on=None)
    return found.order_by("transferred_on", "pk")


def clues(region: Region, *, waiting: bool = True) -> QuerySet[ClueProposal]:
    """Return the proposals to hand clues over: those that wait, the oldest first; else those decided, newest first."""
    found = ClueProposal.objects.filter(region__startswith=region.code).select_related("problem", "transfer")
    if waiting:
        return found.filter(state=Proposal.PROPOSED.value).order_by("made_at", "pk")
    return found.exclude(state=Proposal.PROPOSED.value).order_by("-decided_at", "-pk")


def clues_of(problem_id: int) -> QuerySet[ClueProposal]:
    """Return every proposal to hand a problem's clue over, the first one first."""
    return ClueProposal.objects.filter(problem_id=problem_id).select_related("transfer").order_by("pk")


def policies(region: Region, *, waiting: bool = True) -> QuerySet[PolicyProposal]:
    """Return the policies proposed for the log: the one that waits; else those decided, newest first."""
    found = PolicyProposal.objects.filter(region__startswith=region.code)
    if waiting:
        return found.filter(state=Proposal.PROPOSED.value).order_by("pk")
    return found.exclude(state=Proposal.PROPOSED.value).order_by("-decided_at", "-pk")


def not_listed(region: Region) -> QuerySet[Outcome]:
    """Return what alerts confirmed with something to put right and nobody has listed yet."""
    found = Outcome.objects.filter(region__startswith=region.code, result__in=CONFIRMED_WORDS, overturned_by=None)
    return found.filter(problems=None, consequence="put_right").order_by("pk")


def standing(region: Region, on: date) -> Standing:
    """Return how many items there are, are not done, are late, and were found settled."""
    found = rectifications(region)
    return Standing(
        found.count(),
        found.filter(state__in=UNDONE).count(),
        overdue(region, on).count(),
        found.filter(state=State.SETTLED.value).count(),
    )


def notice(
    *, unit_id: int, region: Region, office: str, number: str, report_on: date, telephone: str, at: datetime
) -> RectificationNotice:
    """Return 整改通知书 to one unit with all that is ordered and undone there, ready to be rendered."""
    items = list(rectifications(region).filter(problem__unit_id=unit_id, state__in=UNDONE))
    names: Mapping[int, str] = dict(
        Officer.objects.filter(
            pk__in={number for item in items for number in (item.in_charge_id, item.leader_id)}
        ).values_list("pk", "name")
    )
    cites = dict.fromkeys(one for item in items for one in item.problem.cites.split())
    return RectificationNotice(
        office=office,
        number=number,
        made_at=at,
        unit=items[0].problem.unit.name if items else "",
        source="、".join(dict.fromkeys(item.problem.source for item in items)),
        demands=[
            Demand(item.problem.title, item.content, item.until_on, names[item.in_charge_id], names[item.leader_id])
            for item in items
        ],
        cites=list(cites),
        report_on=report_on,
        telephone=telephone,
    )


def log_review(review_id: int) -> LogReview:
    """Return the review of a month's log; raise NotThere if there is none in sight."""
    found = LogReview.objects.filter(pk=review_id).first()
    if found is None:
        raise NotThere("日志核查报告", "review of the log", review_id)
    return found


def log_paper(review_id: int, *, office: str, place: str, number: str, at: datetime) -> papers.LogReview:
    """Return 线上线下数据比对和操作日志核查报告, ready to be rendered, with the signatures the desk holds."""
    found = log_review(review_id)
    names = dict(Officer.objects.filter(pk__in=[found.made_by, found.signed_by]).values_list("pk", "name"))
    made = papers.Signature("核查人", "Reviewed by", names[found.made_by], found.made_at)
    signed = papers.Signature("审签人", "Signed by", names.get(found.signed_by or 0, ""), found.signed_at)
    return papers.LogReview(
        office=office,
        number=number,
        made_at=at,
        place=place,
        month=Month.parse(found.month),
        leaves=found.leaves,
        checkpoint=str(found.checkpoint),
        is_whole=found.is_whole,
        work=[papers.LogWork(*one) for one in found.work],
        matched=[papers.Matching(*one) for one in found.matched],
        findings=[papers.LogFinding(*one) for one in found.findings],
        signatures=(made, signed, HEAD),
    )
