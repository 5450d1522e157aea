"""Households and who belongs to them on a day; addresses and facts of health opened in bulk."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.db.models.functions import Left

from mingbai.kernel.region import Region
from mingbai.people.fields import Field, opened_all
from mingbai.people.models import HealthFact, Household, Membership
from mingbai.people.models.library import COUNTY_DIGITS


@dataclass(frozen=True)
class Member:
    """One who belongs to a household."""

    membership_id: int
    person_id: int
    name: str
    born_on: date | None
    sex: str
    died_on: date | None
    relation: str
    is_head: bool
    exclusion: str  # why one who lives there is not counted; empty for who is


@dataclass(frozen=True)
class Fact:
    """A fact of somebody's health or standing: its kind, its level or category in words, and which list said it."""

    kind: str
    level: str
    source: str
    from_on: date


def holding(on: date, begins: str = "from_on") -> Q:
    """Return the condition that a period has begun and not ended on a day."""
    return Q(**{f"{begins}__lte": on}) & (Q(until_on=None) | Q(until_on__gt=on))


def households(ids: Collection[int]) -> dict[int, Household]:
    """Return id → household of those within sight."""
    return {household.pk: household for household in Household.objects.filter(pk__among=ids)}


def households_by_numbers(county: Region, numbers: Iterable[str]) -> dict[str, int]:
    """Return number → household of a county (its code's first six digits), of those within sight."""
    found = Household.objects.annotate(county=Left("region", COUNTY_DIGITS)).filter(
        county=county.code[:COUNTY_DIGITS], number__among=numbers
    )
    return dict(found.values_list("number", "pk"))


def households_in(region: Region, on: date) -> QuerySet[Household]:
    """Return the households of a division and all below it that exist on a day."""
    found = Household.objects.filter(holding_open(on), region__startswith=region.code)
    return found.order_by("region", "number")


def holding_open(on: date) -> Q:
    """Return the condition that a household exists on a day."""
    return Q(opened_on__lte=on) & (Q(closed_on=None) | Q(closed_on__gt=on))


def members(household_ids: Collection[int], on: date) -> dict[int, list[Member]]:
    """Return household → who belongs to it on a day, head first; households without anybody are left out."""
    found = Membership.objects.filter(holding(on), household_id__among=household_ids).select_related("person")
    grouped: dict[int, list[Member]] = defaultdict(list)
    for one in found.order_by("household_id", "-is_head", "pk"):
        grouped[one.household_id].append(_member(one))
    return dict(grouped)


def household_of(person_id: int, on: date) -> int | None:
    """Return the household a person belongs to on a day."""
    found = Membership.objects.filter(holding(on), person_id=person_id)
    return found.values_list("household_id", flat=True).first()


def opened_addresses(household_ids: Collection[int]) -> dict[int, str]:
    """Return household → address in full, of those that have one; whoever asks in bulk logs what for."""
    found = Household.objects.filter(pk__among=household_ids).exclude(address_sealed=None)
    return opened_all(Field.ADDRESS, found.order_by().values_list("pk", "address_sealed"))  # type: ignore[arg-type]


def opened_health(person_ids: Collection[int], on: date) -> dict[int, list[Fact]]:
    """Return person → facts of health and standing that hold on a day; whoever asks in bulk logs what for."""
    held = HealthFact.objects.filter(holding(on), person_id__among=person_ids)
    found = list(held.order_by("pk").values_list("pk", "sealed", "person_id", "kind", "source", "from_on"))
    plain = opened_all(Field.HEALTH, ((key, text) for key, text, *_ in found))
    facts: dict[int, list[Fact]] = defaultdict(list)
    for key, _, person, kind, source, from_on in found:
        facts[person].append(Fact(kind, json.loads(plain[key])["level"], source, from_on))
    return dict(facts)


def _member(one: Membership) -> Member:
    person = one.person
    return Member(
        one.pk, person.pk, person.name, person.born_on, person.sex, person.died_on,
        one.relation, one.is_head, one.exclusion,
    )  # fmt: skip
