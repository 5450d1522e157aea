"""Numbers for rows that are written by the hundred thousand and named before they are written."""

from django.db import connection


def draw(table: str, count: int) -> list[int]:
    """Return so many fresh numbers of a table."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT awards_draw_numbers(%s, %s)", [table, count])
        return [number for (number,) in cursor.fetchall()]
