"""Whom and what the lines of a stock name, known before or brought by it: asked by who takes in what is theirs."""

from dataclasses import dataclass
from functools import cached_property

from mingbai.people.models.library import COUNTY_DIGITS
from mingbai.people.stock.deciding import Plan


@dataclass(frozen=True)
class Register:
    """Persons, households and accounts of a part of a stock, by the numbers its lines give them."""

    plan: Plan

    def person(self, number: str) -> tuple[int, str] | None:
        """Return the person of an ID number and the name in the library, None for one who was not taken."""
        found = self.plan.known.persons.get(self.plan.index(number)) or self.plan.persons.get(number)
        return (found.id, found.name) if found else None

    def household(self, region: str, number: str) -> tuple[int, str] | None:
        """Return the household of a number in the county of a division, and its own division."""
        key = (region[:COUNTY_DIGITS], number)
        found = self.plan.known.households.get(key) or self.plan.households.get(key)
        return (found.id, found.region) if found else None

    def account(self, payee: str, number: str) -> int | None:
        """Return the account of that number of a payee by ID number, or of a care home; None where there is none."""
        known = self.plan.known.persons.get(self.plan.index(payee))
        person = known or self.plan.persons.get(payee)
        if person is None:
            return None
        index = self.plan.account_index(number)
        if known and (key := self.plan.known.accounts.get(known.id, {}).get(index)):
            return key
        brought = self.plan.accounts.get((id(person), number))
        return brought.id if brought else self._of_homes.get(index)

    @property
    def known(self) -> list[int]:
        """Return the persons who were in the library before."""
        return [person.id for person in self.plan.known.persons.values()]

    @cached_property
    def _of_homes(self) -> dict[bytes, int]:
        """Return blind index → account of a care home."""
        held = {index: key for (_, index), key in self.plan.known.home_accounts.items()}
        new = {self.plan.account_index(one.number): one.id for one in self.plan.accounts.values() if one.home}
        return held | new
