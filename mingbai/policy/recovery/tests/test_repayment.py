"""Money comes back in bearable parts, and is given up only with a reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.policy.parameters import shipped
from mingbai.policy.recovery.repayment import (
    Recovery,
    Repaid,
    WriteOffReason,
    WrittenOff,
    instalment_cap,
    instalments,
)


@given(st.integers(0, 10**7), st.integers(100, 10**5))
def test_instalments_add_up_and_none_exceeds_the_cap(principal_fen: int, cap_fen: int) -> None:
    plan = instalments(principal_fen, cap_fen)
    assert sum(plan) == principal_fen
    assert all(0 < part <= cap_fen for part in plan)
    assert len(set(plan[:-1])) <= 1


def test_a_fifth_of_the_benefit_may_be_taken_back_monthly() -> None:
    from datetime import date

    cap_bp = shipped().at("999901", date(2026, 8, 1)).number("recovery_cap_bp")
    assert instalment_cap(90_003, cap_bp) == 18_000
    assert instalments(50_000, 18_000) == (18_000, 18_000, 14_000)


@pytest.mark.parametrize(("principal_fen", "cap_fen"), [(1, 0), (-1, 5), (1, -5)])
def test_what_cannot_be_paid_back_is_said(principal_fen: int, cap_fen: int) -> None:
    with pytest.raises(ValueError, match="instalments"):
        instalments(principal_fen, cap_fen)


def test_nothing_owed_needs_no_instalment() -> None:
    assert instalments(0, 0) == ()


def test_what_is_outstanding_falls_with_money_and_with_reasons() -> None:
    events = (Repaid(100_000), WrittenOff(20_625, WriteOffReason.DECEASED))
    assert Recovery(252_800, events).outstanding_fen == 132_175


def test_more_than_was_owed_is_refused() -> None:
    with pytest.raises(ValueError, match="than was owed"):
        _ = Recovery(100, (Repaid(101),)).outstanding_fen


@pytest.mark.parametrize("reason", ["", "领导同意", None])
def test_money_is_not_given_up_without_a_reason(reason: object) -> None:
    with pytest.raises(ValueError, match=r"WriteOffReason|not known"):
        WrittenOff(100, reason)  # type: ignore[arg-type]
