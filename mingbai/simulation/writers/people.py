"""Writes a county as its people send it: xlsx with titles, totals and sheets, GB18030 and UTF-8 text."""

import csv
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import xlsxwriter

from mingbai.files.tables import TABLES
from mingbai.files.tables.column import Kind
from mingbai.kernel.month import Month
from mingbai.simulation.county import County
from mingbai.simulation.place import Place
from mingbai.simulation.writers.hands import column_as_typed, header
from mingbai.simulation.writers.layout import FILES, File

MADE_AT = datetime(2026, 1, 1)  # a workbook must not carry the moment it was written
NUMBERS = (Kind.MONEY, Kind.COUNT)


def write(place: Place, folder: Path) -> None:
    """Write every list of the county into the folder."""
    for file in FILES:
        table = place.tables.get(file.table)
        if table is not None and (chosen := part(table, file)).num_rows:
            write_file(file, chosen, place.county, folder)


def part(table: pa.Table, file: File) -> pa.Table:
    """Return the rows that belong in the file: its programmes, or its bank's accounts."""
    if file.programmes:
        table = table.filter(pc.is_in(table["programme"], pa.array(file.programmes)))
    if file.bank:
        digit = pc.utf8_slice_codeunits(table["account_no"], 10, 11)
        table = table.filter(pc.is_in(digit, pa.array(list(file.bank))))
    return table


def chinese(month: Month) -> str:
    """Return a month as it stands in a title."""
    return f"{month.year}年{month.month}月"


def write_file(file: File, table: pa.Table, county: County, folder: Path) -> None:
    """Write one file in its form."""
    named = {"county": county.title, "month": chinese(county.month)}
    path = folder / (file.name.format(**named) + {"xlsx": ".xlsx", "pipe": ".txt"}.get(file.form, ".csv"))
    path.parent.mkdir(parents=True, exist_ok=True)
    title = file.title.format(**named)
    if "as_of" in file.stated:
        day = table["as_of"][0].as_py().split("-")
        title += f"(数据截至{day[0]}年{int(day[1])}月{int(day[2])}日)"
    sheets = by_township(table, county) if file.sheets else [("Sheet1", table)]
    columns = [
        name for name in table.column_names if name not in file.stated and table[name].null_count < table.num_rows
    ]
    typed = [(sheet, as_typed(file, rows.select(columns), county.seed)) for sheet, rows in sheets]
    if file.form == "xlsx":
        write_workbook(path, file, title, typed)
    else:
        write_text(path, file, typed[0][1])


def by_township(table: pa.Table, county: County) -> Iterator[tuple[str, pa.Table]]:
    """Yield the rows of each township under its name; what lies elsewhere comes last."""
    digits = pc.utf8_slice_codeunits(table["region_code"], 0, 9)
    for code in sorted(pc.unique(digits).to_pylist()):
        number = int(code[6:]) - 101
        known = code[:6] == county.code and number < county.size.townships
        yield county.township_names[number] if known else f"其他{code}", table.filter(pc.equal(digits, code))


def as_typed(file: File, table: pa.Table, seed: int) -> dict[str, list[str | None]]:
    """Return the columns as people typed them."""
    random = Random(f"{seed}/{file.name}/{table.num_rows}")  # noqa: S311  disorder, not secrets
    columns = {
        name: column_as_typed(file.table, name, table[name].to_pylist(), file.dates, random)
        for name in table.column_names
    }
    if "status" in columns and file.table == "payments":
        columns["status"] = [file.paid if word == "成功" else word for word in columns["status"]]
    return columns


def headers(file: File, names: Iterable[str]) -> list[str]:
    """Return the line of headers."""
    return [header(TABLES[file.table][name], file.words) for name in names]


def write_text(path: Path, file: File, columns: dict[str, list[str | None]]) -> None:
    """Write separated text: commas, or the bank's |! without quotes."""
    encoding = {"gb18030": "gb18030", "utf-8": "utf-8-sig", "pipe": "utf-8"}[file.form]
    rows = zip(*columns.values(), strict=True)
    with path.open("w", encoding=encoding, newline="") as out:
        if file.form == "pipe":
            out.writelines("|!".join(cell or "" for cell in row) + "\r\n" for row in ([*headers(file, columns)], *rows))
        else:
            writer = csv.writer(out)
            writer.writerow(headers(file, columns))
            writer.writerows(rows)


def write_workbook(path: Path, file: File, title: str, sheets: list[tuple[str, dict[str, list[str | None]]]]) -> None:
    """Write a workbook: a title, the headers, the rows, and a last line with the sum where the file has one."""
    with xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_numbers": False}) as book:
        book.set_properties({"created": MADE_AT})
        for name, columns in sheets:
            write_sheet(book.add_worksheet(name), file, title, columns)


def write_sheet(sheet: Any, file: File, title: str, columns: dict[str, list[str | None]]) -> None:
    """Write one sheet; amounts and counts as numbers, all else as text."""
    sheet.write_string(0, 0, title)
    for position, word in enumerate(headers(file, columns)):
        sheet.write_string(1, position, word)
    numeric = [TABLES[file.table][name].kind in NUMBERS for name in columns]
    row = 1
    for row, cells in enumerate(zip(*columns.values(), strict=True), 2):
        for position, cell in enumerate(cells):
            if cell is not None:
                (sheet.write_number if numeric[position] else sheet.write_string)(
                    row, position, float(cell) if numeric[position] else cell
                )
    if file.total:
        position = list(columns).index(file.total)
        fen = sum(int(cell.replace(".", "")) for cell in columns[file.total] if cell)
        sheet.write_string(row + 1, 0, "合计")
        sheet.write_number(row + 1, position, fen / 100)
        sheet.write_string(row + 2, 0, "制表人:示范员")
