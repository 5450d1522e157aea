"""The only writer of this stage: reckons months anew and keeps their sums; the machine does it, for everybody."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection

from mingbai.cockpit.models import COLUMNS, Reckoning
from mingbai.cockpit.sql import KEYS, reckoned
from mingbai.config.guards import NATION, scope
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.actions.deciding import day_of
from mingbai.receipts.queries import is_closed
from mingbai.standards.deadlines import Due
from mingbai.standards.queries import deadlines_of

COUNTY = 6  # digits
RECENT_MONTHS = 2  # before the month of the day, in which work is still done every hour
DUE = """
SELECT DISTINCT left(roster.region, 6) AS county, roster.month FROM rosters_roster AS roster
LEFT JOIN cockpit_reckoning AS kept ON kept.region = left(roster.region, 6) AND kept.month = roster.month
WHERE roster.month >= %(since)s AND kept.is_final IS NOT TRUE ORDER BY county, roster.month
"""


COUNTIES = """
SELECT DISTINCT left(roster.region, 6) FROM rosters_roster AS roster
LEFT JOIN cockpit_reckoning AS kept ON kept.region = left(roster.region, 6) AND kept.month = roster.month
WHERE roster.month = %(month)s AND starts_with(roster.region, %(region)s)
    AND kept.is_final IS NOT TRUE AND (kept.at IS NULL OR kept.at <= %(since)s)
ORDER BY 1
"""
AT_MOST_EVERY = timedelta(seconds=10)  # whoever presses twice


def reckon(*, region: Region, month: Month, at: datetime) -> int:
    """
    Reckon a county's month from its rows and keep the sums; return how many there are.

    All rows of the county count, whoever asks: an officer who sees one township leaves the others' sums as true.
    """
    county = region.code[:COUNTY]
    facts: dict[str, Any] = {"region": county, "month": month.first_on, "due_on": due_on(county, month)}
    into = ", ".join([*KEYS, *COLUMNS])
    with scope(NATION), connection.cursor() as cursor:
        is_final = is_closed(Region(county), month)  # asked first: what is closed meanwhile is reckoned once more
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"cockpit {county} {month}"])
        cursor.execute("DELETE FROM cockpit_figure WHERE month = %(month)s AND starts_with(region, %(region)s)", facts)
        cursor.execute(f"INSERT INTO cockpit_figure ({into}) SELECT {into} FROM ({reckoned()}) AS found", facts)
        rows = int(cursor.rowcount)
        Reckoning.objects.bulk_create(
            [Reckoning(region=county, month=month.first_on, at=at, is_final=is_final)],
            update_conflicts=True,
            unique_fields=["region", "month"],
            update_fields=["at", "is_final"],
        )
    return rows


def reckon_division(*, region: Region, month: Month, at: datetime) -> int:
    """Reckon the month of every county that lies in a division or that it lies in; return how many were."""
    with scope(NATION), connection.cursor() as cursor:
        cursor.execute(COUNTIES, {"region": region.code[:COUNTY], "month": month.first_on, "since": at - AT_MOST_EVERY})
        counties = [Region(county) for (county,) in cursor.fetchall()]
    for county in counties:
        reckon(region=county, month=month, at=at)
    return len(counties)


def reckon_due(*, at: datetime, since: Month | None = None) -> list[tuple[Region, Month]]:
    """Reckon every county's months that may have changed, from one month on if named; return which."""
    first_on = since.first_on if since else date.min
    with scope(NATION), connection.cursor() as cursor:
        cursor.execute(DUE, {"since": first_on})
        due = [(Region(county), Month.parse(month)) for county, month in cursor.fetchall()]
    for county, month in due:
        reckon(region=county, month=month, at=at)
    return due


def recent(at: datetime) -> Month:
    """Return the first of the months in which work is still done every hour."""
    return Month.parse(day_of(at)).plus(-RECENT_MONTHS)


def due_on(county: str, month: Month) -> date:
    """Return the last day on which a county's month is paid in time."""
    found = {one.due: one for one in deadlines_of(county, month)}
    return found[Due.PAYMENT].last_on
