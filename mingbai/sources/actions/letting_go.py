"""Rows of lists that nobody needs any more are let go; what they came to, and their digest, stays (R-1506)."""

from collections.abc import Iterator
from datetime import datetime

from mingbai.evidence.actions import record
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.actions.deciding import day_of
from mingbai.sources.keeping import Kept, goes_on
from mingbai.sources.models import ROWS_A_DELIVERY, Delivery, SourceRow
from mingbai.sources.states import USED, State
from mingbai.standards.queries import parameters


def let_go(*, region: Region, at: datetime) -> list[int]:
    """
    Remove the rows of every list of a division that has been of no use for as long as its standards say.

    Return the lists' ids. Each keeps how many rows it had, their digest, its hits and what they came to: whoever has
    the file can still prove that it is the one that was compared.
    """
    on, chosen = day_of(at), parameters()
    gone = []
    for delivery, kept in _kept(region):
        months = chosen.at(delivery.region, on).number("list_rows_kept_months")
        if goes_on(kept, months) <= on:
            delivery.rows_gone_on = on
            delivery.save(update_fields=["rows_gone_on"])
            first = delivery.pk * ROWS_A_DELIVERY
            rows = SourceRow.objects.filter(pk__gte=first, pk__lt=first + ROWS_A_DELIVERY)
            rows._raw_delete(rows.db)  # at once: nothing hangs on a row
            gone.append(delivery)
    record(type="sources.rows_let_go", rows=gone, by=None, at=at)
    return [delivery.pk for delivery in gone]


def _kept(region: Region) -> Iterator[tuple[Delivery, Kept]]:
    """Yield every list that still has its rows, with what decides how long."""
    found = Delivery.objects.filter(region__startswith=region.code, rows_gone_on=None)
    lists = list(found.select_for_update().order_by("covers_month", "version"))
    for place, one in enumerate(lists):
        later = (other for other in lists[place + 1 :] if _follows(other, one))
        yield (
            one,
            Kept(
                kind=one.kind,
                state=State(one.state),
                covers_month=Month.parse(one.covers_month),
                followed_on=min((day_of(other.made_at) for other in later), default=None),
                decided_on=day_of(one.released_at) if one.released_at else None,
            ),
        )


def _follows(other: Delivery, one: Delivery) -> bool:
    """Return whether a list took the place of another: a newer version of it, or in use for a later month."""
    same = (other.region, other.kind, other.department) == (one.region, one.kind, one.department)
    if not same:
        return False
    if other.covers_month == one.covers_month:
        return one.state == State.SUPERSEDED.value
    return other.state in USED
