"""Every explanation ends in the amount its calculation gives, in both languages, and stands on articles that exist."""

import json
import re
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.kernel.money import ROUNDINGS
from mingbai.kernel.month import Month
from mingbai.law import cite
from mingbai.policy.dibao.edge_family import is_edge_family
from mingbai.policy.dibao.income import Income, Wage, countable_income, employment_costs
from mingbai.policy.dibao.local import local_benefit, local_standard
from mingbai.policy.dibao.monthly_benefit import Household
from mingbai.policy.dibao.rigid_spending import Expense, rigid_spending
from mingbai.policy.dibao.single_person import Claimant
from mingbai.policy.disability import Disability
from mingbai.policy.explained.benefit import explain_benefit
from mingbai.policy.explained.explanation import Explanation, yuan
from mingbai.policy.explained.families import explain_edge_family, explain_rigid_family, explain_single_case
from mingbai.policy.explained.funds import explain_allocation, explain_working_cost_cap
from mingbai.policy.explained.income import explain_income
from mingbai.policy.explained.overpaid import explain_death, explain_overpayment
from mingbai.policy.explained.single_and_grace import explain_grace, explain_single_person
from mingbai.policy.explained.support import explain_price_subsidy, explain_support
from mingbai.policy.funds.allocation import Factor, additive_shares, allocation
from mingbai.policy.parameters import Basis, Entry, NotInForce, Parameters, shipped
from mingbai.policy.prices.subsidy import Growth, Trigger, price_subsidy
from mingbai.policy.recovery.overpayment import PaidMonth, overpayment_for_the_dead
from mingbai.policy.rigid.family import Family, is_rigid_spending_family
from mingbai.policy.tekun.self_care import CareLevel
from mingbai.policy.tekun.support import Person, care_shares, monthly_support

AUGUST = date(2026, 8, 1)
DEMO = shipped().at("999901", AUGUST)
CHINESE = re.compile(r"[\u4e00-\u9fff]")

amounts = st.one_of(st.integers(0, 3_000_000), st.integers(0, 10**10))
households = st.builds(
    Household, member_count=st.integers(1, 9), priority_member_count=st.integers(0, 9), annual_income_fen=amounts
)
roundings = st.sampled_from(["ceil_yuan", "round_yuan", "exact_fen_half_up"])
programmes = st.sampled_from(["dibao_urban", "dibao_rural"])


def paying(**values: object) -> Parameters:
    """The demo county with other values of some parameters."""
    entries = [
        Entry(key, "999901", date(2020, 1, 1), None, v, Basis.GIVEN, "", "试", "test") for key, v in values.items()
    ]
    return shipped().with_entries(entries).at("999901", AUGUST)


def assert_sound(explanation: Explanation, amount_fen: int) -> None:
    """Both languages end in the amount, the last step holds it exactly, and every article exists."""
    assert explanation.amount_fen == amount_fen
    last = explanation.steps[-1]
    assert last.values["amount_fen"] == amount_fen
    if "exact_fen" in last.values and "rounding" in last.values:
        assert ROUNDINGS[last.values["rounding"]](last.values["exact_fen"]) == amount_fen
    assert yuan(abs(amount_fen)) in last.zh
    assert yuan(abs(amount_fen)) in last.en
    assert_readable(explanation)


def assert_readable(explanation: Explanation) -> None:
    assert not CHINESE.search(explanation.in_language("en"))
    assert all(CHINESE.search(line) for line in explanation.lines("zh"))
    assert [str(cite(each)) for each in explanation.cites] == list(explanation.cites)
    json.dumps(explanation.as_json())


@pytest.mark.requirement("R-401")
@given(households, programmes, roundings)
def test_the_benefit_by_difference(household: Household, programme: str, rounding: str) -> None:
    parameters = paying(benefit_rounding=rounding)
    explanation = explain_benefit(household, parameters, programme)
    assert_sound(explanation, local_benefit(household, parameters, programme))


@given(households, programmes)
def test_the_benefit_by_bands(household: Household, programme: str) -> None:
    parameters = paying(benefit_method="bands")
    assert_sound(explain_benefit(household, parameters, programme), local_benefit(household, parameters, programme))


