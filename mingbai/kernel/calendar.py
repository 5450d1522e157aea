"""
工作日: the working days of China, official where the State Council has announced them, provisional beyond.

Official days come from `chinesecalendar`; a year it does not know is built from weekends
and the statutory holidays of `holidays`, without make-up days, and marked provisional.
No year ever raises: deadlines cross into years nobody has announced yet.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

ONE_DAY = timedelta(days=1)
LONGEST_WAIT = 60  # days; no run of days off comes near


class Status(StrEnum):
    """Whether the State Council has announced the year's days off."""

    OFFICIAL = "official"
    PROVISIONAL = "provisional"


@dataclass(frozen=True)
class Deadline:
    """The last day of a period, and whether an announcement may still move it."""

    on: date
    status: Status


@dataclass(frozen=True)
class Year:
    """The days of one year that differ from an ordinary week."""

    days_off: frozenset[date]
    make_up_days: frozenset[date]  # weekend days worked in exchange (调休上班)
    status: Status

    def is_working_day(self, day: date) -> bool:
        """Return whether people work on the day."""
        return day in self.make_up_days or (day.weekday() < 5 and day not in self.days_off)


@cache
def calendar_year(year: int) -> Year:
    """Return the year's calendar, provisional if its notice is not out yet."""
    from chinese_calendar import constants  # noqa: PLC0415 (start-up: most commands need no calendar)

    announced = {day.year for day in constants.holidays}
    if year in announced:
        days_off = frozenset(day for day in constants.holidays if day.year == year)
        return Year(days_off, frozenset(day for day in constants.workdays if day.year == year), Status.OFFICIAL)

    from holidays import country_holidays  # noqa: PLC0415

    return Year(frozenset(country_holidays("CN", years=[year])), frozenset(), Status.PROVISIONAL)


def is_official(year: int) -> bool:
    """Return whether the year's days off have been announced; people are warned from November if not."""
    return calendar_year(year).status is Status.OFFICIAL


def is_working_day(day: date) -> bool:
    """Return whether people work on the day, make-up Saturdays included."""
    return calendar_year(day.year).is_working_day(day)


def add_working_days(start_on: date, working_days: int) -> Deadline:
    """Return the deadline so many working days after `start_on`, which itself is not counted."""
    if working_days < 0:
        raise ValueError("a deadline is not counted backwards")
    on = start_on
    for _ in range(working_days):
        on = next(day for day in _days(on + ONE_DAY, ONE_DAY) if is_working_day(day))
    return _deadline(min(start_on + ONE_DAY, on), on)


def natural_days(start_on: date, days: int, *, roll_over: bool) -> Deadline:
    """
    Return the deadline so many calendar days after `start_on`, which itself is not counted.

    With `roll_over` a last day that is a day off gives way to the next working day (Civil Code article 203).
    """
    if days < 0:
        raise ValueError("a deadline is not counted backwards")
    on = start_on + days * ONE_DAY
    if not roll_over:
        return Deadline(on, Status.OFFICIAL)
    last = next(day for day in _days(on, ONE_DAY) if is_working_day(day))
    return _deadline(on, last)


def last_working_day_by(day: date) -> Deadline:
    """Return the last working day not after the day: when a payment due by it must leave."""
    on = next(earlier for earlier in _days(day, -ONE_DAY) if is_working_day(earlier))
    return Deadline(on, _status(on, day))


def working_days_between(start_on: date, end_on: date) -> int:
    """Return how many working days lie after `start_on` and up to `end_on`, that day included."""
    return sum(is_working_day(start_on + days * ONE_DAY) for days in range(1, (end_on - start_on).days + 1))


def _days(first: date, step: timedelta) -> Iterator[date]:
    for count in range(LONGEST_WAIT):
        yield first + count * step


def _deadline(first: date, last: date) -> Deadline:
    return Deadline(last, _status(first, last))


def _status(first: date, last: date) -> Status:
    """Return provisional if any year the period touches is."""
    years = range(first.year, last.year + 1)
    return Status.OFFICIAL if all(is_official(year) for year in years) else Status.PROVISIONAL
