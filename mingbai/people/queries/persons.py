"""Persons: found by number or name, opened in bulk for the snapshot and the bank file, shown masked in lists."""

from collections.abc import Callable, Collection, Iterable, Mapping

from django.db.models import QuerySet

from mingbai.kernel.names import normal_name
from mingbai.kernel.region import Region
from mingbai.kernel.unreadable import Unreadable
from mingbai.people.fields import Field, hint_of, index_of, indexing, opened_all
from mingbai.people.models import Person
from mingbai.people.queries.once import remembered


def find_by_id_number(number: str) -> Person | None:
    """Return the person of an ID number in any of its spellings, if within sight; raise BadId for what is none."""
    return Person.objects.filter(id_index=index_of(Field.ID_NUMBER, number)).first()


def persons_by_numbers(numbers: Iterable[str]) -> dict[str, int]:
    """Return number → person of those within sight, by their spelling as given; one query, however many."""
    index_of_number = indexing(Field.ID_NUMBER)
    wanted = {number: index for number in numbers if (index := index_or_none(index_of_number, number))}
    found = Person.objects.filter(id_index__among=wanted.values()).values_list("id_index", "pk")
    persons = {bytes(index): key for index, key in found}
    return {number: persons[index] for number, index in wanted.items() if index in persons}


def index_or_none(indexed: Callable[[str], bytes], text: str) -> bytes | None:
    """Return the blind index of a value, None for what identifies nobody."""
    try:
        return indexed(text)
    except Unreadable:
        return None


def persons(ids: Collection[int]) -> dict[int, Person]:
    """Return id → person of those within sight."""
    return {person.pk: person for person in Person.objects.filter(pk__among=ids)}


def persons_in(region: Region) -> QuerySet[Person]:
    """Return the persons of a division and all below it, by the sound of their names."""
    return Person.objects.filter(region__startswith=region.code).order_by("name_key", "pk")


def persons_named(region: Region, name: str) -> QuerySet[Person]:
    """Return the persons of a division whose names begin so."""
    return persons_in(region).filter(name__startswith=normal_name(name))


def opened_numbers(person_ids: Collection[int]) -> dict[int, str]:
    """Return person → ID number in full, some 2 µs each: for snapshots and bank files, whose making is logged."""
    return remembered(Field.ID_NUMBER, person_ids, lambda keys: opened_all(Field.ID_NUMBER, _sealed(keys, "id_sealed")))


def opened_phones(person_ids: Collection[int]) -> dict[int, str]:
    """Return person → phone number in full, of those who have one: for notices, whose sending is logged."""
    return opened_all(Field.PHONE, _sealed(person_ids, "phone_sealed"))


def hints(person_ids: Collection[int]) -> dict[int, str]:
    """
    Return person → ID number as a list inside the office shows it: 230722****1234.

    It is made when it is shown and stored nowhere: beside the date of birth it would give the number away.
    """
    return {person: hint_of(Field.ID_NUMBER, number) for person, number in opened_numbers(person_ids).items()}


def _sealed(person_ids: Collection[int], column: str) -> list[tuple[int, bytes]]:
    found = Person.objects.filter(pk__among=person_ids).exclude(**{column: None})
    return list(found.order_by().values_list("pk", column))


def names(person_ids: Collection[int]) -> Mapping[int, str]:
    """Return person → name."""
    return dict(Person.objects.filter(pk__among=person_ids).order_by().values_list("pk", "name"))
