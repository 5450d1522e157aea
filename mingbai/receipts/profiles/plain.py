"""
Lists of banks as nearly all are: every cell plain, read as it stands.

To plan how doubtful cells are read costs the engine more than a thousand plain rows do. So a list is looked at here
first, and one cell that is not plain sends the whole list to the careful reading (`files.typing`), which knows what to
say of it. Both ways of reading give the same, and a test holds it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

import duckdb

from mingbai.files.grids.grid import NUMERIC
from mingbai.files.part import Part
from mingbai.files.tables import TABLES, Column, Kind
from mingbai.files.typing.amounts import PLAIN_DIGITS
from mingbai.files.typing.blanks import silent_words
from mingbai.kernel.cards import is_plain_account
from mingbai.kernel.dates import EARLIEST, LATEST
from mingbai.kernel.identity.number import EIGHTEEN, is_valid_id
from mingbai.kernel.month import EARLIEST_YEAR, LATEST_YEAR
from mingbai.kernel.names.normal import DOT, PLAIN

AT_ONCE = 20_000  # rows
YUAN = "元"
NAME = re.compile(f"{PLAIN.pattern}(?:{DOT}{PLAIN.pattern})*")
AMOUNT = re.compile(rf"{NUMERIC}?([0-9]{{1,{PLAIN_DIGITS[YUAN][0]}}})(?:\.([0-9]{{1,{PLAIN_DIGITS[YUAN][1]}}}))?")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")
Cell = str | int | date | None
Read = Callable[[str], Cell]  # a cell that says something → what it states; None where it is not plain


class NotPlain(ValueError):
    """A cell wants to be read with care."""


def plain_columns(con: duckdb.DuckDBPyConnection, part: Part, names: Sequence[str]) -> Iterator[list[Sequence[Cell]]]:
    """
    Yield the columns of these names and the cells of no column, run of rows after run, in the order of the file.

    Raise NotPlain at the first that cannot be read so.
    """
    if part.keep or part.checked or set(dict(part.relation.units).values()) - {YUAN}:
        raise NotPlain
    columns = [TABLES[part.table][name] for name in names]
    wanted = ", ".join(f'"{name}"' for name in names)
    rows = con.execute(f"SELECT {wanted}, rest, broken FROM ({part.select}) ORDER BY row_no")
    while some := rows.fetchmany(AT_ONCE):
        *cells, rest, broken = zip(*some, strict=True)
        if any(broken):
            raise NotPlain
        yield [*map(read_plainly, columns, cells), rest]


def read_plainly(column: Column, cells: Sequence[str | None]) -> list[Cell]:
    """Return what the cells of a column state, each read once, however often it stands there; raise NotPlain."""
    different = set(cells)
    different.discard(None)
    if (column.required and None in cells) or not different.isdisjoint(silent_words(column.kind)):
        raise NotPlain
    read = _reader(column)
    told: dict[str | None, Cell] = {cell: read(cell) for cell in different if cell is not None}
    if None in told.values():
        raise NotPlain
    told[None] = None
    return [told[cell] for cell in cells]


def _reader(column: Column) -> Read:
    if column.kind in (Kind.WORD, Kind.PROGRAMME):
        return {word: code for code, written in column.words for word in (code, *written)}.get
    return READ[column.kind]


def _text(cell: str) -> Cell:
    return cell if cell and cell[0] != NUMERIC and cell.strip() == cell else None


def _name(cell: str) -> Cell:
    return cell if NAME.fullmatch(cell) else None


def _account(cell: str) -> Cell:
    return cell if is_plain_account(cell) else None


def _person(cell: str) -> Cell:
    return cell if EIGHTEEN.fullmatch(cell) and is_valid_id(cell) else None


def _fen(cell: str) -> Cell:
    said = AMOUNT.fullmatch(cell)
    return int(said[1]) * 100 + int((said[2] or "0").ljust(2, "0")) if said else None


def _day(cell: str) -> Cell:
    try:
        day = date.fromisoformat(cell) if DAY.fullmatch(cell) else None
    except ValueError:
        return None
    return day if day and EARLIEST <= day <= LATEST else None


def _month(cell: str) -> Cell:
    said = MONTH.fullmatch(cell)
    return date(int(said[1]), int(said[2]), 1) if said and EARLIEST_YEAR <= int(said[1]) <= LATEST_YEAR else None


READ: dict[Kind, Read] = {
    Kind.TEXT: _text,
    Kind.NAME: _name,
    Kind.ACCOUNT: _account,
    Kind.ID: _person,
    Kind.MONEY: _fen,
    Kind.DATE: _day,
    Kind.MONTH: _month,
}
