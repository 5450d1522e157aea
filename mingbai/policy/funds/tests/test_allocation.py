"""Sharing out a pool: to the fen, never below nothing, more need never means less money."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.policy.funds.allocation import BadFactors, Factor, additive_shares, allocation, multiplicative_shares

amounts = st.fractions(0, 10**6, max_denominator=1_000)
CODES = ["01", "02", "03", "04"]


def factor(name: str, weight: int | str, *values: int) -> Factor:
    return Factor(name, Fraction(weight), dict(zip(CODES, map(Fraction, values), strict=False)))


@st.composite
def factors(draw: st.DrawFn) -> list[Factor]:
    values = st.lists(amounts, min_size=4, max_size=4).filter(any)
    weights = st.fractions(Fraction(1, 100), 1, max_denominator=100)
    count = draw(st.integers(1, 3))
    return [Factor(str(n), draw(weights), dict(zip(CODES, draw(values), strict=True))) for n in range(count)]


@given(factors(), st.integers(0, 10**13), st.lists(st.integers(0, 10**12), min_size=4, max_size=4))
def test_the_parts_add_up_to_the_pool_and_none_is_below_nothing(
    given_factors: list[Factor], pool_fen: int, left_over: list[int]
) -> None:
    shares = additive_shares(given_factors)
    assert sum(shares.values()) == 1
    parts = allocation(pool_fen, shares, dict(zip(CODES, left_over, strict=True)))
    assert sum(parts.values()) == pool_fen
    assert min(parts.values()) >= 0


@given(factors(), st.integers(1, 10**13), st.fractions(0, 1_000, max_denominator=100))
def test_more_need_never_means_less_money(given_factors: list[Factor], pool_fen: int, more: Fraction) -> None:
    first, *rest = given_factors
    raised = Factor(first.name, first.weight, {**first.values, "01": first.values["01"] + more})
    before, after = (allocation(pool_fen, additive_shares([each, *rest])) for each in (first, raised))
    assert after["01"] >= before["01"] - 1  # a fen may move between equals by largest remainder


def test_what_is_left_over_counts_against_the_share() -> None:
    shares = {"01": Fraction(1, 2), "02": Fraction(1, 2)}
    assert allocation(1_000, shares, {"01": 200}) == {"01": 400, "02": 600}


def test_who_has_more_than_its_share_gets_nothing_and_the_others_share_the_pool() -> None:
    shares = {"01": Fraction(1, 3), "02": Fraction(1, 3), "03": Fraction(1, 3)}
    assert allocation(900, shares, {"01": 5_000}) == {"01": 0, "02": 450, "03": 450}


def test_multiplied_factors_weigh_by_their_powers() -> None:
    shares = multiplicative_shares([factor("人数", 1, 100, 400), factor("难度", "1/2", 4, 1)])
    assert shares == {"01": Fraction(1, 3), "02": Fraction(2, 3)}
    assert allocation(900, shares) == {"01": 300, "02": 600}


def test_a_weight_of_nothing_leaves_a_factor_out() -> None:
    assert multiplicative_shares([factor("人数", 1, 1, 3), factor("难度", 0, 0, 9)])["01"] == Fraction(1, 4)


@pytest.mark.parametrize(
    "wrong",
    [
        [],
        [factor("a", 1, 1, 2), factor("a", 1, 1, 2)],
        [factor("a", 1, 1, 2), factor("b", 1, 1)],
        [factor("a", -1, 1, 2)],
        [factor("a", 0, 1, 2)],
        [factor("a", 1, 0, 0)],
        [factor("a", 1, -1, 2)],
    ],
)
def test_factors_that_cannot_share_a_pool_are_refused(wrong: list[Factor]) -> None:
    with pytest.raises(BadFactors):
        additive_shares(wrong)


def test_products_that_are_all_zero_are_refused() -> None:
    with pytest.raises(BadFactors):
        multiplicative_shares([factor("a", 1, 1, 0), factor("b", 1, 0, 1)])


def test_shares_of_nothing_are_refused() -> None:
    with pytest.raises(BadFactors):
        allocation(1, {"01": Fraction()})
