"""低保金月发放额: what one household on dibao is due for one month (F1, F5)."""

from dataclasses import dataclass, field

from mingbai.kernel.money import ROUNDINGS
from mingbai.policy.facts import Facts, guarded, one_of, up_to
from mingbai.policy.ops import Condition, Number, Text, rounded_ratio, where

MONTHS, BASIS = 12, 10_000
LARGEST_HOUSEHOLD = 1_000  # persons


@dataclass(frozen=True)
class Household(Facts):
    """What the calculation needs to know of a household in the month."""

    member_count: Number = field(metadata=up_to(LARGEST_HOUSEHOLD))  # counted members (保障人数)
    priority_member_count: Number = field(metadata=up_to(LARGEST_HOUSEHOLD))  # in any 加发 group, each once
    annual_income_fen: Number  # countable, after deductions; the annual value is the true one


@dataclass(frozen=True)
class Standard(Facts):
    """The locality's 低保标准 in force on the first day of the month."""

    standard_fen: Number = field(metadata=up_to(10**8))  # per person per month
    supplement_bp: Number = field(metadata=up_to(10**5))  # 加发比例, in basis points of the standard
    rounding: Text = field(default="exact_fen_half_up", metadata=one_of(ROUNDINGS))


def gap(household: Household, standard: Standard) -> Number:
    """Return what the household lacks of the standard in a year, in fen; negative when it has more."""
    return standard.standard_fen * household.member_count * MONTHS - household.annual_income_fen


def is_below_standard(household: Household, standard: Standard) -> Condition:
    """Return whether income per person is below the standard, strictly (LAW-2026#18); compared without dividing."""
    return gap(household, standard) > 0


def monthly_benefit(household: Household, standard: Standard) -> Number:
    """
    Return the household's benefit for one month, in fen (分).

    The gap between income and the standard (差额救助), plus a supplement for
    each member in a priority group (加发). A household with no gap gets nothing.
    Summed exactly, in fen x 12 months x 10,000 basis points, and rounded once.
    """
    supplements = standard.standard_fen * standard.supplement_bp * household.priority_member_count * MONTHS
    exact = gap(household, standard) * BASIS + supplements
    due = exact_or_nothing(is_below_standard(household, standard), exact, MONTHS * BASIS, standard.rounding)
    return guarded(due, household, standard)


def exact_or_nothing(eligible: Condition, dividend: Number, divisor: int, rounding: Text) -> Number:
    """Return the ratio in fen, rounded once, for those who are eligible, and nothing for the others."""
    return rounded_ratio(where(eligible, dividend, 0), divisor, rounding)
