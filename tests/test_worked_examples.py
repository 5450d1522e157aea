"""The worked examples of the entitlement formulas, computed by hand: one test each, named by its id."""

from datetime import date
from fractions import Fraction

import pytest

from mingbai.kernel.month import Month
from mingbai.policy.dibao.bands import banded_benefit
from mingbai.policy.dibao.edge_family import is_dibao_family, is_edge_family
from mingbai.policy.dibao.income import Income, Wage, countable_income, earned_income, employment_cost, employment_costs
from mingbai.policy.dibao.monthly_benefit import Household, Standard, is_below_standard, monthly_benefit
from mingbai.policy.dibao.priority import Member, priority_member_count
from mingbai.policy.dibao.single_person import County, single_person_benefit
from mingbai.policy.funds.allocation import Factor, additive_shares, allocation
from mingbai.policy.funds.batch import BatchTotals, batch_totals
from mingbai.policy.funds.caps import working_cost_cap
from mingbai.policy.indicators.rates import PaidLine, card_rate, on_time_rate
from mingbai.policy.parameters import shipped
from mingbai.policy.prices.subsidy import Growth, Trigger, price_subsidy
from mingbai.policy.procedure.spot_check import spot_check_size
from mingbai.policy.procedure.timing import first_payment_month, review_due_on
from mingbai.policy.tekun.self_care import CareLevel, care_level
from mingbai.policy.tekun.support import Person, basic_living_standard, care_shares, monthly_support

S = Standard(standard_fen=70_000, supplement_bp=1_500)
EDGE_BP = 15_000
LAST_YEARS_WAGE_FEN = 186_000
YICHUN = shipped().at("230722", date(2026, 8, 1))


@pytest.mark.requirement("R-401")
def test_t01_three_members_with_some_income_get_the_gap() -> None:
    assert monthly_benefit(Household(3, 0, 120_000 * 12), S) == 90_000


@pytest.mark.requirement("R-401")
def test_t03_income_equal_to_the_standard_is_not_eligible_but_an_edge_family() -> None:
    household = Household(2, 0, 140_000 * 12)
    assert not is_dibao_family(household, S, property_ok=True)
    assert monthly_benefit(household, S) == 0
    assert is_edge_family(household, S, EDGE_BP, property_ok=True)


@pytest.mark.requirement("R-401")
@pytest.mark.parametrize(
    ("rounding", "due_fen"), [("exact_fen_half_up", 9_958), ("ceil_yuan", 10_000), ("round_yuan", 10_000)]
)
def test_t04_the_annual_value_is_the_true_one_and_rounded_once(rounding: str, due_fen: int) -> None:
    assert monthly_benefit(Household(2, 0, 1_440_500), Standard(65_000, 1_500, rounding)) == due_fen


def test_t04_the_whole_yuan_below_is_99() -> None:
    assert monthly_benefit(Household(2, 0, 1_440_500), Standard(65_000, 1_500)) // 100 == 99


@pytest.mark.requirement("R-406")
@pytest.mark.parametrize(("rounding", "due_fen"), [("exact_fen_half_up", 68_833), ("ceil_yuan", 68_900)])
def test_t05_two_minimum_wages_are_the_cost_of_working(rounding: str, due_fen: int) -> None:
    wage = Wage(annual_wage_fen=3_000_000, minimum_wage_fen=185_000)
    assert employment_cost(wage, YICHUN.number("employment_cost_months")) == 370_000
    earned = earned_income(Income(4, 3_000_000, employment_costs([wage], 2), 0))
    assert earned == 2_630_000
    assert monthly_benefit(Household(4, 0, earned), Standard(72_000, 1_500, rounding)) == due_fen


@pytest.mark.requirement("R-406")
def test_t07_a_small_wage_counts_as_nothing_and_never_less() -> None:
    wage = Wage(annual_wage_fen=300_000, minimum_wage_fen=185_000)
    assert employment_cost(wage, 2) == 300_000
    assert earned_income(Income(1, 300_000, employment_cost(wage, 2), 0)) == 0


@pytest.mark.requirement("R-402")
def test_t08_rigid_spending_is_deducted_above_the_standard() -> None:
    vouchers_fen = 960_000 + 120_000 + 600_000
    countable = countable_income(Income(3, 3_600_000, 0, vouchers_fen), S.standard_fen)
    assert countable == 1_920_000
    assert monthly_benefit(Household(3, 0, countable), S) == 50_000


@pytest.mark.requirement("R-402")
def test_t08_rigid_spending_is_not_deducted_below_the_standard() -> None:
    assert countable_income(Income(3, 2_519_999, 0, 1_680_000), S.standard_fen) == 2_519_999


@pytest.mark.requirement("R-403")
def test_t10_a_member_of_two_categories_gets_one_top_up() -> None:
    grandmother = Member(date(1954, 3, 1), frozenset({"重度残疾"}))
    members = [grandmother, Member(date(1985, 1, 1)), Member(date(2015, 5, 5))]
    count = priority_member_count(members, YICHUN)
    assert count == 2
    assert monthly_benefit(Household(3, count, 120_000 * 12), S) == 111_000


@pytest.mark.requirement("R-404")
def test_t11_a_single_person_gets_the_county_average_and_one_top_up() -> None:
    assert single_person_benefit(County(48_650), S) == 59_150


@pytest.mark.parametrize(("per_head_fen", "edge"), [(105_000, False), (104_999, True)])
def test_t12_the_edge_ends_below_one_and_a_half_standards(per_head_fen: int, edge: bool) -> None:
    assert is_edge_family(Household(2, 0, per_head_fen * 2 * 12), S, EDGE_BP, property_ok=True) is edge


