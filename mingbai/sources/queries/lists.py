"""Departments' lists: which there are, which count for a month, what history tells of them, their rows opened."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pyarrow as pa
from django.db.models import Q, QuerySet

from mingbai.evidence.installation import installed_ring
from mingbai.files.tables import TABLES
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.sources.breaker import Judgement, Limits, Seen
from mingbai.sources.models import ROWS_A_DELIVERY, Delivery, SourceRow
from mingbai.sources.purposes import EVENTS, LASTS, REACH
from mingbai.sources.refused import RowsAltered, RowsGone
from mingbai.sources.sealing import opened_rows, rows_digest, table_of
from mingbai.sources.states import USED, State
from mingbai.standards.queries import parameters

YEAR = 12  # lists of the past the breaker judges by


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


def delivery_of(delivery_id: int) -> Delivery | None:
    """Return one version of a list, None if there is none in sight."""
    return Delivery.objects.filter(pk=delivery_id).first()


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
    """Return whether a list has exactly the rows it was imported with, or none once its time was over."""
    first = delivery.pk * ROWS_A_DELIVERY
    if delivery.rows_gone_on is not None:
        return not SourceRow.objects.filter(pk__gte=first, pk__lt=first + ROWS_A_DELIVERY).exists()
    try:
        _held(delivery)
    except RowsAltered:
        return False
    return True


def _held(delivery: Delivery) -> list[tuple[bytes | None, bytes | None, bytes]]:
    """Return the rows as they lie, proved to be those that were imported."""
    if delivery.rows_gone_on is not None:
        raise RowsGone(delivery.pk, delivery.rows_gone_on)
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
