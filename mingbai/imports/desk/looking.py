"""A look at the desk's own lists: as at all others, every fault in its cell, nothing taken in."""

from collections.abc import Iterator

from django.db import transaction

from mingbai.files.problems import Level, Problem
from mingbai.files.tables import Table
from mingbai.imports.bringing import bring
from mingbai.imports.desk.reading import Listed, read
from mingbai.imports.desk.tables import DESK_TABLES, plain
from mingbai.imports.findings import Finding, Step
from mingbai.imports.given import Came, Given, Told
from mingbai.imports.kinds import KINDS
from mingbai.imports.looking import SAMPLES, Column, Looked, Progress, Sheet
from mingbai.offices.refused import Refused

Key = tuple[str, str, int]


def look_at_desk(kind: str, given: Given, progress: Progress = lambda *_: None) -> Looked:
    """Return what a look at the files finds; nothing of it is taken in."""
    table = DESK_TABLES[KINDS[kind].tables[0]]
    progress("读取文件", "reading the files")
    done = Looked()
    try:
        sheets, told = read(table, given)
    except Refused as refusal:
        done.lacks, done.lacks_en = refusal.zh, refusal.en
        sheets, told = [], []
    done.sheets = [_sheet(table, one) for one in sheets]
    done.findings = [_of_problem(one) for one in (*told, *_unread(sheets))]
    progress("与库比对", "comparing with the library")
    came = _tried(kind, given, done) if sheets else None
    by_place = {(one.place.path, one.place.sheet): one for one in sheets}
    for one in came.rows if came else ():
        key = (one.place.path, one.place.sheet, one.place.row)
        done.failed[key] = done.failed.get(key, 0) + 1
        done.findings.append(_finding(one, key, by_place[key[:2]]))
    _count(done, sheets, came)
    return done


def _tried(kind: str, given: Given, done: Looked) -> Came | None:
    """Return what taking it in would bring: it is taken in, and taken back."""
    try:
        with transaction.atomic():
            came = bring(kind, given)
            transaction.set_rollback(True)
    except Refused as refusal:
        done.lacks, done.lacks_en = refusal.zh, refusal.en
        return None
    return came


def _count(done: Looked, sheets: list[Listed], came: Came | None) -> None:
    rows = sum(len(one.lines) for one in sheets)
    for one in sheets:
        width = len(one.header)
        for line in one.lines:
            key = (line.place.path, line.place.sheet, line.place.row)
            if key in done.failed:
                done.rows[key] = [*line.cells, *[""] * (width - len(line.cells))]
    failed, blocking = len(done.failed), sum(done.failed.values())
    hints = sum(not one.is_blocking for one in done.findings)
    done.counts = {"rows": rows, "good": rows - failed, "failed": failed, "hints": hints, "blocking": blocking}
    if came is not None:
        done.brings, done.notes = came.counts, came.notes


def _unread(sheets: list[Listed]) -> Iterator[Problem]:
    """Yield why sheets are not read; a cover beside a list that is read needs no word."""
    is_any = any(one.problem is None for one in sheets)
    for one in sheets:
        if one.problem is not None and (one.columns or not is_any):
            yield one.problem


def _of_problem(one: Problem) -> Finding:
    place = one.place
    zh, en = one.zh.removeprefix(place.zh).lstrip(":："), one.en.removeprefix(place.en).lstrip(": ")
    return Finding(Step.STRUCTURE, one.level is Level.FILE, one.code, zh, en, place.path, place.sheet, place.row)


def _finding(one: Told, key: Key, sheet: Listed) -> Finding:
    """Return what is said of a row, at its cell where one is in doubt and stands in the list."""
    at = sheet.columns.get(one.field, -1)
    line = next((line for line in sheet.lines if line.place == one.place), None)
    value = line.cells[at] if line and 0 <= at < len(line.cells) else ""
    header = plain(sheet.header[at]) if at >= 0 else ""
    step = Step.LIBRARY if one.code == "refused" else Step.FIELD
    return Finding(step, True, one.code, one.zh, one.en, *key, one.field, at, header, value)


def _sheet(table: Table, one: Listed) -> Sheet:
    """Return how a sheet is read; where it is no such list, with the columns of its fullest row at the top."""
    header, row_no = one.header, one.header_row
    if not row_no and one.head:
        top = max(one.head, key=lambda row: sum(cell is not None for cell in row.cells))
        header, row_no = top.cells, top.row_no
    fields = {at: name for name, at in one.columns.items()}
    below = [row.cells for row in one.head if row.row_no > row_no]
    columns = []
    for at, cell in enumerate(header):
        if cell is not None:
            samples = [plain(cells[at]) for cells in below if at < len(cells) and cells[at]][:SAMPLES]
            name = fields.get(at, "")
            columns.append(Column(at, at, plain(cell), tuple(samples), name, "header" if name else ""))
    known = table.name if one.problem is None else ""
    return Sheet(one.place.path, one.place.sheet, known, row_no, len(one.lines), tuple(columns))
