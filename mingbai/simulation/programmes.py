"""Benefit lines: who gets what from which programme since when, as rows of integers."""

from dataclasses import dataclass, fields, replace

import numpy as np

from mingbai.policy.dibao.monthly_benefit import Household, Standard, monthly_benefit
from mingbai.policy.dibao.single_person import County as Published
from mingbai.policy.dibao.single_person import single_person_benefit
from mingbai.simulation.county import (
    AVERAGE_SUPPLEMENT_FEN,
    COMMUNITIES,
    PLACES,
    TOP_UP_BP,
    County,
)
from mingbai.simulation.people.numbers import Ints, card_numbers
from mingbai.simulation.people.population import Bools
from mingbai.simulation.sizes import PARTS_OF_TEN_THOUSAND

PROGRAMMES = tuple(PARTS_OF_TEN_THOUSAND)
CODE = {name: position for position, name in enumerate(PROGRAMMES)}
MONTHLY_EXIT = 0.011  # officially about 1.1 % of heads leave each month and as many enter
OLDEST_START = 110  # months
BANKS = 4
NONE = -1


def benefit_fen(standard_fen: int, members: int, priority: int, annual_income_fen: int) -> int:
    """Return what policy gives one household on dibao (F1 + F5)."""
    household = Household(members, priority, annual_income_fen)
    return int(monthly_benefit(household, Standard(standard_fen, TOP_UP_BP)))


def benefits_fen(standard_fen: Ints, members: Ints, priority: Ints, annual_income_fen: Ints) -> Ints:
    """Return the same for many households at once; a test holds it to `benefit_fen`."""
    gap = standard_fen * members * 12 - annual_income_fen
    exact = gap * 10_000 + standard_fen * TOP_UP_BP * priority * 12
    return np.where(gap > 0, (2 * exact + 120_000) // 240_000, 0)


def single_case_fen(standard_fen: int) -> int:
    """Return what policy gives a single-person case (F6)."""
    published = Published(AVERAGE_SUPPLEMENT_FEN)
    return int(single_person_benefit(published, Standard(standard_fen, TOP_UP_BP)))


@dataclass(frozen=True)
class Lines:
    """One row a benefit line; months count back from the month checked."""

    programme: Ints
    household: Ints  # its number in the county
    village: Ints  # position among the county's places
    head: Ints  # positions among the people
    payee: Ints
    account: Ints  # card number
    institution: Ints  # whose account it is, -1 for the payee's own
    amount: Ints  # fen
    amount_then: Ints  # fen, in the months before under the same standards
    amount_before: Ints  # fen, under last year's standards
    members: Ints
    priority: Ints
    income: Ints  # annual, fen; -1 unknown
    standard: Ints  # fen
    supply: Ints  # 0 central, 1 dispersed
    care: Ints  # 0 able, 1 partial, 2 total
    reason: Ints
    county_level: Ints  # 1 where the county approved relief, 0 where the township did
    start: Ints  # months ago
    ended: Ints  # how many months ago the last month was; 0 for lines of this month
    grace: Ints  # months still to come, -1 where there is none
    priority_row: Ints  # the family's position, -1 for programmes paid per person

    def __len__(self) -> int:
        return len(self.programme)

    def only(self, rows: Ints | Bools) -> "Lines":
        """Return the lines of a mask or of positions."""
        return replace(self, **{column.name: getattr(self, column.name)[rows] for column in fields(self)})

    @property
    def now(self) -> Bools:
        """Return which lines belong to the month checked."""
        active: Bools = self.ended == 0
        return active


def joined(parts: list[Lines]) -> Lines:
    """Return all lines one after another."""
    return Lines(**{c.name: np.concatenate([getattr(part, c.name) for part in parts]) for c in fields(Lines)})


def lines(county: County, random: np.random.Generator, count: int, programme: str, **columns: Ints | int) -> Lines:
    """Return so many lines of a programme: the columns given, the rest as is usual."""
    usual = dict.fromkeys((column.name for column in fields(Lines)), NONE)
    usual |= {"programme": CODE[programme], "members": 1, "priority": 0, "ended": 0}
    full = {name: np.broadcast_to(np.asarray(value, np.int64), count) for name, value in (usual | columns).items()}
    if "start" not in columns:
        full["start"] = starts(random, count)
    if "account" not in columns:
        full["account"] = own_cards(county, random, full["household"])
    for name in ("amount_then", "amount_before"):
        if name not in columns:
            full[name] = full["amount"]
    return Lines(**full)


def starts(random: np.random.Generator, count: int) -> Ints:
    """Return how many months ago each line began, such that as many begin each month as end."""
    months = np.floor(-np.log1p(-random.random(count)) / MONTHLY_EXIT).astype(np.int64)
    return months % OLDEST_START


def own_cards(county: County, random: np.random.Generator, household: Ints) -> Ints:
    """Return a card for each household, at one of the county's banks."""
    return card_numbers(county.index, random.integers(1, BANKS + 1, size=len(household)), household)


def places(county: County, random: np.random.Generator, count: int, *, urban: bool) -> Ints:
    """Return where each household lives: communities for town people, mostly in the first two townships."""
    townships = county.size.townships
    weight = 0.5 + county.dice(1).random(townships)
    if townships > 2:
        weight[:2] *= 12 if urban else 0.4
    township = np.searchsorted(np.cumsum(weight / weight.sum()), random.random(count)).clip(0, townships - 1)
    first, last = (0, COMMUNITIES) if urban else (COMMUNITIES, PLACES)
    return township * PLACES + random.integers(first, last, size=count)
