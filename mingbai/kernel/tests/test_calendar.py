"""Working days: every vector of the data standards, and years nobody has announced."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.kernel.calendar import (
    Deadline,
    Status,
    add_working_days,
    is_official,
    is_working_day,
    last_working_day_by,
    natural_days,
    working_days_between,
)

OFFICIAL, PROVISIONAL = Status.OFFICIAL, Status.PROVISIONAL


@pytest.mark.parametrize(
    ("accepted_on", "working_days", "due"),
    [
        pytest.param(date(2026, 9, 14), 20, Deadline(date(2026, 10, 16), OFFICIAL), id="over the National Day week"),
        pytest.param(date(2026, 9, 14), 30, Deadline(date(2026, 10, 30), OFFICIAL), id="thirty days"),
        pytest.param(date(2026, 9, 14), 15, Deadline(date(2026, 10, 10), OFFICIAL), id="on a make-up Saturday"),
        pytest.param(date(2026, 2, 9), 20, Deadline(date(2026, 3, 13), OFFICIAL), id="over the Spring Festival"),
        pytest.param(date(2026, 4, 28), 3, Deadline(date(2026, 5, 6), OFFICIAL), id="over Labour Day"),
        pytest.param(date(2026, 9, 30), 3, Deadline(date(2026, 10, 10), OFFICIAL), id="from the eve of the holiday"),
        pytest.param(date(2026, 2, 14), 1, Deadline(date(2026, 2, 24), OFFICIAL), id="from a make-up Saturday"),
        pytest.param(date(2026, 11, 23), 20, Deadline(date(2026, 12, 21), OFFICIAL), id="within the year"),
        pytest.param(date(2026, 11, 23), 30, Deadline(date(2027, 1, 5), PROVISIONAL), id="into a year not announced"),
    ],
)
def test_working_days_after_acceptance(accepted_on: date, working_days: int, due: Deadline) -> None:
    assert add_working_days(accepted_on, working_days) == due


def test_publicity_of_seven_days_ends_on_a_holiday_unless_it_rolls_over() -> None:
    published_on = date(2026, 9, 24)
    assert natural_days(published_on, 7, roll_over=False) == Deadline(date(2026, 10, 1), OFFICIAL)
    assert natural_days(published_on, 7, roll_over=True) == Deadline(date(2026, 10, 8), OFFICIAL)


@pytest.mark.parametrize(
    ("tenth", "last"),
    [
        (date(2026, 1, 10), date(2026, 1, 9)),
        (date(2026, 5, 10), date(2026, 5, 9)),
        (date(2026, 10, 10), date(2026, 10, 10)),
    ],
)
def test_payment_by_the_tenth_leaves_on_the_last_working_day(tenth: date, last: date) -> None:
    assert last_working_day_by(tenth) == Deadline(last, OFFICIAL)


def test_make_up_days_of_2026_are_worked() -> None:
    days = [(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)]
    assert all(is_working_day(date(2026, month, day)) for month, day in days)


def test_a_provisional_year_has_its_statutory_holidays_off() -> None:
    assert not is_official(2027)
    assert not is_working_day(date(2027, 10, 1))
    assert not is_working_day(date(2027, 2, 8))
    assert is_working_day(date(2027, 3, 1))


@pytest.mark.parametrize("year", [1900, 1949, 2003, 2004, 2026, 2027, 2099, 2150, 2999])
def test_no_year_raises(year: int) -> None:
    due = add_working_days(date(year, 6, 1), 20)
    assert due.status is (OFFICIAL if 2004 <= year <= 2026 else PROVISIONAL)


@given(st.dates(date(2004, 1, 1), date(2030, 1, 1)), st.integers(1, 60))
def test_a_deadline_is_a_working_day_and_counts_back(start_on: date, working_days: int) -> None:
    due = add_working_days(start_on, working_days)
    assert is_working_day(due.on)
    assert working_days_between(start_on, due.on) == working_days
    assert last_working_day_by(due.on).on == due.on


def test_a_period_of_no_days_ends_where_it_starts() -> None:
    assert add_working_days(date(2026, 10, 1), 0).on == date(2026, 10, 1)


@pytest.mark.parametrize("count", [add_working_days, lambda day, days: natural_days(day, days, roll_over=True)])
def test_nothing_is_counted_backwards(count) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match="backwards"):
        count(date(2026, 1, 1) + timedelta(days=1), -1)
