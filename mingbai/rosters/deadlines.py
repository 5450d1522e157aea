"""When a month's ledger and roster are due where they are made: the roster of November is due in October."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo

from mingbai.kernel.month import Month
from mingbai.policy.parameters import ParameterSet

PAST_ANY_MONTH = 31


@dataclass(frozen=True)
class Terms:
    """What a locality asks of a month's roster: until when, and with whose signatures."""

    ledger_due_at: datetime  # the first moment that is too late
    township_due_on: date  # the day townships send their lists
    roster_due_at: datetime
    needs_signatures: bool
    needs_minutes: bool


def terms(parameters: ParameterSet, region: str, month: Month, zone: tzinfo) -> Terms:
    """
    Return what a division asks of the roster of a month, by the parameters in force on the month's first day.

    The ledger is due before the cut-off day of the month before (YC-2022-2#2.4.2: before midnight of the 24th), the
    roster before a day of the month itself (before the 1st), townships' lists on a day of the month before or, in a
    shorter month, its last (QY-2022-51#3.1.2).
    """
    here, before = parameters.at(region, month.first_on), month.previous()

    def midnight(of: Month, day: int) -> datetime:
        return datetime.combine(day_in(of, day), time(), zone)

    return Terms(
        ledger_due_at=midnight(before, here.number("data_cutoff_day")),
        township_due_on=day_in(before, here.number("township_roster_day")),
        roster_due_at=midnight(month, here.number("roster_due_day")),
        needs_signatures=here.flag("village_signature"),
        needs_minutes=here.flag("bureau_meeting"),
    )


def day_in(month: Month, day: int) -> date:
    """Return a day of a month, or its last where it has no such day."""
    assert 1 <= day <= PAST_ANY_MONTH
    return date(month.year, month.month, min(day, monthrange(month.year, month.month)[1]))
