"""低保渐退期: how long, and how much, after income has passed the standard (F7)."""

from dataclasses import dataclass, field

from mingbai.kernel.money import ROUNDINGS
from mingbai.kernel.month import Month
from mingbai.policy.dibao.edge_family import is_in_edge_band
from mingbai.policy.dibao.monthly_benefit import Household, Standard
from mingbai.policy.facts import Facts, guarded, one_of, up_to
from mingbai.policy.ops import Condition, Number, Text, all_of, choose, larger, rounded_ratio, where


@dataclass(frozen=True)
class Grace(Facts):
    """One household's grace in one month."""

    last_benefit_fen: Number  # paid in the last month before grace
    month_number: Number = field(metadata=up_to(10**4))  # 1 for the month after the decision
    grace_months: Number = field(metadata=up_to(10**4))  # length of the grace
    single_fen: Number  # what a single-person case would get (F6); nothing where no member qualifies
    rule: Text = field(default="keep", metadata=one_of(("keep", "taper", "single")))
    rounding: Text = field(default="exact_fen_half_up", metadata=one_of(ROUNDINGS))


def last_grace_month(decided: Month, grace_months: int) -> Month:
    """Return the last month of grace; it begins with the month after the decision."""
    return decided.plus(grace_months)


def may_have_grace(household: Household, standard: Standard, edge_bp: Number, *, is_on_dibao: Condition) -> Condition:
    """Return whether a household on dibao may have grace: its income lies in the edge band (YC-2022-2#2.3.5)."""
    return all_of(is_in_edge_band(household, standard, edge_bp), is_on_dibao)


def grace_benefit(grace: Grace) -> Number:
    """
    Return what is due in a month of grace, in fen; nothing before it begins or after it ends.

    `keep` pays the last benefit; `single` what a single-person case gets; `taper`
    lowers the last benefit evenly, the first month in full and each month after
    by one part in `grace_months`. No text gives an amount, so the rule is a
    local parameter.
    """
    in_grace = all_of(grace.month_number >= 1, grace.month_number <= grace.grace_months)
    cases = {"keep": grace.last_benefit_fen, "single": grace.single_fen, "taper": _tapered(grace)}
    return guarded(where(in_grace, choose(grace.rule, cases), 0), grace)


def _tapered(grace: Grace) -> Number:
    parts = larger(grace.grace_months - grace.month_number + 1, 0)
    return rounded_ratio(grace.last_benefit_fen * parts, larger(grace.grace_months, 1), grace.rounding)
