"""Rows that come from the desk and not from a file: values already, they take keys and defaults like any other."""

from collections.abc import Set

from mingbai.files.tables import Column, Table
from mingbai.files.tables.column import SQL_TYPES
from mingbai.files.typing.layers import Reading
from mingbai.files.typing.select import STAND_INS, echoed, first_value, frozen_select, refused_sql


def given_select(table: Table, rows: str, columns: Set[str]) -> str:
    """
    Return the SQL of given rows with the frozen columns of the table in order, then `refused`.

    `rows` is a relation with `source`, `row_no` and those of the table's columns that are known: texts as text, money
    as whole fen, dates as dates, months as their first day. Rows that bring every frozen column, keys and states too,
    are taken as they are.
    """
    frozen = table.frozen()
    if frozen.keys() <= columns:
        kept = ", ".join(f'CAST("{name}" AS {kind}) AS "{name}"' for name, kind in frozen.items())
        return f"SELECT {kept}, CAST(NULL AS VARCHAR) AS refused FROM {rows}"
    known = [column for column in table.columns if column.name in columns]
    cells = ", ".join(f"{_cell(table, column, columns)} AS r_{column.name}" for column in known)
    raw = f"SELECT source, row_no, CAST(NULL AS VARCHAR) AS broken, {cells} FROM {rows}"
    readings = [_reading(table, column, columns) for column in known]
    return frozen_select(table, raw, readings, refused_sql(table, {column.name for column in known}))


def _cell(table: Table, column: Column, columns: Set[str]) -> str:
    """Return the SQL of a given value; an empty text says nothing, an unknown payee is the head."""
    own = _plain(column)
    other = STAND_INS.get((table.name, column.name))
    return f"COALESCE({own}, {_plain(table[other])})" if other in columns and other is not None else own


def _plain(column: Column) -> str:
    return f'"{column.name}"' if column.kind in SQL_TYPES else f"nullif(CAST(\"{column.name}\" AS VARCHAR), '')"


def _reading(table: Table, column: Column, columns: Set[str]) -> Reading:
    """Return how a column is read: texts as in files, values as what they are."""
    if column.kind in SQL_TYPES:
        return Reading(column, f"CAST(r_{column.name} AS {SQL_TYPES[column.kind]})", is_text=False)
    return Reading(column, first_value(column, {}), echoed=echoed(table, column, columns))
