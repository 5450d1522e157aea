"""低保: the benefit, its bands, its income, its edge and its grace; one household and a whole table agree."""

from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.kernel.money import ROUNDINGS
from mingbai.policy.dibao.bands import BadBands, banded_benefit
from mingbai.policy.dibao.edge_family import is_dibao_family, is_edge_family, is_in_edge_band
from mingbai.policy.dibao.grace import Grace, grace_benefit
from mingbai.policy.dibao.income import Income, Wage, countable_income, employment_cost
from mingbai.policy.dibao.monthly_benefit import Household, Standard, is_below_standard, monthly_benefit
from mingbai.policy.dibao.single_person import County, single_person_benefit
from mingbai.policy.facts import UnknownFact, as_sql, columns
from mingbai.policy.refused import Refused
from mingbai.policy.tests.bulk import Row, fen, heads, in_bulk, one_by_one, rows, table

STANDARD = Standard(standard_fen=70_000, supplement_bp=1_500)


households = rows(member_count=heads, priority_member_count=heads, annual_income_fen=fen)


@pytest.mark.requirement("R-401")
@table
@given(households, st.integers(1, 300_000), st.integers(0, 10_000), st.sampled_from(sorted(ROUNDINGS)))
def test_a_table_gives_the_benefit_each_household_gets(
    lines: list[Row], standard_fen: int, bp: int, rounding: str
) -> None:
    calculation = partial(monthly_benefit, standard=Standard(standard_fen, bp, rounding))
    assert in_bulk(calculation, Household, lines) == one_by_one(calculation, Household, lines)


@table
@given(
    rows(
        standard_fen=st.integers(1, 300_000),
        supplement_bp=st.integers(0, 10_000),
        rounding=st.sampled_from([*ROUNDINGS, "up", ""]),
    )
)
def test_the_standard_and_the_rounding_may_be_columns_too(standards: list[Row]) -> None:
    def calculation(standard: Standard) -> Any:
        return monthly_benefit(Household(3, 2, 1_440_001), standard)

    assert in_bulk(calculation, Standard, standards) == one_by_one(calculation, Standard, standards)


@table
@given(households, st.integers(1, 300_000), st.integers(0, 300), st.integers(0, 300))
def test_a_table_gives_the_bands_each_household_falls_into(
    lines: list[Row], standard_fen: int, low: int, more: int
) -> None:
    bands = [(0, 56_000), (low + 1, 40_000), (low + more + 2, 20_000)]
    calculation = partial(banded_benefit, standard=Standard(standard_fen, 1_500), bands=bands)
    assert in_bulk(calculation, Household, lines) == one_by_one(calculation, Household, lines)


@table
@given(households, st.integers(1, 300_000), st.integers(10_000, 30_000))
def test_a_table_tells_edge_families_as_each_household_does(lines: list[Row], standard_fen: int, edge_bp: int) -> None:
    calculation = partial(is_in_edge_band, standard=Standard(standard_fen, 0), edge_bp=edge_bp)
    assert in_bulk(calculation, Household, lines) == one_by_one(calculation, Household, lines)


@table
@given(
    rows(
        last_benefit_fen=fen,
        month_number=st.integers(-1, 14),
        grace_months=st.integers(0, 13),
        single_fen=fen,
        rule=st.sampled_from(["keep", "taper", "single", "nothing"]),
        rounding=st.sampled_from([*ROUNDINGS, "up"]),
    )
)
def test_a_table_gives_the_grace_each_household_gets(graces: list[Row]) -> None:
    assert in_bulk(grace_benefit, Grace, graces) == one_by_one(grace_benefit, Grace, graces)


@table
@given(rows(member_count=heads, annual_income_fen=fen, employment_cost_fen=fen, rigid_spending_fen=fen))
def test_a_table_counts_income_as_each_household_does(incomes: list[Row]) -> None:
    calculation = partial(countable_income, standard_fen=70_000)
    assert in_bulk(calculation, Income, incomes) == one_by_one(calculation, Income, incomes)


@table
@given(rows(annual_wage_fen=fen, minimum_wage_fen=fen))
def test_a_table_deducts_the_cost_of_working_as_each_worker_does(wages: list[Row]) -> None:
    calculation = partial(employment_cost, months=2)
    assert in_bulk(calculation, Wage, wages) == one_by_one(calculation, Wage, wages)


@table
@given(rows(average_supplement_fen=fen))
def test_a_table_gives_the_single_person_benefit(counties: list[Row]) -> None:
    calculation = partial(single_person_benefit, standard=STANDARD)
    assert in_bulk(calculation, County, counties) == one_by_one(calculation, County, counties)


@pytest.mark.parametrize(("over_fen", "eligible"), [(-1, True), (0, False), (1, False)])
def test_income_equal_to_the_standard_is_not_below_it(over_fen: int, eligible: bool) -> None:
    household = Household(3, 0, 70_000 * 3 * 12 + over_fen)
    assert is_below_standard(household, STANDARD) is eligible
    assert is_in_edge_band(household, STANDARD, 15_000) is not eligible


