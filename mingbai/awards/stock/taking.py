"""Decides what an opening stock brings: each line an award whose people nothing else covers, or a conflict in words."""

from collections import defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from typing import NamedTuple
from uuid import UUID

from mingbai.awards.acting import county_of
from mingbai.awards.exclusions import claims, exclusive_pairs
from mingbai.awards.reckoning import RECKONED, Facts, Place, Reckoned, place_of, reckon
from mingbai.awards.stock.conflicts import Conflict, conflict
from mingbai.awards.stock.known import FOREVER, Certificate, Held, Known, numbers_of
from mingbai.awards.stock.numbering import draw
from mingbai.awards.stock.reading import Listed, counted, listed
from mingbai.files.tables.words import PROGRAMMES
from mingbai.kernel.money import show_yuan
from mingbai.kernel.names import same_name
from mingbai.people.stock import Register, Stock
from mingbai.policy.parameters import ParameterSet
from mingbai.policy.procedure.timing import review_due_on

MOST_MEMBERS = 1_000
At = tuple[int, int]  # a line's source and row


class Due(NamedTuple):
    """What policy gives for a line; its reckoning is written apart."""

    id: UUID
    amount_fen: int | None
    standard_fen: int | None


class Taken(NamedTuple):
    """One line that becomes an award."""

    number: int  # the award's
    line: Listed
    household: int
    region: str
    certificate_of: int | None  # the household's award whose certificate it shares
    payee: int
    account: int
    persons: tuple[int, ...]
    due: Due
    claims: str
    review_due_on: date


class Issued(NamedTuple):
    """For whom a certificate of the file was issued: the first line that has it."""

    household: int
    award: int
    line: At


