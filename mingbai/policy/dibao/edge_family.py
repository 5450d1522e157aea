"""低保边缘家庭: above the dibao standard, below its uplift; no cash of its own (F9, LAW-2026#21)."""

from mingbai.policy.dibao.monthly_benefit import BASIS, MONTHS, Household, Standard, gap, is_below_standard
from mingbai.policy.facts import guarded
from mingbai.policy.ops import Condition, Number, all_of


def is_in_edge_band(household: Household, standard: Standard, edge_bp: Number) -> Condition:
    """
    Return whether standard <= income per person < edge standard; compared without dividing.

    `edge_bp` is the edge standard against the dibao standard in basis points:
    15,000 for one and a half times.
    """
    limit = standard.standard_fen * household.member_count * MONTHS * edge_bp
    in_band = all_of(gap(household, standard) <= 0, household.annual_income_fen * BASIS < limit)
    return guarded(in_band, household, standard)


def is_edge_family(household: Household, standard: Standard, edge_bp: Number, *, property_ok: Condition) -> Condition:
    """Return whether the household is an edge family: income in the band and property within the limits."""
    return all_of(is_in_edge_band(household, standard, edge_bp), property_ok)


def is_dibao_family(household: Household, standard: Standard, *, property_ok: Condition) -> Condition:
    """Return whether the household is eligible for dibao: income below the standard and property within the limits."""
    return all_of(guarded(is_below_standard(household, standard), household, standard), property_ok)