@pytest.mark.parametrize(("per_head_fen", "edge"), [(69_999, False), (70_000, True), (104_999, True), (105_000, False)])
def test_the_edge_begins_at_the_standard_and_ends_below_its_uplift(per_head_fen: int, edge: bool) -> None:
    assert is_in_edge_band(Household(2, 0, per_head_fen * 2 * 12), STANDARD, 15_000) is edge


@pytest.mark.requirement("R-401")
def test_property_above_the_limit_excludes_whatever_the_income() -> None:
    poor, edge = Household(2, 0, 0), Household(2, 0, 70_000 * 2 * 12)
    assert is_dibao_family(poor, STANDARD, property_ok=True)
    assert not is_dibao_family(poor, STANDARD, property_ok=False)
    assert is_edge_family(edge, STANDARD, 15_000, property_ok=True)
    assert not is_edge_family(edge, STANDARD, 15_000, property_ok=False)


def test_unknown_property_is_refused_rather_than_taken_as_within_limits() -> None:
    with pytest.raises(TypeError):
        is_dibao_family(Household(2, 0, 0), STANDARD, property_ok=None)


@pytest.mark.parametrize(("earned_fen", "countable_fen"), [(2_519_999, 2_519_999), (2_520_000, 2_420_000)])
def test_rigid_spending_is_deducted_from_the_standard_on(earned_fen: int, countable_fen: int) -> None:
    assert countable_income(Income(3, earned_fen, 0, 100_000), 70_000) == countable_fen


def test_rounds_once_at_the_end() -> None:
    # 650.05 a head: three supplements of 97.5075 make 292.5225, not three times 97.50
    assert monthly_benefit(Household(3, 3, 0), Standard(65_005, 1_500)) == 224_267


def test_no_gap_means_no_supplement_either() -> None:
    assert monthly_benefit(Household(2, 2, 1_680_000), STANDARD) == 0


@pytest.mark.parametrize("fact", ["member_count", "priority_member_count", "annual_income_fen"])
def test_an_unknown_fact_raises_in_python_and_names_itself_in_both_languages(fact: str) -> None:
    known = {"member_count": 3, "priority_member_count": 0, "annual_income_fen": 0}
    with pytest.raises(UnknownFact) as refusal:
        Household(**known | {fact: None})
    assert fact in refusal.value.zh
    assert "never taken as zero" in refusal.value.en


@pytest.mark.parametrize("wrong", [1.5, True, "3"])
def test_a_number_that_is_not_exact_is_refused(wrong: object) -> None:
    with pytest.raises(TypeError):
        Household(wrong, 0, 0)


def test_a_product_beyond_32_bits_stays_exact() -> None:
    lines = [{"member_count": 9, "priority_member_count": 9, "annual_income_fen": 0}]
    assert in_bulk(partial(monthly_benefit, standard=Standard(300_000, 10_000)), Household, lines) == [5_400_000]


def test_a_figure_beyond_reason_makes_its_own_row_unknown_and_stops_no_other() -> None:
    standards = [{"standard_fen": fen, "supplement_bp": 1_500, "rounding": "ceil_yuan"} for fen in (70_000, 2**63 - 1)]
    assert in_bulk(partial(monthly_benefit, Household(3, 0, 0)), Standard, standards) == [210_000, None]
    with pytest.raises(Refused, match="check its unit"):
        Household(3, 0, 10**15)


@pytest.mark.parametrize("dialect", ["duckdb", "spark", "postgres"])
def test_every_table_version_is_valid_sql_for_every_engine(dialect: str) -> None:
    import sqlglot

    household, standard = columns(Household, "h"), columns(Standard, "s")
    for result in (
        monthly_benefit(household, standard),
        banded_benefit(household, standard, [(0, 100), (5, 10)]),
        is_in_edge_band(household, standard, 15_000),
        grace_benefit(columns(Grace, "g")),
        countable_income(columns(Income, "i"), 70_000),
    ):
        assert sqlglot.parse_one(as_sql(result, dialect), read=dialect)


@pytest.mark.parametrize("bands", [[], [(1, 5)], [(0, 5), (0, 3)], [(0, 5), (9, 3), (7, 1)], [(0, -1)]])
def test_bands_that_leave_a_doubt_are_refused(bands: list[tuple[int, int]]) -> None:
    with pytest.raises(BadBands):
        banded_benefit(Household(1, 0, 0), STANDARD, bands)


@pytest.mark.requirement("R-405")
def test_tapering_falls_evenly_to_the_last_month_and_then_stops() -> None:
    paid = [grace_benefit(Grace(90_000, month, 3, 0, "taper")) for month in range(6)]
    assert paid == [0, 90_000, 60_000, 30_000, 0, 0]
