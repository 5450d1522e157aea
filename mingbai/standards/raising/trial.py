"""Parameters as they would be if values were entered: for reckoning only, nothing is in force by it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from mingbai.policy.parameters import Basis, Entry, Parameters, ParameterSet, definitions
from mingbai.policy.parameters.entry import trimmed
from mingbai.standards.overlay import overlaid
from mingbai.standards.refused import UnknownParameter


def tried(known: ParameterSet, region: str, on: date, values: Mapping[str, Any]) -> Parameters:
    """Return a place's parameters on a day with other values, as packs write them; raise UnknownParameter, BadValue."""
    entries = [_entry(key, region, on, value) for key, value in values.items()]
    return overlaid(known, entries).at(region, on)


def _entry(key: str, region: str, on: date, value: Any) -> Entry:
    if key not in definitions():
        raise UnknownParameter(key, definitions())
    read = definitions()[key].read(value)
    return Entry(key, trimmed(region), on, None, read, Basis.GIVEN, reason="测算", reason_en="reckoned")
