"""What becomes of those in force when another one is approved: each ends where it begins, or gives its place up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from mingbai.standards.refused import CutsInto
from mingbai.standards.states import State


class Lasting(Protocol):
    """What has a time: from its first day until the first day it no longer holds, or for good."""

    @property
    def from_on(self) -> date:
        """Return the first day."""

    @property
    def until_on(self) -> date | None:
        """Return the first day it no longer holds."""


@dataclass(frozen=True)
class Effect:
    """What one in force becomes."""

    place: int  # in the order given
    state: State
    until_on: date | None


def meet(one: Lasting, other: Lasting) -> bool:
    """Return whether two times share a day."""
    return _begins_before_end(one, other) and _begins_before_end(other, one)


def ends_where_another_begins(new: Lasting, in_force: Iterable[Lasting]) -> date | None:
    """Return until when the new one lasts: as it says, or else until one that was approved for later begins."""
    if new.until_on is not None:
        return new.until_on
    return min((other.from_on for other in in_force if other.from_on > new.from_on), default=None)


def effects(new: Lasting, in_force: Iterable[Lasting]) -> list[Effect]:
    """
    Return what each one in force that meets the new one becomes.

    One that began earlier ends where the new one begins; one that begins with it, or later and within its time, is
    replaced. Raise CutsInto where the new one ends first: nothing would say what holds after it.
    """
    found = []
    for place, other in enumerate(in_force):
        if not meet(new, other):
            continue
        if new.until_on is not None and (other.until_on is None or new.until_on < other.until_on):
            raise CutsInto(new.from_on, new.until_on, other.from_on, other.until_on)
        if other.from_on < new.from_on:
            found.append(Effect(place, State.ENDED, new.from_on))
        else:
            found.append(Effect(place, State.REPLACED, other.until_on))
    return found


def _begins_before_end(one: Lasting, other: Lasting) -> bool:
    return other.until_on is None or one.from_on < other.until_on
