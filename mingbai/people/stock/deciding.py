"""Decides what an import brings: each person, household, account once; lines that contradict another are told."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from mingbai.files.problems import Place
from mingbai.kernel.names import normal_name, same_name
from mingbai.kernel.region import Level, Region
from mingbai.people.holders import Holder, holder_of
from mingbai.people.models.library import COUNTY_DIGITS
from mingbai.people.stock.conflicts import Conflict, conflict
from mingbai.people.stock.known import Known, KnownHousehold, KnownPerson
from mingbai.people.stock.reading import OF_HOUSEHOLDS, Approval, FamilyMember

HEAD = "户主"


@dataclass(slots=True)
class NewPerson:
    """Somebody the library does not know."""

    number: str
    name: str
    region: str
    born_on: date | None = None
    id: int = 0


@dataclass(slots=True)
class NewHousehold:
    """A household the library does not know."""

    number: str
    region: str
    opened_on: date
    address: str | None
    id: int = 0


@dataclass(slots=True)
class NewMembership:
    """Who belongs to which household."""

    household: "NewHousehold | KnownHousehold"
    person: "NewPerson | KnownPerson"
    relation: str
    is_head: bool
    exclusion: str


@dataclass(slots=True)
class NewAccount:
    """An account of a person, or of a care home and its division."""

    person: "NewPerson | KnownPerson | None"
    home: tuple[int, str] | None
    number: str
    holder_name: str
    holder: Holder
    id: int = 0


@dataclass(slots=True)
class NewFact:
    """A fact of somebody's health or standing."""

    person: "NewPerson | KnownPerson"
    kind: str
    level: str
    id: int = 0


Someone = NewPerson | KnownPerson
Home = NewHousehold | KnownHousehold


