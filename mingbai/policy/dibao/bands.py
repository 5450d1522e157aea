"""分档定额: dibao paid by bands of income per person instead of the difference (F2, LAW-2026#18)."""

from collections.abc import Sequence
from functools import reduce
from itertools import pairwise

from mingbai.policy.dibao.monthly_benefit import (
    BASIS,
    MONTHS,
    Household,
    Standard,
    exact_or_nothing,
    is_below_standard,
)
from mingbai.policy.facts import guarded
from mingbai.policy.ops import Number, where
from mingbai.policy.refused import Refused

Band = tuple[int, int]  # lower bound of monthly income per person (inclusive) and amount per person, in fen


class BadBands(Refused):
    """A table of bands that leaves some income without an amount, or names one twice."""


def checked_bands(bands: Sequence[Band]) -> tuple[Band, ...]:
    """Return the bands; raise BadBands unless they start at nothing and rise, with amounts of nothing or more."""
    bounds = [lower for lower, _ in bands]
    if not bounds or bounds[0] != 0:
        raise BadBands("分档表必须从0开始。", f"The first band must begin at 0, not at {bounds[:1]}.")
    if any(lower >= upper for lower, upper in pairwise(bounds)):
        raise BadBands("分档下限必须递增。", f"Lower bounds must rise: {bounds}.")
    if any(amount < 0 for _, amount in bands):
        raise BadBands("分档金额不得为负。", f"No band pays less than nothing: {list(bands)}.")
    return tuple(bands)


def band_amount(household: Household, bands: Sequence[Band]) -> Number:
    """Return the amount per person of the band the household's income per person falls into, in fen."""
    first, *rest = checked_bands(bands)
    return reduce(lambda amount, band: where(_reaches(household, band[0]), band[1], amount), rest, first[1])


def banded_benefit(household: Household, standard: Standard, bands: Sequence[Band]) -> Number:
    """Return the household's benefit for one month by bands, with the supplements of F5, in fen."""
    supplements = standard.standard_fen * standard.supplement_bp * household.priority_member_count
    exact = household.member_count * band_amount(household, bands) * BASIS + supplements
    due = exact_or_nothing(is_below_standard(household, standard), exact, BASIS, standard.rounding)
    return guarded(due, household, standard)


def _reaches(household: Household, lower_fen: int) -> Number:
    return household.annual_income_fen >= lower_fen * household.member_count * MONTHS
