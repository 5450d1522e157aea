"""People: when they were born, their sex, name and number. Rows of integers, one a person."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from mingbai.kernel.month import Month
from mingbai.simulation.people.names import Names, given_names, surnames
from mingbai.simulation.people.numbers import Ints, check_index, id_bodies

Bools = NDArray[np.bool_]


def compact(days: NDArray[np.datetime64]) -> Ints:
    """Return days as yyyymmdd."""
    months = days.astype("datetime64[M]")
    month = months.astype(np.int64)
    day = (days - months.astype("datetime64[D]")).astype(np.int64) + 1
    compacted: Ints = (1970 + month // 12) * 10_000 + (month % 12 + 1) * 100 + day
    return compacted


def born_at_age(random: np.random.Generator, age: Ints, month: Month) -> Ints:
    """Return a birthday (yyyymmdd) for each person who is so many years old when the month begins."""
    first = np.datetime64(month.first_on, "D")
    days = (age * 365.2425).astype(np.int64) + 1 + (random.random(len(age)) * 364).astype(np.int64)
    return compact(first - days)


def is_at_least(born: Ints, years: int, month: Month) -> Bools:
    """Return whether each person has had that birthday by the month's first day."""
    return born + years * 10_000 <= int(f"{month.first_on:%Y%m%d}")


@dataclass
class Crowd:
    """People as they are thought up, group by group, before they are given names and numbers."""

    month: Month
    born: list[Ints] = field(default_factory=list)
    male: list[Bools] = field(default_factory=list)
    surname: list[Ints] = field(default_factory=list)
    count: int = 0

    def add(self, born: Ints, male: Bools, surname: Ints) -> Ints:
        """Add people and return their positions."""
        self.born.append(born)
        self.male.append(male)
        self.surname.append(surname)
        self.count += len(born)
        return np.arange(self.count - len(born), self.count)

    def adults(self, random: np.random.Generator, people: int, ages: tuple[int, int]) -> Ints:
        """Add unrelated people of an age (first inclusive, last exclusive) and return their positions."""
        born = born_at_age(random, random.integers(*ages, size=people), self.month)
        return self.add(born, random.random(people) < 0.54, surnames(random, people))


@dataclass(frozen=True)
class People:
    """Everybody of a county: recipients first, then those who only appear in other departments' lists."""

    born: Ints
    male: Bools
    names: Names
    body: Ints  # the first 17 digits of the ID number
    check: Ints

    @classmethod
    def named(cls, random: np.random.Generator, county: int, crowd: Crowd) -> "People":
        """Give everybody of the crowd a given name and a number of their own."""
        born, male, surname = np.concatenate(crowd.born), np.concatenate(crowd.male), np.concatenate(crowd.surname)
        body = id_bodies(county, born, male)
        return cls(born, male, Names(surname, given_names(random, surname, born, male)), body, check_index(body))
