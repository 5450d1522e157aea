"""Raw rows on their way to typing: a scratch Parquet file for each table and set of units, wherever they came from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from mingbai.files.grids.grid import SEPARATOR, Chunk
from mingbai.files.part import Mapped, Relation, parquet_relation, raw_columns
from mingbai.files.tables import Kind, Table

ROW_GROUP = 120_000
REPEATING = {Kind.MONTH, Kind.PROGRAMME, Kind.REGION, Kind.WORD, Kind.FLAG, Kind.COUNT}  # worth a dictionary


@dataclass
class Shelf:
    """The scratch files of an inbox; rows of many small files share one."""

    folder: Path
    stacks: dict[tuple[str, tuple[tuple[str, str], ...]], "Stack"] = field(default_factory=dict)

    def stack(self, table: Table, mapping: Sequence[Mapped]) -> "Stack":
        """Return the stack for rows of that table with money in these units."""
        units = {entry.column: entry.unit for entry in mapping if entry.unit}
        key = (table.name, tuple(sorted(units.items())))
        if key not in self.stacks:
            path = self.folder / f"{table.name}-{len(self.stacks)}.parquet"
            self.stacks[key] = Stack(path, table, units)
        return self.stacks[key]

    def close(self) -> None:
        """Write what is still held and finish every file."""
        for stack in self.stacks.values():
            stack.close()


@dataclass
class Stack:
    """One scratch file of raw rows of one table."""

    path: Path
    table: Table
    units: Mapping[str, str]
    held: list[pa.RecordBatch] = field(default_factory=list)
    held_rows: int = 0
    writer: pq.ParquetWriter | None = None

    @property
    def relation(self) -> Relation:
        """Return the relation of all rows on the stack."""
        return parquet_relation(self.path, self.table, self.units)

    def add(self, source: int, chunk: Chunk, mapping: Sequence[Mapped]) -> None:
        """Put the rows of a chunk on the stack; cells of no column go to `rest`, to show a refused row as it came."""
        rows = len(chunk)
        nothing = pa.nulls(rows, pa.string())
        arrays = dict.fromkeys(raw_columns(self.table), nothing)
        for entry in mapping:
            if entry.position is None:
                arrays[entry.column] = pa.repeat(pa.scalar(entry.constant, pa.string()), rows)
            else:
                arrays[entry.column] = chunk.cells[entry.position]
        broken = nothing if chunk.broken is None else _of_mapped(chunk.broken, mapping)
        fixed = [pa.repeat(pa.scalar(source, pa.int32()), rows), chunk.row_no, broken, _rest(chunk, mapping)]
        self.held.append(pa.RecordBatch.from_arrays([*fixed, *arrays.values()], schema=self.schema))
        self.held_rows += rows
        if self.held_rows >= ROW_GROUP:
            self._write()

    @property
    def schema(self) -> pa.Schema:
        """Return the columns of the file."""
        fixed = [("source", pa.int32()), ("row_no", pa.int64()), ("broken", pa.string()), ("rest", pa.string())]
        return pa.schema([*fixed, *((name, pa.string()) for name in raw_columns(self.table))])

    def close(self) -> None:
        """Write what is still held and finish the file."""
        self._write()
        if self.writer is not None:
            self.writer.close()

    def _write(self) -> None:
        if self.writer is None:
            repeating = [column.name for column in self.table.columns if column.kind in REPEATING]
            self.writer = pq.ParquetWriter(
                self.path, self.schema, use_dictionary=["source", *repeating], compression="lz4", write_statistics=False
            )
        self.writer.write_table(pa.Table.from_batches(self.held, self.schema), row_group_size=ROW_GROUP)
        self.held, self.held_rows = [], 0


def _rest(chunk: Chunk, mapping: Sequence[Mapped]) -> pa.Array:
    """Return the cells that belong to no column, in order, and those beyond the header."""
    taken = {entry.position for entry in mapping}
    others = [cells for place, cells in enumerate(chunk.cells) if place not in taken]
    if chunk.rest is not None:
        others.append(chunk.rest)
    if not others:
        return pa.nulls(len(chunk), pa.string())
    return pc.binary_join_element_wise(*others, SEPARATOR, null_handling="replace", null_replacement="")


def _of_mapped(broken: pa.Array, mapping: Sequence[Mapped]) -> pa.Array:
    """Return why rows are broken, a formula never computed only where a column is read from its cell."""
    reasons = broken.to_pylist()
    if not any(reason and reason.startswith("formula ") for reason in reasons):
        return broken
    columns = {entry.position: entry.column for entry in mapping if entry.position is not None}
    return pa.array((_formula(reason, columns) for reason in reasons), pa.string())


def _formula(reason: str | None, columns: Mapping[int, str]) -> str | None:
    """Return `formula column,column` for positions that are read, None where none is."""
    if reason is None or not reason.startswith("formula "):
        return reason
    read = [columns[int(place)] for place in reason.removeprefix("formula ").split(",") if int(place) in columns]
    return f"formula {','.join(read)}" if read else None
