"""The demo's months end where the real ones do: what is left open is of these days, and nothing lies ahead of them."""

from datetime import date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from django.utils.timezone import get_current_timezone

from mingbai.cli.demo.acts import LOOKED_AT_AFTER
from mingbai.cli.demo.story import latest_paid
from mingbai.cli.demo.work import PAY_DAY, Work
from mingbai.kernel.month import Month

NOBODY = cast("Any", SimpleNamespace())
ANSWERED = timedelta(days=5)  # after the pay day: the bank has answered, and somebody asked for another account


def work(month: Month, today: date | None) -> Work:
    return Work(month, NOBODY, {}, Path(), Path(), 1, today - LOOKED_AT_AFTER if today else None)


@pytest.mark.parametrize(
    ("today", "month"),
    [
        (date(2026, 11, 22), Month(2026, 11)),
        (date(2026, 11, 14), Month(2026, 11)),
        (date(2026, 11, 13), Month(2026, 10)),
        (date(2027, 1, 3), Month(2026, 12)),
    ],
)
def test_the_latest_month_paid_is_this_one_from_its_fourteenth_day_on(today: date, month: Month) -> None:
    assert latest_paid(today) == month


def test_on_no_day_of_the_year_does_the_demo_tell_of_what_is_still_to_come() -> None:
    for days in range(366):
        today = date(2026, 11, 22) + timedelta(days=days)
        paid = latest_paid(today)
        assert date(paid.year, paid.month, PAY_DAY) + ANSWERED <= today
        made = work(paid.next(), today).made
        assert made.date() + LOOKED_AT_AFTER <= today


def test_rosters_are_made_on_the_twentieth_unless_somebody_looks_before() -> None:
    usual = datetime(2026, 11, 20, 9, tzinfo=get_current_timezone())
    december = Month(2026, 12)
    assert work(december, None).made == usual
    assert work(december, date(2026, 11, 30)).made == usual
    assert work(december, date(2026, 11, 18)).made == usual - timedelta(days=5)
