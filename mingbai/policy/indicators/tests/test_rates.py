"""Rates: returned is late, nothing has no rate, and every exception is counted."""

from datetime import date

import pytest

from mingbai.policy.indicators.rates import NothingToMeasure, PaidLine, Rate, card_rate, on_time_rate

DUE_ON = date(2026, 8, 10)


@pytest.mark.parametrize(
    ("line", "in_time"),
    [
        pytest.param(PaidLine(DUE_ON), 1, id="on the day itself"),
        pytest.param(PaidLine(date(2026, 8, 11)), 0, id="a day late"),
        pytest.param(PaidLine(None), 0, id="never paid"),
        pytest.param(PaidLine(date(2026, 8, 9), was_returned=True), 0, id="returned and paid again before the day"),
    ],
)
def test_what_counts_as_paid_in_time(line: PaidLine, in_time: int) -> None:
    assert on_time_rate([line], DUE_ON) == Rate(in_time, 1)


def test_a_rate_of_nothing_is_refused_rather_than_full_or_zero() -> None:
    with pytest.raises(NothingToMeasure):
        str(card_rate([]))
    with pytest.raises(NothingToMeasure):
        _ = on_time_rate([], DUE_ON).exact


def test_a_rate_is_rounded_half_up_to_hundredths_of_a_per_cent() -> None:
    assert str(Rate(1, 3)) == "33.33 %"
    assert str(Rate(2, 3)) == "66.67 %"
    assert str(Rate(7, 7)) == "100.00 %"
