"""A look at lists before they count: how each sheet is read, what is wrong in which cell, what taking it in brings."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

import duckdb
from django.db import transaction

from mingbai.config.rooms import room
from mingbai.files.grids.grid import FORMULA, NUMERIC
from mingbai.files.inbox import Inbox, open_file, open_folder
from mingbai.files.part import Part
from mingbai.files.problems import Level, Place, Problem
from mingbai.files.refusals import Refusal, refused_rows, value_notes
from mingbai.files.refusals.cells import cells_of
from mingbai.files.tables import TABLES, Table
from mingbai.files.typing import typed_select
from mingbai.imports.bringing import bring
from mingbai.imports.desk.tables import DESK_TABLES, table_held
from mingbai.imports.findings import POINTS_AT, Finding, Step, step_of
from mingbai.imports.given import Came, Given, Told
from mingbai.imports.kinds import KINDS
from mingbai.imports.limits import MOST_FINDINGS
from mingbai.offices.refused import Refused

TOTALS = frozenset({"total_differs", "more_totals_differ"})
OF_VALUES = frozenset({"value_not_used"})
OURS = ("错误说明", "怎么改", "核对说明")  # columns and sheet of the workbook that we gave out
SAMPLES = 3
Progress = Callable[[str, str], None]
Key = tuple[str, str, int]  # file, sheet, row


@dataclass(frozen=True)
class Column:
    """One column of a sheet, and the field of the table it is read as."""

    place: int
    at: int  # among the cells of a row as they are kept
    header: str
    samples: tuple[str, ...] = ()
    field: str = ""
    where: str = ""  # header, content: how it was told
    unit: str = ""


@dataclass(frozen=True)
class Sheet:
    """One sheet as it is read: as which table, from which header row, which column as what."""

    file: str
    sheet: str
    table: str  # empty: nobody knows
    header_row: int
    rows: int
    columns: tuple[Column, ...]
    constants: tuple[tuple[str, str, str], ...] = ()  # field, value, where it is said


@dataclass
class Looked:
    """What a look found."""

    sheets: list[Sheet] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    unlisted: int = 0  # findings that are only counted
    rows: dict[Key, list[str]] = field(default_factory=dict)  # cells of the rows something is wrong with
    failed: dict[Key, int] = field(default_factory=dict)  # rows that are not taken in → number of their faults
    counts: dict[str, int] = field(default_factory=dict)
    brings: dict[str, int] = field(default_factory=dict)
    notes: list[tuple[str, str]] = field(default_factory=list)
    lacks: str = ""  # why nothing can be taken in at all, in both languages
    lacks_en: str = ""
    again: set[Key] = field(default_factory=set)  # rows that are read again with those that failed


def look(kind: str, given: Given, progress: Progress = lambda *_: None) -> Looked:
    """Return what a look at the files finds; nothing of it is taken in."""
    with room() as scratch, duckdb.connect() as con:
        opened = open_file if given.path.is_file() else open_folder
        progress("读取文件", "reading the files")
        inbox = opened(
            con, given.path, month=given.month, scratch=scratch, region=given.by.region.code, mending=given.mending
        )
        return _Look(kind, given, con, inbox).all(progress)


def held_tables(given: Given) -> list[str]:
    """Return which tables the files hold, in their order."""
    with room() as scratch, duckdb.connect() as con:
        opened = open_file if given.path.is_file() else open_folder
        inbox = opened(
            con, given.path, month=given.month, scratch=scratch, region=given.by.region.code, mending=given.mending
        )
        heads = given.mending.heads.values()
        of_desk = [table.name for table in DESK_TABLES.values() if any(map(table_held(table), heads))]
        return [*of_desk, *dict.fromkeys(part.table for part in inbox.parts)]


@dataclass
class _Look:
    kind: str
    given: Given
    con: duckdb.DuckDBPyConnection
    inbox: Inbox
    done: Looked = field(default_factory=Looked)

    def all(self, progress: Progress) -> Looked:
        """Look at everything, step by step."""
        self.tables = [name for name in KINDS[self.kind].tables if self.inbox.parts_of(name)]
        if self.kind == "lists" and self.given.said.get("list") in self.tables:
            self.tables = [self.given.said["list"]]
        for name in self.tables:
            self.con.execute(f"CREATE TABLE typed_{name} AS {typed_select(TABLES[name], self.inbox.parts_of(name))}")
        self.parts = {
            (place.path, place.sheet): part
            for part in self.inbox.parts
            for place in [self.inbox.sources[part.source].place]
        }
        self.done.sheets = list(self._sheets())
        self._structure()
        progress("逐格检查", "checking cell by cell")
        self._fields()
        progress("与库比对", "comparing with the library")
        came = self._tried()
        self._contradictions(came.rows if came else [])
        self._count(came)
        return self.done

    def _structure(self) -> None:
        for one in self.inbox.problems:
            if not _is_ours(one):
                step = Step.AMOUNTS if one.code in TOTALS else Step.FIELD if one.code in OF_VALUES else Step.STRUCTURE
                self._add(_of_problem(one, step))
        for part in self.inbox.parts:
            if part.table not in self.tables:
                place, of = self.inbox.sources[part.source].place, TABLES[part.table]
                self._add(Finding(Step.STRUCTURE, False, "other_table", *_other(of), place.path, place.sheet))
        for name in self.tables:
            for one in value_notes(self.con, self.inbox, name):
                self._add(_of_problem(one, Step.FIELD))

    def _fields(self) -> None:
        for name in self.tables:
            refused = f"SELECT source, row_no, refused FROM typed_{name}"
            for one in refused_rows(self.con, self.inbox, name, refused=refused):
                self._refused(one)

    def _refused(self, one: Refusal) -> None:
        key = _key(one.place)
        self.done.failed[key] = len(one.faults)
        part = self.parts[key[:2]]
        for fault in one.faults:
            finding = Finding(Step.FIELD, True, fault.code, fault.zh, fault.en, *key)
            self._add(_at_cell(finding, part, (fault.column,)))

    def _tried(self) -> Came | None:
        """Return what taking it in would bring: it is taken in, and taken back."""
        try:
            with transaction.atomic():
                came = bring(self.kind, self.given)
                transaction.set_rollback(True)
        except Refused as refusal:
            self.done.lacks, self.done.lacks_en = refusal.zh, refusal.en
            return None
        return came

    def _contradictions(self, told: Iterable[Told]) -> None:
        for one in told:
            key = _key(one.place)
            if one.is_blocking:
                self.done.failed[key] = self.done.failed.get(key, 0) + 1
            step = Step.FIELD if one.code == "unfiled" else step_of(one.code)
            finding = Finding(step, one.is_blocking, one.code, one.zh, one.en, *key)
            self._add(_at_cell(finding, self.parts[key[:2]], POINTS_AT.get(one.code, ())))

    def _count(self, came: Came | None) -> None:
        """Add the numbers, the cells of the rows with something wrong, and the rows that are to be read again."""
        done = self.done
        rows = sum(self._rows(name) for name in self.tables)
        wanted = {(one.file, one.sheet, one.row) for one in done.findings if one.row}
        for sheet, part in self.parts.items():
            numbers = [row for file, name, row in wanted if (file, name) == sheet]
            if numbers and part.table in self.tables:
                for row, cells in cells_of(self.con, part, numbers):
                    done.rows[*sheet, row] = cells
        done.findings = [self._with_value(one) for one in done.findings]
        hints = sum(not one.is_blocking for one in done.findings)
        done.counts = {
            "rows": rows, "good": rows - len(done.failed), "failed": len(done.failed), "hints": hints,
            "blocking": sum(done.failed.values()),
        }  # fmt: skip
        if came is not None:
            done.brings, done.notes = came.counts, came.notes
        done.again = set(self._families())

    def _rows(self, name: str) -> int:
        return int(self.con.execute(f"SELECT count(*) FROM typed_{name}").fetchall()[0][0])

    def _families(self) -> Iterator[Key]:
        """Yield the members of households whose line failed: they are read again with it."""
        if not {"approvals", "members"} <= set(self.tables) or not self.done.failed:
            return
        failed = [
            (part.source, row)
            for (file, sheet, row) in self.done.failed
            if (part := self.parts[file, sheet]).table == "approvals"
        ]
        if not failed:
            return
        self.con.execute("CREATE TABLE left_out (source INTEGER, row_no BIGINT)")
        self.con.executemany("INSERT INTO left_out VALUES (?, ?)", failed)
        found = self.con.execute(
            "SELECT source, row_no FROM typed_members WHERE household_id IN "
            "(SELECT household_id FROM typed_approvals JOIN left_out USING (source, row_no))"
        )
        for source, row in found.fetchall():
            place = self.inbox.sources[source].place
            yield place.path, place.sheet, row

    def _with_value(self, one: Finding) -> Finding:
        """Return the finding with what stands in its cell."""
        cells = self.done.rows.get((one.file, one.sheet, one.row))
        part = self.parts.get((one.file, one.sheet))
        if cells is None or part is None or one.column not in part.places:
            return one
        return replace(one, value=cells[part.places.index(one.column)])

    def _add(self, one: Finding) -> None:
        if len(self.done.findings) < MOST_FINDINGS:
            self.done.findings.append(one)
        else:
            self.done.unlisted += 1

    def _sheets(self) -> Iterator[Sheet]:
        """Yield how every sheet is read, those nobody knows with the columns of their fullest row at the top."""
        read = {source.place: source.index for source in self.inbox.sources}
        parts = {part.source: part for part in self.inbox.parts}
        for place, head in self.given.mending.heads.items():
            part = parts.get(read.get(place, -1))
            if part is not None:
                yield _known_sheet(place, part, head)
            elif place.sheet != OURS[2] and head:
                top = max(head, key=lambda row: sum(cell is not None for cell in row.cells))
                columns = tuple(
                    Column(at, at, _shown(cell), _samples(head, top.row_no, at))
                    for at, cell in enumerate(top.cells)
                    if cell
                )
                yield Sheet(place.path, place.sheet, "", top.row_no, 0, columns)


def _other(table: Table) -> tuple[str, str]:
    """Return what is said of a list that is none of those being taken in."""
    return (
        f"是《{table.title}》，不在这次导入的范围内；如要导入，请在“怎样读的”里改选导入什么。",
        f"This is a list of {table.title_en} and none of those being imported: say what it is under “How it is read”.",
    )


def _known_sheet(place: Place, part: Part, head: Sequence[Any]) -> Sheet:
    by_place = {entry.position: entry for entry in part.mapping if entry.position is not None}
    columns = []
    for position, header in enumerate(part.header):
        at, entry = part.places[position] if part.places else position, by_place.get(position)
        if header is None and entry is None:
            continue
        mapped = (entry.column, entry.where, entry.unit or "") if entry else ("", "", "")
        columns.append(
            Column(at, position, " ".join((header or "").split()), _samples(head, part.header_row, at), *mapped)
        )
    constants = tuple(
        (entry.column, entry.constant or "", entry.where) for entry in part.mapping if entry.position is None
    )
    return Sheet(place.path, place.sheet, part.table, part.header_row, part.rows, tuple(columns), constants)


def _samples(head: Sequence[Any], after: int, at: int) -> tuple[str, ...]:
    below = (row.cells[at] for row in head if row.row_no > after and at < len(row.cells) and row.cells[at])
    return tuple(_shown(text) for text in islice(below, SAMPLES))


def _shown(text: str) -> str:
    return " ".join(text.lstrip(NUMERIC + FORMULA).split())


def _key(place: Place) -> Key:
    return place.path, place.sheet, place.row or 0


def _of_problem(one: Problem, step: Step) -> Finding:
    """Return a problem of a file or sheet as a finding; its sentence begins with the place, which is shown apart."""
    zh, en = one.zh.removeprefix(f"{one.place.zh}："), one.en.removeprefix(f"{one.place.en}: ")
    return Finding(step, one.level is Level.FILE, one.code, zh, en, *_key(one.place))


def _at_cell(finding: Finding, part: Part, fields: Iterable[str]) -> Finding:
    """Return the finding with the first of these fields that stands in a cell of the row."""
    for entry in part.mapping:
        if entry.column in fields and entry.position is not None:
            column = part.places[entry.position] if part.places else entry.position
            return replace(finding, field=entry.column, column=column, header=entry.header or "")
    named = next((name for name in fields if name and name in {one.name for one in TABLES[part.table].columns}), "")
    return replace(finding, field=named)


def _is_ours(one: Problem) -> bool:
    """Return whether a problem is about what we wrote ourselves into a workbook that came back."""
    if one.code == "unknown_columns":
        said = one.zh.rpartition("没有用到：")[2]
        headers = said.partition("；")[0].split("、")
        return all(header in OURS for header in headers)
    return one.place.sheet == OURS[2]


def faults(looked: Looked) -> Counter[str]:
    """Return how many findings each step has."""
    return Counter(one.step for one in looked.findings)
