"""
Workbooks of the nineties (xls), read in a process of their own.

Two cells in opposite corners of such a file make a reader lay out four billion; a process
with bounds of memory and time can break without taking anything with it.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from mingbai.files.grids.grid import HEAD_ROWS, Chunk, Row
from mingbai.files.grids.workbook import sheets_of
from mingbai.files.problems import Unopened

MOST_MEMORY_BYTES = 3_000_000_000
MOST_SECONDS = 120
WIDEST = 256  # columns of such a sheet


@dataclass
class UnpackedGrid:
    """The rows of one sheet, unpacked to Parquet."""

    sheet: str
    path: Path

    def head(self, after: int = 0) -> list[Row]:
        """Return the first rows after that row number, at most `HEAD_ROWS` with something in them."""
        rows: list[Row] = []
        with pq.ParquetFile(self.path) as file:
            for batch in file.iter_batches(500):
                columns = (column.to_pylist() for column in batch.columns)
                for row_no, _, *cells in zip(*columns, strict=True):
                    if row_no > after and any(cell is not None for cell in cells):
                        rows.append(Row(row_no, cells))
                    if len(rows) == HEAD_ROWS:
                        return rows
        return rows

    def chunks(self, after: int, width: int) -> Iterator[Chunk]:
        """Yield the rows after that row number, `width` columns wide."""
        with pq.ParquetFile(self.path) as file:
            for batch in file.iter_batches(20_000):
                row_no, inherited, *cells = batch.columns
                cells = [*cells, *[pa.nulls(len(batch), pa.string())] * (width - len(cells))][:width]
                yield Chunk(row_no, cells, inherited=inherited).kept(pa.array(row_no.to_numpy() > after))


def unpacked(path: Path, folder: Path) -> list[tuple[str, bool, Path]]:
    """Return the sheets (name, whether shown, rows in Parquet) of an xls; raise Unopened where it cannot be read."""
    command = [sys.executable, "-m", "mingbai.files.grids.legacy", str(path), str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=2 * MOST_SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise Unopened("too_large_workbook") from error
    if done.returncode != 0:
        code = done.stdout.decode("utf-8", "replace").strip()
        raise Unopened(code if code in ("password", "corrupt_workbook") else "corrupt_workbook")
    return [(name, shown, Path(file)) for name, shown, file in json.loads(done.stdout)]


def _unpack(path: Path, folder: Path) -> list[tuple[str, bool, str]]:
    sheets = []
    for name, shown, place, grid in sheets_of(path):
        if isinstance(grid, Unopened):
            raise grid
        file = folder / f"{path.name}-{place}.parquet"
        width = 0 if grid.cells.end is None else grid.cells.end[1] + 1
        names = ("inherited", *map(str, range(width)))
        schema = pa.schema([("row_no", pa.int64()), *((name, pa.string()) for name in names)])
        with pq.ParquetWriter(file, schema, compression="lz4", use_dictionary=False) as writer:
            for chunk in grid.chunks(0, width):
                inherited = pa.nulls(len(chunk), pa.string()) if chunk.inherited is None else chunk.inherited
                writer.write_table(pa.table([chunk.row_no, inherited, *chunk.cells], schema=schema))
        sheets.append((name, shown, str(file)))
    return sheets


def _bound_this_process() -> None:
    with suppress(ImportError):
        import resource  # noqa: PLC0415 (not on every system)

        for kind, most in ((resource.RLIMIT_AS, MOST_MEMORY_BYTES), (resource.RLIMIT_CPU, MOST_SECONDS)):
            _, hard = resource.getrlimit(kind)
            bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(kind, (bound, bound))


def _main() -> int:
    _bound_this_process()
    try:
        sheets = _unpack(Path(sys.argv[1]), Path(sys.argv[2]))
    except Unopened as unopened:
        sys.stdout.write(unopened.code)
        return 1
    sys.stdout.write(json.dumps(sheets))
    return 0


if __name__ == "__main__":
    sys.exit(_main())
