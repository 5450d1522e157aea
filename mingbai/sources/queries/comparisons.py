"""Comparisons: how far lists reach, what each month's runs found, what became of the hits, who asked for whom."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.people.models import Person
from mingbai.sources.models import Comparison, Disposal, Hit, Query
from mingbai.sources.purposes import KINDS, REQUIRED
from mingbai.sources.queries.lists import deliveries_in_use
from mingbai.sources.refused import NotCompared

WHOLE = 10_000


@dataclass(frozen=True)
class Coverage:
    """How far the lists of one kind reach in a division and a month."""

    kind: str
    is_required: bool
    lists: int
    as_of: date | None  # the oldest day among them
    persons: int
    covered: int

    @property
    def covered_bp(self) -> int:
        """Return the share of our people the lists can name, in basis points, rounded down; 0 where there is nobody."""
        return self.covered * WHOLE // self.persons if self.persons else 0


@dataclass(frozen=True)
class Run:
    """One line of the log of comparisons: when, with what, how far it reached, what it found and what became of it."""

    comparison_id: int
    kind: str
    made_at: datetime
    persons: int
    covered: int
    authorised: int
    hits: int
    leads: int  # hits to be verified, first found in this month
    disposed: int

    @property
    def covered_bp(self) -> int:
        """Return the share of our people that were compared, in basis points."""
        return self.covered * WHOLE // self.persons if self.persons else 0


class Lead(NamedTuple):
    """What a hit says: which list names whom, where the person lives, in which row."""

    delivery_id: int
    region: str
    person_id: int
    row_id: int


def leads_digest(leads: Iterable[Lead]) -> bytes:
    """Return the SHA-256 over hits, in the order of list and person."""
    told = (f"{lead.delivery_id} {lead.person_id} {lead.row_id}" for lead in sorted(leads))
    return sha256("\n".join(told).encode()).digest()


def lost_hits(region: Region, month: Month) -> list[int]:
    """Return the runs of a division in a month whose hits are not those they found: to be empty."""
    wrong = []
    for run in Comparison.objects.filter(region=region.code, month=month.first_on).order_by("pk"):
        found = Hit.objects.filter(comparison=run).values_list("delivery_id", "region", "person_id", "row_id")
        if leads_digest(Lead(*one) for one in found) != bytes(run.leads_sha256):
            wrong.append(run.pk)
    return wrong


def coverage(region: Region, month: Month) -> list[Coverage]:
    """Return how far each kind of list reaches that must be there each month (R-901, R-902) or is there."""
    lists = list(deliveries_in_use(region, month))
    held = {one.kind for one in lists}
    living = Person.objects.filter(died_on=None, region__startswith=region.code)
    persons = living.count()
    found = []
    for kind in (name for name in KINDS if name in REQUIRED or name in held):
        mine = [one for one in lists if one.kind == kind]
        places = Q(pk__in=[])
        for place in {one.region for one in mine}:
            places |= Q(region__startswith=place)
        covered = living.filter(places, id_is_valid=True).count() if mine else 0
        as_of = min((one.as_of for one in mine), default=None)
        found.append(Coverage(kind, kind in REQUIRED, len(mine), as_of, persons, covered))
    return found


def run_log(region: Region, month: Month) -> list[Run]:
    """Return the comparisons of a division in a month, the last of each kind, with what became of the hits (R-901)."""
    last: dict[str, Comparison] = {}
    for run in Comparison.objects.filter(region=region.code, month=month.first_on).order_by("pk"):
        last[run.kind] = run
    counts = {
        line["kind"]: (line["leads"], line["disposed"])
        for line in hits(region, month)
        .order_by()
        .values("kind")
        .annotate(leads=Count("pk"), disposed=Count("disposal"))
    }
    return [
        Run(run.pk, kind, run.made_at, run.persons, run.covered, run.authorised, run.hits, *counts.get(kind, (0, 0)))
        for kind, run in sorted(last.items())
    ]


def require_compared(region: Region, month: Month, kinds: Sequence[str] = ("deaths", "cremations")) -> None:
    """Raise NotCompared unless a month's comparison with each of these lists was made and reached somebody (R-511)."""
    runs = Comparison.objects.filter(region=region.code, month=month.first_on, kind__in=kinds)
    reached = {run.kind for run in runs if run.covered or not run.persons}
    if missing := [kind for kind in kinds if kind not in reached]:
        raise NotCompared(missing, region.code, month)


def hits(region: Region, month: Month) -> QuerySet[Hit]:
    """Return the hits first found in a month, of people of a division."""
    found = Hit.objects.filter(region__startswith=region.code, month=month.first_on)
    return found.select_related("disposal").order_by("kind", "pk")


def outcomes(region: Region, month: Month) -> dict[str, int]:
    """Return outcome → how many of the month's hits came to it; omissions stand beside overpayments (R-903)."""
    found = Disposal.objects.filter(region__startswith=region.code, hit__month=month.first_on)
    return dict(found.order_by().values_list("outcome").annotate(Count("pk")))


def questions(region: Region, since: datetime, until: datetime) -> QuerySet[Query]:
    """Return what was asked of the lists in a span of time, for the monthly review of the log."""
    return Query.objects.filter(region__startswith=region.code, made_at__gte=since, made_at__lt=until).order_by("pk")
