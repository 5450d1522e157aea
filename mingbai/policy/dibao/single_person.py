"""参照单人户: one person of an edge family on dibao alone (F6, YC-2022-2#2.3.4)."""

from dataclasses import dataclass

from mingbai.policy.dibao.edge_family import is_edge_family
from mingbai.policy.dibao.monthly_benefit import BASIS, Household, Standard
from mingbai.policy.disability import Disability
from mingbai.policy.facts import Facts, guarded
from mingbai.policy.ops import Number, rounded_ratio
from mingbai.policy.parameters import Parameters

GRAVE = {1: "一级残疾", 2: "二级残疾"}  # of any kind
THIRD = {("intellect", 3): "三级智力残疾", ("mind", 3): "三级精神残疾"}  # at level three these two only


@dataclass(frozen=True)
class County(Facts):
    """What the county publishes."""

    average_supplement_fen: Number  # 最低生活保障人均补助水平, per person and month


@dataclass(frozen=True)
class Claimant:
    """A member of an edge family who may be on dibao alone."""

    disabilities: tuple[Disability, ...] = ()
    categories: frozenset[str] = frozenset()  # shown by other papers, in the locality's words: 重特大疾病 ...


def single_categories(claimant: Claimant, parameters: Parameters) -> tuple[str, ...]:
    """Return the categories that make a person a single case, in the order of the local list; empty for none."""
    by_card = {GRAVE.get(card.level) or THIRD.get((card.kind, card.level)) for card in claimant.disabilities}
    shown = claimant.categories | by_card
    return tuple(category for category in parameters.words("single_person_categories") if category in shown)


def is_single_case(
    claimant: Claimant, family: Household, standard: Standard, parameters: Parameters, *, property_ok: bool
) -> bool:
    """Return whether a person may be on dibao alone: of a listed category, in an edge family (YC-2022-2#2.3.4)."""
    edge = is_edge_family(family, standard, parameters.number("edge_bp"), property_ok=property_ok)
    return bool(edge) and bool(single_categories(claimant, parameters))


def single_person_benefit(county: County, standard: Standard) -> Number:
    """Return the month's benefit in fen: the county's average supplement plus one top-up, rounded once."""
    exact = county.average_supplement_fen * BASIS + standard.standard_fen * standard.supplement_bp
    return guarded(rounded_ratio(exact, BASIS, standard.rounding), county, standard)
