"""Which backups stay."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mingbai.backups.retention import to_stay

TODAY = date(2026, 11, 22)  # a Sunday
NIGHTS = [TODAY - timedelta(days=number) for number in range(400)]


def test_the_last_days_stay_and_then_one_of_each_week_and_month() -> None:
    stay = sorted(to_stay(NIGHTS, last=7, weeks=4, months=12), reverse=True)

    assert stay[:7] == NIGHTS[:7]
    assert stay[7:10] == [date(2026, 11, 15), date(2026, 11, 8), date(2026, 11, 1)]
    assert stay[10:13] == [date(2026, 10, 31), date(2026, 9, 30), date(2026, 8, 31)]
    assert stay[-1] == date(2025, 12, 31)


@given(st.sets(st.dates(date(2024, 1, 1), date(2026, 12, 31)), min_size=1))
def test_the_newest_stays_and_nothing_is_made_up(days: set[date]) -> None:
    stay = to_stay(days)

    assert max(days) in stay
    assert stay <= days


@given(st.sets(st.dates(date(2025, 1, 1), date(2025, 12, 31)), min_size=1))
def test_what_stays_goes_on_staying_when_the_rest_is_gone(days: set[date]) -> None:
    assert to_stay(to_stay(days)) == to_stay(days)
