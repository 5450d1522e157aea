"""Sheets of xlsx and xls workbooks, read by calamine; every cell as text that still says what it was."""

import math
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from mingbai.files.grids.grid import CHUNK_ROWS, FORMULA, HEAD_ROWS, NUMERIC, Cells, Chunk, Row, RowBuffer
from mingbai.files.problems import Unopened

MOST_MERGED = 200_000  # merged cells of a sheet; a household of five takes five
EXACT = 10**15  # a numeric cell keeps fifteen digits
Corner = tuple[int, int]


@dataclass
class WorkbookGrid:
    """The rows of one sheet; `marks` are cells calamine shows empty: formulas never computed, mistakes."""

    sheet: str
    cells: CalamineSheet
    marks: Mapping[Corner, str] = field(default_factory=dict)  # (row number, column from 0) → mark

    def head(self, after: int = 0) -> list[Row]:
        """Return the first rows after that row number, at most `HEAD_ROWS` with something in them."""
        rows: list[Row] = []
        for row in self._rows():
            if row.row_no > after and any(cell is not None for cell in row.cells):
                rows.append(row)
            if len(rows) == HEAD_ROWS:
                break
        return rows

    def chunks(self, after: int, width: int) -> Iterator[Chunk]:
        """Yield the rows after that row number, `width` columns wide; cells merged downwards are filled."""
        buffer = RowBuffer(width)
        filled = self._merged_down(after, width)
        above: dict[int, str | None] = {}
        for row in self._rows():
            if row.row_no <= after:
                continue
            cells, inherited = row.cells[:width], []
            for column in filled.get(row.row_no, ()):
                if column < len(cells) and cells[column] is None and above.get(column) is not None:
                    cells[column] = above[column]
                    inherited.append(column)
            if filled:
                above = dict(enumerate(cells))
            buffer.add(row.row_no, cells, self._uncomputed(row.row_no, width), inherited=inherited)
            if len(buffer.rows) >= CHUNK_ROWS:
                yield buffer.chunk()
        if buffer.rows:
            yield buffer.chunk()

    def _rows(self) -> Iterator[Row]:
        """Yield every row from the first to the last, with the cells left of the data that calamine leaves out."""
        start = self.cells.start
        if start is None:
            return
        first_row, first_column = start
        margin: Cells = [None] * first_column
        for place, values in enumerate(self._values()):
            row_no = first_row + place + 1
            cells = [*margin, *map(cell_text, values)]
            if self._marked_rows:
                self._mark(row_no, cells)
            yield Row(row_no, cells)

    def _uncomputed(self, row_no: int, width: int) -> str | None:
        """Return `formula` and the columns of the row's formulas that were never computed."""
        columns = self._marked_rows.get(row_no, ()) if self.marks else ()
        waiting = [column for column in columns if column < width and self.marks[row_no, column] == FORMULA]
        return f"formula {','.join(map(str, sorted(waiting)))}" if waiting else None

    def _values(self) -> Iterator[list[object]]:
        with _told_apart():
            for values in self.cells.iter_rows():
                yield list(values)

    def _mark(self, row_no: int, cells: Cells) -> None:
        for column in self._marked_rows.get(row_no, ()):
            cells += [None] * (column + 1 - len(cells))
            if cells[column] is None and self.marks[row_no, column] != FORMULA:
                cells[column] = self.marks[row_no, column]

    @cached_property
    def _marked_rows(self) -> dict[int, list[int]]:
        rows: dict[int, list[int]] = {}
        for row_no, column in self.marks:
            rows.setdefault(row_no, []).append(column)
        return rows

    def _merged_down(self, after: int, width: int) -> dict[int, list[int]]:
        """Return the columns to fill from the row above, by row number: 家庭编号 merged over its members."""
        filled: dict[int, list[int]] = {}
        last = self.cells.end[0] if self.cells.end else 0
        for (top, left), (bottom, _) in (self.cells.merged_cell_ranges or ())[:MOST_MERGED]:
            if top >= after and left < width:
                for row in range(top + 1, min(bottom, last) + 1):
                    filled.setdefault(row + 1, []).append(left)
        return filled


def sheets_of(
    path: Path, marks: Callable[[int], Mapping[Corner, str]] = lambda _: {}
) -> Iterator[tuple[str, bool, int, WorkbookGrid | Unopened]]:
    """
    Yield the sheets of a workbook: name, whether it is shown, position, its rows or why they cannot be read.

    Charts and macros are left out; `marks` gives those of the sheet at a position. Raises Unopened for the whole.
    """
    with _told_apart():
        book = _opened(path)
    for place, sheet in enumerate(book.sheets_metadata):
        if sheet.typ != SheetTypeEnum.WorkSheet:
            continue
        try:
            with _told_apart():
                grid: WorkbookGrid | Unopened = WorkbookGrid(sheet.name, book.get_sheet_by_index(place), marks(place))
        except Unopened as unopened:
            grid = unopened
            with _told_apart():
                book = _opened(path)  # what stumbled over one sheet may not read another
        yield sheet.name, sheet.visible == SheetVisibleEnum.Visible, place, grid
    book.close()


def _opened(path: Path) -> CalamineWorkbook:
    """Open a workbook as what its bytes say; calamine believes a name that ends in .xls before them."""
    with path.open("rb") as file:
        ending = ".xlsx" if file.read(2) == b"PK" else ".xls"
    if path.suffix.lower() in ("", ending):
        return CalamineWorkbook.from_path(path)
    with path.open("rb") as file:
        return CalamineWorkbook.from_filelike(file)


def cell_text(value: object) -> str | None:
    """Return a cell as text, None where empty: numbers behind `NUMERIC`, dates in ISO form."""
    if type(value) is str:
        return value.strip() or None
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return NUMERIC + number_text(value)
    if isinstance(value, datetime):
        whole = value.time() == time()
        return value.date().isoformat() if whole else value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return NUMERIC + number_text(value / timedelta(days=1))
    return None


def number_text(value: float) -> str:
    """Return a number the way a cell shows it: whole numbers without a point, fifteen digits then zeros."""
    if not math.isfinite(value):
        return "#NUM!"
    if abs(value) < EXACT:
        return str(int(value)) if value == int(value) else repr(float(value))
    return _long(value)


def _long(value: float) -> str:
    digits, _, exponent = f"{abs(value):.14e}".partition("e")
    return ("-" if value < 0 else "") + digits.replace(".", "").ljust(int(exponent) + 1, "0")


@contextmanager
def _told_apart() -> Iterator[None]:
    """Turn what calamine stumbles over into a workbook that is locked or damaged."""
    try:
        yield
    except PasswordError as error:
        raise Unopened("password") from error
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise Unopened("corrupt_workbook") from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # a fault in its Rust, which is no ordinary exception
            raise Unopened("corrupt_workbook") from error
        raise
