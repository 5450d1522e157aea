"""rows-refused.xlsx: every refused row as it came, with the file, the sheet, the row and what is wrong in words."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from mingbai.files.refusals.rows import Refusal
from mingbai.files.tables import TABLES
from mingbai.files.writing.sheets import Cell, Sheet, write_workbook

WHERE = ("文件", "工作表", "行号", "错误说明", "Error")


def write_refused(path: Path, refusals: Iterable[Refusal]) -> int:
    """Write the refused rows, one sheet a table, and return how many; once mended, the file can be read again."""
    by_table: dict[str, list[Refusal]] = {}
    for refusal in refusals:
        by_table.setdefault(refusal.table, []).append(refusal)
    write_workbook(path, [_sheet(table, rows) for table, rows in by_table.items()])
    return sum(map(len, by_table.values()))


def _sheet(table: str, refusals: Sequence[Refusal]) -> Sheet:
    headers = dict.fromkeys(header for refusal in refusals for header in refusal.cells)
    columns = [header for header in headers if header not in WHERE]
    rows = ([*(refusal.cells.get(header, "") for header in columns), *_where(refusal)] for refusal in refusals)
    return Sheet(TABLES[table].title, [*columns, *WHERE], rows)


def _where(refusal: Refusal) -> list[Cell]:
    return [refusal.place.path, refusal.place.sheet, refusal.place.row, refusal.zh, refusal.en]
