"""Lists in which one person in ten stands twice, and which rows are one person."""

from dataclasses import dataclass, field
from random import Random

import numpy as np

from mingbai.simulation.doubles.mistakes import NAME_MISTAKES, NUMBER_MISTAKES, other_birthday
from mingbai.simulation.doubles.population import COUNTY, VILLAGE, VILLAGES, population
from mingbai.simulation.sizes import county_code

TWICE_BP = 1_000  # persons listed twice, in ten thousand
OTHER_ACCOUNT_BP, OTHER_VILLAGE_BP, JOINS_BP, BIRTHDAY_BP = 3_000, 1_000, 1_500, 300
MISTYPED_ONCE_BP = 30  # persons listed once, under a number with a mistake in it
SAYS_BIRTHDAY = 0.5


@dataclass
class Listed:
    """Rows of a members' list with what their households' approvals say, column by column."""

    person: list[int] = field(default_factory=list)  # who it is: the answer
    number: list[str] = field(default_factory=list)
    name: list[str] = field(default_factory=list)
    born: list[str] = field(default_factory=list)  # yyyymmdd as the list says, "" where it does not
    household: list[str] = field(default_factory=list)
    village: list[str] = field(default_factory=list)
    account: list[str] = field(default_factory=list)
    address: list[str] = field(default_factory=list)
    number_mistake: list[str] = field(default_factory=list)  # "" for the first listing
    name_mistake: list[str] = field(default_factory=list)
    twin: list[int] = field(default_factory=list)  # the person's twin, -1 for none

    def add(self, **row: int | str) -> None:
        """Add one row."""
        for name, value in row.items():
            getattr(self, name).append(value)


def listed(people: int, seed: int, twice_bp: int = TWICE_BP) -> Listed:
    """Return so many people in the lists of a month, some of them twice; the same seed gives the same lists."""
    random, chance = np.random.default_rng(seed), Random(seed)  # noqa: S311 -- it plays no part in any secret
    crowd = population(people, random)
    numbers, names = crowd.numbers(), crowd.names()
    rows = Listed()
    for person in range(people):
        number = numbers[person]
        if chance.randrange(10_000) < MISTYPED_ONCE_BP:
            number = NUMBER_MISTAKES["typo"](number, chance)
        rows.add(
            person=person, number=number, name=names[person],
            born=numbers[person][6:14] if chance.random() < SAYS_BIRTHDAY else "",
            household=f"H{crowd.household[person]}", village=village_code(int(crowd.village[person])),
            account=account_number(int(crowd.account[person])), address=address(int(crowd.address[person])),
            number_mistake="", name_mistake="", twin=int(crowd.twin[person]),
        )  # fmt: skip
    twice = sorted(chance.sample(range(people), people * twice_bp // 10_000))
    for count, person in enumerate(twice):
        rows.add(**listed_again(rows, person, numbers[person], people + count, chance))
    return rows


def listed_again(rows: Listed, person: int, number: str, household: int, chance: Random) -> dict[str, int | str]:
    """Return a second row of a person, with a mistake in the number and perhaps elsewhere."""
    mistake = chance.choice(list(NUMBER_MISTAKES))
    wrong = NUMBER_MISTAKES[mistake](number, chance)
    name_mistake, name = name_typed(rows.name[person], chance)
    born = wrong[6:14] if mistake == "replaced" else number[6:14]
    if chance.randrange(10_000) < BIRTHDAY_BP:
        born = other_birthday(number[6:14], chance)
    row: dict[str, int | str] = {
        "person": person, "number": wrong, "name": name, "born": born if chance.random() < SAYS_BIRTHDAY else "",
        "number_mistake": mistake, "name_mistake": name_mistake, "twin": rows.twin[person],
    }  # fmt: skip
    if chance.randrange(10_000) < JOINS_BP:  # into the family of a neighbour
        host = max(person - chance.randrange(1, 10), 0)
        return row | {column: getattr(rows, column)[host] for column in ("household", "village", "account", "address")}
    village = rows.village[person]
    moved = chance.randrange(10_000) < OTHER_VILLAGE_BP
    if moved:
        near = f"{village[:9]}{(int(village[9:]) + chance.randrange(1, VILLAGES)) % VILLAGES:03d}"
        village = near if chance.random() < 0.8 else chance.choice(rows.village)
    return row | {
        "household": f"H{household}", "village": village,
        "account": account_number(household) if chance.randrange(10_000) < OTHER_ACCOUNT_BP else rows.account[person],
        "address": address(household) if moved or chance.random() < 0.5 else rows.address[person],
    }  # fmt: skip


def name_typed(name: str, chance: Random) -> tuple[str, str]:
    """Return the mistake made in a name, "" for none, and the name as typed."""
    roll = chance.randrange(10_000)
    for mistake, (share_bp, make) in NAME_MISTAKES.items():
        if roll < share_bp:
            return mistake, make(name, chance)
        roll -= share_bp
    return "", name


def village_code(village: int) -> str:
    """Return the 12 digits of the village of that count."""
    county, place = divmod(village, COUNTY // VILLAGE)
    return f"{county_code(county)}{place // VILLAGES + 1:03d}{place % VILLAGES:03d}"


def account_number(household: int) -> str:
    """Return the account of a household."""
    return f"6299{household:015d}"


def address(household: int) -> str:
    """Return the address of a household, unlike any other's."""
    return f"{household // 100}组{household % 100}号"
