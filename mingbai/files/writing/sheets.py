"""Workbooks for people: text cells stay text, headers stay in sight, long lists go on in the next sheet."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from rustpy_xlsxwriter import write_worksheets

from mingbai.files.writing.cells import storable

MOST_ROWS = 1_048_575  # of a sheet, below its header
LONGEST_NAME = 31
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", "_"))
Cell = str | int | float | None


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, its headers (each once), and its rows."""

    name: str
    header: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def write_workbook(path: Path, sheets: Iterable[Sheet]) -> None:
    """Write the sheets; strings become text cells whatever they look like, ints and floats numbers, None nothing."""
    entries: list[tuple[str, Any]] = []
    for sheet in sheets:
        for name, rows in _pages(sheet, {taken for taken, _ in entries}):
            entries.append((name, rows))
    frozen = {"general": {"row": 1, "col": 0}}
    write_worksheets(entries or [("Sheet1", [])], str(path), freeze_panes=frozen, bold_headers=True)


def _pages(sheet: Sheet, taken: set[str]) -> Iterator[tuple[str, list[dict[str, Cell]]]]:
    """Yield the sheet, cut where a workbook's sheet ends; an empty one keeps its header."""
    rows = iter(sheet.rows)
    number = 1
    while page := list(islice(rows, MOST_ROWS)) or ([] if number > 1 else [[None] * len(sheet.header)]):
        name = sheet_name(sheet.name if number == 1 else f"{sheet.name}({number})", taken)
        taken.add(name)
        yield name, [dict(zip(sheet.header, map(_cell, row), strict=True)) for row in page]
        number += 1


def sheet_name(name: str, taken: Iterable[str] = ()) -> str:
    """Return a name a workbook accepts and has not used: 31 characters, none of []:*?/\\."""
    plain = storable(name).translate(FORBIDDEN).strip()[:LONGEST_NAME] or "Sheet"
    used = {other.lower() for other in taken}
    number, free = 2, plain
    while free.lower() in used:
        free, number = f"{plain[: LONGEST_NAME - 5]}({number})", number + 1
    return free


def _cell(value: Cell) -> Cell:
    return storable(value) if isinstance(value, str) else value
