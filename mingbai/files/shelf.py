"""Raw rows on their way to typing: one scratch Parquet file for each table and set of units, whatever they came from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from mingbai.files.grids.grid import Chunk
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

    def add(self, source: int, chunk: Chunk, mapping: Sequence[Mapped], rest: pa.Array | None) -> None:
        """Put the rows of a chunk on the stack."""
        rows = len(chunk)
        nothing = pa.nulls(rows, pa.string())
        arrays = dict.fromkeys(raw_columns(self.table), nothing)
        for entry in mapping:
            constant = entry.position is None
            arrays[entry.column] = pa.repeat(pa.scalar(entry.constant, pa.string()), rows) if constant else (
                chunk.cells[entry.position] if entry.position is not None else nothing
            )
        fixed = [pa.repeat(pa.scalar(source, pa.int32()), rows), chunk.row_no, chunk.broken or nothing, rest or nothing]
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
