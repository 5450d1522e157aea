"""Rows by the hundred thousand on their way into a table guarded by region, which takes no stream: as arrays."""

from collections.abc import Callable, Iterable, Mapping, Sequence
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

    `said` gives the table's columns as SQL of those of a row, where they are not the same.
    """
    known = said or {name: f"given.{name}::{kind}" for name, kind in columns.items()}
    arrays = ", ".join(f"%s::{'text' if kind.endswith('[]') else kind}[]" for kind in columns.values())
    statement = (
        f"INSERT INTO {table} ({', '.join([*known, *fixed])}) "
        f"SELECT {', '.join([*known.values(), *['%s'] * len(fixed)])} "
        f"FROM unnest({arrays}) AS given ({', '.join(columns)})"
    )
    spelling, arriving = [SPELLINGS.get(kind, plain) for kind in columns.values()], iter(rows)
    with connection.cursor() as cursor:
        while some := list(islice(arriving, AT_ONCE)):
            said_so = zip(spelling, zip(*some, strict=True), strict=True)
            given = [f"{{{','.join(map(spelt, values))}}}" for spelt, values in said_so]
            cursor.execute(statement, [*fixed.values(), *given])


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
