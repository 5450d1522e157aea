"""Reads one file after the other: opened, recognised, mapped, laid on the shelf; every fault a sentence."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from pathlib import Path

import duckdb

from mingbai.files.arrival.archive import DEEPEST, Unpacking
from mingbai.files.arrival.kind import What, what_is
from mingbai.files.columnar import open_parquet
from mingbai.files.grids import Grid
from mingbai.files.grids.delimited import DelimitedGrid
from mingbai.files.grids.legacy import UnpackedGrid, unpacked
from mingbai.files.grids.markup import MarkupGrid
from mingbai.files.grids.preflight import look_over
from mingbai.files.grids.workbook import open_sheet, open_workbook
from mingbai.files.part import Part, Relation, Source
from mingbai.files.problems import Place, Problem, Unopened, problem, raise_if_ours
from mingbai.files.recognition.constants import Said
from mingbai.files.recognition.furniture import Furniture, Total
from mingbai.files.recognition.header import find_header
from mingbai.files.recognition.recognise import Asked, Recognised, recognise
from mingbai.files.shelf import Shelf
from mingbai.kernel.dates import parse_date
from mingbai.kernel.month import Month

ENDINGS = {
    What.XLSX: (".xlsx", ".xlsm", ".xltx", ".et"),
    What.XLS: (".xls", ".et", ".xlt"),
    What.TEXT: (".csv", ".txt", ".tsv", ".dat", ".prn", ""),
    What.HTML: (".html", ".htm"),
    What.PARQUET: (".parquet", ".pq"),
    What.ZIP: (".zip",),
}
IN_CHINESE = {What.TEXT: "文本", What.HTML: "网页"}
Sheets = Iterator[tuple[str, Grid | Unopened | None]]  # (name, None for a hidden one)


@dataclass
class Reader:
    """What has been read so far, and what it takes to read on."""

    con: duckdb.DuckDBPyConnection
    month: Month | None
    region: str | None
    scratch: Path
    shelf: Shelf
    parts: list[Part] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    totals: dict[int, list[Total]] = field(default_factory=dict)  # source → the rows of totals it ends with
    seen: dict[str, Place] = field(default_factory=dict)
    names: Iterator[int] = field(default_factory=count)
    progress: Callable[[Place, int], None] = lambda *_: None  # told before a file is opened, then its rows

    def read(self, place: Place, path: Path, unpacking: Unpacking | None = None, depth: int = 0) -> None:
        """Read one file, an archive file by file; whatever is wrong becomes a problem."""
        self.progress(place, 0)
        try:
            what = what_is(path)
            if what is What.ZIP:
                self._read_archive(place, path, unpacking, depth)
            elif what in ENDINGS:
                self._read_tables(place, path, what)
            else:
                raise Unopened(what.value)
        except Unopened as unopened:
            self.problems.append(unopened.at(place))
        except PermissionError:
            self.problems.append(problem("no_permission", place))
        except OSError as error:
            raise_if_ours(error)
            self.problems.append(problem("unreadable", place))

    def _read_archive(self, place: Place, path: Path, unpacking: Unpacking | None, depth: int) -> None:
        if depth >= DEEPEST:
            raise Unopened("too_nested")
        unpacking = unpacking or Unpacking(self.scratch, names=self.names)
        for inside, member in unpacking.members(place, path):
            if isinstance(member, Problem):
                self.problems.append(member)
            else:
                self.read(inside, member, unpacking, depth + 1)

    def _read_tables(self, place: Place, path: Path, what: What) -> None:
        digest = sha256_of(path)
        first = self.seen.setdefault(digest, place)
        if first != place:
            self.problems.append(problem("same_file", place, first=first.path))
            return
        before = len(self.parts)
        if what is What.PARQUET:
            self._read_parquet(place, path, digest)
        elif what in (What.XLSX, What.XLS):
            self._read_workbook(place, path, what, digest)
        else:
            self._read_grid(place, DelimitedGrid(path) if what is What.TEXT else MarkupGrid(path), path, digest)
        ending = Path(place.path).suffix.lower()
        if len(self.parts) > before and ending not in ENDINGS[what]:
            self.problems.append(
                problem(
                    "wrong_ending",
                    place,
                    ending=ending or "(无)",
                    what=what.value,
                    what_zh=IN_CHINESE.get(what, what.value),
                )
            )

    def _read_workbook(self, place: Place, path: Path, what: What, digest: str) -> None:
        """Read every sheet that is shown; one that is no known table is noted unless none is."""
        not_read: list[Problem] = []
        before = len(self.parts)
        for name, grid in _xlsx_sheets(path) if what is What.XLSX else _xls_sheets(path, self.scratch):
            at = place.at(sheet=name)
            if grid is None:
                self.problems.append(problem("hidden_sheet", at))
                continue
            try:
                if isinstance(grid, Unopened):
                    raise grid
                if grid.head():
                    self._read_grid(at, grid, path, digest)
            except Unopened as unopened:
                not_read.append(unopened.at(at))
        if not not_read and len(self.parts) == before:
            raise Unopened("empty")
        found = len(self.parts) > before
        self.problems += [
            problem("sheet_not_read", fault.place)
            if found and fault.code in ("unknown_table", "common_headers")
            else fault
            for fault in not_read
        ]

    def _read_grid(self, place: Place, grid: Grid, path: Path, digest: str) -> None:
        header = find_header(grid.head())
        recognised = recognise(header, self._asked(place, header.titles if header else ()))
        source = self._source(place, path, digest, recognised)
        stack = self.shelf.stack(recognised.table, recognised.mapping)
        furniture = Furniture(recognised)
        rows = 0
        for chunk in grid.chunks(recognised.header.last_row, len(recognised.header.cells)):
            kept = furniture.taken_out(chunk)
            rows += len(kept)
            stack.add(source.index, kept, recognised.mapping)
            self.progress(place, rows)
        self.totals[source.index] = furniture.totals
        self._keep(recognised, source, rows, stack.relation)

    def _read_parquet(self, place: Place, path: Path, digest: str) -> None:
        file = open_parquet(self.con, path, self.scratch, next(self.names))
        recognised = recognise(find_header(file.head()), self._asked(place, ()))
        relation = file.relation(self.con, len(self.sources), recognised.table, recognised.mapping)
        self._keep(recognised, self._source(place, path, digest, recognised), file.rows, relation)

    def _asked(self, place: Place, titles: Sequence[str]) -> Asked:
        return Asked(_said(place, titles), self.month, self.region)

    def _source(self, place: Place, path: Path, digest: str, recognised: Recognised) -> Source:
        source = Source(len(self.sources), place, digest, recognised.table.name, path, _as_of(recognised))
        self.sources.append(source)
        return source

    def _keep(self, recognised: Recognised, source: Source, rows: int, relation: Relation) -> None:
        """Keep what was read as a part, and note what people should know of it."""
        table, header = recognised.table, recognised.header
        self.parts.append(
            Part(
                table.name,
                source.index,
                rows,
                header.last_row,
                recognised.mapping,
                relation,
                recognised.unknown,
                header.cells,
            )
        )
        if rows == 0:
            self.problems.append(problem("no_rows", source.place, table=table.title, table_en=table.title_en))
        if recognised.unknown:
            self.problems.append(problem("unknown_columns", source.place, headers="、".join(recognised.unknown)))


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _xlsx_sheets(path: Path) -> Sheets:
    facts = look_over(path)
    for name, shown, place in open_workbook(path):
        if not shown:
            yield name, None
            continue
        try:
            yield name, open_sheet(path, place, facts[place].marks if place < len(facts) else {})
        except Unopened as unopened:
            yield name, unopened


def _xls_sheets(path: Path, scratch: Path) -> Sheets:
    for name, shown, file in unpacked(path, scratch):
        yield name, UnpackedGrid(name, file) if shown else None


def _said(place: Place, titles: Iterable[str]) -> list[Said]:
    """Return the texts that speak for the whole grid, the nearest first."""
    *folders, file = [part for path in (place.file, place.inside) for part in path.split("/") if part]
    near = [Said(title, "title") for title in titles] + ([Said(place.sheet, "sheet")] if place.sheet else [])
    return [*near, Said(file, "file"), *(Said(folder, "folder") for folder in reversed(folders))]


def _as_of(recognised: Recognised) -> date | None:
    stated = next((entry.constant for entry in recognised.mapping if entry.column == "as_of"), None)
    return parse_date(stated) if stated else None
