"""Who a task belongs to by the list of responsibilities: the officer nearest to its place, and no kin."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from mingbai.alerts.states import STEP
from mingbai.kernel.region import Region
from mingbai.offices.queries import listed_for
from mingbai.offices.steps import STEPS
from mingbai.people.queries.filings import conflicted_households


class Placed(Protocol):
    """What has a place and is about somebody: a task, or one to be opened."""

    @property
    def key(self) -> str:
        """Return whom it is about."""

    @property
    def region(self) -> str:
        """Return where it lies."""


def owners(some: Iterable[Placed], on: date) -> dict[str, int]:
    """Return key → the officer nearest to its place who is on the list and no kin; nobody's are left out."""
    found: dict[str, int] = {}
    places: dict[str, list[Placed]] = {}
    for one in some:
        places.setdefault(township(one.region), []).append(one)
    for place, here in places.items():
        listed = sorted(listed_for(STEPS[STEP], Region(place), on), key=lambda line: (-len(line.region), line.pk))
        households = [number for one in here if (number := household(one.key)) is not None]
        for line in reversed(listed):  # so that the nearest, the last to write, stands
            kin = conflicted_households(line.officer_id, households, on) if households else set()
            found |= {one.key: line.officer_id for one in here if household(one.key) not in kin}
    return found


def township(region: str) -> str:
    """Return the division that lists and switches are asked for: no finer than a township."""
    return region[:9]


def household(key: str) -> int | None:
    """Return the household a task is about, None where it is about something else."""
    kind, _, number = key.partition("/")
    return int(number) if kind == "household" and number.isdecimal() else None
