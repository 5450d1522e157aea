"""Tables cut into pages before they are set, so that each page has its header, its rows and its own subtotal."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from unicodedata import east_asian_width

PT = 25.4 / 72  # millimetres
SIZE, SMALL, ROW = 8.5, 6.6, 6.2  # points, points, millimetres
KEPT_WITH_SIGNATURES = 5
LEADING = 1.3  # from one line of a cell to the next, in ems
PADDING = 2.8  # millimetres left and right of a cell's text, and a little for uneven breaks


@dataclass(frozen=True)
class Column:
    """A column: its heading in Chinese and English, its width in millimetres, and how its cells stand."""

    zh: str
    en: str
    mm: float
    align: str = "center"  # left, center, right

    def says(self) -> dict[str, Any]:
        """Return the column as templates read it."""
        return {"zh": self.zh, "en": self.en, "mm": self.mm, "align": self.align}


Cells = tuple[str, ...]
Subtotal = Callable[[Sequence[int]], Cells]  # from the numbers of a page's rows to the cells of its subtotal


@dataclass(frozen=True)
class Room:
    """How many millimetres of rows the first page and every further one have, and what signatures below them take."""

    first_mm: float
    next_mm: float
    tail_mm: float = 0


LANDSCAPE = Room(130, 154, 70)  # for the total and its capitals too, where the table ends on the page


def table(
    columns: Sequence[Column],
    rows: Sequence[Cells],
    room: Room,
    subtotal: Subtotal | None = None,
    *,
    size: float = SIZE,
    least_mm: float = 0,
) -> Any:
    """
    Return the table as templates read it: columns, and pages of rows with their heights and subtotals.

    At the usual size, in points, a text too long for a line is set small; at a larger one it is given more lines.
    Rows are `least_mm` high at least, such as where somebody signs in them.
    """
    assert all(len(row) == len(columns) for row in rows), "a cell for every column"
    heights = [max(least_mm, height(columns, row, size)) for row in rows]
    pages = [
        {
            "rows": [{"mm": heights[number], "cells": _sized(columns, rows[number], size)} for number in page],
            "subtotal": list(subtotal(page)) if subtotal else None,
        }
        for page in paged(heights, room)
    ]
    return {"columns": [column.says() for column in columns], "pages": pages, "size": size}


def paged(heights: Sequence[float], room: Room) -> Iterator[list[int]]:
    """
    Return the numbers of the rows of each page; a page has one row at least, and there is one page at least.

    A few rows go over to a last page with the signatures, so that nobody signs a page without rows.
    """
    page: list[int] = []
    used, most = 0.0, room.first_mm
    for number, high in enumerate(heights):
        if page and used + high > most:
            yield page
            page, used, most = [], 0.0, room.next_mm
        page.append(number)
        used += high
    kept = min(KEPT_WITH_SIGNATURES, len(page) // 2)
    if kept and used > most - room.tail_mm:
        yield page[:-kept]
        page = page[-kept:]
    yield page


def height(columns: Sequence[Column], row: Cells, size: float = SIZE) -> float:
    """Return how high a row must be for its fullest cell, in millimetres."""
    shrinks = size <= SIZE
    least = SMALL if shrinks else size
    lines = max(_lines(column, text, least) for column, text in zip(columns, row, strict=True))
    if shrinks and lines <= 2:
        return ROW
    return round(max(ROW * size / SIZE, lines * least * PT * LEADING + 1.2), 2)


def _sized(columns: Sequence[Column], row: Cells, size: float) -> list[Any]:
    """Return the cells; one whose text is too long for a line says it is set small."""
    return [
        text if size > SIZE or _lines(column, text, size) <= 1 else [text]
        for column, text in zip(columns, row, strict=True)
    ]


def _lines(column: Column, text: str, size: float) -> int:
    """Return how many lines a text takes in a column at a size."""
    room = column.mm - PADDING
    wide = (sum(_ems(character) for character in line) * size * PT for line in text.split("\n"))
    return sum(max(1, int(-(-mm // room))) for mm in wide)


def _ems(character: str) -> float:
    return 1.0 if east_asian_width(character) in "WFA" else 0.58
