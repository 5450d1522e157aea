"""Years of a division from the kept sums: month by month, place by place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, NamedTuple

from django.db import connection

from mingbai.cockpit.actions import recent
from mingbai.cockpit.models import COLUMNS
from mingbai.cockpit.sql import KEYS, reckoned
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region

TOWNSHIP = 9  # digits: the smallest place there are sums of
BELOW = {1: 2, 2: 4, 4: 6, 6: TOWNSHIP}  # digits of the division shown → of the places it is shown by
WORKED_ON, OLD = timedelta(minutes=20), timedelta(hours=26)  # after which sums are older than the jobs leave them
SUMS = ", ".join(f"sum({name})::bigint" for name in COLUMNS)
BY_PLACE = f"""
SELECT left(region, %(digits)s), month, {SUMS} FROM cockpit_figure
WHERE starts_with(region, %(region)s) AND month BETWEEN %(first)s AND %(last)s GROUP BY 1, 2
"""
AGE = """
SELECT min(kept.at), bool_or(kept.id IS NULL OR NOT kept.is_final AND kept.at < %(latest)s)
FROM (
    SELECT DISTINCT left(region, 6) AS county FROM rosters_roster
    WHERE month = %(month)s AND starts_with(region, %(region)s)
) AS due
LEFT JOIN cockpit_reckoning AS kept ON kept.region = due.county AND kept.month = %(month)s
"""


class Sums(NamedTuple):
    """What lines come to; the columns of a kept figure, in fen and numbers."""

    rostered_lines: int = 0
    rostered_fen: int = 0
    lines: int = 0
    persons: int = 0
    fen: int = 0
    singles: int = 0
    entries: int = 0
    raised: int = 0
    lowered: int = 0
    exits: int = 0
    arrived_lines: int = 0
    arrived_fen: int = 0
    unmatched_lines: int = 0
    unmatched_fen: int = 0
    returned_lines: int = 0
    returned_fen: int = 0
    on_way_lines: int = 0
    on_way_fen: int = 0
    unsent_lines: int = 0
    unsent_fen: int = 0
    on_time: int = 0
    by_card: int = 0

    @property
    def arrived_share(self) -> float | None:
        """Return which part of the money released has arrived, None where nothing was released."""
        return self.arrived_fen / self.fen if self.fen else None


assert Sums._fields == COLUMNS
NOTHING = Sums()


@dataclass(frozen=True)
class History:
    """A division's months, oldest first, and the places it is shown by."""

    region: Region
    months: tuple[Month, ...]
    cells: Mapping[tuple[str, Month], Sums]

    @cached_property
    def places(self) -> tuple[str, ...]:
        """Return the codes of the places that have sums in any of the months."""
        return tuple(sorted({place for place, _ in self.cells}))

    @cached_property
    def by_month(self) -> Mapping[Month, Sums]:
        """Return what each month comes to; nothing for one without rosters."""
        return {month: _sum(self.cells.get((place, month)) for place in self.places) for month in self.months}

    @property
    def now(self) -> Sums:
        """Return what the month shown comes to."""
        return self.by_month[self.months[-1]]

    def at(self, place: str, month: Month) -> Sums | None:
        """Return what a place's month comes to, None where it has none."""
        return self.cells.get((place, month))


@dataclass(frozen=True)
class Age:
    """How old a month's sums are."""

    at: datetime | None  # when the oldest of them were reckoned; None before any was
    is_stale: bool  # some are older than they should be, or missing


def history(region: Region, last: Month, months: int = 36) -> History:
    """Return so many months of a division up to one; where a level has one place only, that of the next."""
    span = tuple(last.plus(back - months + 1) for back in range(months))
    digits = BELOW.get(len(region.code), TOWNSHIP)
    while True:
        found = History(region, span, _cells(region, span, digits))
        if len(found.places) != 1 or digits == TOWNSHIP:
            return found
        digits = BELOW[digits]


def age(region: Region, month: Month, at: datetime) -> Age:
    """Return how old the sums of a division's month are."""
    latest = at - (WORKED_ON if month.first_on >= recent(at).first_on else OLD)
    with connection.cursor() as cursor:
        cursor.execute(AGE, {"region": region.code, "month": month.first_on, "latest": latest})
        ((since, is_stale),) = cursor.fetchall()
    return Age(since, bool(is_stale))


def differing(region: Region, month: Month, due_on: date) -> list[tuple[object, ...]]:
    """Return the sums of a county's month that are not what its rows come to; empty is as it must be."""
    columns = ", ".join((*KEYS, *COLUMNS))
    kept = f"SELECT {columns} FROM cockpit_figure WHERE month = %(month)s AND starts_with(region, %(region)s)"
    rows = f"SELECT {columns} FROM ({reckoned()}) AS found"
    with connection.cursor() as cursor:
        facts: dict[str, Any] = {"region": region.code, "month": month.first_on, "due_on": due_on}
        cursor.execute(f"({kept} EXCEPT {rows}) UNION ALL ({rows} EXCEPT {kept})", facts)
        return list(cursor.fetchall())


def _cells(region: Region, span: tuple[Month, ...], digits: int) -> dict[tuple[str, Month], Sums]:
    facts: dict[str, Any] = {
        "region": region.code,
        "digits": digits,
        "first": span[0].first_on,
        "last": span[-1].first_on,
    }
    with connection.cursor() as cursor:
        cursor.execute(BY_PLACE, facts)
        return {(place, Month.parse(month)): Sums(*sums) for place, month, *sums in cursor.fetchall()}


def _sum(some: Iterable[Sums | None]) -> Sums:
    found = [one for one in some if one]
    return Sums(*map(sum, zip(*found, strict=True))) if found else NOTHING
