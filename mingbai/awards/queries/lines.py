"""A month's lines: what is due to whom, how it differs from the month before and why; set-wise, by one SQL function."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection
from django.db.models import F, QuerySet
from django.db.models.expressions import RawSQL

from mingbai.awards.models import Decision
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region

LINES = """
SELECT award_id, decision_id, region, programme, household_id, person_id, payee_id, account_id, amount_fen,
       member_count, priority_member_count, change, cause, before_fen
FROM awards_lines(%s) WHERE region LIKE %s ORDER BY region, programme, award_id
"""
AT_ONCE = 10_000


@dataclass(frozen=True)
class Line:
    """What is due on one award in a month; a line that stopped has 0 fen and says so."""

    award_id: int
    decision_id: int
    region: str
    programme: str
    household_id: int
    person_id: int | None
    payee_id: int
    account_id: int
    amount_fen: int
    member_count: int
    priority_member_count: int | None
    change: str  # new, raise, lower, stop, same
    cause: str
    before_fen: int


@dataclass(frozen=True)
class Difference:
    """A line of an opening stock whose amount is not what policy gives, or which policy cannot reckon."""

    decision_id: int
    award_id: int
    region: str
    programme: str
    listed_fen: int
    reckoned_fen: int | None


def lines(region: Region, month: Month) -> Iterator[Line]:
    """Yield a division's lines of a month, by place; stopped ones among them. Bulk work reads awards_lines itself."""
    with connection.cursor() as cursor:
        cursor.execute(LINES, [month.first_on, f"{region.code}%"])
        while rows := cursor.fetchmany(AT_ONCE):
            for row in rows:
                yield Line(*row)


def in_force(region: Region, month: Month) -> QuerySet[Decision]:
    """Return the decisions that make something due in a division in a month, one for each award, its award with it."""
    running = RawSQL(
        "SELECT decision_id FROM awards_lines(%s) WHERE amount_fen > 0 AND region LIKE %s",
        [month.first_on, f"{region.code}%"],
    )
    return Decision.objects.filter(pk__in=running).select_related("award").order_by("award__region", "award_id")


def differing(region: Region) -> list[Difference]:
    """Return the lines of the opening stock recorded as listed though policy gives another amount, or none."""
    stock = Decision.objects.filter(is_stock=True, has_formula=True, region__startswith=region.code)
    found = stock.exclude(reckoned_fen=F("amount_fen"), reckoned_fen__isnull=False).order_by("region", "award_id")
    rows = found.values_list("pk", "award_id", "region", "programme", "amount_fen", "reckoned_fen")
    return [Difference(*row) for row in rows]