@dataclass
class Taking:
    """What is taken part by part, and the lines that are not; what was taken before is known by its place."""

    stock: Stock
    values: ParameterSet
    batch_id: int
    kin: AbstractSet[int]  # persons whose cases the importing officer must stand back from
    awards: int = 0
    total_fen: int = 0
    lapsed: int = 0  # lines that ended before the month
    differing: int = 0
    conflicts: list[Conflict] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)
    held: dict[int, list[tuple[Held, At]]] = field(default_factory=lambda: defaultdict(list))
    certificates: dict[Certificate, Issued] = field(default_factory=dict)

    def take(self, part: int, register: Register) -> tuple[list[Taken], list[Reckoned]]:
        """Decide on every line of a part, in the order of the files; return what is taken and how it was reckoned."""
        lines, first_on = listed(self.stock, part), self.stock.month.first_on
        self.register, self.families = register, counted(self.stock, part)
        self.known = Known(lines, register.known, self.batch_id)
        self.numbers = iter(draw("award", len(lines)))
        self.taken: list[Taken] = []
        self.reckoned: list[Reckoned] = []
        self.dues: dict[tuple[str, str, Facts], Due] = {}
        for line in lines:
            if line.until_month is not None and line.valid_from <= line.until_month < first_on:
                self.lapsed += 1
            else:
                self._line(line)
        self.awards += len(self.taken)
        self.total_fen += sum(one.line.amount_fen for one in self.taken)
        return self.taken, self.reckoned

    def _line(self, line: Listed) -> None:
        """Take a line, or say why not."""
        if line.until_month is not None and line.until_month < line.valid_from:
            return self._tell("term", line, first=line.valid_from, last=line.until_month)
        if not 0 < line.member_count <= MOST_MEMBERS:
            return self._tell("numbers", line, count=line.member_count, amount=show_yuan(line.amount_fen))
        head, payee = self._named(line.head, line.head_name), self._named(line.payee, line.payee_name)
        if head is None or payee is None:
            return self._tell("person", line, name=line.head_name if head is None else line.payee_name)
        home = self.register.household(line.region, line.household)
        if home is None:
            return self._tell("household", line, household=line.household)
        account = self.register.account(line.payee, line.account)
        if account is None:
            return self._tell("account", line, name=line.payee_name, hint=line.account[-4:])
        persons = self._persons(line, head)
        if self.kin and not self.kin.isdisjoint((*persons, payee)):
            return self._tell("kin", line, name=line.head_name)
        household, region = home
        place = self._place(county_of(region))
        claimed = self._claims(line.programme, place)
        if self._is_free(line, persons, claimed) and self._is_its_own(line, household, region):
            number = next(self.numbers)
            due = self._due(line, place)
            review_on = review_due_on(line.confirmed_on, place.number("review_stable_months"))
            shared = self._shared(line, number, household, region)
            self.taken.append(
                Taken(number, line, household, region, shared, payee, account, persons, due, claimed, review_on)
            )
            self._compare(line, due)
            period = held_for(line.programme, claimed, line.valid_from, line.until_month or FOREVER)
            for person in persons:
                self.held[person].append((period, (line.source, line.row_no)))
        return None

    def _named(self, number: str, name: str) -> int | None:
        """Return the person of a number, if the library knows that person by this name."""
        found = self.register.person(number)
        return found[0] if found and (found[1] == name or same_name(found[1], name)) else None

    def _persons(self, line: Listed, head: int) -> tuple[int, ...]:
        """Return whom a line covers: the person, or the counted members the library knows; the head if none is."""
        if line.is_of_a_person:
            return (head,)
        named = self.families.get((line.household, line.programme), ())
        known = dict.fromkeys(found[0] for number in named if (found := self.register.person(number)))
        return tuple(known) or (head,)

    def _is_free(self, line: Listed, persons: Sequence[int], claimed: str) -> bool:
        """Return whether nothing covers these persons that excludes the line; else say what does."""
        numbers, last = numbers_of(claimed), line.until_month or FOREVER
        for person in persons:
            for held, other in self.held.get(person, ()):
                if held.meets(numbers, line.valid_from, last):
                    where = self.stock.place(*other)
                    self._tell("covered", line, name=self._name(line, person), other=where.zh, other_en=where.en,
                               programme=PROGRAMMES[held.programme][0], programme_en=held.programme)  # fmt: skip
                    return False
            for held in self.known.held.get(person, ()):
                if held.meets(numbers, line.valid_from, last):
                    self._tell("covered_here", line, name=self._name(line, person),
                               programme=PROGRAMMES[held.programme][0], programme_en=held.programme)  # fmt: skip
                    return False
        return True

    def _is_its_own(self, line: Listed, household: int, region: str) -> bool:
        """Return whether no other household has the certificate; else say whose it is."""
        key = (county_of(region), line.programme, line.certificate)
        earlier, known = self.certificates.get(key), self.known.certificates.get(key)
        if (earlier or known or (household,))[0] == household:
            return True
        where = self.stock.place(*earlier.line) if earlier else None
        zh, en = (where.zh, where.en) if where else ("库中另一项救助", "another award here")
        self._tell("certificate", line, certificate=line.certificate, other=zh, other_en=en)
        return False

    def _shared(self, line: Listed, number: int, household: int, region: str) -> int | None:
        """Return the household's award that the line's certificate was issued for; None if that is the line's own."""
        if not line.certificate:
            return None
        key = (county_of(region), line.programme, line.certificate)
        if known := self.known.certificates.get(key):
            return known[1]
        issued = self.certificates.setdefault(key, Issued(household, number, (line.source, line.row_no)))
        return None if issued.award == number else issued.award

    def _due(self, line: Listed, place: Place) -> Due:
        """Return what policy gives for a line, reckoned once for equal facts."""
        key = (line.programme, place.region, line.facts)
        found = self.dues.get(key)
        if found is None:
            made = reckon(line.programme, place, line.facts)
            self.reckoned.append(made)
            found = self.dues[key] = Due(made.id, made.amount_fen, made.standard_fen)
        return found

    def _compare(self, line: Listed, due: Due) -> None:
        """Tell a difference to what policy gives; in grace no formula says the amount."""
        if line.programme not in RECKONED or due.amount_fen in (None, line.amount_fen) or line.grace_until is not None:
            return
        self.differing += 1
        self._tell("differs", line, listed=show_yuan(line.amount_fen), due=show_yuan(due.amount_fen or 0))

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

    def _name(self, line: Listed, person: int) -> str:
        """Return the name of one whom a line covers."""
        named = (line.head, *self.families.get((line.household, line.programme), ()))
        found = (self.register.person(number) for number in named)
        return next((one[1] for one in found if one and one[0] == person), line.head_name)

    def _tell(self, code: str, line: Listed, **facts: object) -> None:
        self.conflicts.append(conflict(code, self.stock.place(line.source, line.row_no), **facts))


@cache
def held_for(programme: str, claimed: str, first_on: date, last_on: date) -> Held:
    """Return a period of cover, the same for all who share it."""
    return Held(programme, numbers_of(claimed), first_on, last_on)
