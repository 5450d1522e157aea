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
from mingbai.files.grids.grid import Cells, Chunk
from mingbai.files.grids.hidden import Hidden, listed
from mingbai.files.grids.legacy import UnpackedGrid, unpacked
from mingbai.files.grids.markup import MarkupGrid
from mingbai.files.grids.preflight import SheetFacts, look_over
from mingbai.files.grids.workbook import sheets_of
from mingbai.files.listing import Listing
from mingbai.files.mending import Mending
from mingbai.files.part import Part, Relation, Source
from mingbai.files.problems import Place, Problem, Unopened, problem, raise_if_ours
from mingbai.files.recognition.constants import Said
from mingbai.files.recognition.furniture import Total
from mingbai.files.recognition.header import Header, find_header
from mingbai.files.recognition.layout import View, views, whole
from mingbai.files.recognition.recognise import Asked, Recognised, recognise
from mingbai.files.recognition.sections import below, next_list, with_titles_whole
from mingbai.files.shelf import Shelf
from mingbai.kernel.dates import parse_date
from mingbai.kernel.month import Month
from mingbai.kernel.unreadable import shortened

ENDINGS = {
    What.XLSX: (".xlsx", ".xlsm", ".xltx", ".et"),
    What.XLS: (".xls", ".et", ".xlt"),
    What.TEXT: (".csv", ".txt", ".tsv", ".dat", ".prn", ""),
    What.HTML: (".html", ".htm"),
    What.PARQUET: (".parquet", ".pq"),
    What.ZIP: (".zip",),
}
PROSE_ENDINGS = (".txt", ".md", "")
IN_CHINESE = {What.TEXT: "文本", What.HTML: "网页"}
MOST_LISTS = 200  # one below the other in one sheet, each with headers of its own
MOST_PROSE = 5  # rows of words quoted
Sheets = Iterator[tuple[str, Grid | Unopened, SheetFacts]]


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
    mending: Mending = field(default_factory=Mending)

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
        before, digest = len(self.parts), self.mending.digest(place, digest)
        if what is What.PARQUET:
            self._read_parquet(place, path, digest)
        elif what in (What.XLSX, What.XLS):
            self._read_workbook(place, path, what, digest)
        elif what is What.TEXT:
            self._read_text(place, path, digest)
        else:
            self._read_grid(place, MarkupGrid(path), path, digest)
        ending = Path(place.path).suffix.lower()
        if len(self.parts) > before and ending not in ENDINGS[what]:
            self.problems.append(
                problem(
                    "wrong_ending",
                    place,
                    ending=ending or "（无）",
                    what=what.value,
                    what_zh=IN_CHINESE.get(what, what.value),
                )
            )

    def _read_workbook(self, place: Place, path: Path, what: What, digest: str) -> None:
        """Read every sheet that is shown, hidden rows too; one that is no known table is noted unless none is."""
        not_read: list[tuple[Problem, bool]] = []  # with whether it may as well be a cover or a summary
        before = len(self.parts)
        for name, grid, facts in _xlsx_sheets(path) if what is What.XLSX else _xls_sheets(path, self.scratch):
            at = place.at(sheet=name)
            if facts.hidden.is_sheet:
                self.problems.append(self._hidden_sheet(at, grid))
                continue
            try:
                if isinstance(grid, Unopened):
                    raise grid
                if grid.head():
                    self._read_grid(at, grid, path, digest)
                    self.problems += _hidden_parts(at, facts)
            except Unopened as unopened:
                is_other = unopened.code in ("unknown_table", "common_headers") or unopened.facts.get("is_slight")
                not_read.append((unopened.at(at), bool(is_other)))
        if not not_read and len(self.parts) == before:
            raise Unopened("empty")
        found = len(self.parts) > before
        self.problems += [
            problem("sheet_not_read", fault.place) if found and is_other else fault for fault, is_other in not_read
        ]

    def _hidden_sheet(self, place: Place, grid: Grid | Unopened) -> Problem:
        """Return what is said of a hidden sheet, which is not read: which list it holds, if any, and how long."""
        try:
            if isinstance(grid, Unopened):
                raise grid
            header = find_header(grid.head())
            if header is None:
                raise Unopened("unknown_table")
            sample = [row.cells for row in grid.head(header.last_row)]
            table = self._recognised(place, header, sample)[0][1].table
            rows = sum(len(chunk) for chunk in grid.chunks(header.last_row, len(header.cells)))
        except Unopened:
            return problem("hidden_sheet", place)
        return problem("hidden_list", place, table=table.title, table_en=table.title_en, rows=rows)

    def _read_text(self, place: Place, path: Path, digest: str) -> None:
        grid = DelimitedGrid(path)
        try:
            self._read_grid(place, grid, path, digest)
        except Unopened as unopened:
            if unopened.code == "unknown_table" and Path(place.path).suffix.lower() in PROSE_ENDINGS and grid.is_prose:
                raise Unopened("document") from unopened  # a readme
            raise

    def _read_grid(self, place: Place, grid: Grid, path: Path, digest: str) -> None:
        """Read the list of a sheet or file, and what other ones stand beside or below it."""
        grid = self.mending.mended(place, grid)
        header = find_header(grid.head())
        listings = self._listings(place, path, digest, header, grid)
        for _ in range(MOST_LISTS):
            header, above = self._read_below(listings, place, path, digest, header, grid), header
            if header is None:
                return
            listings = self._listings_below(place, path, digest, header, grid)
        self.problems.append(problem("too_many_lists", place.at(row=above.last_row if above else 0), most=MOST_LISTS))

    def _read_below(
        self, listings: list[Listing], place: Place, path: Path, digest: str, header: Header | None, grid: Grid
    ) -> Header | None:
        """Read the rows below a header; return the next other header with its titles, None at the end."""
        assert header is not None
        for chunk in with_titles_whole(grid.chunks(header.last_row, len(header.cells))):
            left = chunk
            while (found := next_list(left, header)) is not None:
                self._take(listings, left.part(0, found.start))
                self._finish(listings)
                if not found.is_same_header:
                    rows = grid.head(left.row(found.start).row_no - 1)[: found.depth + 1]
                    other = find_header(rows)
                    return other and below(other, header.titles, found.titles)
                header = below(header, header.titles, found.titles)
                listings = self._listings_below(place, path, digest, header, grid)
                left = left.part(found.stop, len(left))
            self._take(listings, left)
        self._finish(listings)
        return None

    def _listings_below(self, place: Place, path: Path, digest: str, header: Header, grid: Grid) -> list[Listing]:
        """Return the lists of a header further down; one that is no known table becomes a problem of its own."""
        try:
            return self._listings(place, path, digest, header, grid)
        except Unopened as unopened:
            self.problems.append(unopened.at(place.at(row=header.first_row)))
            return []

    def _listings(self, place: Place, path: Path, digest: str, header: Header | None, grid: Grid) -> list[Listing]:
        """Return the lists that stand side by side below a header; raise Unopened where they are no known table."""
        if header is None:
            raise Unopened("unknown_table")
        sample = [row.cells for row in grid.head(header.last_row)]
        said = _said(place, header.titles)
        return [
            Listing(recognised, view, self._source(place, path, digest, recognised), self.shelf, said)
            for view, recognised in self._recognised(place, header, sample)
        ]

    def _recognised(self, place: Place, header: Header, sample: Sequence[Cells]) -> list[tuple[View, Recognised]]:
        """Return every list beside the others; where one of them alone is none, all columns are taken for one list."""
        found: list[tuple[View, Recognised]] = []
        for view in views(header):
            try:
                found.append((view, recognise(view.header, self._asked(place, view.header.titles, view.rows(sample)))))
            except Unopened:
                if view.own:
                    return [self._as_one(place, header, sample)]
        return found or [self._as_one(place, header, sample)]

    def _as_one(self, place: Place, header: Header, sample: Sequence[Cells]) -> tuple[View, Recognised]:
        return whole(header), recognise(header, self._asked(place, header.titles, sample))

    def _take(self, listings: list[Listing], chunk: Chunk) -> None:
        for listing in listings:
            listing.take(chunk)
            self.progress(listing.source.place, listing.rows)

    def _finish(self, listings: list[Listing]) -> None:
        """Keep what the lists gave, and note what was passed over."""
        for listing in listings:
            self.totals[listing.source.index] = listing.furniture.totals
            self._keep(listing.recognised, listing.source, listing.rows, listing.stack.relation, listing.view.places)
            if listing.years_added:
                self.problems.append(problem("years_added", listing.source.place, count=listing.years_added))
            if listing.household is not None and listing.household.filled:
                told_of = problem("household_carried_down", listing.source.place, count=listing.household.filled)
                self.problems.append(told_of)
            if prose := listing.furniture.prose:
                told = "、".join(f"第{row_no}行“{shortened(text)}”" for row_no, text in prose[:MOST_PROSE])
                told_en = ", ".join(f"row {row_no} “{shortened(text)}”" for row_no, text in prose[:MOST_PROSE])
                self.problems.append(
                    problem("words_passed_over", listing.source.place, count=len(prose), rows=told, rows_en=told_en)
                )

    def _read_parquet(self, place: Place, path: Path, digest: str) -> None:
        file = open_parquet(self.con, path, self.scratch, next(self.names))
        recognised = recognise(find_header(file.head()), self._asked(place, (), ()))
        relation = file.relation(self.con, len(self.sources), recognised.table, recognised.mapping)
        self._keep(recognised, self._source(place, path, digest, recognised), file.rows, relation)

    def _asked(self, place: Place, titles: Sequence[str], rows: Sequence[Cells]) -> Asked:
        named = self.mending.named(place)
        said = [Said(named, "option")] if named else []
        return Asked([*said, *_said(place, titles)], self.month, self.region, rows)

    def _source(self, place: Place, path: Path, digest: str, recognised: Recognised) -> Source:
        source = Source(len(self.sources), place, digest, recognised.table.name, path, _as_of(recognised))
        self.sources.append(source)
        return source

    def _keep(
        self, recognised: Recognised, source: Source, rows: int, relation: Relation, places: tuple[int, ...] = ()
    ) -> None:
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
                places=places,
            )
        )
        if rows == 0:
            self.problems.append(problem("no_rows", source.place, table=table.title, table_en=table.title_en))
        if recognised.guessed:
            told = "、".join(f"“{entry.header}”→{table[entry.column].headers[0]}" for entry in recognised.guessed)
            told_en = ", ".join(f"“{entry.header}” as {entry.column}" for entry in recognised.guessed)
            self.problems.append(problem("told_by_content", source.place, columns=told, columns_en=told_en))
        if recognised.unknown:
            self.problems.append(problem("unknown_columns", source.place, headers="、".join(recognised.unknown)))


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _xlsx_sheets(path: Path) -> Sheets:
    facts = look_over(path)
    for name, shown, place, grid in sheets_of(path, lambda place: facts[place].marks if place < len(facts) else {}):
        known = facts[place] if place < len(facts) else SheetFacts()
        known.hidden.is_sheet = not shown
        yield name, grid, known


