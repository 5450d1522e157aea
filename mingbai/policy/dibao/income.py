"""What counts as income: after the cost of working (F3) and, above the standard, after rigid spending (F4)."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from mingbai.policy.dibao.monthly_benefit import LARGEST_HOUSEHOLD, MONTHS
from mingbai.policy.facts import Facts, guarded, up_to
from mingbai.policy.ops import Number, larger, smaller, where


@dataclass(frozen=True)
class Wage(Facts):
    """One employed member's year."""

    annual_wage_fen: Number
    minimum_wage_fen: Number  # per month, at the place of work


@dataclass(frozen=True)
class Income(Facts):
    """A household's year before rigid spending."""

    member_count: Number = field(metadata=up_to(LARGEST_HOUSEHOLD))
    annual_income_fen: Number  # all countable items, gross of the deductions below
    employment_cost_fen: Number  # summed over employed members
    rigid_spending_fen: Number  # self-paid and vouchered, in the kinds the locality deducts


def employment_cost(wage: Wage, months: Number) -> Number:
    """
    Return the cost of working that is deducted from one member's yearly wage, in fen (YC-2022-2#2.3.5).

    So many months of the minimum wage at the place of work, and never more than the wage.
    """
    return guarded(smaller(wage.annual_wage_fen, months * wage.minimum_wage_fen), wage)


def employment_costs(wages: Sequence[Wage], months: int) -> int:
    """Return the cost of working of all employed members of a household, in fen a year."""
    return sum(employment_cost(wage, months) for wage in wages)


def earned_income(income: Income) -> Number:
    """Return the year's income after the cost of working, in fen; never negative."""
    return larger(income.annual_income_fen - income.employment_cost_fen, 0)


def countable_income(income: Income, standard_fen: Number) -> Number:
    """
    Return the year's countable income in fen.

    Rigid spending is deducted only where income per person reaches the standard
    (YC-2022-2#2.3.2); below it the household is eligible as it is.
    """
    earned = earned_income(income)
    reaches = earned >= standard_fen * income.member_count * MONTHS
    return guarded(where(reaches, larger(earned - income.rigid_spending_fen, 0), earned), income)
