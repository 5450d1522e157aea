"""Tables in HTML, which many systems call .xls: the rows of every table in the page, as they would stand in a sheet."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import islice
from pathlib import Path

from mingbai.files.grids.decoding import texts
from mingbai.files.grids.grid import CHUNK_ROWS, HEAD_ROWS, MOST_COLUMNS, Cells, Chunk, Row, RowBuffer
from mingbai.files.problems import Unopened

LONGEST_CELL = 32_767
MOST_ROWS_DOWN = 65_536
LONGEST_TAG = 1_000_000  # characters of what is no tag yet
MARKUP_LINE = re.compile(r"\s+")


@dataclass
class MarkupGrid:
    """The rows of all tables of one page, one below the other."""

    path: Path
    sheet: str = field(default="", init=False)

    def head(self, after: int = 0) -> list[Row]:
        """Return the first rows after that row number, at most `HEAD_ROWS` with something in them."""
        return list(islice((row for row, _ in self._rows() if row.row_no > after and any(row.cells)), HEAD_ROWS))

    def chunks(self, after: int, width: int) -> Iterator[Chunk]:
        """Yield the rows after that row number, `width` columns wide."""
        buffer = RowBuffer(width)
        for row, inherited in self._rows():
            if row.row_no > after:
                kept = [place for place in inherited if place < width]
                buffer.add(row.row_no, row.cells[:width], inherited=kept)
            if len(buffer.rows) >= CHUNK_ROWS:
                yield buffer.chunk()
        if buffer.rows:
            yield buffer.chunk()

    def _rows(self) -> Iterator[tuple[Row, list[int]]]:
        """Yield every row with the columns that a cell above reaches down to."""
        parser = _Tables()
        row_no = 0
        for text in texts(self.path):
            parser.feed(text)
            if len(parser.rawdata) > LONGEST_TAG:
                raise Unopened("not_text")
            for cells, inherited in parser.taken():
                row_no += 1
                yield Row(row_no, cells), inherited
        parser.close()
        for cells, inherited in parser.taken():
            row_no += 1
            yield Row(row_no, cells), inherited


class _Tables(HTMLParser):
    """Collects the rows of tables; whatever else is on the page is passed over."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[tuple[Cells, list[int]]] = []
        self.inherited: list[int] = []
        self.row: Cells | None = None
        self.cell: list[str] | None = None
        self.span, self.rows_down = 1, 1
        self.hanging: dict[int, tuple[int, str | None]] = {}  # column → (rows a cell above still covers, its text)

    def taken(self) -> list[tuple[Cells, list[int]]]:
        """Return the rows finished so far and forget them."""
        rows, self.rows = self.rows, []
        return rows

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a row or a cell; one left open is closed, as browsers do."""
        if tag == "tr":
            self._close_row()
            self.row = []
        elif tag in ("td", "th"):
            self._close_cell()
            if self.row is None:
                self.row = []
            self.cell = []
            self.span = _number(dict(attrs).get("colspan"), MOST_COLUMNS)
            self.rows_down = _number(dict(attrs).get("rowspan"), MOST_ROWS_DOWN)
        elif tag == "br" and self.cell is not None:
            self.cell.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """Close a cell, a row or a table."""
        if tag in ("td", "th"):
            self._close_cell()
        elif tag in ("tr", "table"):
            self._close_row()
        if tag == "table":
            self.hanging.clear()

    def handle_data(self, data: str) -> None:
        """Keep the text of an open cell."""
        if self.cell is not None:
            self.cell.append(data[:LONGEST_CELL])

    def close(self) -> None:
        """Finish the page."""
        super().close()
        self._close_row()

    def _close_cell(self) -> None:
        if self.cell is None or self.row is None:
            return
        text = MARKUP_LINE.sub(" ", "".join(self.cell)).strip()[:LONGEST_CELL] or None
        self._fill(self.row)
        if len(self.row) <= MOST_COLUMNS:
            if self.rows_down > 1:
                texts = [text, *[None] * (self.span - 1)]
                self.hanging |= {len(self.row) + at: (self.rows_down, text) for at, text in enumerate(texts)}
            self.row += [text, *[None] * (self.span - 1)]
        self.cell = None

    def _fill(self, row: Cells) -> None:
        """Put what hangs down from cells above where the row has come to."""
        while (above := self.hanging.get(len(row))) and above[0] > 0 and len(row) <= MOST_COLUMNS:
            if above[1] is not None:
                self.inherited.append(len(row))
            row.append(above[1])

    def _close_row(self) -> None:
        self._close_cell()
        if self.row is not None:
            self._fill(self.row)
            self.rows.append((self.row, self.inherited))
            self.inherited = []
            self.hanging = {place: (left - 1, text) for place, (left, text) in self.hanging.items() if left > 1}
        self.row = None


def _number(text: str | None, most: int) -> int:
    """Return how many columns or rows a cell covers: 1 where it does not say."""
    return max(1, min(int(text), most)) if text and text.isascii() and text.isdigit() and len(text) < 10 else 1
