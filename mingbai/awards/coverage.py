"""Whom awards cover: checked before a proposal, written with it, cut and prolonged by what is decided."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db import connection

from mingbai.awards.models import Award, Covered
from mingbai.awards.refused import CoveredAlready
from mingbai.files.tables.words import PROGRAMMES
from mingbai.kernel.month import Month

MEETING = """
SELECT person.name, award.programme, covered.region, lower(covered.months)
FROM awards_covered AS covered
JOIN awards_award AS award ON award.id = covered.award_id
JOIN people_person AS person ON person.id = covered.person_id
WHERE covered.person_id = ANY (%s) AND covered.award_id <> %s
  AND covered.months && daterange(%s, %s) AND covered.claims && %s::int4multirange
ORDER BY covered.id LIMIT 1
"""
INSERTED = """
INSERT INTO awards_covered (award_id, region, person_id, claims, months)
SELECT %s, %s, person, %s::int4multirange, daterange(%s, %s) FROM unnest(%s::bigint[]) AS person
"""
CUT = """
UPDATE awards_covered SET months = months * daterange(NULL, %s)
WHERE award_id = %s AND (upper_inf(months) OR upper(months) > %s)
"""
PROLONGED = """
UPDATE awards_covered SET months = daterange(lower(months), %s)
WHERE award_id = %s AND person_id = ANY (%s) AND upper(months) = %s
RETURNING person_id
"""
RESTARTED = "UPDATE awards_covered SET months = daterange(%s, %s) WHERE award_id = %s"
EMPTIED_ALL = (
    "UPDATE awards_covered SET months = 'empty' WHERE award_id IN (SELECT id FROM awards_award WHERE batch_id = %s)"
)
EMPTIED = "UPDATE awards_covered SET months = 'empty' WHERE award_id = %s"


def ends_on(until_month: date | None) -> date | None:
    """Return the first day after a last month, None for no end."""
    return Month.parse(until_month).next().first_on if until_month else None


def require_free(
    *, award_id: int, persons: Collection[int], claims: str, from_on: date, until_month: date | None
) -> None:
    """Raise CoveredAlready where one of these persons has an award within sight that excludes this one."""
    with connection.cursor() as cursor:
        cursor.execute(MEETING, [list(persons), award_id, from_on, ends_on(until_month), claims])
        found = cursor.fetchone()
    if found:
        name, programme, place, since = found
        raise CoveredAlready(name, PROGRAMMES[programme][0], place, Month.parse(since) if since else None)


def cover(award: Award, persons: Iterable[int], claims: str, from_on: date, until_month: date | None) -> None:
    """Let an award cover these persons from a month on; the database refuses where another excludes it."""
    with connection.cursor() as cursor:
        cursor.execute(INSERTED, [award.pk, award.region, claims, from_on, ends_on(until_month), list(persons)])


def recover(award: Award, persons: Collection[int], claims: str, from_on: date, until_month: date | None) -> None:
    """Let an award cover exactly these persons from a month on, and before it whom it covered; nobody if none."""
    with connection.cursor() as cursor:
        cursor.execute(CUT, [from_on, award.pk, from_on])
        cursor.execute(PROLONGED, [ends_on(until_month), award.pk, list(persons), from_on])
        kept = {person for (person,) in cursor.fetchall()}
    cover(award, [person for person in persons if person not in kept], claims, from_on, until_month)


def restart(award: Award, from_on: date, until_month: date | None) -> None:
    """Let a new award cover whom it was proposed for from the month in which it really begins."""
    with connection.cursor() as cursor:
        cursor.execute(RESTARTED, [from_on, ends_on(until_month), award.pk])


def uncover(award: Award) -> None:
    """Let a refused award cover nobody."""
    with connection.cursor() as cursor:
        cursor.execute(EMPTIED, [award.pk])


def uncover_batch(batch_id: int) -> None:
    """Let the refused awards of an opening stock cover nobody."""
    with connection.cursor() as cursor:
        cursor.execute(EMPTIED_ALL, [batch_id])


def covered_persons(award_id: int, on: date) -> list[int]:
    """Return whom an award covers in the month that begins on a day."""
    found = Covered.objects.filter(award_id=award_id, months__contains=on).order_by("person_id")
    return list(found.values_list("person_id", flat=True))
