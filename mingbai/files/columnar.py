"""Users' Parquet files, read where they lie: text or typed columns under the same headers, numbered rows."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import duckdb

from mingbai.files.grids.grid import MOST_COLUMNS, NUMERIC, SEPARATOR, Row
from mingbai.files.part import Mapped, Relation, raw_columns
from mingbai.files.problems import Unopened
from mingbai.files.tables import Table
from mingbai.kernel.text import literal

FLOATS = ("FLOAT", "DOUBLE")


@dataclass(frozen=True)
class Columnar:
    """One Parquet file: its columns by name, their types, how many rows it has."""

    path: Path
    names: tuple[str, ...]
    types: tuple[str, ...]
    rows: int

    def head(self) -> list[Row]:
        """Return the column names as the header they are."""
        return [Row(0, list(self.names))]

    def relation(
        self, con: duckdb.DuckDBPyConnection, source: int, table: Table, mapping: Sequence[Mapped]
    ) -> Relation:
        """Return the relation of the file's rows as raw text; raise Unopened where a page of it is damaged."""
        cells = dict.fromkeys(raw_columns(table), "CAST(NULL AS VARCHAR)")
        for entry in mapping:
            constant = literal(entry.constant or "")
            cells[entry.column] = constant if entry.position is None else self._cell(entry.position)
        others = set(range(len(self.names))) - {entry.position for entry in mapping}
        rest = ", ".join(f"COALESCE({self._cell(place)}, '')" for place in sorted(others))
        named = ", ".join(f'{cell} AS "{name}"' for name, cell in cells.items())
        sql = (
            f"SELECT {source} AS source, file_row_number + 1 AS row_no, CAST(NULL AS VARCHAR) AS broken, "
            f"{f'concat_ws({literal(SEPARATOR)}, {rest})' if rest else 'CAST(NULL AS VARCHAR)'} AS rest, {named} "
            f"FROM read_parquet({literal(str(self.path))}, file_row_number = true)"
        )
        self._prove_readable(con, [entry.position for entry in mapping if entry.position is not None])
        units = {entry.column: entry.unit for entry in mapping if entry.unit}
        return Relation(sql, tuple(sorted(units.items())))

    def _prove_readable(self, con: duckdb.DuckDBPyConnection, places: Sequence[int]) -> None:
        """Read every page that will be needed, so that a damaged one is found now, not half-way through the check."""
        lengths = ", ".join(f"max(strlen(CAST({self._name(place)} AS VARCHAR)))" for place in places)
        try:
            con.execute(f"SELECT {lengths} FROM read_parquet({literal(str(self.path))})").fetchall()
        except (duckdb.Error, UnicodeDecodeError) as error:
            raise Unopened("corrupt_parquet") from error

    def _name(self, place: int) -> str:
        return '"' + self.names[place].replace('"', '""') + '"'

    def _cell(self, place: int) -> str:
        name, kind = self._name(place), self.types[place]
        if kind == "VARCHAR":
            return f"nullif({name}, '')"
        if kind in FLOATS:
            return f"CASE WHEN isfinite({name}) THEN {literal(NUMERIC)} || CAST({name} AS VARCHAR) END"
        return f"CAST({name} AS VARCHAR)"


def open_parquet(con: duckdb.DuckDBPyConnection, path: Path, scratch: Path, number: int) -> Columnar:
    """Return the file, under a name without wildcards; raise Unopened for one that is damaged."""
    plain = scratch / f"given-{number}.parquet"
    with suppress(OSError, NotImplementedError):
        plain.symlink_to(path.resolve())
    plain = plain if plain.exists() else path
    source = f"read_parquet({literal(str(plain))})"
    try:
        columns = con.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()
        rows = con.execute(f"SELECT count(*) FROM {source}").fetchall()[0][0]
    except (duckdb.Error, UnicodeDecodeError) as error:
        raise Unopened("corrupt_parquet") from error
    if len(columns) > MOST_COLUMNS:
        raise Unopened("too_many_columns", columns=len(columns), most=MOST_COLUMNS)
    return Columnar(plain, tuple(column[0] for column in columns), tuple(column[1] for column in columns), rows)
