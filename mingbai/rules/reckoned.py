"""What a check reckons beforehand because no SQL knows the calendar of working days."""

from datetime import date, timedelta

from mingbai.files.snapshot.compiling import Run
from mingbai.files.snapshot.snapshot import Snapshot
from mingbai.kernel.calendar import add_working_days


def reckoned(snapshot: Snapshot) -> Run:
    """Return the run values of a frozen month, with the days counted in working days."""
    return run_values(snapshot.month.first_on, snapshot.as_of)


def run_values(month_on: date, as_of: date, return_wd: int = 10) -> Run:
    """
    Return the run of a month judged by what is known on `as_of`.

    `returned_before`: a payment returned before this day has had more than `return_wd` working days.
    """
    from mingbai.kernel.month import Month  # noqa: PLC0415

    day = as_of
    while add_working_days(day, return_wd).on >= as_of:
        day -= timedelta(days=1)
    return Run(Month.parse(month_on), as_of, {"returned_before": day + timedelta(days=1)})
