"""Writes many counties one after another: one csv or Parquet file a table, all text, Chinese headers."""

from pathlib import Path
from types import TracebackType
from typing import Any

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from mingbai.files.tables import TABLES
from mingbai.simulation.place import Place

ROWS_IN_A_GROUP = 120_000
BOM = b"\xef\xbb\xbf"


def schema(table: str) -> pa.Schema:
    """Return the table's columns under their first Chinese headers, every one text."""
    return pa.schema([(chinese(table, column.name), pa.string()) for column in TABLES[table].columns])


def chinese(table: str, column: str) -> str:
    """Return the header of a column, money with its unit."""
    found = TABLES[table][column]
    word = next(word for word in found.headers if not word.isascii())
    return word + "(元)" if column.endswith("_fen") else word


class Parquet:
    """One file for each table of one part; rows wait until a group of them is worth writing."""

    def __init__(self, folder: Path, part: int) -> None:
        self.folder, self.part = folder, part
        self.writers: dict[str, Any] = {}
        self.waiting: dict[str, list[pa.Table]] = {}

    def __enter__(self) -> "Parquet":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for name in list(self.waiting):
            self._flush(name)
        for writer in self.writers.values():
            writer.close()

    def write(self, place: Place) -> None:
        """Add a county."""
        for name, table in place.tables.items():
            waiting = self.waiting.setdefault(name, [])
            waiting.append(table)
            if sum(part.num_rows for part in waiting) >= ROWS_IN_A_GROUP:
                self._flush(name)

    def _flush(self, name: str) -> None:
        tables = self.waiting.pop(name)
        whole = conform(name, pa.concat_tables(tables, promote_options="default"))
        if name not in self.writers:
            folder = self.folder / TABLES[name].title
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / f"{TABLES[name].title}-{self.part:04d}.parquet"
            self.writers[name] = pq.ParquetWriter(
                path, schema(name), compression="snappy", use_dictionary=dictionary(name)
            )
        self.writers[name].write_table(whole, row_group_size=ROWS_IN_A_GROUP * 2)


def dictionary(table: str) -> list[str]:
    """Return the columns of few words, which Parquet keeps as a dictionary."""
    many = {"id", "name", "account", "household"}
    names = [column.name for column in TABLES[table].columns if column.kind.value not in many]
    return [chinese(table, name) for name in names if name not in ("bank_ref", "certificate_no", "address")]


def conform(name: str, table: pa.Table) -> pa.Table:
    """Return the table with all the contract's columns in order; those nobody filled are empty."""
    empty = pa.nulls(table.num_rows, pa.string())
    columns = [table[c.name] if c.name in table.column_names else empty for c in TABLES[name].columns]
    return pa.table(columns, schema=schema(name))


class Csv:
    """One UTF-8 file for each table, with a byte-order mark so that spreadsheets open it."""

    def __init__(self, folder: Path, part: int) -> None:
        self.folder, self.part = folder, part
        self.files: dict[str, Any] = {}

    def __enter__(self) -> "Csv":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for file in self.files.values():
            file.close()

    def write(self, place: Place) -> None:
        """Add a county."""
        for name, table in place.tables.items():
            first = name not in self.files
            if first:
                self.files[name] = (self.folder / f"{TABLES[name].title}.csv").open("wb")
                self.files[name].write(BOM)
            options = pa_csv.WriteOptions(include_header=first, quoting_style="needed")
            pa_csv.write_csv(conform(name, table), self.files[name], options)
