"""The circuit breaker: what is held back is no accident and no season, and what is told is told with its numbers."""

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.sources.breaker import Judgement, Limits, Seen, judge, tail

LIMITS = Limits(chance_ppm=10, surge_bp=20_000, shrunk_bp=5_000, first_bp=500)
YEAR = [Seen(rows=400, persons=20_000, hits=hits) for hits in (22, 18, 25, 30, 28, 19, 21, 17, 16, 20, 24, 23)]


def judged(
    rows: int, hits: int, *, persons: int = 20_000, history: list[Seen] = YEAR, is_rare: bool = True
) -> Judgement:
    return judge(Seen(rows, persons, hits), history, LIMITS, is_rare=is_rare).judgement


def exactly(count: int, total: int, share: Fraction) -> Fraction:
    return sum((comb(total, k) * share**k * (1 - share) ** (total - k) for k in range(count + 1)), Fraction(0))


@given(st.integers(0, 120), st.integers(0, 120), st.integers(1, 40), st.integers(1, 40))
def test_the_tail_is_that_of_the_binomial(count: int, more: int, this: int, others: int) -> None:
    total, share = count + more, Fraction(this, this + others)
    assert tail(count, total, share, upper=False) == pytest.approx(float(exactly(count, total, share)), rel=1e-9)
    above = 1 - exactly(count - 1, total, share) if count else Fraction(1)
    assert tail(count, total, share, upper=True) == pytest.approx(float(above), rel=1e-9)


def test_a_tail_of_a_million_hits_is_told_at_once() -> None:
    assert tail(600_000, 1_000_000, Fraction(1, 2), upper=True) == 0.0
    assert tail(500_000, 1_000_000, Fraction(1, 2), upper=False) == pytest.approx(0.5004, abs=1e-4)


def test_a_list_like_its_predecessors_is_usual() -> None:
    assert judged(390, 21) is Judgement.USUAL


def test_a_hard_winter_is_a_season_and_no_surge() -> None:
    assert judged(560, 41) is Judgement.USUAL


def test_twice_as_many_hits_as_ever_are_a_surge() -> None:
    assert judged(900, 60) is Judgement.SURGE


def test_a_list_of_the_living_sent_for_one_of_the_dead_is_a_surge() -> None:
    found = judge(Seen(20_000, 20_000, 20_000), YEAR, LIMITS, is_rare=True)
    assert found.judgement is Judgement.SURGE
    assert found.expected == 22
    assert "20,000人" in found.zh
    assert "about 22 were expected by the 12 lists" in found.en


def test_a_doubling_among_few_people_is_chance() -> None:
    few = [Seen(rows=3, persons=150, hits=1)] * 4
    assert judged(5, 3, persons=150, history=few) is Judgement.USUAL


def test_a_small_change_among_very_many_is_certain_but_not_large() -> None:
    many = [Seen(rows=900_000, persons=1_000_000, hits=300_000)] * 3
    assert judged(990_000, 360_000, persons=1_000_000, history=many, is_rare=False) is Judgement.USUAL


def test_a_list_that_lost_a_town_or_its_rows_is_told() -> None:
    assert judged(90, 5) is Judgement.SHRUNK
    assert judged(400, 2) is Judgement.SHRUNK
    assert "part of the area" in judge(Seen(10, 20_000, 1), YEAR, LIMITS, is_rare=True).en


def test_an_empty_list_is_told() -> None:
    assert judged(0, 0) is Judgement.SHRUNK


def test_one_death_fewer_in_a_hamlet_is_no_loss() -> None:
    assert judged(0, 0, persons=150, history=[Seen(3, 150, 1)] * 4) is Judgement.USUAL


def test_a_first_list_is_taken_unless_it_names_too_many_for_what_it_is() -> None:
    assert judged(400, 25, history=[]) is Judgement.FIRST
    assert judged(20_000, 2_000, history=[]) is Judgement.SURGE
    assert judged(20_000, 12_000, history=[], is_rare=False) is Judgement.FIRST
    assert judged(3, 1, persons=4, history=[]) is Judgement.FIRST  # one of four is no proof


def test_more_people_to_be_named_are_expected_to_be_named_more_often() -> None:
    assert judged(1_600, 88, persons=80_000) is Judgement.USUAL
    assert judged(1_600, 88) is Judgement.SURGE


@given(st.integers(0, 300), st.integers(0, 300))
def test_more_hits_never_make_a_surge_less_of_one(fewer: int, more: int) -> None:
    low, high = sorted((fewer, more))
    assert judged(400, low) is not Judgement.SURGE or judged(400, high) is Judgement.SURGE
