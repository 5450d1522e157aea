"""What the library knows of those an import names: a handful of queries, however many lines there are."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.functions import Left

from mingbai.kernel.names import normal_name
from mingbai.kernel.region import Region
from mingbai.offices.kinds import Kind as Party
from mingbai.offices.queries import organisations_in
from mingbai.people.models import Account, Household, Membership, Person
from mingbai.people.models.held import LIVE
from mingbai.people.models.library import COUNTY_DIGITS
from mingbai.people.queries.households import opened_health


@dataclass(frozen=True)
class KnownPerson:
    """A person of the library."""

    id: int
    region: str
    name: str
    died_on: date | None


@dataclass(frozen=True)
class KnownHousehold:
    """A household of the library."""

    id: int
    region: str
    head: int | None  # person id


@dataclass(frozen=True)
class Known:
    """The library as far as an import touches it, as it stands on the first day of its month; offices as of today."""

    region: Region
    on: date
    today: date
    import_id: int
    indexes: Collection[bytes]  # of the persons named
    numbers: Collection[tuple[str, str]]  # of the households named: county digits, number

    @cached_property
    def persons(self) -> dict[bytes, KnownPerson]:
        """Return blind index → person, of those within sight."""
        found = Person.objects.filter(id_index__among=self.indexes).order_by()
        rows = found.values_list("id_index", "pk", "region", "name", "died_on")
        return {bytes(index): KnownPerson(key, place, name, died_on) for index, key, place, name, died_on in rows}

    @cached_property
    def elsewhere(self) -> set[bytes]:
        """Return the blind indexes of persons registered where the actor cannot look."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT people_known_anywhere(%s::bytea[])", [list(self.indexes)])
            return {bytes(index) for (index,) in cursor.fetchall()} - self.persons.keys()

    @cached_property
    def households(self) -> dict[tuple[str, str], KnownHousehold]:
        """Return (county digits, number) → household, of those within sight."""
        found = Household.objects.annotate(county=Left("region", COUNTY_DIGITS)).filter(
            number__among=[number for _, number in self.numbers]
        )
        rows = list(found.order_by().values_list("county", "number", "pk", "region"))
        headed = self._memberships.filter(is_head=True, household_id__among=[key for _, _, key, _ in rows])
        heads = dict(headed.order_by().values_list("household_id", "person_id"))
        return {(county, number): KnownHousehold(key, place, heads.get(key)) for county, number, key, place in rows}

    @cached_property
    def homes(self) -> dict[int, tuple[int, str]]:
        """Return person → (household, its number), of those who belong to one."""
        found = self._memberships.filter(person_id__among=self._ids).order_by()
        rows = found.values_list("person_id", "household_id", "household__number")
        return {person: (household, number) for person, household, number in rows}

    @cached_property
    def accounts(self) -> dict[int, dict[bytes, int]]:
        """Return person → blind index → account, of the accounts waiting or confirmed."""
        found: dict[int, dict[bytes, int]] = {}
        rows = Account.objects.filter(LIVE, person_id__among=self._ids).order_by("pk")
        for person, index, key in rows.values_list("person_id", "number_index", "pk"):
            assert person is not None
            found.setdefault(person, {})[bytes(index)] = key
        return found

    @cached_property
    def settled(self) -> set[int]:
        """Return the persons who had an account before this import, whose earlier lines may have brought some."""
        earlier = Account.objects.filter(LIVE, person_id__among=list(self.accounts)).exclude(brought_by=self.import_id)
        return {person for person in earlier.order_by().values_list("person_id", flat=True) if person is not None}

    @cached_property
    def care_homes(self) -> dict[str, tuple[int, str]]:
        """Return name → organisation and its region of the care homes here."""
        found = organisations_in(self.region, self.today, Party.CARE_HOME)
        return {normal_name(name): (key, region) for name, key, region in found.values_list("name", "pk", "region")}

    @cached_property
    def home_accounts(self) -> dict[tuple[int, bytes], int]:
        """Return (organisation, blind index) → account, of the care homes' accounts."""
        rows = Account.objects.filter(LIVE, person=None).order_by("pk")
        found = rows.values_list("organisation_id", "number_index", "pk")
        return {(organisation, bytes(index)): key for organisation, index, key in found if organisation is not None}

    @cached_property
    def facts(self) -> dict[int, dict[str, str]]:
        """Return person → kind → level of the facts of health and standing."""
        found = opened_health(self._ids, self.on)
        return {person: {fact.kind: fact.level for fact in facts} for person, facts in found.items()}

    @cached_property
    def _ids(self) -> list[int]:
        return [person.id for person in self.persons.values()]

    @property
    def _memberships(self) -> QuerySet[Membership]:
        return Membership.objects.filter(Q(until_on=None) | Q(until_on__gt=self.on))
