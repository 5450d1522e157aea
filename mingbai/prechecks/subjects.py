"""Whom and what a finding is about, in our own keys: numbers are looked up and left behind."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db import connection

from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.people.queries import households_by_numbers, persons_by_numbers

Row = dict[str, Any]
LINES = """
SELECT household_id, programme, id, award_id, payee_id, coalesce(person_id, payee_id)
FROM rosters_rosterline
WHERE live AND month = %(month)s AND starts_with(region, %(region)s) AND household_id = ANY (%(households)s)
ORDER BY instalment, id
"""


def placed(rows: Sequence[Row], region: Region, month: Month) -> list[Row]:
    """Return the findings each with `person`, `household`, `award` and `line` by id, None where it has none."""
    persons = persons_by_numbers({row["person_id"] for row in rows if row["person_id"]})
    households = households_by_numbers(region, {row["household_id"] for row in rows if row["household_id"]})
    lines = _lines(region, month, sorted(set(households.values())))
    found = []
    for row in rows:
        person, household = persons.get(row["person_id"]), households.get(row["household_id"])
        line, award = _line(lines.get((household, row["programme"]), []), person)
        found.append(row | {"person": person, "household": household, "line": line, "award": award})
    return found


def _line(here: Sequence[tuple[int, int, int, int]], person: int | None) -> tuple[int | None, int | None]:
    """Return the line and award meant: a family's one line, of several the person's own."""
    own = [one for one in here if person in one[2:]] if len(here) > 1 else list(here)
    return (own[0][0], own[0][1]) if own else (None, None)


def _lines(
    region: Region, month: Month, households: list[int]
) -> dict[tuple[int | None, str], list[tuple[int, int, int, int]]]:
    found = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(LINES, {"month": month.first_on, "region": region.code, "households": households})
        for household, programme, *line in cursor.fetchall():
            found[household, programme].append(tuple(line))
    return found
