"""Decides what an opening stock brings: each line an award whose people nothing else covers, or a conflict in words."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from mingbai.awards.exclusions import claims, exclusive_pairs
from mingbai.awards.reckoning import RECKONED, Facts, Place, Reckoned, place_of, reckon
from mingbai.awards.stock.conflicts import Conflict, conflict
from mingbai.awards.stock.known import FOREVER, Held, Known, numbers_of
from mingbai.awards.stock.reading import Listed
from mingbai.files.problems import Place as Where
from mingbai.files.tables.words import PROGRAMMES
from mingbai.kernel.money import show_yuan
from mingbai.kernel.names import same_name
from mingbai.people.stock import Stock
from mingbai.policy.parameters import ParameterSet
from mingbai.policy.procedure.timing import review_due_on

MOST_MEMBERS = 1_000


class Taken(NamedTuple):
    """One line that becomes an award."""

    line: Listed
    household: int
    region: str
    payee: int
    account: int
    persons: tuple[int, ...]
    reckoned: Reckoned
    claims: str
    review_due_on: date


@dataclass
class Taking:
    """What is taken so far, and the lines that are not."""

    stock: Stock
    known: Known
    values: ParameterSet
    families: Mapping[tuple[str, str], Sequence[str]]
    taken: list[Taken] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    lapsed: int = 0  # lines that ended before the month
    differing: int = 0
    places: dict[str, Place] = field(default_factory=dict)
    reckonings: dict[tuple[str, str, Facts], Reckoned] = field(default_factory=dict)
    held: dict[int, list[tuple[Held, Listed]]] = field(default_factory=lambda: defaultdict(list))
    certificates: dict[tuple[str, str, str], Listed] = field(default_factory=dict)

    def take(self, lines: Sequence[Listed]) -> None:
        """Decide on every line, in the order of the files."""
        first_on = self.stock.month.first_on
        for line in lines:
            if line.until_month is not None and line.valid_from <= line.until_month < first_on:
                self.lapsed += 1
            else:
                self._line(line)

    def _line(self, line: Listed) -> None:
        """Take a line, or say why not."""
        if line.until_month is not None and line.until_month < line.valid_from:
            return self._tell("term", line, first=line.valid_from, last=line.until_month)
        if not 0 < line.member_count <= MOST_MEMBERS:
            return self._tell("numbers", line, count=line.member_count, amount=show_yuan(line.amount_fen))
        home = self.known.households.get((self.known.county(line.region), line.household))
        head, payee = self._named(line.head, line.head_name), self._named(line.payee, line.payee_name)
        if head is None or payee is None:
            return self._tell("person", line, name=line.head_name if head is None else line.payee_name)
        if home is None:
            return self._tell("household", line, household=line.household)
        account = self.known.accounts.get((payee, line.account))
        if account is None:
            return self._tell("account", line, name=line.payee_name, hint=line.account[-4:])
        persons = self._persons(line, head)
        if self.known.kin & {*persons, payee}:
            return self._tell("kin", line, name=line.head_name)
        household, region = home
        place = self._place(self.known.county(region))
        claimed = self._claims(line.programme, place)
        if self._is_free(line, persons, claimed) and self._is_first(line, region):
            reckoned = self._reckoned(line, place)
            due = review_due_on(line.confirmed_on, place.number("review_stable_months"))
            self.taken.append(Taken(line, household, region, payee, account, persons, reckoned, claimed, due))
            self._compare(line, reckoned)
            period = Held(line.programme, numbers_of(claimed), line.valid_from, line.until_month or FOREVER)
            for person in persons:
                self.held[person].append((period, line))
        return None

    def _named(self, number: str, name: str) -> int | None:
        """Return the person of a number, if the library knows that person by this name."""
        person = self.known.persons.get(number)
        return person if person is not None and same_name(self.known.names[person], name) else None

    def _persons(self, line: Listed, head: int) -> tuple[int, ...]:
        """Return whom a line covers: the person, or the counted members the library knows; the head if none is."""
        if line.is_of_a_person:
            return (head,)
        named = self.families.get((line.household, line.programme), ())
        known = dict.fromkeys(person for number in named if (person := self.known.persons.get(number)))
        return tuple(known) or (head,)

    def _is_free(self, line: Listed, persons: Sequence[int], claimed: str) -> bool:
        """Return whether nothing covers these persons that excludes the line; else say what does."""
        numbers, last = numbers_of(claimed), line.until_month or FOREVER
        for person in persons:
            for held, other in self.held.get(person, ()):
                if held.meets(numbers, line.valid_from, last):
                    where = self._where(other)
                    self._tell("covered", line, name=self.known.names[person], other=where.zh, other_en=where.en,
                               programme=PROGRAMMES[held.programme][0], programme_en=held.programme)  # fmt: skip
                    return False
            for held in self.known.held.get(person, ()):
                if held.meets(numbers, line.valid_from, last):
                    self._tell("covered_here", line, name=self.known.names[person],
                               programme=PROGRAMMES[held.programme][0], programme_en=held.programme)  # fmt: skip
                    return False
        return True

    def _is_first(self, line: Listed, region: str) -> bool:
        """Return whether the certificate is nobody else's; else say whose it is."""
        if not line.certificate:
            return True
        key = (self.known.county(region), line.programme, line.certificate)
        other = self.certificates.setdefault(key, line)
        if other is line and key not in self.known.certificates:
            return True
        where = self._where(other)
        zh, en = (where.zh, where.en) if other is not line else ("库中另一项救助", "another award here")
        self._tell("certificate", line, certificate=line.certificate, other=zh, other_en=en)
        return False

    def _reckoned(self, line: Listed, place: Place) -> Reckoned:
        """Return what policy gives for a line, reckoned once for equal facts."""
        key = (line.programme, place.region, line.facts)
        found = self.reckonings.get(key)
        if found is None:
            found = self.reckonings[key] = reckon(line.programme, place, line.facts)
        return found

    def _compare(self, line: Listed, reckoned: Reckoned) -> None:
        """Tell a difference to what policy gives; in grace no formula says the amount."""
        due = reckoned.amount_fen
        if line.programme not in RECKONED or due is None or due == line.amount_fen or line.grace_until is not None:
            return
        self.differing += 1
        self._tell("differs", line, listed=show_yuan(line.amount_fen), due=show_yuan(due))

    def _place(self, county: str) -> Place:
        if county not in self.places:
            self.places[county] = place_of(self.values, county, self.stock.month)
        return self.places[county]

    def _claims(self, programme: str, place: Place) -> str:
        key = (programme, place.region)
        if key not in self._claimed:
            self._claimed[key] = claims(programme, exclusive_pairs(place))
        return self._claimed[key]

    @cached_property
    def _claimed(self) -> dict[tuple[str, str], str]:
        return {}

    def _where(self, line: Listed) -> Where:
        return self.stock.place(line.source, line.row_no)

    def _tell(self, code: str, line: Listed, **facts: object) -> None:
        self.conflicts.append(conflict(code, self._where(line), **facts))
