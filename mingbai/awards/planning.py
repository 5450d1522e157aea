"""A word to the database's planner about rows that were written a moment ago."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def hashing() -> Iterator[None]:
    """Let the planner hash: of rows written a moment ago it knows no sizes, and would take them one by one."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop = off")
        yield
        cursor.execute("SET LOCAL enable_nestloop = on")
