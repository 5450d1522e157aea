"""核对工作簿: the lists as they came, wrong cells red, what is wrong and how to mend it beside each row, a summary."""

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import duckdb
import xlsxwriter

from mingbai.config.rooms import room
from mingbai.files.grids.grid import FORMULA, NUMERIC, SEPARATOR, Grid
from mingbai.files.inbox import open_file, open_folder
from mingbai.files.problems import Place
from mingbai.files.writing.cells import storable
from mingbai.files.writing.sheets import sheet_name
from mingbai.imports.actions.acting import given
from mingbai.imports.findings import STEPS, Finding, Step
from mingbai.imports.kinds import KINDS
from mingbai.imports.looking import OURS, Looked, Sheet
from mingbai.imports.models import Upload
from mingbai.imports.refused import Over
from mingbai.imports.sealing import opened_mended, opened_seen
from mingbai.offices.actor import Actor

WRONG, HOW, SUMMARY = OURS
MOST_DIGITS = 15  # of a number that a spreadsheet keeps whole
WIDTH, WIDE = 18, 60
SUMMED = {  # in the summary: Chinese, English
    "rows": ("共多少行", "rows"),
    "good": ("合格", "good"),
    "failed": ("需修正", "to mend"),
    "hints": ("提醒", "hints"),
}
HEADS = (
    ("文件", "file"), ("工作表", "sheet"), ("行", "row"), ("单元格", "cell"), ("表头", "header"),
    ("现在的值", "value"), ("级别", "level"), ("步骤", "step"), ("规则", "rule"), ("问题", "what is wrong"),
    ("怎么改", "how to mend it"),
)  # fmt: skip
Row = tuple[int, Sequence[str | None]]


def annotated(upload: Upload, *, by: Actor, at: datetime, language: str) -> tuple[str, bytes, int]:
    """Return (name, bytes, how many rows) of the workbook of an upload; raise Over where nothing of it is left."""
    looked = opened_seen(upload)
    if looked is None or upload.forgotten_on:
        raise Over
    mending, rows = opened_mended(upload), 0
    made = io.BytesIO()
    with given(upload, mending, by, at) as lists, room() as scratch, duckdb.connect() as con:
        opened = open_file if lists.path.is_file() else open_folder
        opened(con, lists.path, month=lists.month, scratch=scratch, region=by.region.code, mending=mending)
        with xlsxwriter.Workbook(made, {"constant_memory": True, "strings_to_formulas": False}) as book:
            written = _Book(book, looked, 1 if language == "en" else 0)
            for place, grid in mending.grids.items():
                rows += written.sheet(place, grid)
            written.summary(upload, at)
    names = [file.name for file in upload.files.defer("sealed").order_by("number")]
    stem = names[0].rpartition(".")[0] or names[0]
    return f"{stem}{'等' if len(names) > 1 else ''}-核对.xlsx", made.getvalue(), rows


