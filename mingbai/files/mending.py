"""What somebody mended of files without writing into them: other cells, headers named anew, the rows that are meant."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

import numpy as np
import pyarrow as pa

from mingbai.files.grids import Chunk, Grid, Row
from mingbai.files.problems import Place

Sheet = tuple[str, str]  # a file as `Place.path` names it, and a sheet of it
Changed = Mapping[int, Mapping[int, str]]  # row number → column of the sheet → what is to stand there


@dataclass
class Mending:
    """What is to be read in place of what stands in some sheets, and the first rows of all that were looked at."""

    cells: Mapping[Sheet, Changed] = field(default_factory=dict)
    tables: Mapping[Sheet, str] = field(default_factory=dict)  # what somebody says the sheet is, by its title
    only: Mapping[Sheet, frozenset[int]] = field(default_factory=dict)  # rows below the header; others are left out
    heads: dict[Place, list[Row]] = field(default_factory=dict)
    grids: dict[Place, Grid] = field(default_factory=dict)  # as they are read

    def mended(self, place: Place, grid: Grid) -> Grid:
        """Return the grid as it is to be read."""
        sheet = (place.path, place.sheet)
        changed, only = self.cells.get(sheet, {}), self.only.get(sheet)
        read: Grid = MendedGrid(grid, changed, only) if changed or only is not None else grid
        self.heads[place], self.grids[place] = read.head(), read
        return read

    def named(self, place: Place) -> str | None:
        """Return what table a sheet is said to be."""
        return self.tables.get((place.path, place.sheet))

    def digest(self, place: Place, digest: str) -> str:
        """Return what a file is told by: its own digest, or one over what was mended of it as well."""
        mine = [sheet for sheet in (*self.cells, *self.only, *self.tables) if sheet[0] == place.path]
        if not mine:
            return digest
        told = [
            [sheet, self.cells.get(sheet), sorted(self.only.get(sheet, ())), self.tables.get(sheet)]
            for sheet in sorted(set(mine))
        ]
        return sha256(f"{digest}{json.dumps(told, sort_keys=True)}".encode()).hexdigest()

    @property
    def is_any(self) -> bool:
        """Return whether anything is read otherwise than it stands."""
        return bool(self.cells or self.only or self.tables)


@dataclass
class MendedGrid:
    """A grid some cells of which are read otherwise; a row left without any cell is no row."""

    grid: Grid
    changed: Changed
    only: frozenset[int] | None = None
    sheet: str = field(init=False)

    def __post_init__(self) -> None:
        self.sheet = self.grid.sheet

    def head(self, after: int = 0) -> list[Row]:
        """Return the first rows after that row number, mended."""
        return [self._row(row) for row in self.grid.head(after)]

    def chunks(self, after: int, width: int) -> Iterator[Chunk]:
        """Yield the rows after that row number, mended, those that are meant."""
        for chunk in self.grid.chunks(after, width):
            yield self._meant(self._mended(chunk))

    def _row(self, row: Row) -> Row:
        changed = self.changed.get(row.row_no)
        if not changed:
            return row
        width = max(len(row.cells), *(place + 1 for place in changed))
        cells = [*row.cells, *[None] * (width - len(row.cells))]
        return Row(row.row_no, [(changed[at] or None) if at in changed else old for at, old in enumerate(cells)])

    def _mended(self, chunk: Chunk) -> Chunk:
        where = {row: at for at, row in enumerate(chunk.row_no.to_pylist()) if row in self.changed}
        if not where:
            return chunk
        cells = list(chunk.cells)
        for place in {place for row in where for place in self.changed[row] if place < len(cells)}:
            texts = cells[place].to_pylist()
            for row, at in where.items():
                texts[at] = self.changed[row].get(place, texts[at]) or None
            cells[place] = pa.array(texts, pa.string())
        whole = set(where.values())
        return Chunk(chunk.row_no, cells, _without(chunk.broken, whole), chunk.rest, _without(chunk.inherited, whole))

    def _meant(self, chunk: Chunk) -> Chunk:
        rows = chunk.row_no.to_numpy()
        kept = np.ones(len(rows), np.bool_) if self.only is None else np.isin(rows, list(self.only))
        for at in np.flatnonzero(np.isin(rows, list(self.changed))):
            kept[at] &= any(cells[int(at)].is_valid for cells in chunk.cells)
        return chunk if kept.all() else chunk.kept(pa.array(kept))


def _without(told: pa.Array | None, rows: set[int]) -> pa.Array | None:
    """Return what was said of the rows, nothing of those that somebody mended."""
    if told is None:
        return None
    return pa.array([None if at in rows else text for at, text in enumerate(told.to_pylist())], pa.string())
