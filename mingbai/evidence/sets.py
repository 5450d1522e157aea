"""Rows by the hundred thousand: how they are sent to the database as one text, and how one array names them."""

from collections.abc import Iterable

from django.db import connection

ESCAPES = {ord(mark): f"\\{word}" for mark, word in zip("\\\b\f\n\r\t\v", "\\bfnrtv", strict=True)}
NULL = r"\N"


def copied(statement: str, rows: str) -> None:
    """Send rows to a COPY statement: a line each, its columns apart by tabs, their texts as `escaped`."""
    with connection.cursor() as cursor, connection.wrap_database_errors, cursor.copy(statement) as copy:
        copy.write(rows)


def escaped(text: str) -> str:
    """Return a text as COPY reads it."""
    return text if text.isprintable() and "\\" not in text else text.translate(ESCAPES)


def array(values: Iterable[object]) -> str:
    """Return numbers, dates and plain words, none of which needs quoting, as PostgreSQL writes an array."""
    return f"{{{','.join('NULL' if value is None else str(value) for value in values)}}}"
