"""Splits lines one by one where quotes, line breaks in cells or bad bytes make haste unsafe."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from mingbai.files.grids.decoding import Block
from mingbai.files.grids.grid import Cells

AS_TEXT = re.compile(r'="([^"]*)"')  # how programs write a number that is to stay text
LONGEST_CELL_LINES = 50  # a quote still open after so many lines was never meant to open


@dataclass(frozen=True)
class Record:
    """One row: its number, its cells (None where empty), and why it could not be split, if so."""

    row_no: int
    cells: Cells
    broken: str | None = None


@dataclass
class Splitter:
    """Turns blocks of lines into records, numbered as a spreadsheet numbers rows; a quoted cell may hold lines."""

    delimiter: str
    row_no: int = 0
    waiting: list[str] = field(default_factory=list)  # lines of a record whose quote is still open

    @property
    def is_open(self) -> bool:
        """Return whether a record goes on in the next block."""
        return bool(self.waiting)

    def records(self, block: Block) -> Iterator[Record]:
        """Yield the records that end in the block."""
        lines = block.data.removesuffix(b"\n").decode("utf-8").split("\n")
        for place, line in enumerate(lines):
            yield from self._taken(line.removesuffix("\r"), block.bad.get(place))

    def rest(self) -> Iterator[Record]:
        """Yield what is left when the file ends within an open quote."""
        while self.waiting:
            yield from self._given_up()

    def line(self, text: str, row_no: int) -> Record:
        """Return one line as a record of its own, an open quote in it taken as an ordinary character."""
        cells = self._cells(text)
        if cells is not None:
            return Record(row_no, cells)
        return Record(row_no, [cell.strip() or None for cell in text.split(self.delimiter)], "open_quote")

    def _taken(self, line: str, bad: str | None) -> Iterator[Record]:
        if bad:
            while self.waiting:
                yield from self._given_up()
            self.row_no += 1
            yield Record(self.row_no, [cell.strip() or None for cell in line.split(self.delimiter)], bad)
            return
        self.waiting.append(line)
        goes_on = len(self.waiting) > 1 and '"' not in line
        cells = None if goes_on else self._cells("\n".join(self.waiting))
        if cells is not None:
            self.row_no += 1
            self.waiting.clear()
            yield Record(self.row_no, cells)
        elif len(self.waiting) > LONGEST_CELL_LINES:
            yield from self._given_up()

    def _given_up(self) -> Iterator[Record]:
        """Yield the line with the quote that never closes, broken, and the lines after it as if it were not there."""
        first, *others = self.waiting
        self.waiting.clear()
        self.row_no += 1
        yield self.line(first, self.row_no)
        for line in others:
            yield from self._taken(line, None)

    def _cells(self, text: str) -> Cells | None:
        """Return the cells of a record, or None while a quote in it is open."""
        if '"' not in text or len(self.delimiter) > 1:
            return [cell.strip() or None for cell in text.split(self.delimiter)]
        try:
            row = _row(text, self.delimiter, strict=True)
        except csv.Error as error:
            if "unexpected end of data" in str(error):
                return None
            row = (
                text.split(self.delimiter) if "field limit" in str(error) else _row(text, self.delimiter, strict=False)
            )
        return [_plain(cell) for cell in row]


def _plain(cell: str) -> str | None:
    text = cell.strip()
    if text.startswith('="') and (found := AS_TEXT.fullmatch(text)):
        text = found[1].strip()
    return text or None


def _row(text: str, delimiter: str, *, strict: bool) -> list[str]:
    return next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict), [])
