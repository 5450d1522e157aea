"""Findings are taken up by the machine as soon as they stand: after a check, and once the bank's answer is matched."""

from datetime import date, datetime
from itertools import groupby

from django.db import connection

from mingbai.alerts.actions.aftermath import check_after_payment
from mingbai.alerts.actions.opening import open_from_check
from mingbai.alerts.models import TakenUp
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region

# Of several checks of a month the last one counts: what another found before is put right by then, or found again.
CHECKS = """
SELECT region, month, id FROM prechecks_check AS made
WHERE NOT EXISTS (SELECT FROM alerts_takenup AS taken WHERE taken.check_id = made.id)
ORDER BY region, month, id
"""
STATEMENTS = """
SELECT DISTINCT statement.region, entry.counts_in, statement.id
FROM receipts_statement AS statement JOIN receipts_entry AS entry ON entry.statement_id = statement.id
WHERE statement.state = 'taken_in' AND NOT EXISTS (
    SELECT FROM alerts_takenup AS taken WHERE (taken.statement_id, taken.month) = (statement.id, entry.counts_in)
)
ORDER BY 1, 2, 3
"""


def take_up_checks(*, at: datetime) -> list[int]:
    """Open the tasks of every check that was made since; return the ids of the new ones."""
    made = []
    for region, month, checks in _waiting(CHECKS):
        made += open_from_check(check_id=checks[-1], at=at)
        TakenUp.objects.bulk_create(TakenUp(region=region, month=month, check_id=one, made_at=at) for one in checks)
    return made


def take_up_receipts(*, at: datetime) -> list[int]:
    """Check after payment every month that a statement taken in since has something of; return the new tasks' ids."""
    made = []
    for region, month, statements in _waiting(STATEMENTS):
        made += check_after_payment(region=Region(region), month=Month.parse(month), at=at)
        TakenUp.objects.bulk_create(
            TakenUp(region=region, month=month, statement_id=one, made_at=at) for one in statements
        )
    return made


def _waiting(query: str) -> list[tuple[str, date, list[int]]]:
    """Return (region, month, what waits there)."""
    with connection.cursor() as cursor:
        cursor.execute(query)
        rows = cursor.fetchall()
    return [(*place, [row[2] for row in some]) for place, some in groupby(rows, key=lambda row: (row[0], row[1]))]
