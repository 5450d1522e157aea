"""特困供养金: basic living plus care, for one person and one month (F8, LAW-2026#17)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm

from mingbai.policy.dibao.monthly_benefit import BASIS
from mingbai.policy.facts import Facts, guarded, one_of
from mingbai.policy.ops import Number, Text, choose, rounded_ratio
from mingbai.policy.parameters import Parameters, standard_key
from mingbai.policy.tekun.self_care import CareLevel

CareShares = Mapping[CareLevel, Fraction]  # care standard as a share of the minimum wage


@dataclass(frozen=True)
class Person(Facts):
    """What the calculation needs to know of a supported person in the month."""

    basic_fen: Number  # 基本生活标准, per month
    wage_fen: Number  # last year's minimum wage, per month
    care_level: Text = field(metadata=one_of(CareLevel))


def basic_living_standard(dibao_standard_fen: Number, ratio_bp: Number) -> Number:
    """Return the basic-living standard as so many times the dibao standard, in fen, rounded half up."""
    return rounded_ratio(dibao_standard_fen * ratio_bp, BASIS)


def monthly_support(person: Person, shares: CareShares, rounding: Text = "exact_fen_half_up") -> Number:
    """Return basic living plus care for one month in fen, rounded once; a level of care that is none is refused."""
    whole = lcm(*(share.denominator for share in shares.values()))
    care = {level.value: share.numerator * (whole // share.denominator) for level, share in shares.items()}
    exact = person.basic_fen * whole + person.wage_fen * choose(person.care_level, care)
    return guarded(rounded_ratio(exact, whole, rounding), person)


def care_shares(parameters: Parameters) -> CareShares:
    """Return what the three levels of care get of the minimum wage in a place on a day."""
    return {
        CareLevel.ABLE: parameters.fraction("tekun_care_able"),
        CareLevel.PARTIAL: parameters.fraction("tekun_care_partial"),
        CareLevel.TOTAL: parameters.fraction("tekun_care_total"),
    }


def local_basic_standard(parameters: Parameters, programme: str, *, in_institution: bool) -> int:
    """
    Return the basic-living standard of `tekun_urban` or `tekun_rural` in force, in fen; raise NotInForce.

    Rural persons in institutions get the urban standard where the locality says so (YC-2022-2#2.3.7).
    """
    urban = in_institution and parameters.flag("tekun_institution_urban")
    return parameters.number(standard_key("tekun_urban" if urban else programme))
