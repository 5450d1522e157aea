"""Tekun, rigid-spending families, price subsidy and overpayment: one person and a whole table agree."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.kernel.money import ROUNDINGS
from mingbai.kernel.month import Month
from mingbai.policy.ages import age_on
from mingbai.policy.dibao.monthly_benefit import Household, Standard, monthly_benefit
from mingbai.policy.disability import Disability
from mingbai.policy.facts import Facts, UnknownFact, as_sql, columns
from mingbai.policy.ops import Number, UnknownChoice, any_of, same, smaller, where
from mingbai.policy.parameters import Parameters, shipped
from mingbai.policy.prices.subsidy import Growth, Trigger, price_subsidy
from mingbai.policy.recovery.overpayment import PaidMonth, overpayment, overpayment_for_the_dead
from mingbai.policy.rigid.family import Family, is_rigid_spending_family
from mingbai.policy.tekun.eligibility import Applicant, is_unable_to_work
from mingbai.policy.tekun.self_care import CareLevel, care_level
from mingbai.policy.tekun.support import Person, local_basic_standard, monthly_support
from mingbai.policy.tests.bulk import Row, fen, heads, in_bulk, one_by_one, rows, table

SHARES = {CareLevel.ABLE: Fraction(1, 10), CareLevel.PARTIAL: Fraction(1, 6), CareLevel.TOTAL: Fraction(1, 3)}
JUNE, JULY = date(2026, 6, 30), date(2026, 7, 1)


def at(on: date) -> Parameters:
    return shipped().at("999901", on)


@table
@given(
    rows(basic_fen=fen, wage_fen=fen, care_level=st.sampled_from([*CareLevel, "自理", ""])),
    st.sampled_from(sorted(ROUNDINGS)),
)
def test_a_table_gives_the_support_each_person_gets(people: list[Row], rounding: str) -> None:
    calculation = partial(monthly_support, shares=SHARES, rounding=rounding)
    assert in_bulk(calculation, Person, people) == one_by_one(calculation, Person, people)


@table
@given(
    rows(
        member_count=heads,
        annual_income_fen=fen,
        rigid_spending_fen=fen,
        disposable_income_fen=fen,
        in_other_programme=st.booleans(),
        property_ok=st.booleans(),
    ),
    st.integers(0, 100_000),
)
def test_a_table_tells_rigid_spending_families_as_each_family_does(families: list[Row], share_bp: int) -> None:
    calculation = partial(is_rigid_spending_family, share_bp=share_bp)
    assert in_bulk(calculation, Family, families) == one_by_one(calculation, Family, families)


@table
@given(
    rows(consumer_bp=st.integers(-1, 800), food_bp=st.integers(-1, 800)),
    st.integers(1, 300_000),
    st.sampled_from(sorted(ROUNDINGS)),
)
def test_a_table_gives_the_subsidy_each_growth_gives(growths: list[Row], standard_fen: int, rounding: str) -> None:
    calculation = partial(_subsidy, standard_fen=standard_fen, rounding=rounding)
    assert in_bulk(calculation, Growth, growths) == one_by_one(calculation, Growth, growths)


def _subsidy(growth: Growth, standard_fen: int, rounding: str) -> Any:
    return price_subsidy(standard_fen, growth, Trigger(350, 600), rounding)


@dataclass(frozen=True)
class Death(Facts):
    """A household of five with one member fewer."""

    remaining: Number
    annual_income_fen: Number


@table
@given(rows(remaining=st.integers(-1, 5), annual_income_fen=fen))
def test_a_table_gives_the_overpayment_each_household_had(deaths: list[Row]) -> None:
    def calculation(death: Death) -> Any:
        income = death.annual_income_fen
        with_all, without = Household(5, 1, income), Household(death.remaining, 0, income)
        return overpayment_for_the_dead(with_all, without, Standard(70_000, 1_500))

    assert in_bulk(calculation, Death, deaths) == one_by_one(calculation, Death, deaths)


def test_overpayment_is_what_was_paid_less_what_was_truly_due_month_by_month() -> None:
    standard = Standard(70_000, 1_500)
    due = monthly_benefit(Household(2, 0, 1_440_000), standard)
    months = [PaidMonth(Month(2026, number), 90_000, due) for number in (6, 7)]
    assert overpayment(months) == 2 * (90_000 - 20_000)


def test_being_paid_too_little_shows_as_less_than_nothing() -> None:
    assert overpayment([PaidMonth(Month(2026, 6), 10_000, 20_000)]) == -10_000


def test_a_month_without_a_known_entitlement_is_refused() -> None:
    with pytest.raises(UnknownFact):
        PaidMonth(Month(2026, 6), 90_000, None)


@pytest.mark.parametrize(
    ("spending_fen", "is_rigid"), [(600_000, False), (600_001, True)], ids=["the share itself", "above the share"]
)
def test_spending_must_exceed_the_share(spending_fen: int, is_rigid: bool) -> None:
    family = Family(2, 1_000_000, spending_fen, 2_850_000, in_other_programme=False, property_ok=True)
    assert is_rigid_spending_family(family, 6_000) is is_rigid


@pytest.mark.parametrize(
    ("income_fen", "other", "property_ok"),
    [(5_700_000, False, True), (1_000_000, True, True), (1_000_000, False, False)],
)
def test_one_failed_test_is_enough_to_refuse(income_fen: int, other: bool, property_ok: bool) -> None:
    assert not is_rigid_spending_family(Family(2, income_fen, 10**9, 2_850_000, other, property_ok), 6_000)


def test_without_income_any_rigid_spending_is_too_much() -> None:
    assert is_rigid_spending_family(Family(2, 0, 1, 2_850_000, False, True), 6_000)
    assert not is_rigid_spending_family(Family(2, 0, 0, 2_850_000, False, True), 6_000)


@pytest.mark.requirement("R-412")
@pytest.mark.parametrize(("growth_bp", "pays"), [(349, False), (350, True)])
def test_the_trigger_itself_starts_the_subsidy(growth_bp: int, pays: bool) -> None:
    assert (price_subsidy(70_000, Growth(growth_bp, 0), Trigger(350, 600)) > 0) is pays


def test_an_unknown_level_of_care_is_refused_and_names_the_known_ones() -> None:
    with pytest.raises(UnknownChoice, match="partial"):
        monthly_support(Person(91_000, 186_000, "半自理"), SHARES)


@pytest.mark.parametrize("failed", [-1, 7])
def test_there_are_six_indicators(failed: int) -> None:
    with pytest.raises(ValueError, match="6"):
        care_level(failed)


@pytest.mark.requirement("R-407")
def test_rural_persons_in_institutions_get_the_urban_standard_only_where_the_locality_says_so() -> None:
    assert local_basic_standard(at(JULY), "tekun_rural", in_institution=True) == 72_800
    assert local_basic_standard(at(JULY), "tekun_urban", in_institution=False) == 91_000
    assert shipped().at("2307", JULY).flag("tekun_institution_urban")


@pytest.mark.parametrize(
    ("born_on", "on", "age"),
    [
        (date(2010, 7, 1), date(2026, 6, 30), 15),
        (date(2010, 7, 1), date(2026, 7, 1), 16),
        (date(2008, 2, 29), date(2026, 2, 27), 17),
        (date(2008, 2, 29), date(2026, 2, 28), 18),
    ],
)
def test_the_birthday_itself_counts(born_on: date, on: date, age: int) -> None:
    assert age_on(born_on, on) == age


@pytest.mark.parametrize(
    ("person", "on", "unable"),
    [
        pytest.param(Applicant(date(1966, 7, 1)), JULY, True, id="sixty today"),
        pytest.param(Applicant(date(1966, 7, 2)), JULY, False, id="sixty tomorrow"),
        pytest.param(Applicant(date(2009, 1, 1)), JUNE, False, id="seventeen, before the law"),
        pytest.param(Applicant(date(2009, 1, 1)), JULY, True, id="seventeen, under the law"),
        pytest.param(Applicant(None, "", (Disability("intellect", 3),)), JULY, True, id="disability, age unknown"),
        pytest.param(Applicant(date(1990, 1, 1), "", (Disability("limb", 3),)), JULY, False, id="limb, level three"),
        pytest.param(Applicant(date(1990, 1, 1), "", (Disability("sight", 1),)), JULY, True, id="sight, level one"),
    ],
)
def test_who_is_taken_to_be_unable_to_work(person: Applicant, on: date, unable: bool) -> None:
    assert is_unable_to_work(person, at(on)) is unable


def test_a_supported_minor_stays_supported_while_at_school() -> None:
    pupil = Applicant(date(2007, 1, 1), "普通高中")
    assert is_unable_to_work(pupil, at(JULY), supported_as_minor=True)
    assert not is_unable_to_work(pupil, at(JULY))
    assert is_unable_to_work(Applicant(date(2007, 1, 1), "中等职业学校"), at(JULY), supported_as_minor=True)
    for level in ("大学专科", ""):
        assert not is_unable_to_work(Applicant(date(2007, 1, 1), level), at(JULY), supported_as_minor=True)


def test_an_unknown_day_of_birth_is_refused() -> None:
    with pytest.raises(UnknownFact):
        is_unable_to_work(Applicant(None), at(JULY))


def test_an_unknown_condition_gives_an_unknown_result_and_never_the_other_branch() -> None:
    row = [{"remaining": None, "annual_income_fen": 1}]
    assert in_bulk(lambda d: where(d.remaining > 0, 1, 0), Death, row) == [None]
    assert in_bulk(lambda d: smaller(d.remaining, d.annual_income_fen), Death, row) == [None]
    with pytest.raises(TypeError):
        where(None, 1, 0)


def test_equality_of_columns_is_a_question_to_the_engine() -> None:
    row = [{"remaining": 1, "annual_income_fen": 1}, {"remaining": 2, "annual_income_fen": 1}]
    assert in_bulk(lambda d: same(d.remaining, d.annual_income_fen), Death, row) == [True, False]
    assert in_bulk(lambda d: any_of(d.remaining < 0, same(d.remaining, 2)), Death, row) == [False, True]


@pytest.mark.parametrize("dialect", ["spark", "postgres"])
def test_tables_are_valid_sql_for_other_engines(dialect: str) -> None:
    import sqlglot

    for result in (
        monthly_support(columns(Person, "p"), SHARES),
        is_rigid_spending_family(columns(Family, "f"), 6_000),
        price_subsidy(70_000, columns(Growth, "g"), Trigger(350, 600)),
    ):
        text = as_sql(result, dialect)
        assert sqlglot.parse_one(text, read=dialect)
        assert "//" not in text
