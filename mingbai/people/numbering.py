"""Draws the numbers of rows before they are written: a value is sealed for its row and opens nowhere else."""

from django.db import connection


def draw(table: str, count: int) -> list[int]:
    """Return so many fresh numbers of a table here, such as `person`; a number drawn and not used is lost."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT people_draw_numbers(%s, %s)", [table, count])
        return [number for (number,) in cursor.fetchall()]
