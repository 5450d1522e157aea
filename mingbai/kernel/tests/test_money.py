"""Money read, rounded, shared out and shown, to the fen."""

import subprocess
import sys
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.kernel.money import (
    LARGEST_FEN,
    BadMoney,
    capitals,
    ceil_yuan,
    floor_fen,
    half_up_fen,
    largest_remainder,
    parse_yuan,
    round_yuan,
    show_wan,
    show_yuan,
)


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("1,240.5", 124_050),
        ("１２４０", 124_000),
        ("１，２４０．５０", 124_050),
        ("1240元", 124_000),
        ("0.124万", 124_000),
        ("0.124万元", 124_000),
        ("124000分", 124_000),
        ("￥1,240.00元整", 124_000),
        ("人民币1,240元", 124_000),
        ("50万元人民币", 50_000_000),
        ("¥ 12", 1_200),
        (" 12.3 ", 1_230),
        (".5", 50),
        ("5.", 500),
        ("12.3400", 1_234),
        ("-12.34", -1_234),
        ("−12.34", -1_234),
        ("(1,240.00)", -124_000),
        ("（1,240.00）", -124_000),
        ("0", 0),
        ("'900.00", 90_000),
        (1240, 124_000),
        (Decimal("1240.55"), 124_055),
        (1240.5, 124_050),
    ],
)
def test_what_people_type_is_read(typed: str | int | float | Decimal, fen: int) -> None:
    assert parse_yuan(typed) == fen


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "missing"),
        ("   ", "missing"),
        ("12.345", "decimals"),
        ("12.340000000000000000000000000000001", "decimals"),
        ("0.12345678万", "decimals"),
        ("12.5分", "decimals"),
        ("1,2405", "text"),
        ("12,40.5", "text"),
        ("1.2.3", "text"),
        ("约900", "text"),
        ("900/月", "text"),
        ("1e5", "text"),
        ("nan", "text"),
        ("(-12)", "text"),
        ("(12", "text"),
        ("=SUM(A1:A9)", "text"),
        ("٩٠٠", "text"),
        ("9" * 80, "text"),
        ("99999999999999", "large"),
    ],
)
def test_what_is_no_amount_is_refused_with_its_reason(typed: str, reason: str) -> None:
    with pytest.raises(BadMoney) as refused:
        parse_yuan(typed)
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("stored", "fen"),
    [
        ("1240.4999999999998", 124_050),
        ("0.30000000000000004", 30),
        ("1.24E+03", 124_000),
        ("1240.0", 124_000),
        ("5E-2", 5),
    ],
)
def test_noise_of_a_numeric_cell_is_taken_off(stored: str, fen: int) -> None:
    assert parse_yuan(stored, from_number=True) == fen
    assert parse_yuan(float(stored)) == fen


@pytest.mark.parametrize("value", ["1240.4999999999998", "0.30000000000000004"])
def test_the_same_digits_typed_as_text_are_refused(value: str) -> None:
    with pytest.raises(BadMoney, match="below one fen"):
        parse_yuan(value)


@pytest.mark.parametrize("stored", ["12.345", "12.3400001", "0.001"])
def test_a_real_third_decimal_of_a_numeric_cell_is_refused(stored: str) -> None:
    with pytest.raises(BadMoney, match="below one fen"):
        parse_yuan(stored, from_number=True)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_float_that_is_no_number_is_refused(value: float) -> None:
    with pytest.raises(BadMoney):
        parse_yuan(value)


def test_the_unit_of_the_header_counts_unless_the_text_says_its_own() -> None:
    assert parse_yuan("0.9", "万元") == 900_000
    assert parse_yuan("900", "分") == 900
    assert parse_yuan("900元", "万元") == 90_000


def test_a_refusal_says_what_why_and_how_in_both_languages() -> None:
    refused = BadMoney("decimals", "12.345")
    assert refused.in_language("zh") == "金额“12.345”小于1分，人民币最小到分，请改为两位小数。"
    assert refused.in_language("en") == "The amount “12.345” goes below one fen: keep two decimals of a yuan."


@given(st.integers(-LARGEST_FEN, LARGEST_FEN))
def test_what_is_shown_can_be_read_again(fen: int) -> None:
    assert parse_yuan(show_yuan(fen)) == fen


@given(st.integers(0, 10**10))
def test_a_float_of_yuan_and_its_noise_read_as_the_fen_meant(fen: int) -> None:
    assert parse_yuan(fen / 100) == fen
    assert parse_yuan(repr(fen / 100 + 0.1 - 0.1), from_number=True) == fen


