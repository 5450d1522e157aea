"""What a check reckons beforehand because no SQL knows it: working days, and which lists were given at all."""

from collections.abc import Collection
from datetime import date, timedelta

from mingbai.files.snapshot.compiling import Run
from mingbai.files.snapshot.snapshot import Snapshot
from mingbai.files.tables import TABLES
from mingbai.kernel.calendar import add_working_days


def reckoned(snapshot: Snapshot) -> Run:
    """Return the run values of a frozen month, with the days counted in working days."""
    return run_values(snapshot.month.first_on, snapshot.as_of, snapshot.given)


def run_values(month_on: date, as_of: date, given: Collection[str] = TABLES, return_wd: int = 10) -> Run:
    """
    Return the run of a month judged by what is known on `as_of`.

    `returned_before`: a payment returned before this day has had more than `return_wd` working days.
    `has_payments`, `has_roster` ... : whether that list was given; a missing list must never look like missing rows.
    """
    from mingbai.kernel.month import Month  # noqa: PLC0415

    day = as_of
    while add_working_days(day, return_wd).on >= as_of:
        day -= timedelta(days=1)
    lists: dict[str, date | int] = {f"has_{name}": name in given for name in TABLES}
    return Run(Month.parse(month_on), as_of, lists | {"returned_before": day + timedelta(days=1)})
