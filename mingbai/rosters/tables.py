"""Rosters as the lists that rules read: this month's and earlier months', with the columns of the contract."""

from collections.abc import Sequence
from typing import Any

import pyarrow as pa
from django.db import connection

from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.people.queries import opened_accounts, opened_numbers

# What is held of a line is still on the month's roster as far as anybody compares, until somebody decided that it is
# not due: an award stopped from that month on. Where a home is paid for who lives there, the payee is that person, as
# on the approval; whose account it is, the holder's name says.
STANDING = """
WITH standing AS (
    SELECT line.*, line.amount_fen AS fen FROM rosters_rosterline AS line
    WHERE line.live AND line.month = ANY (%(months)s) AND starts_with(line.region, %(region)s)
    UNION ALL
    SELECT line.*, departure.held_fen FROM rosters_departure AS departure
    JOIN rosters_rosterline AS line ON line.id = departure.line_id
    WHERE departure.why = 'held' AND departure.state = 'done'
        AND line.month = ANY (%(months)s) AND starts_with(line.region, %(region)s)
        AND NOT EXISTS (
            SELECT FROM rosters_rosterline AS back
            WHERE back.makes_up_for_id = departure.id AND back.roster_id <> departure.roster_id AND back.live
        )
        AND NOT EXISTS (
            SELECT FROM awards_decision AS stop
            WHERE stop.award_id = line.award_id AND stop.kind = 'stop' AND stop.state = 'approved'
                AND stop.effective_month <= line.month AND stop.id > line.decision_id
        )
)
SELECT standing.month, standing.programme, min(standing.region), household.number, standing.payee_id,
    min(CASE WHEN standing.payee_organisation_id IS NULL THEN standing.payee_name ELSE payee.name END),
    max(standing.account_id), min(standing.holder_name), sum(standing.fen)::bigint,
    max(standing.member_count)
FROM standing
JOIN people_household AS household ON household.id = standing.household_id
JOIN people_person AS payee ON payee.id = standing.payee_id
GROUP BY standing.award_id, standing.month, standing.programme, household.number, standing.payee_id
ORDER BY 3, 2, 4, 5, 1
"""
COLUMNS = (
    ("month", pa.date32()), ("programme", pa.string()), ("region_code", pa.string()), ("household_id", pa.string()),
    ("payee_id", pa.string()), ("payee_name", pa.string()), ("account_no", pa.string()),
    ("account_name", pa.string()), ("amount_fen", pa.int64()), ("member_count", pa.int64()),
)  # fmt: skip


def roster(region: Region, month: Month) -> pa.Table:
    """
    Return what is rostered in a division for a month; ID and account numbers stand in full.

    Whoever freezes it logs the snapshot.
    """
    return previous_roster(region, [month])


def previous_roster(region: Region, months: Sequence[Month]) -> pa.Table:
    """Return what was rostered in a division for some months, as `roster`."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop = off")
        cursor.execute(STANDING, {"months": [month.first_on for month in months], "region": region.code})
        rows = cursor.fetchall()
        cursor.execute("SET LOCAL enable_nestloop = on")
    given: list[list[Any]] = [list(column) for column in zip(*rows, strict=True)] if rows else [[] for _ in COLUMNS]
    numbers, accounts = opened_numbers(set(given[4])), opened_accounts(set(given[6]))
    given[4] = [numbers.get(person) for person in given[4]]
    given[6] = [accounts.get(account) for account in given[6]]
    return pa.table({name: pa.array(given[place], kind) for place, (name, kind) in enumerate(COLUMNS)})