def test_tables_and_cockpit_show_two_decimals() -> None:
    assert [show_yuan(fen) for fen in (124_000, 0, 5, -5, 123_456_789)] == [
        "1,240.00",
        "0.00",
        "0.05",
        "-0.05",
        "1,234,567.89",
    ]
    assert [show_wan(fen) for fen in (12_400_000, 4_999, 5_000, -5_000)] == ["12.40", "0.00", "0.01", "-0.01"]


@pytest.mark.parametrize(
    ("fen", "text"),
    [
        (124_000, "壹仟贰佰肆拾元整"),
        (0, "零元整"),
        (5, "伍分"),
        (50, "伍角"),
        (140_950, "壹仟肆佰零玖元伍角"),
        (600_714, "陆仟零柒元壹角肆分"),
        (168_032, "壹仟陆佰捌拾元叁角贰分"),
        (32_504, "叁佰贰拾伍元零肆分"),
        (1_640_902, "壹万陆仟肆佰零玖元零贰分"),
        (10_700_053, "壹拾万柒仟元伍角叁分"),
        (100_010_000, "壹佰万零壹佰元整"),
        (1_000_000_000_000, "壹佰亿元整"),
        (1_000_000_050_000, "壹佰亿零伍佰元整"),
        (10_000_000_000_000, "壹仟亿元整"),
        (-124_000, "负壹仟贰佰肆拾元整"),
    ],
)
def test_documents_carry_the_amount_in_capitals(fen: int, text: str) -> None:
    assert capitals(fen) == text


@given(st.integers(0, LARGEST_FEN))
def test_capitals_never_repeat_or_end_in_a_zero(fen: int) -> None:
    text = capitals(fen)
    assert "零零" not in text
    assert fen < 100 or "零元" not in text
    assert text.endswith("整") == (fen % 100 == 0)


GAP = Fraction(130_000 * 12 - 1_440_500, 12)  # T-04: 99.58333... yuan


def test_each_rounding_is_done_once_on_the_exact_amount() -> None:
    assert (half_up_fen(GAP), ceil_yuan(GAP), round_yuan(GAP), floor_fen(GAP)) == (9_958, 10_000, 10_000, 9_958)
    assert ceil_yuan(Fraction(1_000_001, 100)) == 10_100
    assert floor_fen(Fraction(24_691_357_8, 10)) == 24_691_357  # T-20
    assert [half_up_fen(Fraction(n, 2)) for n in (1, 3, -1, -3)] == [1, 2, -1, -2]


def test_a_float_is_not_rounded_but_refused() -> None:
    with pytest.raises(TypeError, match="float"):
        half_up_fen(99.5)  # type: ignore[arg-type]


def test_T_29_equal_remainders_go_to_the_first_division_code() -> None:
    shares = largest_remainder(10_000, [1, 1, 1], ["230724", "230722", "230723"])
    assert shares == {"230724": 3_333, "230722": 3_334, "230723": 3_333}


def test_T_26_factor_shares_add_up_to_the_pool() -> None:
    persons, difficulty, score = (5_000, 3_000, 2_000), (8, 10, 12), (90, 80, 95)
    weighted = ((6, persons), (2, difficulty), (2, score))
    factors = [sum(Fraction(w * values[place], sum(values)) for w, values in weighted) for place in range(3)]
    shares = largest_remainder(1_000_000_000, factors, ["a", "b", "c"])
    assert list(shares.values()) == [421_257_862, 307_044_025, 271_698_113]


@given(st.integers(0, 10**12), st.lists(st.integers(0, 10**6), min_size=1, max_size=30).filter(any))
def test_shares_sum_to_the_pool_and_stay_within_a_fen(pool_fen: int, weights: list[int]) -> None:
    shares = largest_remainder(pool_fen, weights, list(range(len(weights))))
    assert sum(shares.values()) == pool_fen
    for key, weight in enumerate(weights):
        assert abs(shares[key] - Fraction(pool_fen * weight, sum(weights))) < 1


@pytest.mark.parametrize(
    ("pool_fen", "weights", "keys"),
    [(1, [0, 0], ["a", "b"]), (1, [], []), (-1, [1], ["a"]), (1, [1, -1], ["a", "b"]), (1, [1], ["a", "b"])],
)
def test_what_cannot_be_shared_out_is_refused(pool_fen: int, weights: list[int], keys: list[str]) -> None:
    with pytest.raises(ValueError, match=r"pool|share"):
        largest_remainder(pool_fen, weights, keys)


def test_importing_money_loads_nothing_from_outside() -> None:
    script = "import sys, mingbai.kernel.money; print(sorted({m.partition('.')[0] for m in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-S", "-c", script], capture_output=True, text=True, check=False, cwd=".")
    packages = {"pypinyin", "stdnum", "holidays", "chinese_calendar", "duckdb", "numpy", "sqlglot"}
    assert loaded.returncode == 0, loaded.stderr
    assert not packages & set(eval(loaded.stdout))
