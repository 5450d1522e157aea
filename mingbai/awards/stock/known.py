"""What the desk knows of those an opening stock names: a handful of queries, however many lines there are."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import NamedTuple

from django.db import connection

from mingbai.awards.stock.reading import Listed

HELD = """
SELECT covered.person_id, award.programme, lower(covered.months), upper(covered.months), covered.claims::text
FROM awards_covered AS covered JOIN awards_award AS award ON award.id = covered.award_id
WHERE covered.person_id = ANY (%s) AND NOT isempty(covered.months) AND award.batch_id <> %s
"""
CERTIFICATES = """
SELECT left(region, 6), programme, certificate_no, household_id, id FROM awards_award
WHERE certificate_no = ANY (%s) AND certificate_of_id IS NULL AND batch_id <> %s
"""
Certificate = tuple[str, str, str]  # county, programme, number

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
    """The awards within sight of other batches that lines name, and those that cover whom they name."""

    lines: Sequence[Listed]
    persons: Sequence[int]  # in the library before: nobody else is covered by anything
    batch_id: int

    @cached_property
    def held(self) -> dict[int, list[Held]]:
        """Return person → what covers him in this system."""
        found: dict[int, list[Held]] = defaultdict(list)
        with connection.cursor() as cursor:
            cursor.execute(HELD, [list(self.persons), self.batch_id])
            for person, programme, first, after, claims in cursor.fetchall():
                last = date.fromordinal(after.toordinal() - 1) if after else FOREVER
                found[person].append(Held(programme, numbers_of(claims), first, last))
        return dict(found)

    @cached_property
    def certificates(self) -> dict[Certificate, tuple[int, int]]:
        """Return certificate → the household that has it here, and the award it was issued for."""
        with connection.cursor() as cursor:
            named = list({line.certificate for line in self.lines if line.certificate})
            cursor.execute(CERTIFICATES, [named, self.batch_id])
            return {(county, programme, number): tuple(held) for county, programme, number, *held in cursor}


@cache
def numbers_of(claims: str) -> frozenset[int]:
    """Return the numbers of a claim as it is written or as the database writes it: {[65,68),[70,71)}."""
    ranges = [part.rstrip("),").split(",") for part in claims.strip("{}").split("[") if part]
    return frozenset(number for first, after in ranges for number in range(int(first), int(after)))
