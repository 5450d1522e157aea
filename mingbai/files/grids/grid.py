"""Rows of text cells: a few at the top to recognise the table by, then all of them in chunks of columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

import pyarrow as pa

NUMERIC = "\x02"  # stands before the text of a numeric cell: what looks like an ID there may have lost digits
FORMULA = "\x03"  # stands for a formula that the program which saved the file never computed
SEPARATOR = "\x1f"  # between the cells of `rest`
HEAD_ROWS = 24  # rows looked at for a header: ten of titles above it, blank ones between
MOST_COLUMNS = 1_000
CHUNK_ROWS = 20_000
DATA_COLUMNS = ("row_no", "broken", "rest")

Cells = list[str | None]


@dataclass(frozen=True)
class Row:
    """One row at the top of a grid: its number as a spreadsheet counts, and its cells, None where empty."""

    row_no: int
    cells: Cells


@dataclass(frozen=True)
class Chunk:
    """Some rows, column by column; `broken` says why a row could not be split, `rest` holds its surplus cells."""

    row_no: pa.Array  # int64
    cells: Sequence[pa.Array]  # string, NULL where empty
    broken: pa.Array | None = None  # string, NULL for a whole row
    rest: pa.Array | None = None
    inherited: pa.Array | None = None  # string, the columns (0,3,4) filled from a cell merged over the row

    def __len__(self) -> int:
        return len(self.row_no)

    def kept(self, mask: pa.Array) -> "Chunk":
        """Return the rows for which the mask holds."""
        more = (self.broken, self.rest, self.inherited)
        sparse = (None if column is None else column.filter(mask) for column in more)
        return Chunk(self.row_no.filter(mask), [cells.filter(mask) for cells in self.cells], *sparse)

    def part(self, start: int, stop: int) -> "Chunk":
        """Return the rows from one position up to another."""
        more = (self.broken, self.rest, self.inherited)
        sparse = (None if column is None else column[start:stop] for column in more)
        return Chunk(self.row_no[start:stop], [cells[start:stop] for cells in self.cells], *sparse)

    def followed_by(self, other: "Chunk") -> "Chunk":
        """Return the rows of both, of one width."""
        cells = [pa.concat_arrays(pair) for pair in zip(self.cells, other.cells, strict=True)]
        more = (
            None if one is two is None else pa.concat_arrays([_or_empty(one, len(self)), _or_empty(two, len(other))])
            for one, two in (
                (self.broken, other.broken), (self.rest, other.rest), (self.inherited, other.inherited)
            )
        )  # fmt: skip
        return Chunk(pa.concat_arrays([self.row_no, other.row_no]), cells, *more)

    def changed(self, place: int, cells: pa.Array) -> "Chunk":
        """Return the chunk with other cells in one column."""
        return replace(self, cells=[cells if at == place else old for at, old in enumerate(self.cells)])

    def row(self, position: int) -> Row:
        """Return one row."""
        return Row(self.row_no[position].as_py(), [cells[position].as_py() for cells in self.cells])


def _or_empty(column: pa.Array | None, rows: int) -> pa.Array:
    return pa.nulls(rows, pa.string()) if column is None else column


class Grid(Protocol):
    """What every reader gives, whatever the format."""

    sheet: str  # empty where the format knows no sheets

    def head(self, after: int = 0) -> list[Row]:
        """Return the first rows after that row number, at most `HEAD_ROWS` with something in them."""

    def chunks(self, after: int, width: int) -> Iterator[Chunk]:
        """Yield the rows after that row number, `width` columns wide, in order and in bounded memory."""


@dataclass
class RowBuffer:
    """Rows collected one by one into chunks of columns."""

    width: int
    delimiter: str = "\t"
    rows: list[Sequence[str | None]] = field(default_factory=list)
    row_no: list[int] = field(default_factory=list)
    broken: dict[int, str] = field(default_factory=dict)  # position → why
    rest: dict[int, str] = field(default_factory=dict)
    inherited: dict[int, str] = field(default_factory=dict)

    def add(
        self,
        row_no: int,
        cells: Sequence[str | None],
        broken: str | None = None,
        rest: str | None = None,
        inherited: Sequence[int] = (),
    ) -> None:
        """Add one row; cells missing at its end are empty, surplus ones go to `rest`."""
        position = len(self.rows)
        if len(cells) > self.width:
            surplus = SEPARATOR.join(cell or "" for cell in cells[self.width :])
            rest = surplus if rest is None else rest
            cells = cells[: self.width]
        elif len(cells) < self.width:
            cells = [*cells, *[None] * (self.width - len(cells))]
        if broken:
            self.broken[position] = broken
        if rest:
            self.rest[position] = rest
        if inherited:
            self.inherited[position] = ",".join(map(str, inherited))
        self.rows.append(cells)
        self.row_no.append(row_no)

    def chunk(self) -> Chunk:
        """Return what was collected and begin anew."""
        columns = zip(*self.rows, strict=True) if self.rows else [()] * self.width
        cells = [pa.array(column, pa.string()) for column in columns]
        sparse = (self._sparse(values) for values in (self.broken, self.rest, self.inherited))
        made = Chunk(pa.array(self.row_no, pa.int64()), cells, *sparse)
        self.rows, self.row_no, self.broken, self.rest, self.inherited = [], [], {}, {}, {}
        return made

    def _sparse(self, values: dict[int, str]) -> pa.Array | None:
        if not values:
            return None
        return pa.array([values.get(position) for position in range(len(self.rows))], pa.string())
