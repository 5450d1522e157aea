"""The desk on which cases are crafted: typed rows table by table, people who do not exist, and the key."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from mingbai.simulation.county import COMMUNITIES, PLACES, County
from mingbai.simulation.key import Expectation, Expected
from mingbai.simulation.people.names import GIVEN_TEXT, STARTS, SURNAMES
from mingbai.simulation.people.numbers import card_number, crafted_id

Row = dict[str, Any]
CRAFTED_HOUSEHOLD, CRAFTED_CARD = 5_000_000, 5_000_000
GIVEN: list[str] = GIVEN_TEXT.to_pylist()
PLAIN_SURNAMES = SURNAMES[:150]


@dataclass(frozen=True)
class Person:
    """Somebody who does not exist."""

    id: str
    name: str
    born_on: date
    male: bool


@dataclass(frozen=True)
class Story:
    """Which fault is being planted, and its story in both languages."""

    rule_id: str
    zh: str
    en: str


class Desk:
    """Rows and key of one county's planted cases."""

    def __init__(self, county: County) -> None:
        self.county, self.month = county, county.month
        self.random = Random(county.dice(9).integers(2**60).item())  # noqa: S311  stories, not secrets
        self.rows: dict[str, list[Row]] = defaultdict(list)
        self.key: list[Expected] = []
        self.story = Story("", "", "")
        self.neighbours: set[str] = set()  # other counties whose lines stand in our lists
        self.institutions: list[tuple[str, str]] = []  # name and account
        self.villages = self.townships = 0  # new ones
        self.numbers: dict[tuple[date, bool], int] = {}
        self.households = self.cards = self.refs = 0
        self.quiet: frozenset[int] = frozenset()  # townships whose history is a story of its own

    # ── things that need a number of their own

    def household_id(self) -> str:
        """Return a new household number."""
        self.households += 1
        return f"{self.county.code}{CRAFTED_HOUSEHOLD + self.households * 37:07d}"

    def card(self) -> str:
        """Return a new card number."""
        self.cards += 1
        return card_number(self.county.index, self.random.randint(1, 4), CRAFTED_CARD + self.cards)

    def bank_ref(self, paid_on: date) -> str:
        """Return a new bank reference."""
        self.refs += 1
        return f"{paid_on:%Y%m%d}{self.county.index:04d}{5_000_000 + self.refs:07d}"

    def village(self) -> tuple[str, str, str]:
        """Return code, name and full address of a country village outside the townships kept quiet."""
        open_ = [place for place in range(self.county.size.townships) if place not in self.quiet]
        township = self.random.choice(open_)
        place = township * PLACES + self.random.randrange(COMMUNITIES, PLACES)
        name = self.county.village_names[place]
        address = f"{self.county.title}{self.county.township_names[township]}{name}"
        house = f"{self.random.randint(1, 12)}组{9000 + self.households}号"
        return str(self.county.village_codes[place]), name, address + house

    # ── people

    def born(self, age: int) -> date:
        """Return a birthday, well inside the year, of somebody that old when the month begins."""
        return self.month.first_on - timedelta(days=round(age * 365.2425) + self.random.randint(20, 340))

    def person(self, age: int = 40, *, born: date | None = None, male: bool | None = None, name: str = "",
               surname: str = "") -> Person:  # fmt: skip
        """Return a new person; whatever is not given is drawn."""
        born = born or self.born(age)
        male = self.random.random() < 0.5 if male is None else male
        count = self.numbers.get((born, male), 0)
        self.numbers[born, male] = count + 1
        number = crafted_id(self.county.index, born, male, count)
        return Person(number, name or self.name(male=male, surname=surname), born, male)

    def name(self, *, male: bool = True, surname: str = "") -> str:
        """Return a name of two or three characters."""
        first, last = (int(STARTS[int(male) + n]) for n in (0, 1))
        return (surname or self.random.choice(PLAIN_SURNAMES)) + GIVEN[self.random.randrange(first, last)]

    # ── rows and key

    def add(self, table: str, **row: Any) -> Row:
        """Put a row on a list and return it, so that the story can still change it."""
        self.rows[table].append(row)
        return row

    def drop(self, table: str, row: Row) -> None:
        """Take a row off a list."""
        self.rows[table] = [kept for kept in self.rows[table] if kept is not row]

    def expect(self, rule_id: str, table: str, subject: str, stake: int | None = None,
               expectation: Expectation = Expectation.FIND) -> None:  # fmt: skip
        """Write one line of the key."""
        self.key.append(Expected(rule_id, table, subject, expectation, stake, self.story.zh, self.story.en))

    def may(self, rule_id: str, table: str, subject: str) -> None:
        """Note a side effect that either answer is right about."""
        self.expect(rule_id, table, subject, None, Expectation.MAY)

    def leave(self, rule_id: str, table: str, subject: str) -> None:
        """Note a subject that the rule must leave alone."""
        self.expect(rule_id, table, subject, None, Expectation.LEAVE)
