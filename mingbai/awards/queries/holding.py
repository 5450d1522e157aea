"""What a household has or had: its awards with every decision, hearing and notice about each."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import QuerySet

from mingbai.awards.models import Award, Decision, Hearing, Notice
from mingbai.awards.queries.deciding import due_fen
from mingbai.awards.states import PENDING, State
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region

Row = TypeVar("Row", Decision, Hearing, Notice)


@dataclass(frozen=True)
class Held:
    """An award with all that was decided about it, in order."""

    award: Award
    decisions: tuple[Decision, ...]
    hearings: tuple[Hearing, ...]
    notices: tuple[Notice, ...]

    @property
    def word(self) -> Decision | None:
        """Return the latest decision that was confirmed, whenever it begins; None while there is none."""
        return next((one for one in reversed(self.decisions) if one.state == State.APPROVED), None)

    @property
    def pending(self) -> Decision | None:
        """Return the decision that waits for somebody: until it is decided no other is proposed."""
        return next((one for one in self.decisions if one.state in PENDING), None)

    def counts_in(self, month: Month) -> Decision | None:
        """Return the decision that counts in a month, None before the award began."""
        approved = (one for one in reversed(self.decisions) if one.state == State.APPROVED)
        return next((one for one in approved if one.effective_month <= month.first_on), None)

    def due_fen(self, month: Month) -> int:
        """Return what is due in a month."""
        return due_fen(self.counts_in(month), month)


def held_by(household_ids: Collection[int]) -> list[Held]:
    """Return the awards of households with their histories, explanations at hand; four queries, however many."""
    return _held(Award.objects.filter(household_id__in=list(household_ids)))


def held(award_id: int) -> Held | None:
    """Return one award with its history, None where it is not in sight."""
    return next(iter(_held(Award.objects.filter(pk=award_id))), None)


def _held(found: QuerySet[Award]) -> list[Held]:
    awards = list(found.order_by("household_id", "programme", "pk"))
    keys = [award.pk for award in awards]
    told = Decision.objects.filter(award_id__in=keys).select_related("reckoning__wording").order_by("version")
    decisions, hearings, notices = (
        _by_award(told),
        _by_award(Hearing.objects.filter(award_id__in=keys).order_by("pk")),
        _by_award(Notice.objects.filter(award_id__in=keys).order_by("pk")),
    )
    return [Held(one, decisions[one.pk], hearings[one.pk], notices[one.pk]) for one in awards]


def certified(region: Region, number: str) -> list[int]:
    """Return the households of a division with an award of this certificate's number."""
    found = Award.objects.filter(region__startswith=region.code, certificate_no=number)
    return list(found.order_by("household_id").values_list("household_id", flat=True).distinct())


def _by_award(rows: Iterable[Row]) -> dict[int, tuple[Row, ...]]:
    grouped: dict[int, tuple[Row, ...]] = defaultdict(tuple)
    for row in rows:
        grouped[row.award_id] += (row,)
    return grouped
