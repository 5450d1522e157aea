"""Months, and the law's way of counting them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.kernel.month import BadMonth, Month, add_months, months_between

months = st.builds(Month, st.integers(1980, 2900), st.integers(1, 12))


@pytest.mark.parametrize(
    "text",
    [
        "2026-11",
        "202611",
        "2026年11月",
        "2026年11月份",
        "2026/11",
        "2026.11",
        "2026.11月",
        "２０２６－１１",
        " 2026 年 11 月 ",
    ],
)
def test_every_way_of_writing_a_month_is_read(text: str) -> None:
    assert Month.parse(text) == Month(2026, 11)


@pytest.mark.parametrize(
    "value", [202611, date(2026, 11, 30), Month(2026, 11), "2026-11-03", "20261103", "2026-11-01 00:00:00"]
)
def test_a_number_or_a_day_in_the_month_names_it(value: int | date | Month | str) -> None:
    assert Month.parse(value) == Month(2026, 11)


def test_a_one_digit_month_is_read() -> None:
    assert Month.parse("2026年3月") == Month.parse("2026/3") == Month(2026, 3)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "missing"),
        ("2026-13", "impossible"),
        ("2026-00", "impossible"),
        ("202613", "impossible"),
        ("2026-02-30", "impossible"),
        ("0001-01", "impossible"),
        ("11月", "text"),
        ("2026", "text"),
        ("26-11", "text"),
        ("十一月", "text"),
        ("20261", "text"),
    ],
)
def test_what_is_no_month_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(BadMonth) as refused:
        Month.parse(text)
    assert refused.value.reason == reason


def test_a_month_knows_its_days_and_neighbours() -> None:
    february = Month(2028, 2)
    assert (february.first_on, february.last_on) == (date(2028, 2, 1), date(2028, 2, 29))
    assert (february.next(), february.previous(), february.plus(-2)) == (
        Month(2028, 3),
        Month(2028, 1),
        Month(2027, 12),
    )
    assert date(2028, 2, 29) in february
    assert date(2028, 3, 1) not in february
    assert str(february) == "2028-02"


def test_months_sort_and_serve_as_keys() -> None:
    assert sorted([Month(2026, 1), Month(2025, 12)]) == [Month(2025, 12), Month(2026, 1)]
    assert {Month(2026, 1): 1}[Month.parse("202601")] == 1


@given(months, st.integers(-400, 400))
def test_going_forward_and_back_returns(month: Month, count: int) -> None:
    assert month.plus(count).plus(-count) == month
    assert months_between(month, month.plus(count)) == count
    assert Month.parse(str(month)) == month


def test_T_32_civil_code_202_no_corresponding_day_means_the_last_of_the_month() -> None:
    assert add_months(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert add_months(date(2027, 8, 31), 6) == date(2028, 2, 29)
    assert add_months(date(2026, 8, 14), 1) == date(2026, 9, 14)
    assert add_months(date(2026, 3, 31), -1) == date(2026, 2, 28)
