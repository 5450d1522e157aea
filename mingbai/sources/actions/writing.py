"""A list's rows on their way into the database: arrays sent in binary, many rows a statement, never a query a row."""

from collections.abc import Iterable, Sequence
from typing import Any

import psycopg
from django.db import connection

from mingbai.kernel.region import Region
from mingbai.sources.models import ROWS_A_DELIVERY

Index = bytes | None
Sealed = Sequence[tuple[Index, Index, bytes]]  # the blind indices of a row's people, and the row
AT_ONCE = 20_000
LIVING = "SELECT count(*) FROM people_person WHERE died_on IS NULL AND region >= %s AND region < %s"
NAMED = f"{LIVING} AND id_index = ANY(%b::bytea[])"  # which is hashed; a subquery would be read once a person
INSERT = f"""
INSERT INTO sources_sourcerow (id, delivery_id, region, person_index, other_index, sealed)
SELECT %s::bigint * {ROWS_A_DELIVERY} + %s + place - 1, %s, %s, person, other, sealed
FROM unnest(%b::bytea[], %b::bytea[], %b::bytea[]) WITH ORDINALITY AS given (person, other, sealed, place)
"""


def living(region: Region) -> int:
    """Return how many living persons of the register a list of a division could name."""
    return int(_sent(LIVING, _bounds(region))[0])


def named(region: Region, people: Iterable[Index]) -> int:
    """Return how many of them have one of these blind indices."""
    return int(_sent(NAMED, [*_bounds(region), sorted({one for one in people if one is not None})])[0])


def insert_rows(delivery_id: int, region: Region, rows: Sealed) -> None:
    """Put the rows into a list; the order given is their place."""
    for begin in range(0, len(rows), AT_ONCE):
        columns = map(list, zip(*rows[begin : begin + AT_ONCE], strict=True))
        _sent(INSERT, [delivery_id, begin, delivery_id, region.code, *columns])


def _bounds(region: Region) -> list[str]:
    return [region.code, f"{region.code}:"]  # the colon comes after every digit


def _sent(statement: str, facts: Sequence[Any]) -> tuple[Any, ...]:
    """Do a statement on the transaction's own connection, its arrays bound by the server and not spelt out."""
    connection.ensure_connection()
    with psycopg.Cursor(connection.connection) as cursor:
        cursor.execute(statement, facts)
        return (cursor.fetchone() or ()) if cursor.description else ()
