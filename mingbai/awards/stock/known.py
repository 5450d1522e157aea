"""What the desk knows of those an opening stock names: a handful of queries, however many lines there are."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import NamedTuple

from django.db import connection

from mingbai.awards.acting import county_of
from mingbai.awards.stock.reading import Listed
from mingbai.kernel.region import Region
from mingbai.people.queries import live_accounts_by_number, names, persons_by_numbers, relatives_of_officer

HOUSEHOLDS = "SELECT left(region, 6), number, id, region FROM people_household WHERE number = ANY (%s)"
HELD = """
SELECT covered.person_id, award.programme, lower(covered.months), upper(covered.months), covered.claims::text
FROM awards_covered AS covered JOIN awards_award AS award ON award.id = covered.award_id
WHERE covered.person_id = ANY (%s) AND NOT isempty(covered.months)
"""
CERTIFICATES = "SELECT left(region, 6), programme, certificate_no FROM awards_award WHERE certificate_no = ANY (%s)"

FOREVER = date.max


class Held(NamedTuple):
    """What covers somebody: a programme, what it claims, and the first days of its first and last months."""

    programme: str
    claims: frozenset[int]
    first_on: date
    last_on: date

    def meets(self, claims: frozenset[int], first_on: date, last_on: date) -> bool:
        """Return whether another claim meets this one in any month."""
        return self.first_on <= last_on and first_on <= self.last_on and bool(self.claims & claims)


@dataclass(frozen=True)
class Known:
    """Persons, households, accounts and awards within sight that the lines name."""

    lines: Sequence[Listed]
    numbers: Sequence[str]  # ID numbers of members
    region: Region
    officer_id: int
    on: date

    def county(self, region: str) -> str:
        """Return the county's digits of a division."""
        return county_of(region)

    @cached_property
    def persons(self) -> dict[str, int]:
        """Return ID number → person."""
        named = {line.head for line in self.lines} | {line.payee for line in self.lines} | set(self.numbers)
        return persons_by_numbers(named)

    @cached_property
    def names(self) -> Mapping[int, str]:
        """Return person → name."""
        return names(list(self.persons.values()))

    @cached_property
    def households(self) -> dict[tuple[str, str], tuple[int, str]]:
        """Return (county, number) → household and its division."""
        with connection.cursor() as cursor:
            cursor.execute(HOUSEHOLDS, [list({line.household for line in self.lines})])
            return {(county, number): (key, region) for county, number, key, region in cursor.fetchall()}

    @cached_property
    def accounts(self) -> dict[tuple[int, str], int]:
        """Return (payee, account number) → account, waiting or confirmed."""
        pairs = {(payee, line.account) for line in self.lines if (payee := self.persons.get(line.payee))}
        return live_accounts_by_number(pairs)

    @cached_property
    def held(self) -> dict[int, list[Held]]:
        """Return person → what covers him in this system."""
        found: dict[int, list[Held]] = defaultdict(list)
        with connection.cursor() as cursor:
            cursor.execute(HELD, [list(self.persons.values())])
            for person, programme, first, after, claims in cursor.fetchall():
                last = date.fromordinal(after.toordinal() - 1) if after else FOREVER
                found[person].append(Held(programme, numbers_of(claims), first, last))
        return dict(found)

    @cached_property
    def certificates(self) -> set[tuple[str, str, str]]:
        """Return (county, programme, certificate) of awards here."""
        with connection.cursor() as cursor:
            cursor.execute(CERTIFICATES, [list({line.certificate for line in self.lines if line.certificate})])
            return set(cursor.fetchall())

    @cached_property
    def kin(self) -> set[int]:
        """Return the persons whose cases the importing officer must stand back from."""
        return relatives_of_officer(self.officer_id, self.on)


@cache
def numbers_of(claims: str) -> frozenset[int]:
    """Return the numbers of a claim as it is written or as the database writes it: {[65,68),[70,71)}."""
    ranges = [part.rstrip("),").split(",") for part in claims.strip("{}").split("[") if part]
    return frozenset(number for first, after in ranges for number in range(int(first), int(after)))