wages = st.lists(st.builds(Wage, amounts, st.integers(1, 500_000)), max_size=4)
expenses = st.lists(
    st.builds(Expense, st.sampled_from(["重病治疗", "残疾康复", "旅游"]), amounts, amounts, st.booleans()), max_size=3
)


@given(wages, amounts, expenses)
def test_countable_income(wages: list[Wage], other_fen: int, expenses: list[Expense]) -> None:
    parameters = paying(rigid_kinds=("重病治疗", "残疾康复"))
    items_fen = other_fen + sum(wage.annual_wage_fen for wage in wages)
    income = Income(3, items_fen, employment_costs(wages, 2), rigid_spending(expenses, parameters))
    explanation = explain_income(3, items_fen, wages, expenses, parameters, "dibao_urban")
    assert_sound(explanation, countable_income(income, local_standard(parameters, "dibao_urban").standard_fen))


@pytest.mark.requirement("R-402")
def test_an_expense_that_is_not_deducted_is_told_why_not() -> None:
    parameters = paying(rigid_kinds=("重病治疗",))
    expenses = [Expense("旅游", 100_000, 0, True), Expense("重病治疗", 500_000, 200_000, False)]
    text = explain_income(3, 3_600_000, [], expenses, parameters, "dibao_urban").in_language("zh")
    assert "自负1,000.00元，不属于当地扣减的种类，不予扣减" in text
    assert "自负3,000.00元，没有支出凭据，不予扣减" in text
    assert "可计入年收入为36,000.00元" in text.splitlines()[-1]


def test_the_single_person_case() -> None:
    assert_sound(explain_single_person(DEMO, "dibao_urban"), 59_150)


