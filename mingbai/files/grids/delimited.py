"""Text files of separated values (csv, tab, | and |!): quick where lines are plain, careful where they are not."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as arrow_csv

from mingbai.files.grids.careful import Record, Splitter
from mingbai.files.grids.decoding import Block, blocks
from mingbai.files.grids.grid import CHUNK_ROWS, HEAD_ROWS, MOST_COLUMNS, SEPARATOR, Chunk, Row, RowBuffer
from mingbai.files.problems import Unopened

DELIMITERS = ("|!", "\t", "|", ";", ",", "，")  # the rarer a character is in ordinary text, the surer it separates
SAMPLE_LINES = 200
LONG_NUMBER = re.compile(r"[0-9]{12}")
QUOTED = re.compile(r'"[^"]*"')


@dataclass
class DelimitedGrid:
    """The rows of one text file."""

    path: Path
    sheet: str = field(default="", init=False)

    @cached_property
    def delimiter(self) -> str:
        """Return what separates the cells: the character that stands equally often in most lines."""
        lines = [QUOTED.sub("", line) for line in self._first_lines() if line.strip()]

        def agreement(delimiter: str) -> tuple[int, int]:
            counts = Counter(line.count(delimiter) for line in lines if delimiter in line)
            return max(((agreeing, count) for count, agreeing in counts.items()), default=(0, 0))

        best = max(DELIMITERS, key=agreement)
        return best if agreement(best) > (0, 0) else ","

    @cached_property
    def _sample(self) -> list[Record]:
        """Return the records at the top, blank ones left out."""
        return list(islice(filter(_is_filled, self._records()), SAMPLE_LINES))

    def head(self, after: int = 0) -> list[Row]:
        """Return the first rows after that row number, at most `HEAD_ROWS` with something in them."""
        first: Iterable[Record] = [record for record in self._sample if record.row_no > after]
        if after and len(self._sample) == SAMPLE_LINES and self._sample[-1].row_no <= after + HEAD_ROWS:
            first = (record for record in self._records() if record.row_no > after)
        rows = [Row(record.row_no, record.cells) for record in islice(filter(_is_filled, first), HEAD_ROWS)]
        if any(len(row.cells) > MOST_COLUMNS for row in rows):
            raise Unopened("too_many_columns", columns=max(len(row.cells) for row in rows), most=MOST_COLUMNS)
        return rows

    def chunks(self, after: int, width: int) -> Iterator[Chunk]:
        """Yield the rows after that row number, `width` columns wide."""
        usual = Counter(len(record.cells) for record in self._sample if record.row_no > after)
        fields = min(usual.most_common(1)[0][0], MOST_COLUMNS) if usual else width
        splitter = Splitter(self.delimiter)
        for block in blocks(self.path):
            first = splitter.row_no + 1
            if splitter.is_open or not (chunk := self._quick(block, first, fields, width)):
                yield from _collected(splitter.records(block), after, width, fields)
                continue
            splitter.row_no = int(chunk.row_no[-1].as_py())
            yield _after(chunk, after)
        yield from _collected(splitter.rest(), after, width, fields)

    @property
    def is_prose(self) -> bool:
        """Return whether the file is a few words to people: no row of three cells, no number of an ID or account."""
        records = self._sample
        return not any(
            len(record.cells) > 2 or LONG_NUMBER.search("".join(filter(None, record.cells))) for record in records
        )

    def _records(self) -> Iterator[Record]:
        splitter = Splitter(self.delimiter)
        for block in blocks(self.path):
            yield from splitter.records(block)
        yield from splitter.rest()

    def _first_lines(self) -> list[str]:
        for block in blocks(self.path):
            return block.data[:200_000].decode("utf-8", "ignore").split("\n")[:SAMPLE_LINES]
        return []

    def _quick(self, block: Block, first: int, fields: int, width: int) -> Chunk | None:
        """Return the block split by Arrow, or None where a line is bad or a quoted cell goes over lines."""
        quoted = b'"' in block.data and self.delimiter != "|!"
        lines = block.data.count(b"\n")
        if block.bad or (quoted and not _quotes_are_plain(block.data, self.delimiter)) or b'="' in block.data:
            return None
        odd: list[arrow_csv.InvalidRow] = []
        table = _split(block.data, self.delimiter, quoted, fields, odd)
        if table is None or table.num_rows + len(odd) != lines:
            return None  # a stray quote swallowed lines
        numbers = np.arange(first, first + lines)
        columns = [_tidy(column) for column in table.columns]
        if not odd:
            return _widened(Chunk(pa.array(numbers), columns), width, fields)
        numbers = np.delete(numbers, [row.number - 1 for row in odd])
        whole = _widened(Chunk(pa.array(numbers), columns), width, fields)
        buffer = RowBuffer(width)
        careful = Splitter(self.delimiter)
        for row in odd:
            record = careful.line(row.text.rstrip("\r").replace("\x1f", self.delimiter), first + row.number - 1)
            _add(buffer, record, width, fields)
        return _merged(whole, buffer.chunk())


def _is_filled(record: Record) -> bool:
    return any(record.cells)


def _quotes_are_plain(data: bytes, delimiter: str) -> bool:
    """Return whether every quote opens or closes a whole cell within its line, none doubled, none left over."""
    mark = re.escape(delimiter.encode())
    return b'"' not in re.sub(rb'(?<![^%b\n])"[^"\n]*"(?![^%b\r\n])' % (mark, mark), b"", data)


def _split(data: bytes, delimiter: str, quoted: bool, fields: int, odd: list[arrow_csv.InvalidRow]) -> pa.Table | None:
    names = [str(place) for place in range(fields)]

    def keep(row: arrow_csv.InvalidRow) -> str:
        odd.append(row)
        return "skip"

    if len(delimiter.encode()) > 1:
        data, delimiter = data.replace(delimiter.encode(), b"\x1f"), "\x1f"
    try:
        return arrow_csv.read_csv(
            pa.BufferReader(data),
            arrow_csv.ReadOptions(column_names=names, use_threads=False, block_size=len(data) + 1),
            arrow_csv.ParseOptions(
                delimiter=delimiter,
                quote_char='"' if quoted else False,
                ignore_empty_lines=False,
                invalid_row_handler=keep,
            ),
            arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), null_values=[""], strings_can_be_null=True
            ),
        ).combine_chunks()
    except pa.ArrowInvalid:
        return None


def _tidy(column: pa.ChunkedArray) -> pa.Array:
    """Return the cells without blanks around them, NULL where nothing is left."""
    flat = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    cells = pc.utf8_trim_whitespace(flat)
    empty = pc.equal(pc.binary_length(cells), 0)
    return pc.if_else(empty, pa.scalar(None, pa.string()), cells) if pc.any(empty).as_py() else cells


def _collected(records: Iterator[Record], after: int, width: int, fields: int) -> Iterator[Chunk]:
    buffer = RowBuffer(width)
    for record in records:
        if record.row_no <= after:
            continue
        _add(buffer, record, width, fields)
        if len(buffer.rows) >= CHUNK_ROWS:
            yield buffer.chunk()
    if buffer.rows:
        yield buffer.chunk()


def _add(buffer: RowBuffer, record: Record, width: int, fields: int) -> None:
    """Add a record to the buffer, broken if it has fewer or more cells than lines of this file have."""
    cells, broken = record.cells, record.broken
    filled = next((place for place in range(len(cells), 0, -1) if cells[place - 1] is not None), 0)
    cells = cells[: max(filled, min(width, fields))]
    if broken is None and any(cells):
        if len(cells) > max(width, fields):
            broken = f"long_row {len(cells)} {max(width, fields)}"
        elif len(record.cells) < min(width, fields):
            broken = f"short_row {len(cells)} {min(width, fields)}"
    buffer.add(record.row_no, cells, broken)


def _widened(chunk: Chunk, width: int, fields: int) -> Chunk:
    """Return the chunk with the header's number of columns; cells beyond it are nobody's column and go to `rest`."""
    if fields == width:
        return chunk
    if fields < width:
        empty = pa.nulls(len(chunk), pa.string())
        return Chunk(chunk.row_no, [*chunk.cells, *[empty] * (width - fields)], chunk.broken, chunk.rest)
    extra = pc.binary_join_element_wise(*chunk.cells[width:], SEPARATOR, null_handling="replace", null_replacement="")
    rest = extra if chunk.rest is None else pc.coalesce(chunk.rest, extra)
    return Chunk(chunk.row_no, chunk.cells[:width], chunk.broken, rest)


def _merged(whole: Chunk, odd: Chunk) -> Chunk:
    """Return both chunks in order of row number."""
    numbers = np.concatenate([whole.row_no.to_numpy(), odd.row_no.to_numpy()])
    order = pa.array(np.argsort(numbers, kind="stable"))
    cells = [pa.concat_arrays(pair).take(order) for pair in zip(whole.cells, odd.cells, strict=True)]
    empty = pa.nulls(len(whole), pa.string())
    nothing = pa.nulls(len(odd), pa.string())
    broken = pa.concat_arrays([empty, nothing if odd.broken is None else odd.broken]).take(order)
    rests = [empty if whole.rest is None else whole.rest, nothing if odd.rest is None else odd.rest]
    rest = pa.concat_arrays(rests).take(order)
    return Chunk(pa.array(numbers).take(order), cells, broken, rest)


def _after(chunk: Chunk, row_no: int) -> Chunk:
    """Return the rows of the chunk after that row number."""
    if len(chunk) == 0 or chunk.row_no[0].as_py() > row_no:
        return chunk
    return chunk.kept(pc.greater(chunk.row_no, row_no))
