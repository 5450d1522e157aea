"""The people of the lists before anybody is listed twice: households in villages, namesakes, siblings and twins."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from mingbai.kernel.month import Month
from mingbai.simulation.people.names import GIVEN_TEXT, SURNAMES, given_names, surnames
from mingbai.simulation.people.numbers import Ints, check_index
from mingbai.simulation.people.population import born_at_age
from mingbai.simulation.sizes import number_prefix

MONTH = Month.parse("2026-10")
COUNTY, VILLAGE, VILLAGES = 25_000, 250, 20  # people in a county and a village, villages in a township
TWINS_BP, SHARED_BP, RELATED_BP = 20, 300, 6_000  # pairs of twins, shared accounts, members of the head's surname
TWINS_APART_BP, TWIN_NAMES_ALIKE_BP = 5_000, 300  # twins who live in two households; whose names sound the same
SEQUENCES = 1_000


@dataclass(frozen=True)
class Population:
    """Columns of people; row `i` is person `i`, the first of a household its head."""

    household: Ints
    village: Ints
    born: Ints
    male: NDArray[np.bool_]
    surname: Ints
    given: list[str]
    sequence: Ints
    account: Ints
    address: Ints
    twin: Ints  # the person's twin, -1 for none

    @property
    def bodies(self) -> Ints:
        """Return the first 17 digits of everybody's number."""
        prefix = np.array(
            [number_prefix(int(county)) for county in range(int(self.village.max()) // (COUNTY // VILLAGE) + 1)]
        )
        bodies: Ints = prefix[self.village // (COUNTY // VILLAGE)] * 10**11 + self.born * 1000 + self.sequence
        return bodies

    def numbers(self) -> list[str]:
        """Return everybody's number."""
        bodies = self.bodies
        return [f"{body:017d}{'10X98765432'[check]}" for body, check in zip(bodies, check_index(bodies), strict=True)]

    def names(self) -> list[str]:
        """Return everybody's name."""
        return [SURNAMES[surname] + given for surname, given in zip(self.surname, self.given, strict=True)]


def population(people: int, random: np.random.Generator) -> Population:
    """Return so many people, 25,000 to a county, one to three in a household."""
    household = np.repeat(np.arange(people), random.integers(1, 4, size=people))[:people]
    first = np.searchsorted(household, household)
    village = (first // VILLAGE).astype(np.int64)
    surname = surnames(random, people)
    related = random.random(people) < RELATED_BP / 10_000
    surname = np.where(related, surname[first], surname)
    male = random.random(people) < 0.52
    born = born_at_age(random, random.integers(0, 96, size=people), MONTH)
    account = household.copy()
    shares = random.random(len(household)) < SHARED_BP / 10_000 / 2
    account[shares] = household[random.integers(0, people, size=int(shares.sum()))]
    account = account[first]
    given = GIVEN_TEXT.take(given_names(random, surname, born, male)).to_pylist()
    sequence = random.integers(0, SEQUENCES // 2, size=people) * 2 + male
    plain = Population(household, village, born, male, surname, given, sequence, account, household.copy(),
                       np.full(people, -1, dtype=np.int64))  # fmt: skip
    return distinct(with_twins(plain, random), random)


def with_twins(people: Population, random: np.random.Generator) -> Population:
    """Return the people with some pairs of neighbours in the list made twins: one birthday, numbers side by side."""
    first = np.flatnonzero(random.random(len(people.born) - 1) < TWINS_BP / 10_000)
    first = first[np.diff(first, prepend=-2) > 1]
    first = first[people.village[first] == people.village[first + 1]]
    second = first + 1
    twin, given = people.twin.copy(), list(people.given)
    twin[first], twin[second] = second, first
    born, surname, male, address = people.born.copy(), people.surname.copy(), people.male.copy(), people.address.copy()
    household, account, sequence = people.household.copy(), people.account.copy(), people.sequence.copy()
    born[second], surname[second] = born[first], surname[first]
    alike = random.random(len(first)) < TWIN_NAMES_ALIKE_BP / 10_000
    male[second] = np.where(alike, male[first], male[second])
    step = 2 * random.integers(1, 3, size=len(first))
    sequence[first] %= SEQUENCES - 6
    sequence[first] += (sequence[first] % 2) != male[first]
    sequence[second] = np.where(male[first] == male[second], sequence[first] + step, sequence[first] ^ 1)
    address[second] = address[first]
    together = random.random(len(first)) >= TWINS_APART_BP / 10_000
    household[second] = np.where(together, household[first], household[second])
    account[second] = np.where(together, account[first], account[second])
    for place, (one, other) in enumerate(zip(first, second, strict=True)):
        given[other] = twin_name(given[one], given[other], bool(alike[place]), random)
    return replace(people, household=household, born=born, male=male, surname=surname, given=given, sequence=sequence,
                   account=account, address=address, twin=twin)  # fmt: skip


SOUND_ALIKE = (
    ("晓", "小"),
    ("雯", "文"),
    ("俊", "军"),
    ("佳", "嘉"),
    ("颖", "莹"),
    ("伟", "玮"),
    ("明", "鸣"),
    ("辉", "慧"),
)


def twin_name(one: str, other: str, alike: bool, random: np.random.Generator) -> str:
    """Return the second twin's given name: half of them share a character, a few only sound the same."""
    if alike:
        for first, second in SOUND_ALIKE:
            if first in one or second in one:
                return one.translate({ord(first): second, ord(second): first})
    name = one[0] + other[-1] if len(one) > 1 and random.random() < 0.5 else other
    return name if name != one else name + "双"


def distinct(people: Population, random: np.random.Generator) -> Population:
    """Return the people with no number given twice: whoever comes later gets another sequence."""
    sequence = people.sequence.copy()
    while True:
        people = replace(people, sequence=sequence)
        _, first, counts = np.unique(people.bodies, return_index=True, return_counts=True)
        if counts.max() == 1:
            return people
        again = np.setdiff1d(np.arange(len(sequence)), first)
        sequence = sequence.copy()
        sequence[again] = random.integers(0, SEQUENCES // 2, size=len(again)) * 2 + people.male[again]
