"""Values of the desk over those that ship: each holds on its days, and what ships holds on all the others."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby

from mingbai.policy.parameters import Entry, ParameterSet

ONE_DAY = timedelta(days=1)


def overlaid(shipped: ParameterSet, approved: Iterable[Entry]) -> ParameterSet:
    """Return the shipped values cut back to the days on which the desk has none of its own, and the desk's."""
    given = {place: list(entries) for place, entries in groupby(sorted(approved, key=_place), key=_place)}
    kept = [piece for entry in shipped.entries for piece in _outside(entry, given.get(_place(entry), []))]
    return ParameterSet((*kept, *(entry for entries in given.values() for entry in entries)))


def _place(entry: Entry) -> tuple[str, str]:
    return entry.key, entry.region


def _outside(entry: Entry, others: list[Entry]) -> list[Entry]:
    """Return the parts of a value's time that none of the others covers."""
    pieces = [entry]
    for other in others:
        pieces = [part for piece in pieces for part in _before_and_after(piece, other)]
    return pieces


def _before_and_after(piece: Entry, other: Entry) -> list[Entry]:
    if not piece.overlaps(other):
        return [piece]
    parts = []
    if piece.from_on < other.from_on:
        parts.append(replace(piece, to_on=other.from_on - ONE_DAY))
    if other.to_on is not None and (piece.to_on is None or other.to_on < piece.to_on):
        parts.append(replace(piece, from_on=other.to_on + ONE_DAY))
    return parts


def last_day(until_on: date | None) -> date | None:
    """Return the last day of a time that ends before a day."""
    return until_on - ONE_DAY if until_on else None
