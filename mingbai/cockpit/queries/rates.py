"""Rates of what is under way: cards held by others that are filed, alerts verified, problems put right."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from mingbai.cockpit.queries.watch import UNVERIFIED
from mingbai.inspections.states import State
from mingbai.kernel.region import Region

FOUND = """
SELECT
    (SELECT count(*) FROM people_account
        WHERE holder IN ('proxy', 'differs') AND state <> 'closed' AND starts_with(region, %(region)s)),
    (SELECT count(*) FROM people_account
        WHERE holder = 'proxy' AND state <> 'closed' AND starts_with(region, %(region)s)),
    (SELECT count(*) FROM alerts_task WHERE starts_with(region, %(region)s) AND due_on < %(on)s),
    (SELECT count(*) FROM alerts_task
        WHERE starts_with(region, %(region)s) AND due_on < %(on)s AND NOT state = ANY (%(unverified)s)),
    (SELECT count(*) FROM inspections_rectification WHERE starts_with(region, %(region)s)),
    (SELECT count(*) FROM inspections_rectification
        WHERE starts_with(region, %(region)s) AND state = ANY (%(put_right)s)),
    (SELECT count(*) FROM inspections_rectification
        WHERE starts_with(region, %(region)s) AND state = ANY (%(put_right)s)
            AND EXISTS (SELECT FROM inspections_lookback AS again WHERE again.item_id = inspections_rectification.id))
"""


@dataclass(frozen=True)
class Rates:
    """Parts and wholes, in numbers."""

    held_by_others: int  # accounts that somebody else holds
    filed: int
    tasks: int  # alerts whose day has come
    verified: int
    ordered: int
    put_right: int
    looked_at_again: int


def rates(region: Region, on: date) -> Rates:
    """Return what is filed, verified, put right and looked at again in a division by a day."""
    put_right = [State.CLOSED.value, State.SETTLED.value]
    facts: dict[str, Any] = {"region": region.code, "on": on, "unverified": UNVERIFIED, "put_right": put_right}
    with connection.cursor() as cursor:
        cursor.execute(FOUND, facts)
        return Rates(*cursor.fetchone())
