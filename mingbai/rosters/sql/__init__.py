"""The statements that write rosters set by set, one file each; what is due is asked in one place."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from django.db import connection

from mingbai.evidence.actions import logged_columns
from mingbai.rosters.models import Sheet

TOWNSHIP_DIGITS = 9
ASKING = ("derive", "missing", "replace")
LINES_SHA256 = "lines_sha256"  # which is the digest, where a statement has just reckoned it


@cache
def statement(name: str) -> str:
    """Return a statement by its name, with what is due asked as it asks, and what it returns for the log."""
    if name == "restate":
        logged = ("digest" if column == LINES_SHA256 else column for column in logged_columns(Sheet))
        return _read(name).format(logged=", ".join(logged))
    return _read(name).format(**due()) if name in ASKING else _read(name)


@cache
def due() -> dict[str, str]:
    """Return the ways to ask what is due: in the month of the statement, in each month, in the month of a line."""
    text = _read("due")
    return {
        "due": text,
        "due_each_month": text.replace("%(month)s", "months.month"),
        "due_of_line": text.replace("%(month)s", "gone.month").replace("%(region)s", "gone.village"),
    }


def run(name: str, **values: Any) -> int:
    """Do a statement with its values and return how many rows it wrote or found."""
    with _done(name, values) as cursor:
        return int(cursor.rowcount)


def returned(name: str, **values: Any) -> list[tuple[Any, ...]]:
    """Do a statement with its values and return the rows it returns."""
    with _done(name, values) as cursor:
        return list(cursor.fetchall())


def column(name: str, **values: Any) -> list[Any]:
    """Return the first column of what a statement finds."""
    return [row[0] for row in returned(name, **values)]


@contextmanager
def _done(name: str, values: dict[str, Any]) -> Iterator[Any]:
    """Do a statement for a whole county at once, even where the server has not yet counted what was just imported."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('enable_nestloop', 'off', true)")
        cursor.execute(statement(name), {"digits": TOWNSHIP_DIGITS, "whole": name == "derive", **values})
        yield cursor
        cursor.execute("SELECT set_config('enable_nestloop', 'on', true)")


def _read(name: str) -> str:
    return Path(__file__).with_name(f"{name}.sql").read_text(encoding="utf-8")
