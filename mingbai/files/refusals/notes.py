"""Values of optional columns that cannot be read: taken as empty, never as something, and said."""

from collections.abc import Iterator

import duckdb

from mingbai.files.inbox import Inbox
from mingbai.files.part import Part
from mingbai.files.problems import Problem, problem
from mingbai.files.tables import TABLES, Column, Kind
from mingbai.files.typing.blanks import blank_sql
from mingbai.files.typing.select import first_value, judged_by_raw

ALWAYS_READ = (Kind.TEXT, Kind.NAME, Kind.USCC)
MOST_VALUES = 8  # different ones quoted


def value_notes(con: duckdb.DuckDBPyConnection, inbox: Inbox, table: str) -> Iterator[Problem]:
    """Yield a note for every optional column of every source with values that were taken as empty."""
    parts = inbox.parts_of(table)
    optional = [column for column in TABLES[table].columns if _can_fall_silent(table, column)]
    for column in optional:
        mapped = [part for part in parts if any(entry.column == column.name for entry in part.mapping)]
        for relation in dict.fromkeys(part.relation for part in mapped):
            sources = [part.source for part in mapped if part.relation == relation]
            yield from _notes(con, inbox, mapped[0], column, relation.sql, dict(relation.units), sources)


def _can_fall_silent(table: str, column: Column) -> bool:
    return column.kind not in ALWAYS_READ and not judged_by_raw(TABLES[table], column)


def _notes(
    con: duckdb.DuckDBPyConnection,
    inbox: Inbox,
    part: Part,
    column: Column,
    relation: str,
    units: dict[str, str],
    sources: list[int],
) -> Iterator[Problem]:
    raw = f"r_{column.name}"
    value = first_value(column, units)
    cell = blank_sql(f'"{column.name}"', column.kind)
    sql = (
        f"SELECT source, count(*), min(row_no), list_sort(list(DISTINCT {raw}))[:{MOST_VALUES}] "
        f"FROM (SELECT source, row_no, {raw}, {value} AS v FROM (SELECT source, row_no, {cell} AS {raw} "
        f"FROM ({relation}) WHERE source IN ({', '.join(map(str, sources))}))) "
        f"WHERE {raw} IS NOT NULL AND v IS NULL GROUP BY source ORDER BY source"
    )
    header = {entry.column: entry.header for entry in part.mapping}[column.name] or column.headers[0]
    for source, count, first_row, values in con.execute(sql).fetchall():
        quoted = "、".join(f"“{text.strip()}”" for text in values)
        yield problem(
            "value_not_used",
            inbox.sources[source].place,
            column=header,
            count=count,
            first_row=first_row,
            values=quoted,
        )
