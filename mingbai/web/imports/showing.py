"""An upload as its page shows it: how far it is good, what is wrong where, how its columns are read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst

from mingbai.imports.findings import STEPS, Finding, Step, letters
from mingbai.imports.kinds import KINDS, KNOWN, title_of
from mingbai.imports.looking import OURS, Column, Looked, Sheet
from mingbai.kernel.money import show_yuan
from mingbai.web.words import said

BROUGHT = {  # counts of what is brought: Chinese, English, in the order they are shown
    "awards": ("待遇", "awards"),
    "persons": ("人员", "persons"),
    "households": ("家庭", "households"),
    "memberships": ("家庭成员", "memberships"),
    "accounts": ("账户", "accounts"),
    "rows": ("名单行", "rows of the list"),
    "officers": ("经办人员", "staff"),
    "offices": ("机构", "offices"),
    "staff": ("人员", "officers"),
    "posts": ("待批准的任职", "posts to be approved"),
    "listings": ("待批准的责任分工", "assignments to be approved"),
    "values": ("待批准的取值", "values to be approved"),
    "relatives": ("近亲属备案", "kin filed"),
    "card_keepers": ("代管备案", "kept cards"),
    "proxies": ("代取备案", "proxies"),
    "homes": ("供养机构", "care homes"),
    "known": ("原已登记", "known already"),
    "lapsed": ("已终止、不导入", "ended before, left out"),
    "differing": ("与政策计算不一致", "amounts that differ from policy"),
}
NAMES = ("head_name", "name", "payee_name", "officer_name")
WHERE = {
    "header": ("表头", "header"),
    "content": ("按内容推断", "by its content"),
    "title": ("标题", "title"),
    "sheet": ("工作表名", "name of the sheet"),
    "file": ("文件名", "name of the file"),
    "folder": ("文件夹名", "name of the folder"),
    "option": ("您的岗位或所选", "your post, or as chosen"),
    "default": ("默认", "default"),
}


@dataclass(frozen=True)
class StepShown:
    """One step of the look: what it is called, how much it found."""

    title: str
    blocking: int
    hints: int

    @property
    def tone(self) -> str:
        """Return the colour of what it found."""
        return "red" if self.blocking else "amber" if self.hints else "green"


@dataclass(frozen=True)
class CellShown:
    """One finding, with the name of the field in which its cell is mended."""

    finding: Finding
    what: str
    how: str
    field: str  # empty where no one cell is in doubt
    value: str

    @property
    def tone(self) -> str:
        """Return the colour of its level."""
        return "red" if self.finding.is_blocking else "amber"


@dataclass(frozen=True)
class RowShown:
    """One row with something wrong: where it stands, whom it names, and each thing wrong with it."""

    key: tuple[str, str, int]  # file, sheet, row
    place: str
    name: str
    cells: tuple[CellShown, ...]
    is_blocking: bool


@dataclass(frozen=True)
class ColumnShown:
    """One column of a sheet and what it may be read as."""

    column: Column
    letter: str
    name: str  # of its choice in the form
    why: str


@dataclass(frozen=True)
class SheetShown:
    """One sheet, and how each of its columns is read."""

    number: int
    sheet: Sheet
    place: str
    title: str
    fields: tuple[tuple[str, str], ...]
    columns: tuple[ColumnShown, ...]
    constants: tuple[tuple[str, str, str], ...]
    unread: int


def steps(looked: Looked) -> list[StepShown]:
    """Return the steps of a look with what each found."""
    return [
        StepShown(
            said(*STEPS[step]),
            sum(one.is_blocking for one in looked.findings if one.step == step),
            sum(not one.is_blocking for one in looked.findings if one.step == step),
        )
        for step in Step
    ]


def of_files(looked: Looked) -> list[CellShown]:
    """Return what is said of files and sheets as a whole, what blocks first."""
    found = [_cell(one, looked, place=_place(one)) for one in looked.findings if not one.row]
    return sorted(found, key=lambda one: not one.finding.is_blocking)


def rows(looked: Looked) -> list[RowShown]:
    """Return the rows with something wrong, those first that are not taken in."""
    by_row: dict[tuple[str, str, int], list[Finding]] = {}
    for one in looked.findings:
        if one.row:
            by_row.setdefault((one.file, one.sheet, one.row), []).append(one)
    shown = [
        RowShown(
            key, _place(found[0]), _name(key, looked), tuple(_cell(one, looked) for one in _once(found)),
            key in looked.failed,
        )
        for key, found in by_row.items()
    ]  # fmt: skip
    return sorted(shown, key=lambda one: not one.is_blocking)


def sheets(looked: Looked, kind: str) -> list[SheetShown]:
    """Return how every sheet is read."""
    return [_sheet(number, one, kind) for number, one in enumerate(looked.sheets)]


def brought(counts: dict[str, int]) -> list[tuple[str, str]]:
    """Return what is brought, (what, how many), and what it comes to a month."""
    told = [(said(*words), f"{counts[name]:,}") for name, words in BROUGHT.items() if counts.get(name)]
    if counts.get("total_fen"):
        told.insert(1, (said("每月（元）", "yuan a month"), show_yuan(counts["total_fen"])))
    return told


def grid(wrong: Sequence[RowShown], looked: Looked) -> dict[str, Any]:
    """Return rows of a page as the grid shows them, sheet by sheet: every cell, and which are wrong."""
    sheets: dict[tuple[str, str], dict[str, Any]] = {}
    numbers = {(one.file, one.sheet): (number, one) for number, one in enumerate(looked.sheets)}
    for one in wrong:
        number, sheet = numbers[one.key[:2]]
        columns = [column for column in sheet.columns if column.header not in OURS]
        shown = sheets.setdefault(one.key[:2], {"number": number, "columns": _heads(columns), "rows": []})
        cells, marks = looked.rows[one.key], {each.finding.column: each.finding.is_blocking for each in one.cells}
        row = {
            "row": one.key[2],
            "cells": [cells[column.at] for column in columns],
            "wrong": [at for at, column in enumerate(columns) if marks.get(column.place)],
            "hints": [at for at, column in enumerate(columns) if marks.get(column.place) is False],
        }
        shown["rows"].append(row)
    return {"row": said("行", "Row"), "title": said("整行修改", "Mend whole rows"), "sheets": list(sheets.values())}


def _heads(columns: Sequence[Column]) -> list[dict[str, Any]]:
    return [{"place": one.place, "letter": letters(one.place), "header": one.header} for one in columns]


def places(looked: Looked) -> dict[str, tuple[str, str]]:
    """Return number of a sheet in forms → (file, sheet)."""
    return {str(number): (one.file, one.sheet) for number, one in enumerate(looked.sheets)}


def _once(found: Sequence[Finding]) -> Iterator[Finding]:
    """Yield each sentence once: two stages may say the same of a row."""
    seen = set()
    for one in found:
        if (one.column, one.zh) not in seen:
            seen.add((one.column, one.zh))
            yield one


def _cell(one: Finding, looked: Looked, place: str = "") -> CellShown:
    zh, en = one.what_and_how
    what, how = (said(a, b) for a, b in zip(zh, en, strict=True))
    field = ""
    if one.cell:
        number = next(
            (at for at, sheet in enumerate(looked.sheets) if (sheet.file, sheet.sheet) == (one.file, one.sheet))
        )
        field = f"cell-{number}-{one.row}-{one.column}"
    return CellShown(one, f"{place}{capfirst(what)}", capfirst(how), field, one.value)


def _place(one: Finding) -> str:
    where = " · ".join(part for part in (one.file, one.sheet) if part)
    if one.row:
        return said(f"{where} 第{one.row}行", f"{where}, row {one.row}")
    return f"{where}{said('：', ': ')}" if where else ""


def _name(key: tuple[str, str, int], looked: Looked) -> str:
    """Return whom a row names, by the first column read as a name."""
    sheet = next((one for one in looked.sheets if (one.file, one.sheet) == key[:2]), None)
    cells = looked.rows.get(key, [])
    if sheet is None:
        return ""
    named = (column.at for column in sheet.columns if column.field in NAMES)
    return next((cells[at] for at in named if at < len(cells) and cells[at]), "")


def _sheet(number: int, one: Sheet, kind: str) -> SheetShown:
    table = KNOWN.get(one.table)
    fields = tuple((column.name, column.headers[0]) for column in table.columns) if table else _fields_of(kind)
    columns = tuple(
        ColumnShown(
            column, letters(column.place), f"column-{column.place}", said(*WHERE[column.where]) if column.where else ""
        )
        for column in one.columns
        if column.header not in OURS
    )
    named = dict(fields)
    constants = tuple(
        (named.get(field, field), value, said(*WHERE.get(where, (where, where))))
        for field, value, where in one.constants
    )
    place = " · ".join(part for part in (one.file, one.sheet) if part)
    title = said(table.title, table.title_en) if table else ""
    unread = sum(not each.column.field for each in columns)
    return SheetShown(number, one, place, title, fields, columns, constants, unread)


def _fields_of(kind: str) -> tuple[tuple[str, str], ...]:
    """Return the fields a sheet that nobody knows may be read as: those of the kind's first table."""
    return tuple((column.name, column.headers[0]) for column in KNOWN[KINDS[kind].tables[0]].columns)


def tables_of(kind: str) -> list[tuple[str, str]]:
    """Return the tables that a kind of import is read from."""
    return [(name, said(*title_of(name))) for name in KINDS[kind].tables]


def answer(posted: Any, looked: Looked) -> dict[tuple[str, str], dict[int, dict[int, str]]]:
    """Return the cells somebody typed into a page that are not what stands there."""
    known = places(looked)
    cells: dict[tuple[str, str], dict[int, dict[int, str]]] = {}
    for name, text in posted.items():
        word, *numbers = name.split("-")
        if word != "cell" or len(numbers) != 3 or not all(one.isascii() and one.isdigit() for one in numbers):
            continue
        sheet, row, at = known.get(numbers[0]), int(numbers[1]), int(numbers[2])
        if sheet is not None and text != posted.get(f"was-{name}"):
            cells.setdefault(sheet, {}).setdefault(row, {})[at] = text.strip()
    return cells
