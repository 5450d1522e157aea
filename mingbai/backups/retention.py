"""Which backups stay: each of the last days, one of each of the last weeks, one of each of the last months."""

from collections.abc import Callable, Iterable
from datetime import date

DAYS, WEEKS, MONTHS = 14, 8, 36  # as long as accounts are looked back on


def to_stay(days: Iterable[date], *, last: int = DAYS, weeks: int = WEEKS, months: int = MONTHS) -> set[date]:
    """Return the days whose backup stays; of a week and of a month it is the last one, and the newest always stays."""
    there = sorted(set(days), reverse=True)
    return {
        *there[:last],
        *_first_of_each(there, lambda day: day.isocalendar()[:2], weeks),
        *_first_of_each(there, lambda day: (day.year, day.month), months),
    }


def _first_of_each(days: list[date], period: Callable[[date], tuple[int, int]], most: int) -> list[date]:
    found: dict[tuple[int, int], date] = {}
    for day in days:
        found.setdefault(period(day), day)
    return list(found.values())[:most]
