"""All that stands about some persons and households, gathered in so many questions however much there is."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from mingbai.alerts.queries import tasks_about
from mingbai.awards.queries import Held, held_by
from mingbai.people import queries as people
from mingbai.receipts import queries as receipts
from mingbai.rosters.queries import lines_of_awards


@dataclass(frozen=True)
class File:
    """What is known of persons and their households; lists begin with the latest."""

    persons: dict[int, Any]
    households: dict[int, Any]
    memberships: list[Any]
    accounts: list[Any]
    filings: list[people.Filed]
    awards: list[Held]
    lines: list[tuple[Any, Any]]  # a line of a roster, and the roster where that is in sight
    turns: list[receipts.Turn]
    tasks: list[Any]

    @cached_property
    def attempts(self) -> dict[int, list[receipts.Turn]]:
        """Return line → the attempts to pay it, the first first."""
        grouped: dict[int, list[receipts.Turn]] = {}
        for turn in self.turns:
            grouped.setdefault(turn.attempt.attempt.line_id or 0, []).append(turn)
        return grouped


def of_person(person_id: int, *, with_tasks: bool) -> File:
    """Return what is known of a person and of the households the person belongs or belonged to."""
    homes = {one.household_id for one in people.memberships([person_id])}
    return _file({person_id}, homes, with_tasks=with_tasks)


def of_household(household_id: int, *, with_tasks: bool) -> File:
    """Return what is known of a household and of all who belong or belonged to it."""
    members = {one.person_id for one in people.members_ever([household_id])}
    return _file(members, {household_id}, with_tasks=with_tasks)


def _file(persons: Collection[int], households: Collection[int], *, with_tasks: bool) -> File:
    awards = held_by(households)
    lines = lines_of_awards([one.award.pk for one in awards])
    return File(
        people.persons(persons),
        people.households(households),
        list(people.members_ever(households)),
        list(people.accounts_ever(persons)),
        people.filings_of(persons),
        awards,
        lines,
        receipts.trails([line.pk for line, _sheet in lines]),
        list(tasks_about(households, persons)) if with_tasks else [],
    )
