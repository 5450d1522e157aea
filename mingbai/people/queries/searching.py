"""Searching by what an officer has in hand, never without a question: a name, a number or its end, a family's."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from mingbai.kernel.identity import clean
from mingbai.kernel.names import normal_name
from mingbai.kernel.region import Region
from mingbai.people.fields import Field, opened_all
from mingbai.people.models import Account, Household, Membership, Person
from mingbai.people.models.held import LIVE
from mingbai.people.queries.finding import MOST, Shown, as_shown, numbered
from mingbai.people.queries.households import holding
from mingbai.people.queries.persons import persons_in, persons_named

WHOLE = 12  # characters from which a number is taken for a whole one
END = range(4, WHOLE)  # characters an end of a number may have
OPENED = 30_000  # people whose numbers one search may open: a township's
BANKED = ("person_id", "number_sealed")
MASKED = re.compile(r"\d{4,}[\dXx]")


@dataclass(frozen=True)
class Asked:
    """A question of one line, taken apart."""

    text: str
    name: str = ""
    end: str = ""
    whole: str = ""

    @property
    def kept(self) -> str:
        """Return the question as it may be kept: of a number only its end."""
        return MASKED.sub(lambda number: f"****{number[0][-4:]}", self.text)


@dataclass(frozen=True)
class Found:
    """Whom a question means, at most 200 by the sound of their names, and what was not looked through for it."""

    persons: list[Shown] = field(default_factory=list)
    is_cut: bool = False  # there are more
    is_too_wide: bool = False  # ends of ID numbers were not compared: too many people


def asked(text: str) -> Asked:
    """Return a question taken apart: what is digits, the last perhaps X, is a number or its end; the rest a name."""
    joined = clean(text)
    if _is_number(joined) and len(joined) >= WHOLE:  # however it is spaced
        return Asked(joined, whole=joined)
    words = text.split()
    numbers = [clean(word) for word in words if _is_number(clean(word))]
    names = " ".join(word for word in words if not _is_number(clean(word)))
    end = next((one for one in numbers if len(one) in END), "")
    whole = next((one for one in numbers if len(one) >= WHOLE), "")
    return Asked(" ".join(words), names, end, whole)


def _is_number(word: str) -> bool:
    return word[:-1].isdigit()


def search(question: Asked, households: Collection[int], region: Region, on: date) -> Found:
    """
    Return whom a question means in a division: by name, number, end of an ID number or account, household's number.

    `households` are those that other stages know by the question: by a certificate. Whoever asks keeps the question.
    """
    if not question.text:
        return Found()
    found, is_too_wide = set[int](), False
    if question.whole:
        found |= {one.pk for one in numbered(question.whole) if region.contains(Region(one.region))}
    elif question.end:
        found, is_too_wide = _ending(question, region)
    elif question.name:
        found |= set(_named(question.name, region).values_list("pk", flat=True)[: MOST + 1])
    found |= _members({*households, *_numbered(question.text, region)}, on)
    people = list(persons_in(region).filter(pk__among=list(found))[: MOST + 1])
    return Found(as_shown(people[:MOST], on), len(people) > MOST, is_too_wide)


def _named(name: str, region: Region) -> "QuerySet[Person]":
    """Return the persons whose names begin so, written in characters or as they sound."""
    if name.isascii():
        return persons_in(region).filter(name_key__startswith=name.lower())
    return persons_named(region, normal_name(name))


def _ending(question: Asked, region: Region) -> tuple[set[int], bool]:
    """Return whose ID number or account in use ends so; ID numbers only where few enough must be opened."""
    people = _named(question.name, region) if question.name else persons_in(region)
    held = Account.objects.filter(LIVE, region__startswith=region.code, number_hint=f"****{question.end[-4:]}")
    if question.name:
        held = held.filter(person__in=people.order_by())
    cards = {key: (owner, text) for key, owner, text in held.exclude(person=None).values_list("pk", *BANKED)}
    numbers = opened_all(Field.ACCOUNT, ((key, text) for key, (_owner, text) in cards.items()))
    found = {cards[key][0] for key, number in numbers.items() if number.endswith(question.end)}
    if people.order_by()[OPENED : OPENED + 1].exists():
        return found, True
    opened = opened_all(Field.ID_NUMBER, people.order_by().values_list("pk", "id_sealed"))
    return found | {key for key, number in opened.items() if number.endswith(question.end)}, False


def _numbered(text: str, region: Region) -> list[int]:
    return list(Household.objects.filter(region__startswith=region.code, number=text).values_list("pk", flat=True))


def _members(households: Collection[int], on: date) -> set[int]:
    if not households:
        return set()
    inside = Membership.objects.filter(holding(on), household_id__among=list(households))
    return set(inside.values_list("person_id", flat=True)[: MOST + 1])
