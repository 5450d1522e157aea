"""Rows that come from the desk and not from a file: values already, they take keys and defaults like any other."""

from collections.abc import Set

from mingbai.files.tables import Column, Table
from mingbai.files.tables.column import SQL_TYPES
from mingbai.files.typing.select import STAND_INS, first_value, layered, refused_sql


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
    first = {column.name: _first(table, column, columns) for column in known}
    return layered(table, raw, first, refused_sql(table, first.keys()))


def _cell(table: Table, column: Column, columns: Set[str]) -> str:
    """Return the SQL of a given value; an empty text says nothing, an unknown payee is the head."""
    own = _plain(column)
    other = STAND_INS.get((table.name, column.name))
    return f"COALESCE({own}, {_plain(table[other])})" if other in columns and other is not None else own


def _plain(column: Column) -> str:
    return f'"{column.name}"' if column.kind in SQL_TYPES else f"nullif(CAST(\"{column.name}\" AS VARCHAR), '')"


def _first(table: Table, column: Column, columns: Set[str]) -> str:
    """Return the SQL of a column's first value, named: texts are read as in files, values are what they are."""
    if column.kind in SQL_TYPES:
        return f"CAST(r_{column.name} AS {SQL_TYPES[column.kind]}) AS {column.name}"
    name, value = first_value(column, {})
    other = STAND_INS.get((table.name, column.name))
    if other is None or other not in columns:
        return f"{value} AS {name}"
    return f"CASE WHEN r_{column.name} = r_{other} THEN {first_value(table[other], {})[1]} ELSE {value} END AS {name}"
