"""The monthly comparison: the register against every list that counts, with a log for the county and each township."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from mingbai.evidence.actions import record
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.actions.deciding import day_of
from mingbai.offices.actor import Actor
from mingbai.offices.queries import require_listed
from mingbai.sources.actions.acting import acting, allow_, require_place
from mingbai.sources.actions.importing import STEP
from mingbai.sources.models import ROWS_A_DELIVERY, Comparison, Hit
from mingbai.sources.purposes import KINDS, LEADS
from mingbai.sources.queries import Lead, counting, leads_digest
from mingbai.sources.states import IMPORTS

TOWNSHIP = 9  # digits of a township's code
COMPARED = f"""
WITH living AS MATERIALIZED (
    SELECT id, region, id_index, id_is_valid FROM people_person
    WHERE died_on IS NULL AND region >= %(first)s AND region < %(last)s
), named AS MATERIALIZED (
    SELECT row.person_index FROM unnest(%(lists)s::bigint[]) AS list (id)
    JOIN sources_sourcerow row ON row.id >= list.id * {ROWS_A_DELIVERY} AND row.id < (list.id + 1) * {ROWS_A_DELIVERY}
    UNION
    SELECT row.other_index FROM unnest(%(lists)s::bigint[]) AS list (id)
    JOIN sources_sourcerow row ON row.id >= list.id * {ROWS_A_DELIVERY} AND row.id < (list.id + 1) * {ROWS_A_DELIVERY}
), authorised AS (
    SELECT DISTINCT person_id FROM people_authorisation
    WHERE state = 'confirmed' AND (until_on IS NULL OR until_on > %(on)s)
), judged AS (
    SELECT left(living.region, {TOWNSHIP}) AS township,
        id_is_valid AND EXISTS (
            SELECT FROM unnest(%(places)s::text[]) AS place WHERE starts_with(living.region, place)
        ) AS covered,
        authorised.person_id IS NOT NULL AS authorised, named.person_index IS NOT NULL AS named
    FROM living LEFT JOIN named ON named.person_index = living.id_index
    LEFT JOIN authorised ON authorised.person_id = living.id
)
SELECT township, count(*), count(*) FILTER (WHERE covered), count(*) FILTER (WHERE authorised),
    count(*) FILTER (WHERE named)
FROM judged GROUP BY ROLLUP (township) ORDER BY township NULLS FIRST
"""
LEADING = f"""
SELECT list.id, person.region, person.id, min(row.id)
FROM unnest(%(lists)s::bigint[]) AS list (id)
JOIN sources_sourcerow row ON row.id >= list.id * {ROWS_A_DELIVERY} AND row.id < (list.id + 1) * {ROWS_A_DELIVERY}
JOIN people_person person ON person.id_index = row.person_index AND person.died_on IS NULL
    AND person.region >= %(first)s AND person.region < %(last)s
WHERE NOT EXISTS (SELECT FROM sources_hit WHERE delivery_id = list.id AND person_id = person.id)
GROUP BY list.id, person.region, person.id ORDER BY list.id, person.id
"""


def compare(
    *, month: Month, by: Actor, at: datetime, region: Region | None = None, kinds: Sequence[str] = tuple(KINDS)
) -> list[int]:
    """
    Compare the register with the lists of these kinds that count for a month; return the runs of the division itself.

    Each kind leaves one run for the division and one for every township in it (R-901, R-902, R-911); what a list of
    deaths, cremations, prisoners, the public payroll or businesses names is a hit to be verified. A kind without any
    list leaves a run that covers nobody, so that the gap is on record. What was a hit before is none again.
    """
    region = region or by.region
    with acting(by):
        allow_(by, IMPORTS, ("比对部门名单", "compare with departments' lists"), at)
        require_place(by, region)
        require_listed(step_id=STEP, by=by, region=region, on=day_of(at))
        return [_compared(kind, region, month, by, at) for kind in kinds if people_named(kind)]


def people_named(kind: str) -> bool:
    """Return whether the rows of a kind are about people, by whose number they can be compared."""
    return any(column.name == "person_id" for column in KINDS[kind].columns)


def _compared(kind: str, region: Region, month: Month, by: Actor, at: datetime) -> int:
    lists = counting(region, month, kind)
    facts: dict[str, Any] = {
        "first": region.code,
        "last": f"{region.code}:",
        "lists": [one.pk for one in lists],
        "places": [one.region for one in lists if one.covers_month == month.first_on],
        "on": day_of(at),
        "kind": kind,
        "month": month.first_on,
    }
    counts = _found(COMPARED, facts)
    leads = [Lead(*lead) for lead in _found(LEADING, facts)] if kind in LEADS and lists else []
    runs = [
        Comparison(
            region=region.code if place is None else place,
            month=month.first_on,
            kind=kind,
            deliveries=facts["lists"],
            persons=persons,
            covered=covered,
            authorised=authorised,
            hits=hits,
            leads=len(leads) if place is None else 0,
            leads_sha256=leads_digest(leads) if place is None else b"",
            made_by_id=by.id,
            made_at=at,
        )
        for place, persons, covered, authorised, hits in counts
        if place is None or len(place) > len(region.code)
    ]
    runs = Comparison.objects.bulk_create(runs)
    record(type="sources.compared", rows=runs, by=by, at=at)
    Hit.objects.bulk_create(_hit(lead, runs[0]) for lead in leads)
    return runs[0].pk


def _hit(lead: Lead, run: Comparison) -> Hit:
    return Hit(comparison=run, kind=run.kind, month=run.month, **lead._asdict())


def _found(question: str, facts: dict[str, Any]) -> list[tuple[Any, ...]]:
    """Return the rows of a question that joins many to many: each side is read once, whatever statistics say."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop = off")
        cursor.execute(question, facts)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        cursor.execute("SET LOCAL enable_nestloop TO DEFAULT")
    return rows