class _Book:
    """The workbook being written."""

    def __init__(self, book: Any, looked: Looked, english: int) -> None:
        self.book, self.looked, self.english = book, looked, english
        self.red = book.add_format(
            {"bg_color": "#fdecea", "font_color": "#8f1d14", "border": 1, "border_color": "#b42318"}
        )
        self.amber = book.add_format({"bg_color": "#fff3d6", "font_color": "#7a4b00"})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self.bold = book.add_format({"bold": True})
        self.names: list[str] = []
        self.sheets = {(one.file, one.sheet): one for one in looked.sheets}
        self.found: dict[tuple[str, str, int], list[Finding]] = {}
        for one in looked.findings:
            self.found.setdefault((one.file, one.sheet, one.row), []).append(one)

    def sheet(self, place: Place, grid: Grid) -> int:
        """Write a sheet as it came, what is wrong beside each row; return how many rows it has below its header."""
        known = self.sheets.get((place.path, place.sheet))
        if known is None or place.sheet == SUMMARY:
            return 0
        stem = place.path.rpartition(" › ")[2].rpartition(".")[0] or place.path
        name = sheet_name(f"{stem} {place.sheet}".strip() if place.sheet not in stem else stem, self.names)
        self.names.append(name)
        page, count = self.book.add_worksheet(name), 0
        rows = list(_rows(grid, known))
        told_at = max((len(cells) for _, cells in rows), default=0)
        page.set_column(0, max(told_at - 1, 0), WIDTH)
        page.set_column(told_at, told_at + 1, WIDE, self.wrapped)
        page.freeze_panes(known.header_row, 0)
        for row_no, cells in rows:
            found = self.found.get((place.path, place.sheet, row_no), [])
            self._cells(page, row_no, cells, {one.column: one.is_blocking for one in found})
            if row_no == known.header_row:
                page.write_string(row_no - 1, told_at, WRONG, self.bold)
                page.write_string(row_no - 1, told_at + 1, HOW, self.bold)
            elif found:
                self._told(page, row_no, told_at, found)
            count += row_no > known.header_row
        return count

    def _cells(self, page: Any, row_no: int, cells: Sequence[str | None], wrong: Mapping[int, bool]) -> None:
        for at, cell in enumerate(cells):
            marked = None if at not in wrong else self.red if wrong[at] else self.amber
            text = cell or ""
            if text.startswith(NUMERIC) and len(text) <= MOST_DIGITS and _is_number(text[1:]):
                page.write_number(row_no - 1, at, float(text[1:]), marked)
            elif text or marked:
                page.write_string(row_no - 1, at, storable(text.lstrip(NUMERIC + FORMULA)), marked)

    def _told(self, page: Any, row_no: int, at: int, found: Sequence[Finding]) -> None:
        parts = list(dict.fromkeys(one.what_and_how[self.english] for one in found))
        page.write_string(row_no - 1, at, storable("\n".join(what for what, _ in parts)), self.wrapped)
        page.write_string(row_no - 1, at + 1, storable("\n".join(how for _, how in parts if how)), self.wrapped)

    def summary(self, upload: Upload, at: datetime) -> None:
        """Write what was looked at, how far it is good, and everything found, cell by cell."""
        page, english = self.book.add_worksheet(sheet_name(SUMMARY, self.names)), self.english
        kind = KINDS[upload.kind]
        page.set_column(0, 8, WIDTH)
        page.set_column(9, 10, WIDE, self.wrapped)
        page.write_string(0, 0, (kind.title, kind.title_en)[english], self.bold)
        page.write_string(1, 0, f"{at:%Y-%m-%d}")
        for place, (name, words) in enumerate(SUMMED.items()):
            page.write_string(2, place * 2, words[english])
            page.write_number(2, place * 2 + 1, self.looked.counts.get(name, 0))
        for place, words in enumerate(HEADS):
            page.write_string(4, place, words[english], self.bold)
        for row, one in enumerate(self.looked.findings, start=5):
            self._listed(page, row, one)

    def _listed(self, page: Any, row: int, one: Finding) -> None:
        what, how = one.what_and_how[self.english]
        level = (("阻断", "blocks"), ("提醒", "hint"))[not one.is_blocking][self.english]
        step = STEPS[Step(one.step)][self.english]
        cells = (
            one.file,
            one.sheet,
            str(one.row or ""),
            one.cell,
            one.header,
            one.value,
            level,
            step,
            one.code,
            what,
            how,
        )
        for place, text in enumerate(cells):
            page.write_string(row, place, storable(text), self.wrapped if place >= len(cells) - 2 else None)


def _rows(grid: Grid, known: Sheet) -> Iterator[Row]:
    """Yield the rows of a sheet: what stands down to its header, then the rows that are read."""
    above = grid.head() if known.table else []
    width = max((len(row.cells) for row in grid.head()), default=0)
    for row in above:
        if row.row_no <= known.header_row:
            yield row.row_no, row.cells
    for chunk in grid.chunks(known.header_row if known.table else 0, width):
        rest = chunk.rest.to_pylist() if chunk.rest is not None else [None] * len(chunk)
        columns = [cells.to_pylist() for cells in chunk.cells]
        for at, row_no in enumerate(chunk.row_no.to_pylist()):
            surplus = (rest[at] or "").split(SEPARATOR) if rest[at] else []
            yield row_no, [*(column[at] for column in columns), *surplus]


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return text.strip().lower() not in ("nan", "inf", "-inf", "infinity")
