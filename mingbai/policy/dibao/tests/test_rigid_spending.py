"""刚性支出: three kinds, the self-paid part, and only with a voucher (YC-2022-2#2.3.2)."""

from datetime import date

import pytest

from mingbai.policy.dibao.income import Income, countable_income
from mingbai.policy.dibao.monthly_benefit import Household, Standard, monthly_benefit
from mingbai.policy.dibao.rigid_spending import Expense, rigid_spending
from mingbai.policy.facts import UnknownFact
from mingbai.policy.parameters import shipped

YICHUN = shipped().at("230722", date(2026, 8, 1))
pytestmark = pytest.mark.requirement("R-402")


@pytest.mark.parametrize("kind", ["重病治疗", "残疾康复", "本科及以下就读"])
def test_each_of_the_three_kinds_is_deducted_less_what_was_paid_back(kind: str) -> None:
    assert rigid_spending([Expense(kind, 1_000_000, 640_000, True)], YICHUN) == 360_000


@pytest.mark.parametrize(
    "expense",
    [
        pytest.param(Expense("研究生就读", 800_000, 0, True), id="another kind"),
        pytest.param(Expense("重病治疗", 800_000, 0, False), id="no voucher"),
        pytest.param(Expense("重病治疗", 800_000, 800_000, True), id="all of it paid back"),
        pytest.param(Expense("重病治疗", 800_000, 900_000, True), id="more than all of it paid back"),
    ],
)
def test_what_is_not_borne_not_shown_or_not_listed_is_not_deducted(expense: Expense) -> None:
    assert rigid_spending([expense], YICHUN) == 0


def test_whether_there_is_a_voucher_must_be_known() -> None:
    with pytest.raises(UnknownFact, match="has_voucher"):
        Expense("重病治疗", 800_000, 0, None)


def test_t08_from_the_papers_to_the_benefit() -> None:
    expenses = [
        Expense("重病治疗", 2_400_000, 1_440_000, True),
        Expense("残疾康复", 120_000, 0, True),
        Expense("本科及以下就读", 600_000, 0, True),
        Expense("本科及以下就读", 300_000, 0, False),
    ]
    countable_fen = countable_income(Income(3, 3_600_000, 0, rigid_spending(expenses, YICHUN)), 70_000)
    assert monthly_benefit(Household(3, 0, countable_fen), Standard(70_000, 1_500)) == 50_000
