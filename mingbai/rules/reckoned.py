"""What a check reckons beforehand because no SQL knows it: working days, and which lists were given at all."""

from collections.abc import Collection
from datetime import date, timedelta
from functools import lru_cache
from itertools import count, islice

from mingbai.files.snapshot.compiling import Compiler, Run
from mingbai.files.snapshot.snapshot import Snapshot
from mingbai.files.tables import TABLES
from mingbai.kernel.calendar import is_working_day
from mingbai.rules.formulas import FORMULAS
from mingbai.rules.parameters import PlacedParameters

LONGEST_WAIT = 60  # working days, the most that the parameter rk313_return_wd may be


def compiler_of(snapshot: Snapshot, parameters: PlacedParameters) -> Compiler:
    """Return the compiler of a check; the next check of the same lists, day and parameters finds its SQL made."""
    return _compiler_of(reckoned(snapshot), parameters)


@lru_cache(maxsize=8)
def _compiler_of(run: Run, parameters: PlacedParameters) -> Compiler:
    return Compiler(run, parameters, FORMULAS)


def reckoned(snapshot: Snapshot) -> Run:
    """Return the run values of a frozen month, with the days counted in working days."""
    return run_values(snapshot.month.first_on, snapshot.as_of, snapshot.given)


def run_values(month_on: date, as_of: date, given: Collection[str] = TABLES) -> Run:
    """
    Return the run of a month judged by what is known on `as_of`.

    `working_day_7_ago`: the seventh working day before `as_of`; what happened before it has had more than seven.
    `has_payments`, `has_roster` ... : whether that list was given; a missing list must never look like missing rows.
    """
    from mingbai.kernel.month import Month  # noqa: PLC0415

    ago = {f"working_day_{number}_ago": day for number, day in enumerate(working_days_before(as_of), start=1)}
    lists: dict[str, date | int] = {f"has_{name}": name in given for name in TABLES}
    return Run(Month.parse(month_on), as_of, lists | ago)


def working_days_before(day: date) -> list[date]:
    """Return the working days before a day, the latest first, as many as any locality may allow."""
    earlier = (day - timedelta(days=back) for back in count(1))
    return list(islice(filter(is_working_day, earlier), LONGEST_WAIT))
