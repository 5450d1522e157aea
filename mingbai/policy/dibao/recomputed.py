"""The benefit as rules ask for it: over the columns of a line, with everyone and without those who have died (F12)."""

from typing import Any

from sqlglot import exp

from mingbai.policy.dibao.monthly_benefit import Household, Standard, monthly_benefit
from mingbai.policy.facts import parsed
from mingbai.policy.ops import Number

# A number, SQL text such as `line.member_count` (it may be any expression over the line), or a parsed expression.
Given = Any


def dibao_benefit(
    member_count: Given,
    priority_member_count: Given,
    annual_income_fen: Given,
    standard_fen: Given,
    supplement_bp: Given,
    *,
    rounding: str | exp.Expr = "exact_fen_half_up",
) -> Number:
    """
    Return the household's monthly benefit in fen: an int, or an expression as soon as one value is a column.

    Text is read as SQL, except `rounding`, which names a rounding (a column of
    names is given as an expression). NULL where any column is NULL or negative.
    """
    household = Household(_read(member_count), _read(priority_member_count), _read(annual_income_fen))
    return monthly_benefit(household, Standard(_read(standard_fen), _read(supplement_bp), rounding))


def benefit_without_members(
    member_count: Given,
    priority_member_count: Given,
    annual_income_fen: Given,
    standard_fen: Given,
    supplement_bp: Given,
    *,
    rounding: str | exp.Expr = "exact_fen_half_up",
    gone_count: Given,
    gone_priority_count: Given = 0,
    gone_income_fen: Given = 0,
) -> Number:
    """
    Return the household's monthly benefit recomputed without the members who are gone, in fen.

    Income stays as it was unless the income of those gone is known. What was
    overpaid is the difference of the two household benefits, never a share per
    head. A household of which nobody is left is due nothing.
    """
    household = Household(
        _read(member_count) - _read(gone_count),
        _read(priority_member_count) - _read(gone_priority_count),
        _read(annual_income_fen) - _read(gone_income_fen),
    )
    standard = Standard(_read(standard_fen), _read(supplement_bp), rounding)
    return monthly_benefit(household, standard)


def _read(given: Given) -> Number:
    return parsed(given) if isinstance(given, str) else given