@pytest.mark.parametrize(
    ("level", "due_fen"), [(CareLevel.ABLE, 109_600), (CareLevel.PARTIAL, 122_000), (CareLevel.TOTAL, 153_000)]
)
def test_t14_tekun_support_is_basic_living_plus_care(level: CareLevel, due_fen: int) -> None:
    basic_fen = basic_living_standard(S.standard_fen, YICHUN.number("tekun_basic_bp"))
    assert basic_fen == 91_000
    assert monthly_support(Person(basic_fen, LAST_YEARS_WAGE_FEN, level), care_shares(YICHUN)) == due_fen


@pytest.mark.parametrize(
    ("failed", "level"),
    [
        (0, CareLevel.ABLE),
        (1, CareLevel.PARTIAL),
        (3, CareLevel.PARTIAL),
        (4, CareLevel.TOTAL),
        (6, CareLevel.TOTAL),
    ],
)
def test_t16_six_indicators_decide_the_level_of_care(failed: int, level: CareLevel) -> None:
    assert care_level(failed) is level


@pytest.mark.requirement("R-412")
@pytest.mark.parametrize(
    ("food_bp", "rounding", "due_fen"),
    [
        (620, "exact_fen_half_up", 4_340),
        (620, "round_yuan", 4_300),
        (599, "exact_fen_half_up", 2_520),
        (599, "round_yuan", 2_500),
    ],
)
def test_t18_the_larger_of_the_indices_that_trigger_counts(food_bp: int, rounding: str, due_fen: int) -> None:
    growth, trigger = Growth(consumer_bp=360, food_bp=food_bp), Trigger(consumer_bp=350, food_bp=600)
    assert price_subsidy(S.standard_fen, growth, trigger, rounding) == due_fen


def test_t20_the_cap_on_working_cost_is_rounded_down() -> None:
    assert working_cost_cap(1_234_567_890, YICHUN.number("admin_fee_cap_bp")) == 24_691_357


@pytest.mark.parametrize(
    ("applications", "share_bp", "checked"),
    [(37, 5_000, 19), (37, 3_000, 12), (0, 5_000, 0), (1, 5_000, 1), (1, 3_000, 1)],
)
def test_t23_not_less_than_a_share_is_rounded_up(applications: int, share_bp: int, checked: int) -> None:
    assert spot_check_size(applications, share_bp) == checked


def test_t25_a_batch_adds_up() -> None:
    assert batch_totals([90_000, 111_000, 59_150]) == BatchTotals(count=3, sum_fen=260_150)


def test_t26_a_pool_is_shared_out_by_three_weighed_factors() -> None:
    codes = ["230701", "230702", "230703"]

    def factor(name: str, weight: str, *values: str) -> Factor:
        return Factor(name, Fraction(weight), dict(zip(codes, map(Fraction, values), strict=True)))

    shares = additive_shares(
        [
            factor("救助对象人数", "0.6", "5000", "3000", "2000"),
            factor("财政困难程度", "0.2", "0.8", "1.0", "1.2"),
            factor("工作绩效", "0.2", "90", "80", "95"),
        ]
    )
    assert [round(float(share), 7) for share in shares.values()] == [0.4212579, 0.3070440, 0.2716981]
    assert list(allocation(1_000_000_000, shares).values()) == [421_257_862, 307_044_025, 271_698_113]


def test_t29_the_fen_left_over_goes_to_the_first_division_code() -> None:
    shares = dict.fromkeys(["230703", "230701", "230702"], Fraction(1, 3))
    assert allocation(10_000, shares) == {"230701": 3_334, "230702": 3_333, "230703": 3_333}


def test_t30_the_lower_bound_of_a_band_belongs_to_it() -> None:
    bands = [(0, 56_000), (20_000, 40_000), (40_000, 20_000)]
    assert banded_benefit(Household(3, 0, 40_000 * 3 * 12), S, bands) == 60_000
    assert banded_benefit(Household(3, 0, 40_000 * 3 * 12 - 1), S, bands) == 120_000
    assert banded_benefit(Household(3, 0, 70_000 * 3 * 12), S, bands) == 0


def test_t32_a_review_falls_on_the_month_end_where_there_is_no_such_day() -> None:
    assert review_due_on(date(2026, 8, 31), YICHUN.number("review_unstable_months")) == date(2027, 2, 28)


def test_t34_payment_begins_with_the_month_after_the_confirmation() -> None:
    assert first_payment_month(date(2026, 8, 14), None, "before_decision") == Month(2026, 9)


def test_t34_payment_begins_after_publicity_where_that_follows_the_confirmation() -> None:
    assert first_payment_month(date(2026, 8, 28), date(2026, 9, 4), "after_decision") == Month(2026, 10)


def test_t36_every_line_not_paid_by_card_needs_a_reason() -> None:
    lines = [PaidLine(date(2026, 8, 10), by_card=number >= 30) for number in range(3_000)]
    rate = card_rate(lines)
    assert (str(rate), rate.missing) == ("99.00 %", 30)


def test_t37_a_returned_line_counts_as_late_even_when_paid_again() -> None:
    lines = [PaidLine(date(2026, 8, 10))] * 1_199 + [PaidLine(date(2026, 8, 15), was_returned=True)]
    assert str(on_time_rate(lines, date(2026, 8, 10))) == "99.92 %"


def test_below_the_standard_is_strict() -> None:
    assert is_below_standard(Household(3, 0, 70_000 * 3 * 12 - 1), S)
    assert not is_below_standard(Household(3, 0, 70_000 * 3 * 12), S)
