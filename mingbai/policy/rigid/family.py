"""Whether a family is one of rigid spending: three tests, all strict (F10, LAW-2026#22, GX-2024#4)."""

from dataclasses import dataclass, field

from mingbai.policy.dibao.monthly_benefit import BASIS, LARGEST_HOUSEHOLD
from mingbai.policy.facts import Facts, guarded, up_to
from mingbai.policy.ops import Condition, Number, all_of, same


@dataclass(frozen=True)
class Family(Facts):
    """What the tests need to know."""

    member_count: Number = field(metadata=up_to(LARGEST_HOUSEHOLD))
    annual_income_fen: Number
    rigid_spending_fen: Number  # of the twelve months before the application
    disposable_income_fen: Number  # last year's local disposable income per person and year
    in_other_programme: Condition  # on dibao or tekun, or an edge family
    property_ok: Condition


def is_income_below_disposable(family: Family) -> Condition:
    """Return whether income per person is below last year's disposable income."""
    return family.annual_income_fen < family.disposable_income_fen * family.member_count


def is_spending_above_share(family: Family, share_bp: Number) -> Condition:
    """Return whether rigid spending is more than the local share of income; without income, any spending is."""
    return family.rigid_spending_fen * BASIS > family.annual_income_fen * share_bp


def is_rigid_spending_family(family: Family, share_bp: Number) -> Condition:
    """Return whether the family passes every test: in no other programme, income, property and spending."""
    passed = all_of(
        same(family.in_other_programme, False),
        family.property_ok,
        is_income_below_disposable(family),
        is_spending_above_share(family, share_bp),
    )
    return guarded(passed, family)
