"""All parameters at once: frozen, hashable, written to JSON with the origin of each value, asked by place and day."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from hashlib import sha256
from typing import Any, cast

from mingbai.policy.parameters.definition import Value
from mingbai.policy.parameters.entry import Entry, plain, read_stored, tiers
from mingbai.policy.refused import Refused


class NotInForce(Refused):
    """No value of a parameter is in force in a place on a day; nothing is assumed in its stead."""

    def __init__(self, key: str, region: str, on: date) -> None:
        self.key, self.region, self.on = key, region, on
        super().__init__(
            f"{region} 在 {on:%Y-%m-%d} 没有生效的参数 {key}；请在本地标准中补充，系统不取默认值。",
            f"Parameter {key} has no value in force in {region} on {on:%Y-%m-%d}; "
            "add the local one, nothing is assumed in its stead.",
        )


@dataclass(frozen=True, eq=False)
class ParameterSet:
    """Dated values of places; two sets with the same values are equal."""

    entries: tuple[Entry, ...]

    def at(self, region: str, on: date) -> "Parameters":
        """Return the parameters of a division (2 to 12 digits, or the nation) on a day."""
        return Parameters(self, region, on)

    def origin(self, key: str, region: str, on: date) -> Entry:
        """
        Return the entry that decides a parameter in a place on a day; raise NotInForce if there is none.

        The nearest place wins (county, prefecture, province, nation), but what the
        law fixes for all prevails from the day it is in force.
        """
        holding = self.holding(key, region, on)
        if not holding:
            raise NotInForce(key, region, on)
        return next((entry for entry in holding if entry.prevails), holding[0])

    def holding(self, key: str, region: str, on: date) -> list[Entry]:
        """Return the values of a parameter that some place gives a division on a day, the nearest place first."""
        found = (self._dated.get((key, tier), ()) for tier in tiers(region))
        return [entry for dated in found for entry in dated if entry.is_in_force(on)]

    def rows(self, regions: Iterable[str], on: date, keys: Sequence[str]) -> list[dict[str, Value]]:
        """
        Return one row per division with a column per key, so that a table of parameters can be joined to lines.

        A parameter without a value in force is None, which stays unknown in SQL.
        """
        return [{"region_code": region} | {key: self._value(key, region, on) for key in keys} for region in regions]

    def with_entries(self, given: Iterable[Entry]) -> "ParameterSet":
        """Return the set with the given values in place of all of the same parameter and place."""
        given = tuple(given)
        replaced = {(entry.key, entry.region) for entry in given}
        return ParameterSet(tuple(e for e in self.entries if (e.key, e.region) not in replaced) + given)

    def as_json(self) -> str:
        """Return the set as JSON lines of one canonical order, each value with its origin."""
        lines = sorted(json.dumps(entry.as_json(), ensure_ascii=False, sort_keys=True) for entry in self.entries)
        return "[\n" + ",\n".join(lines) + "\n]\n"

    @classmethod
    def from_json(cls, text: str) -> "ParameterSet":
        """Return the set that `as_json` wrote."""
        return cls(tuple(_entry(stored) for stored in json.loads(text)))

    @cached_property
    def digest(self) -> str:
        """Return the SHA-256 of the canonical JSON, for manifests and findings."""
        return sha256(self.as_json().encode()).hexdigest()

    @cached_property
    def _dated(self) -> dict[tuple[str, str], tuple[Entry, ...]]:
        dated: dict[tuple[str, str], tuple[Entry, ...]] = {}
        for entry in self.entries:
            dated[entry.key, entry.region] = (*dated.get((entry.key, entry.region), ()), entry)
        return dated

    def _value(self, key: str, region: str, on: date) -> Value:
        try:
            return self.origin(key, region, on).value
        except NotInForce:
            return None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ParameterSet) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)


@dataclass(frozen=True)
class Parameters:
    """The parameters of one place on one day."""

    source: ParameterSet
    region: str
    on: date

    def origin(self, key: str) -> Entry:
        """Return the entry that gives a parameter its value here and now; raise NotInForce."""
        return self.source.origin(key, self.region, self.on)

    def __getitem__(self, key: str) -> Value:
        return self.origin(key).value

    def number(self, key: str) -> int:
        """Return a parameter of kind int."""
        return cast("int", self._of(key, int))

    def flag(self, key: str) -> bool:
        """Return a parameter of kind bool."""
        return cast("bool", self._of(key, bool))

    def text(self, key: str) -> str:
        """Return a parameter of kind text or choice."""
        return cast("str", self._of(key, str))

    def fraction(self, key: str) -> Fraction:
        """Return a parameter of kind fraction."""
        return cast("Fraction", self._of(key, Fraction))

    def words(self, key: str) -> tuple[str, ...]:
        """Return a parameter of kind list."""
        return cast("tuple[str, ...]", self._of(key, tuple))

    def table(self, key: str) -> tuple[Any, ...]:
        """Return a parameter of kind table: numbers, words, or rows of them."""
        return cast("tuple[Any, ...]", self._of(key, tuple))

    def in_force(self) -> dict[str, Entry]:
        """Return every parameter that has a value here and now, with its origin, in the order of the keys."""
        keys = sorted({entry.key for entry in self.source.entries})
        return {key: self.origin(key) for key in keys if self.source.holding(key, self.region, self.on)}

    def as_json(self) -> dict[str, Any]:
        """Return value and origin of every parameter in force, for a manifest."""
        return {key: entry.as_json() | {"value": plain(entry.value)} for key, entry in self.in_force().items()}

    def _of(self, key: str, kind: type) -> Value:
        value = self[key]
        if type(value) is not kind:
            raise TypeError(f"parameter {key} is {value!r}, not of kind {kind.__name__}")
        return value


def _entry(stored: dict[str, Any]) -> Entry:
    from mingbai.policy.parameters.packs import definitions  # noqa: PLC0415 -- packs build sets, sets need definitions

    value = definitions()[stored["key"]].read(stored["value"])
    return read_stored(stored["key"], stored["region"], stored, value)
