"""Freezes what the desk holds: tables of values in memory, with no file written or read on the way."""

from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from mingbai.files.snapshot.freeze import Progress, freeze
from mingbai.files.snapshot.mill import quoted
from mingbai.files.snapshot.of_inbox import LINES
from mingbai.files.snapshot.snapshot import Snapshot
from mingbai.files.snapshot.told import kept
from mingbai.files.tables import TABLES, Table
from mingbai.files.typing.given import given_select
from mingbai.kernel.month import Month

ROOM = "given"  # the schema the rows lie in while they are frozen
Source = dict[str, Any]


class NotAList(ValueError):
    """A table has a name or columns that no list has."""

    def __init__(self, name: str, columns: Sequence[str] = ()) -> None:
        said = f"{name}.{', '.join(columns)}" if columns else name
        self.zh, self.en = f"快照没有“{said}”这样的表或列。", f"A snapshot has no {said}."
        super().__init__(f"{self.zh} {self.en}")


def freeze_tables(
    con: duckdb.DuckDBPyConnection,
    tables: Mapping[str, pa.Table],
    *,
    month: Month,
    into: Path,
    sources: Sequence[Source] = (),
    as_of: date | None = None,
    progress: Progress = lambda _: None,
) -> Snapshot:
    """
    Return the frozen month made of tables in the empty folder `into`, the same as of files that say the same.

    `tables` are lists of `files.tables` by name, each with those of its columns that are known: texts as text (ID,
    account and household numbers too), money as whole fen, dates as dates, months as their first day. Keys, states and
    defaults follow as they do for files. A row's `source` is its place in `sources` (file, sheet, sha256, table, as_of)
    and `row_no` its number there; a table without them is a source of its own, its rows numbered from one. Earlier
    months' rosters are `previous_roster`. Rows without what the list requires are refused, and counted.
    """
    placed, said = with_places(tables, sources)
    with _lying_ready(con, placed):
        columns = {name: set(table.column_names) for name, table in placed.items()}
        typed = {name: _typed(TABLES[name], columns[name]) for name in placed}
        lines = max((placed[name].num_rows for name in LINES if name in placed), default=0)
        return freeze(con, typed, month=month, into=into, lines=lines, sources=said, as_of=as_of, progress=progress)


def _typed(table: Table, columns: Set[str]) -> str:
    """Return the SQL of the rows of a list; only keys that were made here are trusted to tell texts."""
    typed = given_select(table, f"{ROOM}.{table.name}", columns)
    return typed if table.frozen().keys() <= columns else kept(table, typed)


def with_places(tables: Mapping[str, pa.Table], sources: Sequence[Source]) -> tuple[dict[str, pa.Table], list[Source]]:
    """Return the tables with `source` and `row_no` on every row, and all sources; raise NotAList."""
    said, placed = list(sources), {}
    for name, table in tables.items():
        if name not in TABLES:
            raise NotAList(name)
        if unknown := [column for column in table.column_names if column not in _known(name)]:
            raise NotAList(name, unknown)
        if "source" not in table.column_names:
            table = _numbered(table, len(said))  # noqa: PLW2901
            said.append({"file": f"desk/{name}", "sheet": None, "sha256": _digest(table), "table": name, "as_of": None})
        placed[name] = table
    return placed, said


def _known(name: str) -> set[str]:
    return TABLES[name].frozen().keys() | {column.name for column in TABLES[name].columns}


def _numbered(table: pa.Table, source: int) -> pa.Table:
    rows = table.num_rows
    numbered = table.append_column("source", pa.repeat(pa.scalar(source, pa.int32()), rows))
    return numbered.append_column("row_no", pa.array(range(1, rows + 1), pa.int64()))


def _digest(table: pa.Table) -> str:
    """Return the SHA-256 of a table's rows, however they lie in memory."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table.combine_chunks())
    return sha256(sink.getvalue()).hexdigest()


@contextmanager
def _lying_ready(con: duckdb.DuckDBPyConnection, tables: Mapping[str, pa.Table]) -> Iterator[None]:
    """Have the rows where every cursor of the connection finds them, until they are frozen."""
    con.execute(f"CREATE SCHEMA {ROOM}")
    try:
        for name, table in tables.items():
            con.register("arriving", table)
            con.execute(f"CREATE TABLE {ROOM}.{quoted(name)} AS SELECT * FROM arriving")
            con.unregister("arriving")
        yield
    finally:
        con.execute(f"DROP SCHEMA {ROOM} CASCADE")
