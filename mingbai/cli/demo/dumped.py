"""What a thief of a backup would have: the whole database as pg_dump writes it, searched for every number it keeps."""

from mingbai.config.desk import NAME
from mingbai.config.guards import NATION, scope
from mingbai.config.place import data_folder
from mingbai.config.postgres import hold
from mingbai.config.postgres.dump import dump, seen_in
from mingbai.people.models import Account, Person
from mingbai.people.queries import opened_accounts, opened_numbers


def numbers_kept() -> set[bytes]:
    """Return every ID number and account number that the desk keeps, opened."""
    with scope(NATION):
        persons = opened_numbers(list(Person.objects.values_list("pk", flat=True)))
        accounts = opened_accounts(list(Account.objects.values_list("pk", flat=True)))
    return {one.encode() for one in (*persons.values(), *accounts.values())}


def numbers_in_the_open(numbers: set[bytes]) -> tuple[int, int]:
    """Return how many of the numbers a dump of the desk's database shows, and the bytes of that dump."""
    with hold(data_folder() / "postgres") as server:
        return seen_in(dump(server, NAME), numbers)
