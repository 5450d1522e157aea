"""Dates as people and spreadsheets write them."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.kernel.dates import BadDate, parse_date

THIRD = date(2026, 11, 3)


@pytest.mark.parametrize(
    "value",
    [
        "2026-11-03",
        "2026-11-3",
        "2026/11/3",
        "2026.11.03",
        "2026年11月3日",
        "2026 年 11 月 3 日",
        "20261103",
        "20261103.0",
        20261103,
        "２０２６／１１／３",
        "'2026-11-03",
        "2026-11-03 00:00:00",
        "2026-11-03T08:30:00.123+08:00",
        "46329",
        "46329.0",
        "46329.75",
        46329,
        46329.5,
        THIRD,
        datetime(2026, 11, 3, 9, 30),
    ],
)
def test_every_way_of_writing_a_day_is_read(value: str | int | float | date) -> None:
    assert parse_date(value) == THIRD


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "missing"),
        ("　", "missing"),
        ("2026-02-29", "impossible"),
        ("2026-11-31", "impossible"),
        ("20261131", "impossible"),
        ("2026-13-01", "impossible"),
        ("0000-01-01", "impossible"),
        ("1200-01-01", "range"),
        ("2026-11", "month"),
        ("202611", "month"),
        ("2026年11月", "month"),
        ("11/3/2026", "order"),
        ("3.11.26", "order"),
        ("2026", "number"),
        ("0", "number"),
        ("123", "number"),
        ("99999", "number"),
        ("2026-11/03", "text"),
        ("去年11月", "text"),
        ("长期", "text"),
        ("2026-11-03 等", "text"),
    ],
)
def test_what_is_no_day_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(BadDate) as refused:
        parse_date(text)
    assert refused.value.reason == reason
    assert refused.value.zh != refused.value.en


@given(st.dates(date(1905, 10, 1), date(2099, 12, 31)))
def test_a_workbook_s_day_number_and_every_writing_mean_the_same_day(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    writings = (str(serial), day.isoformat(), f"{day:%Y%m%d}", f"{day.year}年{day.month}月{day.day}日")
    assert {parse_date(text) for text in writings} == {day}


def test_no_day_number_is_taken_for_a_year() -> None:
    assert parse_date("2101") == date(1899, 12, 30) + timedelta(days=2101)
    for year in (1960, 2026, 2100):
        with pytest.raises(BadDate, match="does not look like a date"):
            parse_date(str(year))
