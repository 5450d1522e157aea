"""Fines: one to three times before the law of 2026, up to twice since; never rounded past the limit."""

from datetime import date

import pytest

from mingbai.policy.parameters import Basis, Entry, shipped
from mingbai.policy.recovery.fine import FineRange, fine_range
from mingbai.policy.refused import Refused


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 6, 30), FineRange(100_001, 300_003)),
        (date(2026, 7, 1), FineRange(0, 200_002)),
    ],
)
def test_the_law_of_the_day_of_the_decision_counts(on: date, expected: FineRange) -> None:
    assert fine_range(100_001, shipped().at("999901", on)) == expected


def test_a_fraction_of_a_fen_never_widens_the_range() -> None:
    given = [
        Entry(key, "999901", date(2026, 1, 1), None, bp, Basis.GIVEN, "", "试", "test")
        for key, bp in (("fine_min_bp", 10_001), ("fine_max_bp", 29_999))
    ]
    june = shipped().with_entries(given).at("999901", date(2026, 6, 1))
    assert fine_range(5_000, june) == FineRange(5_001, 14_999)


def test_less_than_nothing_is_no_fraud() -> None:
    with pytest.raises(Refused):
        fine_range(-1, shipped().at("999901", date(2026, 7, 1)))
