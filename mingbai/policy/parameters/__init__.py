"""Local policy as data: what each parameter is, its dated value in each place, and the article or reason behind it."""

from mingbai.policy.parameters.definition import BadValue, Definition
from mingbai.policy.parameters.deviations import Deviation, deviations
from mingbai.policy.parameters.entry import Basis, Entry
from mingbai.policy.parameters.packs import BadPack, definitions, shipped
from mingbai.policy.parameters.parameter_set import NotInForce, Parameters, ParameterSet
from mingbai.policy.parameters.standards import standard_key, with_standards

__all__ = [
    "BadPack",
    "BadValue",
    "Basis",
    "Definition",
    "Deviation",
    "Entry",
    "NotInForce",
    "ParameterSet",
    "Parameters",
    "definitions",
    "deviations",
    "shipped",
    "standard_key",
    "with_standards",
]
