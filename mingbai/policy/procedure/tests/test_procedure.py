"""First months, review days and spot checks at their boundaries."""

from datetime import date

import pytest

from mingbai.kernel.month import Month
from mingbai.policy.facts import UnknownFact
from mingbai.policy.procedure.spot_check import spot_check_size
from mingbai.policy.procedure.timing import first_payment_month, review_due_on
from mingbai.policy.refused import Refused


def test_an_unknown_end_of_publicity_is_refused_where_it_decides() -> None:
    with pytest.raises(UnknownFact, match="publicity_ended_on"):
        first_payment_month(date(2026, 8, 14), None, "after_decision")


def test_publicity_that_ended_before_the_confirmation_does_not_bring_payment_forward() -> None:
    assert first_payment_month(date(2026, 9, 2), date(2026, 8, 30), "after_decision") == Month(2026, 10)


def test_a_confirmation_in_december_is_paid_from_january() -> None:
    assert first_payment_month(date(2026, 12, 31), None, "before_decision") == Month(2027, 1)


def test_a_yearly_review_from_leap_day_falls_on_the_last_of_february() -> None:
    assert review_due_on(date(2024, 2, 29), 12) == date(2025, 2, 28)


@pytest.mark.parametrize(("applications", "share_bp"), [(-1, 5_000), (1, -1), (1, 10_001)])
def test_a_sample_that_makes_no_sense_is_refused(applications: int, share_bp: int) -> None:
    with pytest.raises(Refused):
        spot_check_size(applications, share_bp)


@pytest.mark.parametrize(("applications", "checked"), [(2, 1), (3, 2), (10, 5)])
def test_a_half_is_met_exactly_or_passed(applications: int, checked: int) -> None:
    assert spot_check_size(applications, 5_000) == checked
