"""Opens a folder: every file recognised, mapped and laid ready for typing, every problem in a sentence."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import duckdb

from mingbai.files.arrival.kind import What, what_is
from mingbai.files.arrival.walk import files_in
from mingbai.files.grids import Grid
from mingbai.files.grids.delimited import DelimitedGrid
from mingbai.files.grids.workbook import open_sheet, open_workbook
from mingbai.files.part import Part, Source
from mingbai.files.problems import Level, Place, Problem, Unopened, problem
from mingbai.files.recognition.constants import Said
from mingbai.files.recognition.furniture import Furniture
from mingbai.files.recognition.header import find_header
from mingbai.files.recognition.recognise import Asked, Recognised, recognise
from mingbai.files.rosters import by_month
from mingbai.files.shelf import Shelf
from mingbai.kernel.dates import parse_date
from mingbai.kernel.month import Month


@dataclass(frozen=True)
class Inbox:
    """What a folder holds: the parts of every table, where they come from, and every problem met."""

    parts: tuple[Part, ...]
    problems: tuple[Problem, ...]
    sources: tuple[Source, ...]

    def parts_of(self, table: str) -> tuple[Part, ...]:
        """Return the parts of one table, in the order of their sources."""
        return tuple(part for part in self.parts if part.table == table)


def open_folder(
    con: duckdb.DuckDBPyConnection,
    folder: Path,
    *,
    month: Month | None,
    scratch: Path,
    region: str | None = None,
    leave_out: Sequence[Path] = (),
) -> Inbox:
    """
    Return what the folder holds, zip archives included; nothing in it raises.

    `scratch` is an empty folder that must live as long as the inbox is read. `region` (6 to 12 digits)
    stands in where a list names no division; `leave_out` are paths not looked at, such as the output folder.
    """
    reader = _Reader(month, region, Shelf(scratch))
    for place, found in files_in(folder, tuple(leave_out)):
        if isinstance(found, Problem):
            reader.problems.append(found)
        else:
            reader.read(place, found)
    reader.shelf.close()
    parts = tuple(by_month(con, reader.parts, month))
    return Inbox(parts, tuple(reader.problems), tuple(reader.sources))


@dataclass
class _Reader:
    """Reads one file after the other and keeps what comes of it."""

    month: Month | None
    region: str | None
    shelf: Shelf
    parts: list[Part] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    seen: dict[str, Place] = field(default_factory=dict)

    def read(self, place: Place, path: Path) -> None:
        """Read one file; whatever is wrong with it becomes a problem."""
        try:
            digest = sha256_of(path)
            first = self.seen.setdefault(digest, place)
            if first != place:
                self.problems.append(problem("same_file", place, first=first.path))
                return
            for grid in _grids(path):
                self._read_grid(place.at(sheet=grid.sheet), grid, path, digest)
        except Unopened as unopened:
            self.problems.append(unopened.at(place))

    def _read_grid(self, place: Place, grid: Grid, path: Path, digest: str) -> None:
        header = find_header(grid.head())
        asked = Asked(_said(place, header.titles if header else ()), self.month, self.region)
        recognised = recognise(header, asked)
        source = Source(len(self.sources), place, digest, recognised.table.name, path, _as_of(recognised))
        self.sources.append(source)
        self.parts.append(self._kept(grid, recognised, source))

    def _kept(self, grid: Grid, recognised: Recognised, source: Source) -> Part:
        """Put the grid's rows on the shelf and return the part they are."""
        header = recognised.header
        stack = self.shelf.stack(recognised.table, recognised.mapping)
        furniture = Furniture(recognised)
        rows = 0
        for chunk in grid.chunks(header.last_row, len(header.cells)):
            kept = furniture.taken_out(chunk)
            stack.add(source.index, kept, recognised.mapping, kept.rest)
            rows += len(kept)
        return Part(
            recognised.table.name,
            source.index,
            rows,
            header.last_row,
            recognised.mapping,
            stack.relation,
            recognised.unknown,
            header.cells,
        )


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _grids(path: Path) -> Iterator[Grid]:
    what = what_is(path)
    if what is What.XLSX or what is What.XLS:
        for _, _, index in open_workbook(path):
            yield open_sheet(path, index)
    elif what is What.TEXT:
        yield DelimitedGrid(path)
    else:
        raise Unopened(what.value)


def _said(place: Place, titles: Sequence[str]) -> list[Said]:
    """Return the texts that speak for the whole grid, the nearest first."""
    *folders, file = [part for path in (place.file, place.inside) for part in path.split("/") if part]
    near = [Said(title, "title") for title in titles] + ([Said(place.sheet, "sheet")] if place.sheet else [])
    return [*near, Said(file, "file"), *(Said(folder, "folder") for folder in reversed(folders))]


def _as_of(recognised: Recognised) -> "date | None":
    stated = next((entry.constant for entry in recognised.mapping if entry.column == "as_of"), None)
    return parse_date(stated) if stated else None


__all__ = ["Inbox", "Level", "open_folder", "replace"]
