"""参照单人户: one person of an edge family on dibao alone (F6, YC-2022-2#2.3.4)."""

from dataclasses import dataclass

from mingbai.policy.dibao.monthly_benefit import BASIS, Standard
from mingbai.policy.facts import Facts, guarded
from mingbai.policy.ops import Number, rounded_ratio


@dataclass(frozen=True)
class County(Facts):
    """What the county publishes."""

    average_supplement_fen: Number  # 最低生活保障人均补助水平, per person and month


def single_person_benefit(county: County, standard: Standard) -> Number:
    """Return the month's benefit in fen: the county's average supplement plus one top-up, rounded once."""
    exact = county.average_supplement_fen * BASIS + standard.standard_fen * standard.supplement_bp
    return guarded(rounded_ratio(exact, BASIS, standard.rounding), county, standard)
