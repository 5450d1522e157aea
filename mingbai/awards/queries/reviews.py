"""When awards are to be looked at again: after a year, or half a year where things may change quickly."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from mingbai.awards.models import Award, Decision, Review
from mingbai.kernel.region import Region
from mingbai.people.queries import relatives_of_officers
from mingbai.policy.parameters import Parameters


@dataclass(frozen=True)
class Due:
    """An award whose review is due by a day."""

    award_id: int
    region: str
    household_id: int
    programme: str
    due_on: date


def months_between_reviews(decision: Decision, place: Parameters) -> int:
    """Return 12 months where little changes, 6 for unsettled households and filed kin of officers (R-504, R-505)."""
    on = place.on
    filed = {kin.person_id for kin in relatives_of_officers(Region(decision.region), on)}
    if filed & {*decision.members, decision.payee_id}:
        return place.number("review_filed_months")
    return place.number("review_unstable_months" if decision.is_unstable else "review_stable_months")


def reviews_due(region: Region, by_day: date) -> list[Due]:
    """Return the awards in force in a division whose review is due by a day, the longest overdue first."""
    month = by_day.replace(day=1)
    last = Review.objects.filter(award=OuterRef("award_id")).order_by("-done_on", "-pk").values("next_due_on")[:1]
    newest = (
        Decision.objects.filter(award=OuterRef("pk"), state="approved", effective_month__lte=month)
        .order_by("-version")
        .values("kind")[:1]
    )
    first = Decision.objects.filter(
        award__region__startswith=region.code, state="approved", review_due_on__isnull=False
    ).annotate(due=Coalesce(Subquery(last), F("review_due_on")))
    running = Award.objects.annotate(word=Subquery(newest)).exclude(word="stop").exclude(word=None)
    found = first.filter(due__lte=by_day, award__in=running).order_by("award_id", "-version").distinct("award_id")
    columns = ("award_id", "award__region", "award__household_id", "programme", "due")
    due = [Due(*row) for row in found.values_list(*columns)]
    return sorted(due, key=lambda one: (one.due_on, one.award_id))


def reviews_of(award_id: int) -> QuerySet[Review]:
    """Return the reviews of an award, the latest first."""
    return Review.objects.filter(award_id=award_id).order_by("-done_on", "-pk")
