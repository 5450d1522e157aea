"""Rows by the hundred thousand on their way into a table guarded by region, which takes no stream: as arrays."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import Any

from django.db import connection

AT_ONCE = 10_000  # rows in one statement


def insert(
    table: str,
    columns: Mapping[str, str],
    rows: Iterable[Sequence[Any]],
    fixed: Mapping[str, Any],
    *,
    said: Mapping[str, str] | None = None,
) -> None:
    """
    Insert rows of a table: `columns` says what a row holds (name → type), `fixed` what stands in each.

    `said` gives the table's columns as SQL of those of a row, where they are not the same. What makes the rows is
    asked for them by another thread: it must not ask the database.
    """
    known = said or {name: f"given.{name}::{kind}" for name, kind in columns.items()}
    arrays = ", ".join(f"%s::{'text' if kind.endswith('[]') else kind}[]" for kind in columns.values())
    statement = (
        f"INSERT INTO {table} ({', '.join([*known, *fixed])}) "
        f"SELECT {', '.join([*known.values(), *['%s'] * len(fixed)])} "
        f"FROM unnest({arrays}) AS given ({', '.join(columns)})"
    )
    with connection.cursor() as cursor:
        for given in _ahead(columns, iter(rows)):
            cursor.execute(statement, [*fixed.values(), *given])


def _ahead(columns: Mapping[str, str], rows: Iterator[Sequence[Any]]) -> Iterator[list[str]]:
    """Yield ten thousand rows as arrays, the next made while these are with the database: it has a core of its own."""
    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(_arrays, columns, rows)
        while given := coming.result():
            coming = pool.submit(_arrays, columns, rows)
            yield given


def _arrays(columns: Mapping[str, str], rows: Iterator[Sequence[Any]]) -> list[str]:
    """Return each column of the next rows as PostgreSQL writes an array; nothing where no row is left."""
    some = list(islice(rows, AT_ONCE))
    spelling = [SPELLINGS.get(kind, plain) for kind in columns.values()]
    given = zip(spelling, zip(*some, strict=True), strict=True) if some else ()
    return [f"{{{','.join(map(spelt, values))}}}" for spelt, values in given]


def plain(value: object) -> str:
    """Return a number, a day or a yes or no as an array holds it."""
    return "NULL" if value is None else str(value)


def quoted(value: str | None) -> str:
    """Return a text as an array holds it."""
    if value is None:
        return "NULL"
    if '"' in value or "\\" in value:
        value = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{value}"'


def in_hex(value: bytes | None) -> str:
    """Return bytes as an array holds them."""
    return "NULL" if value is None else f'"\\\\x{value.hex()}"'


SPELLINGS: dict[str, Callable[[Any], str]] = {
    "text": quoted,
    "bytea": in_hex,
    "bigint[]": quoted,
    "int4multirange": quoted,
}