@dataclass
class Plan:
    """What an import brings, and the lines it does not take."""

    known: Known
    index: Callable[[str], bytes]  # of an ID number
    account_index: Callable[[str], bytes]
    hint: Callable[[str], str]
    place: Callable[[int, int], Place]
    institutions: Collection[str]
    persons: dict[str, NewPerson] = field(default_factory=dict)  # by ID number
    households: dict[tuple[str, str], NewHousehold] = field(default_factory=dict)
    memberships: dict[int, NewMembership] = field(default_factory=dict)  # by id() of the person
    accounts: dict[tuple[int, str], NewAccount] = field(default_factory=dict)
    facts: dict[tuple[int, str], NewFact] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    regions: dict[str, str] = field(default_factory=dict)  # household number as the lists say it → its village
    fits: dict[str, str | None] = field(default_factory=dict)  # division → why no household is taken there
    heads: dict[str, str] = field(default_factory=dict)  # household number → ID number of its head

    def take(self, approvals: list[Approval], members: Iterable[FamilyMember]) -> None:
        """Decide on every line, in the order given."""
        self._choose(approvals)
        for row in approvals:
            self._household(row)
        for member in members:
            self._member(member)
        for row in approvals:
            self._approval(row)

    def _choose(self, approvals: list[Approval]) -> None:
        """Say where each household lives and who heads it: by a programme for households where there is one."""
        for row in sorted(approvals, key=lambda row: row.programme not in OF_HOUSEHOLDS):
            self.regions.setdefault(row.household, row.region)
            self.heads.setdefault(row.household, row.head)

    def _household(self, row: Approval) -> None:
        """Take a line's household, once."""
        key = self._key(row.household)
        given, first = row.region, self.regions[row.household]
        known = self.known.households.get(key)
        lives_in = known.region if known else first
        if given != lives_in:
            self._tell("other_village", row, household=row.household, known=lives_in, given=given)
        elif known is None and key not in self.households and (code := self._misplaced(given)):
            self._tell(code, row, household=row.household, known=self.known.region, given=given)
        elif known is None:
            made = self.households.setdefault(key, NewHousehold(row.household, given, row.valid_from, row.address))
            made.opened_on = min(made.opened_on, row.valid_from, self.known.on)
            made.address = made.address or row.address

    def _member(self, row: FamilyMember) -> None:
        home = self._home(row.household)
        if home is None:
            if row.household not in self.regions:
                self._tell("no_approval", row, household=row.household)
            return
        person = self._person(row.person, row.name, home.region, row)
        if person is None:
            return
        if isinstance(person, NewPerson):
            person.born_on = person.born_on or row.born_on
        is_head = self.heads.get(row.household) == row.person
        relation = HEAD if is_head else "" if row.relation == HEAD else row.relation or ""
        self._belongs(home, person, relation, is_head, row.exclusion or "", row, row.person)
        for kind, level in (("disability", row.disability), ("category", row.category)):
            if level:
                self._fact(person, kind, level, row)

    def _approval(self, row: Approval) -> None:
        home = self._home(row.household)
        if home is None or home.region != row.region:
            return
        head = self._person(row.head, row.head_name, home.region, row)
        if head is not None:
            is_head = self.heads[row.household] == row.head
            self._belongs(home, head, HEAD if is_head else "", is_head, "", row, row.head)
        is_other = row.payee != row.head or row.payee_name != row.head_name
        payee = self._person(row.payee, row.payee_name, home.region, row) if is_other else head
        if payee is not None:
            self._account(payee, row)

    def _person(self, number: str, name: str, region: str, row: Approval | FamilyMember) -> Someone | None:
        """Return who a line means; None, with the reason told, where it may not be taken."""
        index = self.index(number)
        known = self.known.persons.get(index)
        found = known or self.persons.get(number)
        if found is None:
            if index in self.known.elsewhere:
                self._tell("elsewhere", row, hint=self.hint(number))
                return None
            return self.persons.setdefault(number, NewPerson(number, normal_name(name), region))
        if found.name != name and not same_name(found.name, name):
            self._tell("other_name", row, hint=self.hint(number), known=found.name, given=normal_name(name))
            return None
        if known and known.died_on and known.died_on <= self.known.on:
            self._tell("died", row, hint=self.hint(number), known=known.died_on)
            return None
        return found

    def _belongs(
        self,
        home: Home,
        person: Someone,
        relation: str,
        is_head: bool,
        exclusion: str,
        row: Approval | FamilyMember,
        number: str,
    ) -> None:
        """Let a person belong to a household, unless to another already."""
        known = self.known.homes.get(person.id) if isinstance(person, KnownPerson) else None
        if known is not None:
            if not isinstance(home, KnownHousehold) or known[0] != home.id:
                self._tell("other_household", row, hint=self.hint(number), known=known[1], given=row.household)
            return
        if is_head and isinstance(home, KnownHousehold) and home.head is not None:
            self._tell("other_head", row, household=row.household, hint=self.hint(number))
            return
        made = self.memberships.setdefault(id(person), NewMembership(home, person, relation, is_head, exclusion))
        if made.household is not home:
            others = made.household.number if isinstance(made.household, NewHousehold) else self._number(made.household)
            self._tell("other_household", row, hint=self.hint(number), known=others, given=row.household)
        made.relation = made.relation or relation

    def _account(self, payee: Someone, row: Approval) -> None:
        """Take the account of a line for whom it pays, or for the care home that holds it."""
        holder_name = normal_name(row.holder or "") or payee.name
        holder = holder_of(holder_name=holder_name, owner=payee.name, is_institution=False, agent=None)
        index = self.account_index(row.account)
        if holder is Holder.DIFFERS and (home := self.known.care_homes.get(holder_name)):
            if (home[0], index) not in self.known.home_accounts:
                account = NewAccount(None, home, row.account, holder_name, Holder.INSTITUTION)
                self.accounts.setdefault((-home[0], row.account), account)
            return
        if holder is Holder.DIFFERS and holder_name in self.institutions:
            self._tell("unknown_home", row, given=holder_name)
            return
        if isinstance(payee, KnownPerson) and index in self.known.accounts.get(payee.id, {}):
            return
        if isinstance(payee, KnownPerson) and payee.id in self.known.settled:
            self._tell("other_account", row, hint=self.hint(row.payee), given=f"****{row.account[-4:]}")
        else:
            account = NewAccount(payee, None, row.account, holder_name, holder)
            self.accounts.setdefault((id(payee), row.account), account)

    def _fact(self, person: Someone, kind: str, level: str, row: FamilyMember) -> None:
        known = self.known.facts.get(person.id, {}) if isinstance(person, KnownPerson) else {}
        if kind in known:
            stands = known[kind]
        else:
            stands = self.facts.setdefault((id(person), kind), NewFact(person, kind, level)).level
        if stands != level:
            self._tell("other_fact", row, hint=self.hint(row.person), known=FACTS[kind])

    def _home(self, number: str) -> Home | None:
        key = self._key(number)
        return self.known.households.get(key) or self.households.get(key)

    def _key(self, number: str) -> tuple[str, str]:
        """Return by what a household is known: one that no line names is looked for in the importing county."""
        return (self.regions.get(number, self.known.region.code)[:COUNTY_DIGITS], number)

    def _number(self, home: KnownHousehold) -> str:
        return next((number for (_, number), known in self.known.households.items() if known is home), "")

    def _misplaced(self, code: str) -> str | None:
        """Return why a household may not be taken in a division."""
        if code not in self.fits:
            region = Region(code)
            is_outside = not self.known.region.contains(region)
            self.fits[code] = "outside" if is_outside else "too_large" if region.level < Level.TOWNSHIP else None
        return self.fits[code]

    def _tell(self, code: str, row: Approval | FamilyMember, **facts: object) -> None:
        table = "approvals" if isinstance(row, Approval) else "members"
        self.conflicts.append(conflict(code, table, self.place(row.source, row.row_no), **facts))


FACTS: Mapping[str, str] = {"disability": "残疾类别等级", "category": "加发类别"}
