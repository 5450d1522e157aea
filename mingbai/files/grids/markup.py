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
LONGEST_TAG = 1_000_000  # characters of what is no tag yet
MARKUP_LINE = re.compile(r"\s+")


@dataclass
class MarkupGrid:
    """The rows of all tables of one page, one below the other."""

    path: Path
    sheet: str = field(default="", init=False)

    def head(self) -> list[Row]:
        """Return the first rows, at most `HEAD_ROWS` with something in them."""
        return list(islice((row for row in self._rows() if any(row.cells)), HEAD_ROWS))

    def chunks(self, after: int, width: int) -> Iterator[Chunk]:
        """Yield the rows after that row number, `width` columns wide."""
        buffer = RowBuffer(width)
        for row in self._rows():
            if row.row_no > after:
                buffer.add(row.row_no, row.cells[:width])
            if len(buffer.rows) >= CHUNK_ROWS:
                yield buffer.chunk()
        if buffer.rows:
            yield buffer.chunk()

    def _rows(self) -> Iterator[Row]:
        parser = _Tables()
        row_no = 0
        for text in texts(self.path):
            parser.feed(text)
            if len(parser.rawdata) > LONGEST_TAG:
                raise Unopened("not_text")
            for cells in parser.taken():
                row_no += 1
                yield Row(row_no, cells)
        parser.close()
        for cells in parser.taken():
            row_no += 1
            yield Row(row_no, cells)


class _Tables(HTMLParser):
    """Collects the rows of tables; whatever else is on the page is passed over."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[Cells] = []
        self.row: Cells | None = None
        self.cell: list[str] | None = None
        self.span = 1

    def taken(self) -> list[Cells]:
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
            span = dict(attrs).get("colspan") or "1"
            self.span = min(int(span), MOST_COLUMNS) if span.isascii() and span.isdigit() else 1
        elif tag == "br" and self.cell is not None:
            self.cell.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """Close a cell, a row or a table."""
        if tag in ("td", "th"):
            self._close_cell()
        elif tag in ("tr", "table"):
            self._close_row()

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
        text = MARKUP_LINE.sub(" ", "".join(self.cell)).strip()
        if len(self.row) <= MOST_COLUMNS:
            self.row += [text[:LONGEST_CELL] or None, *[None] * (max(self.span, 1) - 1)]
        self.cell = None

    def _close_row(self) -> None:
        self._close_cell()
        if self.row is not None:
            self.rows.append(self.row)
        self.row = None
