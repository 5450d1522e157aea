"""The statements of the check before payment, one file each."""

from functools import cache
from pathlib import Path
from typing import Any

from django.db import connection

from mingbai.rosters.sql import due


@cache
def statement(name: str) -> str:
    """Return a statement by its name, with what is due asked month by month."""
    text = Path(__file__).with_name(f"{name}.sql").read_text(encoding="utf-8")
    return text.replace("{due_each_month}", due()["due_each_month"])


def rows(name: str, **values: Any) -> list[dict[str, Any]]:
    """Return what a statement finds, each row by the names of its columns."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop = off")
        cursor.execute(statement(name), {"whole": False, **values})
        names = [column.name for column in cursor.description or ()]
        found = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        cursor.execute("SET LOCAL enable_nestloop = on")
    return found
