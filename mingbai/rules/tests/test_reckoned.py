"""Working days are reckoned before a check, because no SQL knows them."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from mingbai.kernel.calendar import add_working_days
from mingbai.policy.parameters.packs import definitions
from mingbai.rules.reckoned import LONGEST_WAIT, run_values

DAYS = st.dates(date(2019, 1, 1), date(2028, 12, 31))


@settings(deadline=None)  # the calendar is read the first time it is asked
@given(as_of=DAYS, waited=st.integers(1, LONGEST_WAIT), back=st.integers(1, 120))
def test_what_happened_before_the_nth_working_day_ago_has_waited_longer_than_n(
    as_of: date, waited: int, back: int
) -> None:
    day = date.fromordinal(as_of.toordinal() - back)
    limit = run_values(as_of.replace(day=1), as_of).values()[f"working_day_{waited}_ago"]

    assert (day < limit) == (add_working_days(day, waited).on < as_of)  # type: ignore[operator]


def test_every_wait_a_locality_may_lay_down_is_reckoned() -> None:
    allowed = definitions()["rk313_return_wd"]

    assert (allowed.least, allowed.most) == (1, LONGEST_WAIT)