@pytest.mark.requirement("R-405")
@given(st.integers(-3, 15), st.sampled_from(["keep", "taper", "single"]), amounts)
def test_a_month_of_grace(month: int, rule: str, last_fen: int) -> None:
    decided = Month(2026, 6)
    explanation = explain_grace(decided, decided.plus(month), last_fen, 59_150, paying(grace_amount=rule))
    in_grace = 1 <= month <= 6
    due = {"keep": last_fen, "single": 59_150, "taper": (2 * last_fen * (7 - month) + 6) // 12}[rule] if in_grace else 0
    assert_sound(explanation, due)


@given(households, programmes, st.booleans())
def test_an_edge_family(household: Household, programme: str, property_ok: bool) -> None:
    explanation = explain_edge_family(household, DEMO, programme, property_ok=property_ok)
    expected = is_edge_family(household, local_standard(DEMO, programme), 15_000, property_ok=property_ok)
    assert explanation.verdict is expected
    assert ("结论：符合" in explanation.in_language("zh")) is expected
    assert_readable(explanation)


@pytest.mark.requirement("R-404")
@pytest.mark.parametrize(("level", "expected"), [(2, True), (3, False)])
def test_a_single_case_says_of_which_category_and_which_family(level: int, expected: bool) -> None:
    claimant, family = Claimant((Disability("limb", level),)), Household(2, 0, 70_000 * 2 * 12)
    explanation = explain_single_case(claimant, family, DEMO, "dibao_urban", property_ok=True)
    assert explanation.verdict is expected
    assert ("属于二级残疾" in explanation.in_language("zh")) is expected
    assert ("不属于当地可参照单人户的类别" in explanation.in_language("zh")) is not expected
    assert_readable(explanation)


@given(st.integers(1, 9), amounts, amounts, st.booleans(), st.booleans())
def test_a_family_of_rigid_spending(n: int, income: int, spending: int, other: bool, property_ok: bool) -> None:
    family = Family(n, income, spending, DEMO.number("disposable_income_fen"), other, property_ok)
    explanation = explain_rigid_family(family, DEMO)
    assert explanation.verdict is is_rigid_spending_family(family, DEMO.number("rigid_share_bp"))
    assert_readable(explanation)


@pytest.mark.parametrize("level", CareLevel)
@pytest.mark.parametrize("rounding", ["exact_fen_half_up", "ceil_yuan", "round_yuan"])
def test_tekun_support(level: CareLevel, rounding: str) -> None:
    parameters = paying(benefit_rounding=rounding)
    due = monthly_support(Person(72_800, 186_000, level.value), care_shares(DEMO), rounding)
    assert_sound(explain_support(parameters, "tekun_rural", level), due)


@pytest.mark.requirement("R-407")
def test_tekun_support_in_an_institution_at_the_urban_standard_says_so() -> None:
    explanation = explain_support(
        paying(tekun_institution_urban=True), "tekun_rural", CareLevel.TOTAL, in_institution=True
    )
    assert_sound(explanation, 91_000 + 62_000)
    assert "按城市标准" in explanation.in_language("zh")


@pytest.mark.requirement("R-412")
@given(st.integers(0, 900), st.integers(0, 900), programmes)
def test_the_price_subsidy(consumer_bp: int, food_bp: int, programme: str) -> None:
    growth = Growth(consumer_bp, food_bp)
    due = price_subsidy(local_standard(DEMO, programme).standard_fen, growth, Trigger(350, 600))
    assert_sound(explain_price_subsidy(growth, DEMO, programme), due)


@given(st.lists(st.tuples(amounts, amounts), max_size=6))
def test_an_overpayment_month_by_month(paid_and_due: list[tuple[int, int]]) -> None:
    months = [PaidMonth(Month(2026, 1).plus(n), paid, due) for n, (paid, due) in enumerate(paid_and_due)]
    assert_sound(explain_overpayment(months), sum(paid - due for paid, due in paid_and_due))


@given(st.integers(2, 9), amounts, programmes)
def test_the_overpayment_for_a_dead_member(member_count: int, income_fen: int, programme: str) -> None:
    with_all, without = Household(member_count, 1, income_fen), Household(member_count - 1, 0, income_fen)
    expected = overpayment_for_the_dead(with_all, without, local_standard(DEMO, programme))
    assert_sound(explain_death(with_all, without, DEMO, programme), expected)


def test_an_allocation() -> None:
    factors = [
        Factor("persons", Fraction(3, 5), {"01": Fraction(5_000), "02": Fraction(3_000)}),
        Factor("difficulty", Fraction(2, 5), {"01": Fraction(4, 5), "02": Fraction(1)}),
    ]
    parts = allocation(10**9, additive_shares(factors), {"02": 777})
    for division, part in parts.items():
        assert_sound(explain_allocation(division, 10**9, factors, {"02": 777}), part)


def test_the_cap_on_working_cost() -> None:
    assert_sound(explain_working_cost_cap(1_234_567_890, DEMO), 24_691_357)


@pytest.mark.requirement("R-401")
def test_an_explanation_names_value_comparison_and_article_of_each_step() -> None:
    yichun = shipped().with_entries([]).at("230722", AUGUST)
    with pytest.raises(NotInForce):
        explain_benefit(Household(3, 2, 1_440_000), yichun, "dibao_urban")
    text = explain_benefit(Household(3, 2, 1_440_000), DEMO, "dibao_urban").in_language("zh")
    assert "家庭可计入年收入14,400.00元，低于全年标准25,200.00元" in text
    assert "《社会救助法》第18条" in text
    assert text.endswith("设定值，各文本未规定取整，按分四舍五入对双方误差最小）")


def test_before_the_law_of_2026_the_interim_measures_are_cited() -> None:
    june = shipped().at("999901", date(2026, 6, 1))
    assert "SC-649#9" in explain_benefit(Household(1, 0, 0), june, "dibao_urban").cites
    july = shipped().at("999901", date(2026, 7, 1))
    assert "LAW-2026#18" in explain_benefit(Household(1, 0, 0), july, "dibao_urban").cites


@pytest.mark.parametrize(
    ("fen", "text"), [(0, "0.00"), (123_456, "1,234.56"), (Fraction(1, 3), "0.003333"), (Fraction(-25, 2), "-0.125")]
)
def test_an_amount_not_yet_rounded_shows_its_decimals(fen: int | Fraction, text: str) -> None:
    assert yuan(fen) == text
