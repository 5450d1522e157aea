"""Workbooks that are damaged, locked, disguised or hostile."""

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import xlwt

from mingbai.files.tests.made import (
    DEATHS,
    ROSTER,
    compound,
    death_row,
    lines,
    repacked,
    roster_row,
    workbook,
    zipped,
)

GOOD = workbook(("城关镇", [ROSTER, roster_row(1), roster_row(2)]))
SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</worksheet>'


def sheet(cells: str, before: str = "") -> bytes:
    """Return the XML of a sheet."""
    return (before + SHEET.format(f"<sheetData>{cells}</sheetData>")).encode()


def locked_with_a_password(folder: Path) -> None:
    (folder / "名册.xlsx").write_bytes(compound("EncryptionInfo", "EncryptedPackage"))


def cut_off(folder: Path) -> None:
    (folder / "名册.xlsx").write_bytes(GOOD[: len(GOOD) // 2])


def sheet_cut_off(folder: Path) -> None:
    (folder / "名册.xlsx").write_bytes(repacked(GOOD, sheet1=sheet('<row r="1"><c r="A1"')[:-30]))


def no_list_of_sheets(folder: Path) -> None:
    (folder / "名册.xlsx").write_bytes(zipped(("[Content_Types].xml", b"<Types/>"), ("xl/styles.xml", b"<s/>")))


def bomb(folder: Path) -> None:
    (folder / "名册.xlsx").write_bytes(repacked(GOOD, sheet1=sheet(" " * 60_000_000)))


def entities(folder: Path) -> None:
    kind = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    (folder / "名册.xlsx").write_bytes(repacked(GOOD, sheet1=sheet("<row><c><v>&b;</v></c></row>", kind)))


def cells_in_far_corners(folder: Path) -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    (folder / "名册.xlsx").write_bytes(repacked(GOOD, sheet1=sheet(cells)))


def million_cells_in_a_row_without_addresses(folder: Path) -> None:
    cells = f"<row>{'<c><v>1</v></c>' * 100_000}</row>{'<row><c><v>1</v></c></row>' * 5_000}"
    (folder / "名册.xlsx").write_bytes(repacked(GOOD, sheet1=sheet(cells)))


def one_string_in_a_million_cells(folder: Path) -> None:
    text = (
        f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>{"长" * 30_000}</t></si></sst>'
    )
    row = "".join(f'<c r="{letter}{{0}}" t="s"><v>0</v></c>' for letter in "ABCDEFGHIJ")
    cells = "".join(f'<row r="{number}">{row.replace("{0}", str(number))}</row>' for number in range(1, 4_001))
    (folder / "名册.xlsx").write_bytes(repacked(GOOD, sheet1=sheet(cells), shared=text.encode()))


def string_longer_than_a_cell(folder: Path) -> None:
    text = f"<sst><si><t>{'x' * 300_000}</t></si></sst>"
    (folder / "名册.xlsx").write_bytes(repacked(GOOD, shared=text.encode()))


def dimension_that_lies(folder: Path) -> None:
    cells = "".join(_row(number, row) for number, row in enumerate((ROSTER, roster_row(1)), 1))
    xml = SHEET.format(f'<dimension ref="A1:XFD1048576"/><sheetData>{cells}</sheetData>').encode()
    (folder / "名册.xlsx").write_bytes(repacked(GOOD, sheet1=xml))


def _row(number: int, row: Sequence[str]) -> str:
    cells = "".join(_inline(letter, number, cell) for letter, cell in zip("ABCDEFGH", row, strict=True))
    return f'<row r="{number}">{cells}</row>'


def _inline(letter: str, number: int, text: str) -> str:
    return f'<c r="{letter}{number}" t="inlineStr"><is><t>{text}</t></is></c>'


def formula_never_computed(folder: Path) -> None:
    rows = [ROSTER, roster_row(1), roster_row(2, 发放金额="=500+0.5"), roster_row(3)]
    (folder / "名册.xlsx").write_bytes(workbook(("城关镇", rows)))


def formula_gone_wrong(folder: Path) -> None:
    rows = [ROSTER, roster_row(1), roster_row(2, 领款人姓名="#N/A")]
    (folder / "名册.xlsx").write_bytes(workbook(("城关镇", rows)))


def sheet_hidden(folder: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "城关镇"
    hidden = book.create_sheet("旧名册")
    hidden.sheet_state = "hidden"
    for row in (ROSTER, roster_row(1)):
        book.worksheets[0].append(row)
        hidden.append(row)
    book.save(folder / "名册.xlsx")


def sheet_hidden_that_holds_no_list(folder: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "城关镇"
    hidden = book.create_sheet("下拉选项")
    hidden.sheet_state = "veryHidden"
    hidden.append(["农村低保"])
    for row in (ROSTER, roster_row(1)):
        book.worksheets[0].append(row)
    book.save(folder / "名册.xlsx")


def rows_filtered_out(folder: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "城关镇"
    for row in (ROSTER, *(roster_row(number) for number in range(1, 10))):
        sheet.append(row)
    sheet.auto_filter.ref = "A1:H10"
    for number in (3, 4, 6, 7, 8, 10):
        sheet.row_dimensions[number].hidden = True
    sheet.row_dimensions[12].hidden = True  # nothing stands there
    book.save(folder / "名册.xlsx")


def columns_hidden(folder: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "城关镇"
    for row in (ROSTER, roster_row(1)):
        sheet.append(row)
    sheet.column_dimensions["G"].hidden = True
    sheet.column_dimensions.group("J", "XFD", hidden=True)  # all that is not used
    book.save(folder / "名册.xlsx")


def nothing_in_any_sheet(folder: Path) -> None:
    (folder / "名册.xlsx").write_bytes(workbook(("Sheet1", []), ("Sheet2", [])))


def sheets_of_other_things(folder: Path) -> None:
    sheets: tuple[tuple[str, list[Sequence[str]]], ...] = (
        ("城关镇", [ROSTER, roster_row(1)]),
        ("填表说明", [["一、请按月填报"]]),
        ("Sheet3", []),
    )
    (folder / "名册.xlsx").write_bytes(workbook(*sheets))


def page_called_xls(folder: Path) -> None:
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in (DEATHS, death_row(1)))
    page = f"<html><body><table border=1><tr><td colspan=3>死亡名单</td></tr>{rows}</table></body></html>"
    (folder / "死亡.xls").write_bytes(page.encode("gb18030"))


def text_called_xls(folder: Path) -> None:
    (folder / "名册.xls").write_text(lines(ROSTER, roster_row(1), by="\t"), encoding="utf-8")


def workbook_called_csv(folder: Path) -> None:
    (folder / "名册.csv").write_bytes(GOOD)


def junk_called_xls(folder: Path) -> None:
    (folder / "名册.xls").write_bytes(compound("Workbook") + b"\x5a" * 20_000)


def old_workbook_with_a_bad_row(folder: Path) -> None:
    book = xlwt.Workbook()
    page = book.add_sheet("死亡")
    for number, row in enumerate((DEATHS, death_row(1), death_row(2, 死亡日期="去年"))):
        for column, cell in enumerate(row):
            page.write(number, column, cell)
    book.save(str(folder / "死亡.xls"))


def open_document(folder: Path) -> None:
    kind = ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")
    (folder / "名册.ods").write_bytes(zipped(kind, ("content.xml", b"<x/>")))


def binary_workbook(folder: Path) -> None:
    (folder / "名册.xlsb").write_bytes(zipped(("[Content_Types].xml", b"<Types/>"), ("xl/workbook.bin", b"\0")))


def xml_of_2003(folder: Path) -> None:
    text = '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>'
    (folder / "名册.xls").write_text(text, encoding="utf-8")


def letter(folder: Path) -> None:
    (folder / "通知.docx").write_bytes(zipped(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<x/>")))


def scan(folder: Path) -> None:
    (folder / "扫描件.pdf").write_bytes(b"%PDF-1.7\n...")


def picture_called_xlsx(folder: Path) -> None:
    (folder / "名册.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))


CASES = (
    *(locked_with_a_password, cut_off, sheet_cut_off, no_list_of_sheets, bomb, entities, cells_in_far_corners),
    *(million_cells_in_a_row_without_addresses, one_string_in_a_million_cells, string_longer_than_a_cell),
    *(dimension_that_lies, formula_never_computed, formula_gone_wrong, sheet_hidden, nothing_in_any_sheet),
    *(sheet_hidden_that_holds_no_list, rows_filtered_out, columns_hidden),
    *(sheets_of_other_things, page_called_xls, text_called_xls, workbook_called_csv, junk_called_xls),
    *(old_workbook_with_a_bad_row, open_document, binary_workbook, xml_of_2003, letter, scan, picture_called_xlsx),
)
