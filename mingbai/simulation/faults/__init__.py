"""Planted faults: every rule of the catalogue in several variants, and what must be left alone beside it."""

from mingbai.simulation.crafting.desk import Desk
from mingbai.simulation.crafting.stories import FAULTS, plant
from mingbai.simulation.faults import (  # noqa: F401  imported for the stories they register
    accounts,
    bank,
    belongings,
    deaths,
    duplicates,
    households,
    identity,
    income,
    insiders,
    lists,
    relief,
    standing,
)

__all__ = ["FAULTS", "Desk", "plant"]
