"""Finding people by whatever an officer has in hand: a name, an ID number or an account; numbers come back masked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mingbai.kernel.identity import clean
from mingbai.kernel.region import Region
from mingbai.kernel.unreadable import Unreadable
from mingbai.people.models import Account, Membership, Person
from mingbai.people.models.held import LIVE
from mingbai.people.queries.accounts import accounts_numbered
from mingbai.people.queries.households import holding
from mingbai.people.queries.persons import find_by_id_number, hints, persons_named

MOST = 200  # people in one answer


@dataclass(frozen=True)
class Shown:
    """A person as a list inside the office shows him."""

    person_id: int
    name: str
    id_number: str  # masked
    region: str
    household: str
    accounts: str  # last digits
    died_on: date | None


def found_as_shown(text: str, region: Region, on: date) -> list[Shown]:
    """Return whom a name, an ID number or an account means in a division, at most 200, by the sound of their names."""
    digits = clean(text)
    return as_shown(numbered(digits) if digits[:-1].isdigit() else list(persons_named(region, text)[:MOST]), on)


def as_shown(people: Sequence[Person], on: date) -> list[Shown]:
    """Return persons as a list inside the office shows them, in their order."""
    keys = [person.pk for person in people]
    masks = hints(keys)
    homes = dict(
        Membership.objects.filter(holding(on), person_id__in=keys).values_list("person_id", "household__number")
    )
    held = Account.objects.filter(LIVE, person_id__in=keys).order_by("pk").values_list("person_id", "number_hint")
    cards = {key: "、".join(hint for owner, hint in held if owner == key) for key in keys}
    return [
        Shown(one.pk, one.name, masks[one.pk], one.region, homes.get(one.pk, ""), cards[one.pk], one.died_on)
        for one in people
    ]


def numbered(digits: str) -> Sequence[Person]:
    """Return who has an ID number, else whose account it is."""
    try:
        if person := find_by_id_number(digits):
            return [person]
        accounts = accounts_numbered(digits).exclude(person=None).select_related("person")[:MOST]
    except Unreadable:
        return []
    return list(dict.fromkeys(account.person for account in accounts if account.person))