def _xls_sheets(path: Path, scratch: Path) -> Sheets:
    for name, shown, file in unpacked(path, scratch):
        yield name, UnpackedGrid(name, file), SheetFacts(hidden=Hidden(is_sheet=not shown))


def _hidden_parts(place: Place, facts: SheetFacts) -> Iterator[Problem]:
    """Yield what is said of rows and columns that are hidden, and were read all the same."""
    if count := facts.hidden.row_count:
        yield problem("hidden_rows", place, count=count, **listed("rows", facts.hidden.rows, count))
    if columns := facts.hidden_columns:
        yield problem("hidden_columns", place, count=len(columns), **listed("columns", columns, len(columns)))


def _said(place: Place, titles: Iterable[str]) -> list[Said]:
    """Return the texts that speak for the whole grid, the nearest first."""
    *folders, file = [part for path in (place.file, place.inside) for part in path.split("/") if part]
    near = [Said(title, "title") for title in titles] + ([Said(place.sheet, "sheet")] if place.sheet else [])
    return [*near, Said(file, "file"), *(Said(folder, "folder") for folder in reversed(folders))]


def _as_of(recognised: Recognised) -> date | None:
    stated = next((entry.constant for entry in recognised.mapping if entry.column == "as_of"), None)
    return parse_date(stated) if stated else None
