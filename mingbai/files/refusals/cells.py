"""Rows of a sheet as they came: every cell under its header, to be shown with what is wrong."""

from collections.abc import Iterator, Sequence

import duckdb

from mingbai.files.grids.grid import FORMULA, NUMERIC, SEPARATOR
from mingbai.files.part import Part, raw_columns
from mingbai.files.tables import TABLES


def cells_of(con: duckdb.DuckDBPyConnection, part: Part, rows: Sequence[int]) -> Iterator[tuple[int, list[str]]]:
    """Yield (row number, cells in the order of the header) of some rows of a part."""
    names = raw_columns(TABLES[part.table])
    columns = ", ".join(["row_no", "rest", *(f'"{name}"' for name in names)])
    found = con.execute(
        f"SELECT {columns} FROM ({part.select}) WHERE row_no IN (SELECT unnest(?::BIGINT[])) ORDER BY row_no", [rows]
    )
    places = {entry.position: names.index(entry.column) for entry in part.mapping if entry.position is not None}
    for row_no, rest, *values in found.fetchall():
        others = iter(rest.split(SEPARATOR)) if rest is not None else iter(())
        cells = [values[places[at]] if at in places else next(others, "") for at in range(len(part.header))]
        yield row_no, [(cell or "").lstrip(NUMERIC + FORMULA) for cell in cells]
