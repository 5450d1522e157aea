"""Dibao in one place on one day: the calculation that locality has chosen, with its own values."""

from mingbai.policy.dibao.bands import banded_benefit
from mingbai.policy.dibao.monthly_benefit import Household, Standard, monthly_benefit
from mingbai.policy.parameters import Parameters, standard_key


def local_standard(parameters: Parameters, programme: str) -> Standard:
    """Return the standard of `dibao_urban` or `dibao_rural` in force, with top-up and rounding; raise NotInForce."""
    return Standard(
        standard_fen=parameters.number(standard_key(programme)),
        supplement_bp=parameters.number("top_up_bp"),
        rounding=parameters.text("benefit_rounding"),
    )


def local_benefit(household: Household, parameters: Parameters, programme: str) -> int:
    """Return a household's benefit for one month in fen, by difference or by bands as the locality pays."""
    standard = local_standard(parameters, programme)
    if parameters.text("benefit_method") == "bands":
        return int(banded_benefit(household, standard, parameters.table("benefit_bands")))
    return int(monthly_benefit(household, standard))
