"""What is asked about departments' lists: the only readers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any, NamedTuple

import pyarrow as pa
from django.db.models import Count, Q, QuerySet

from mingbai.evidence.installation import installed_ring
from mingbai.files.tables import TABLES
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.people.models import Person
from mingbai.sources.breaker import Judgement, Limits, Seen
from mingbai.sources.models import ROWS_A_DELIVERY, Comparison, Delivery, Disposal, Hit, Query, SourceRow
from mingbai.sources.purposes import EVENTS, KINDS, LASTS, REACH, REQUIRED
from mingbai.sources.refused import RowsAltered
from mingbai.sources.sealing import opened_rows, rows_digest, table_of
from mingbai.sources.states import USED, State
from mingbai.standards.queries import parameters

YEAR = 12  # lists of the past the breaker judges by
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


def limits(region: str, on: date) -> Limits:
    """Return what the circuit breaker goes by in a division on a day."""
    values = parameters().at(region, on)
    return Limits(
        *(values.number(key) for key in ("list_chance_ppm", "list_surge_bp", "list_shrunk_bp", "first_list_bp"))
    )


def history(region: str, kind: str, department: str, before: Month) -> list[Seen]:
    """Return what the lists of a department were in the months before, those that were used and whole."""
    used = Q(state__in=USED) | Q(state=State.SUPERSEDED.value)
    sound = ~Q(judgement=Judgement.SHRUNK.value) & (~Q(judgement=Judgement.SURGE.value) | Q(released_by__isnull=False))
    past = Delivery.objects.filter(
        used & sound, region=region, kind=kind, department=department, covers_month__lt=before.first_on
    )
    newest: dict[date, Seen] = {}
    for one in past.order_by("-covers_month", "-version"):
        newest.setdefault(one.covers_month, Seen(one.rows, one.persons, one.hits_found))
    return list(newest.values())[:YEAR]


def deliveries(region: Region, month: Month | None = None) -> QuerySet[Delivery]:
    """Return every version of every list of a division and all below it, newest month first."""
    found = Delivery.objects.filter(region__startswith=region.code).select_related("made_by", "released_by")
    found = found.filter(covers_month=month.first_on) if month else found
    return found.order_by("-covers_month", "kind", "region", "department", "-version")


def deliveries_in_use(region: Region, month: Month) -> QuerySet[Delivery]:
    """Return the lists of a month that are in use."""
    return deliveries(region, month).filter(state__in=USED)


def counting(region: Region, month: Month, kind: str) -> list[Delivery]:
    """
    Return the lists of a kind that count for a month, oldest first.

    Of events (deaths, cremations, ...) every month's list adds to those before it, three years back; of what merely
    is so (a vehicle, a post) a department's newest list counts, for a year at most.
    """
    reach = REACH if kind in EVENTS else LASTS
    used = Delivery.objects.filter(
        region__startswith=region.code,
        kind=kind,
        state__in=USED,
        covers_month__lte=month.first_on,
        covers_month__gt=month.plus(-reach).first_on,
    ).order_by("covers_month", "region", "department", "pk")
    if kind in EVENTS:
        return list(used)
    newest = {(one.region, one.department): one for one in used}
    return sorted(newest.values(), key=lambda one: (one.covers_month, one.region, one.department))


def rows_table(delivery: Delivery) -> pa.Table:
    """Return a list's rows opened, with the columns of `Table.frozen()`; raise RowsAltered unless as imported."""
    texts = opened_rows(installed_ring(), delivery.key, ((place, row[2]) for place, row in enumerate(_held(delivery))))
    return table_of(texts, delivery.columns, TABLES[delivery.kind].frozen())


def rows_of(delivery: Delivery) -> Iterator[dict[str, Any]]:
    """Yield a list's rows opened, column → value; raise RowsAltered unless all are as imported."""
    for batch in rows_table(delivery).to_batches(max_chunksize=10_000):
        yield from batch.to_pylist()


def is_intact(delivery: Delivery) -> bool:
    """Return whether a list has exactly the rows it was imported with."""
    try:
        _held(delivery)
    except RowsAltered:
        return False
    return True


def _held(delivery: Delivery) -> list[tuple[bytes | None, bytes | None, bytes]]:
    """Return the rows as they lie, proved to be those that were imported."""
    first = delivery.pk * ROWS_A_DELIVERY
    found = SourceRow.objects.filter(pk__gte=first, pk__lt=first + ROWS_A_DELIVERY).order_by("pk")
    columns = found.values_list("pk", "person_index", "other_index", "sealed")
    held, places = [], []
    for key, *values in columns.iterator(chunk_size=20_000):
        places.append(key - first)
        held.append((_bytes(values[0]), _bytes(values[1]), _bytes(values[2]) or b""))
    if places != list(range(delivery.rows)) or rows_digest(held) != bytes(delivery.rows_sha256):
        raise RowsAltered(delivery.pk)
    return held


def _bytes(value: Any) -> bytes | None:
    return None if value is None else bytes(value)


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
