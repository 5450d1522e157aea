"""
How a table's columns are read, layer on layer: what another layer names is computed, and planned, once.

First a cast is tried on every cell; what proves plain needs no closer look, and only the rest is read with care. A
column that mostly echoes another (the payee is the head, the account is the payee's) is read only where it differs.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from mingbai.files.tables import Column, Kind
from mingbai.files.typing import keyed, plain

Named = dict[str, str]  # name → SQL


@dataclass(frozen=True)
class Reading:
    """How one column is read from its raw cell `r_...`."""

    column: Column
    careful: str  # SQL of the first value, whatever stands in the cell
    is_text: bool = True  # the desk gives days and months as what they are
    echoed: Column | None = None

    @property
    def raw(self) -> str:
        """Return the name of the raw cell."""
        return f"r_{self.column.name}"

    @property
    def is_tried(self) -> bool:
        """Return whether a cast may tell what the cell states."""
        return self.is_text and self.column.kind in plain.KINDS

    @property
    def is_plain(self) -> str:
        """Return the SQL of whether the cell proved plain."""
        return f"p_{self.column.name} IS NOT NULL"

    def tried(self) -> Named:
        """Return what a cast makes of the cell."""
        told = plain.tried(self.column.kind, self.raw)
        differs = f"{self.raw} IS DISTINCT FROM r_{self.echoed.name}" if self.echoed else ""
        return {f"t_{self.column.name}": f"CASE WHEN {differs} THEN {told} END" if differs else told}

    def proved(self) -> list[Named]:
        """Return, step by step, what a plain cell states, NULL for any other."""
        return plain.proved(self.column.kind, self.raw, self.column.name)

    def first(self) -> Named:
        """Return the first value, NULL where the cell cannot be read."""
        value = self.careful
        if self.is_tried:
            told = plain.value(self.column.kind, self.raw, f"p_{self.column.name}")
            value = f"CASE WHEN {self.is_plain} THEN {told} WHEN {self.raw} IS NULL THEN NULL ELSE {value} END"
        return self._echoing({first_name(self.column): value}, [first_name(self.echoed)] if self.echoed else [])

    def second(self) -> Named:
        """Return what follows from the first value: texts and states of ID numbers, keys of others."""
        values = followed(self.column)
        if self.is_tried:
            values = {
                name: f"CASE WHEN {self.is_plain} THEN {self._told_plainly(name)} ELSE {value} END"
                for name, value in values.items()
            }
        return self._echoing(values, list(followed(self.echoed)) if self.echoed else [])

    def _told_plainly(self, name: str) -> str:
        if self.column.kind is Kind.ID:
            return self.raw if name == self.column.name else "'valid'"
        return f"p_{self.column.name}"

    def _echoing(self, values: Named, others: Iterable[str]) -> Named:
        if self.echoed is None:
            return values
        same = f"{self.raw} = r_{self.echoed.name}"
        return {
            name: f"CASE WHEN {same} THEN {other} ELSE {value} END"
            for (name, value), other in zip(values.items(), others, strict=True)
        }


def first_name(column: Column) -> str:
    """Return the name of a column's first value: of an ID number it is the key."""
    return f"{column.name.removesuffix('_id')}_key" if column.kind is Kind.ID else column.name


def key_name(column: Column) -> str:
    """Return the name of the key of a column, or its own where it has none."""
    if column.kind is Kind.ACCOUNT:
        return f"{column.name.removesuffix('_no')}_key"
    return "household_key" if column.kind is Kind.HOUSEHOLD else first_name(column)


def followed(column: Column) -> Named:
    """Return what follows from a column's first value, read with care."""
    raw, name, key = f"r_{column.name}", column.name, key_name(column)
    match column.kind:
        case Kind.ID:
            return {name: keyed.person_id(raw, key), key.replace("_key", "_state"): keyed.person_state(raw, key)}
        case Kind.ACCOUNT:
            return {key: keyed.account_key(name)}
        case Kind.HOUSEHOLD:
            return {key: keyed.household_key(name)}
        case _:
            return {}


def layered(raw: str, readings: Sequence[Reading]) -> str:
    """Return the SELECT of all that is read over a SELECT of raw cells."""
    own = [reading for reading in readings if reading.echoed is None]
    echoing = [reading for reading in readings if reading.echoed is not None]
    quick = [reading for reading in readings if reading.is_tried]
    layers: list[list[Named]] = [
        [reading.tried() for reading in quick],
        *(list(step) for step in zip_longest(*(reading.proved() for reading in quick), fillvalue={})),
        [reading.first() for reading in own],
        [*(reading.second() for reading in own), *(reading.first() for reading in echoing)],
        [reading.second() for reading in echoing],
    ]
    for layer in layers:
        named = [f"{value} AS {name}" for values in layer for name, value in values.items()]
        raw = f"SELECT *, {', '.join(named)} FROM ({raw})" if named else raw
    return raw
