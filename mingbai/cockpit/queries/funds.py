"""Where the money of a year's funds is: from which budget, for which programme, on which rung of the ladder."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.treasury.ladder import Conservation, Rung, conservation
from mingbai.treasury.states import Level

LADDERS = """
SELECT fund.source, fund.programme, account.rung, sum(account.credits_posted - account.debits_posted)::bigint
FROM treasury_fund AS fund JOIN treasury_account AS account ON account.fund_id = fund.id
WHERE fund.year = %(year)s AND starts_with(fund.region, %(region)s) GROUP BY 1, 2, 3
"""
ARRIVED = """
SELECT programme, sum(fen)::bigint FROM payments_fundrequest
WHERE state = 'arrived' AND arrived_at < %(before)s AND starts_with(region, %(region)s)
    AND month BETWEEN %(first)s AND %(last)s GROUP BY programme
"""
PARTS = ("given", "paid", "returned", "occupied", "available")


@dataclass(frozen=True)
class Stream:
    """One budget's money of a year for one programme, all its funds together."""

    level: Level
    programme: str
    parts: Conservation


def streams(region: Region, year: int) -> list[Stream]:
    """Return the money of a year's funds of a division and below it, from the highest budget down."""
    nets: dict[tuple[str, str], dict[Rung, int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(LADDERS, {"year": year, "region": region.code})
        for source, programme, rung, fen in cursor.fetchall():
            nets.setdefault((source, programme), dict.fromkeys(Rung, 0))[Rung(rung)] = fen
    order = list(Level)
    found = [Stream(Level(source), programme, conservation(net)) for (source, programme), net in nets.items()]
    return sorted(found, key=lambda one: (order.index(one.level), one.programme))


def arrived(region: Region, month: Month, before: datetime) -> dict[str, int]:
    """Return programme → fen that finance sent for months of the year, up to one, and that were there by a moment."""
    first_on = month.first_on.replace(month=1)
    facts: dict[str, Any] = {"region": region.code, "first": first_on, "last": month.first_on, "before": before}
    with connection.cursor() as cursor:
        cursor.execute(ARRIVED, facts)
        return dict(cursor.fetchall())


def by_programme(found: list[Stream]) -> Mapping[str, dict[str, int]]:
    """Return each programme's parts in fen: given, paid, returned, occupied, available."""
    sums: dict[str, dict[str, int]] = {}
    for one in found:
        parts = sums.setdefault(one.programme, dict.fromkeys(PARTS, 0))
        for name in PARTS:
            parts[name] += getattr(one.parts, f"{name}_fen")
    return sums
