"""Places made once and looked at by many tests."""

from dataclasses import replace

import pytest

from mingbai.kernel.month import Month
from mingbai.simulation.county import County
from mingbai.simulation.place import Place, place
from mingbai.simulation.sizes import SIZES

OCTOBER = Month(2026, 10)


def county_of(size: str = "town", *, index: int = 0, seed: int = 7, history: int = 1, faults: bool = True) -> County:
    """Return the stage of a county."""
    return County(SIZES[size], index, seed, OCTOBER, history, faults)


@pytest.fixture(scope="session")
def town() -> Place:
    return place(county_of())


@pytest.fixture(scope="session")
def clean_county() -> Place:
    return place(replace(county_of("county"), faults=False))


@pytest.fixture(scope="session")
def county_with_history() -> Place:
    return place(county_of("county", history=12))
