"""Hidden rows and columns are told from the bytes of a sheet, however long it is and whoever wrote it."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from mingbai.files.grids import preflight
from mingbai.files.grids.preflight import SheetFacts, look_over


def facts(path: Path, book: openpyxl.Workbook, edit: Callable[[bytes], bytes] = bytes) -> SheetFacts:
    """Return the facts of a workbook of one sheet, whose XML is edited as another program might have written it."""
    plain = BytesIO()
    book.save(plain)
    with zipfile.ZipFile(plain) as there, zipfile.ZipFile(path / "a.xlsx", "w") as here:
        for info in there.infolist():
            text = there.read(info)
            here.writestr(info.filename, edit(text) if info.filename == "xl/worksheets/sheet1.xml" else text)
    (one,) = look_over(path / "a.xlsx")
    return one


@pytest.fixture
def book() -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    for number in range(1, 101):
        made.worksheets[0].append([f"姓名{number}", number])
    return made


def test_every_hidden_row_with_cells_is_counted_across_the_pieces_of_a_long_sheet(
    tmp_path: Path, book: openpyxl.Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preflight, "PIECE", 300)  # bytes
    for number in range(2, 101, 2):
        book.worksheets[0].row_dimensions[number].hidden = True

    hidden = facts(tmp_path, book).hidden
    assert (hidden.row_count, hidden.rows) == (50, [2, 4, 6, 8, 10])


def test_a_row_squeezed_to_no_height_and_a_column_to_no_width_are_hidden(
    tmp_path: Path, book: openpyxl.Workbook
) -> None:
    book.worksheets[0].row_dimensions[8].height = 0.5

    def squeezed(text: bytes) -> bytes:
        text = text.replace(b'<row r="7"', b'<row r="7" ht="0" customHeight="1"')
        return text.replace(b"<sheetData", b'<cols><col min="2" max="2" width="0" customWidth="1"/></cols><sheetData')

    found = facts(tmp_path, book, squeezed)
    assert (found.hidden.row_count, found.hidden.rows) == (1, [7])
    assert found.hidden_columns == ["B"]


def test_nothing_is_hidden_in_an_ordinary_sheet(tmp_path: Path, book: openpyxl.Workbook) -> None:
    book.worksheets[0].row_dimensions[7].height = 30
    book.worksheets[0].auto_filter.ref = "A1:B100"

    found = facts(tmp_path, book)
    assert (found.hidden.row_count, found.hidden.rows, found.hidden_columns) == (0, [], [])


def test_a_sheet_written_with_prefixed_elements_hides_nothing_from_us(tmp_path: Path, book: openpyxl.Workbook) -> None:
    book.worksheets[0].row_dimensions[7].hidden = True

    def prefixed(text: bytes) -> bytes:
        text = text.replace(b"</", b"<\0").replace(b"<", b"<x:").replace(b"<x:\0", b"</x:")
        return text.replace(b"xmlns=", b"xmlns:x=")

    found = facts(tmp_path, book, prefixed)
    assert (found.hidden.row_count, found.hidden.rows) == (1, [7])
