"""Rows of a list that are no data: totals, signatures, blank rows, headers and titles printed again on every page."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from mingbai.files.grids.grid import NUMERIC, Cells, Chunk
from mingbai.files.recognition.header import Header
from mingbai.files.recognition.recognise import Recognised
from mingbai.files.tables import Kind

TOTAL = r"(?:[合总小共累]\s*计|总\s*和|汇\s*总|(?i:(?:sub|grand\s*)?total))"
STARTS_AS_TOTAL = rf"^\s*(?:本\s*[页月])?{TOTAL}"
COUNTED = r"(?:[:：(（\s]*[\d,.]*\s*(?:户次?|人次?|笔|条|项|元)?[)）]?)*"  # 合计(3户5人)
TOTALS = re.compile(rf"{STARTS_AS_TOTAL}.{{0,12}}[:：]")  # 合计笔数:24
MOST_TOTALS = 4  # cells of such a row
BARE_TOTAL = re.compile(rf"\s*(?:本\s*[页月])?{TOTAL}{COUNTED}\s*")
OF_A_PLACE = re.compile(rf"[^\d]{{1,12}}{TOTAL}{COUNTED}\s*")  # 城关镇小计
SUBTOTAL = re.compile(r"小\s*计|本\s*页|(?i:subtotal)")
SIGNED = (
    r"制\s*[表单]",
    r"审\s*[核批]",
    r"复\s*核",
    r"填\s*[表报]",
    r"经\s*办",
    r"负责人|分管|主管|领\s*导|局\s*长|主\s*任|会\s*计|出\s*纳|联系|单位|打\s*印|日\s*期|时\s*间|电\s*话",
    r"签\s*[字章名]|盖\s*章|备\s*注|说\s*明|注|以[上下]",
)
SIGNATURE = re.compile(rf"(?:{'|'.join(SIGNED)})[^:：]{{0,10}}[:：)）章签]|第\s*\d+\s*页|共\s*\d+\s*页|以下空白")
PROSE = re.compile(r"[:：;；。！？]|[)）]$|.{12}")  # a sentence, not a cell of a list
SHORTEST_NUMBER = 8  # characters of an ID or an account
MOST_SIGNATURES = 8  # cells of a row of signatures

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Total:
    """A row of totals: what it is called, whether it closes a page, and what it states for each column of figures."""

    row_no: int
    label: str
    is_subtotal: bool
    stated: dict[str, str]  # column → raw text


@dataclass
class Furniture:
    """Takes the rows that are no data out of a grid's chunks and remembers what they said."""

    recognised: Recognised
    totals: list[Total] = field(default_factory=list)
    removed: Counter[str] = field(default_factory=Counter)
    prose: list[tuple[int, str]] = field(default_factory=list)  # rows of words passed over: row number, text

    def __post_init__(self) -> None:
        table = self.recognised.table
        entries = [entry for entry in self.recognised.mapping if entry.position is not None]
        required = [entry.position for entry in entries if table[entry.column].required]
        self.watched = [place for place in required or [entry.position for entry in entries] if place is not None]
        self.figures = {
            entry.column: entry.position or 0
            for entry in entries
            if table[entry.column].kind in (Kind.MONEY, Kind.COUNT)
        }
        self.mapped = [entry.position or 0 for entry in entries]
        self.shares = {  # a standard merged over rows holds for each of them, an amount is one for all
            entry.position or 0: "".join((entry.header or "").split())
            for entry in entries
            if entry.column == "amount_fen"
        }
        self.numbers = [entry.position or 0 for entry in entries if table[entry.column].kind in (Kind.ID, Kind.ACCOUNT)]
        first = self.watched[0]
        printed = {row[first] for row in self.recognised.header.written if first < len(row)}
        self.printed = pa.array(sorted(cell for cell in printed if cell), pa.string())
        self.titles = set(self.recognised.header.titles)

    def taken_out(self, chunk: Chunk) -> Chunk:
        """Return the chunk without the rows that are no data."""
        chunk = self._without_continuations(chunk)
        if len(chunk) == 0:
            return chunk
        suspects = np.flatnonzero(self._suspects(chunk))
        if len(suspects) == 0:
            return chunk
        blank = self._blank(chunk)
        dropped = [int(place) for place in suspects if blank[place] or self._is_furniture(chunk, int(place))]
        self.removed["blank"] += int(blank.sum())
        return _without(chunk, dropped) if dropped else chunk

    def _without_continuations(self, chunk: Chunk) -> Chunk:
        """Return the chunk without rows that only carry on the one above; money merged over rows is never shared."""
        if chunk.inherited is None or chunk.inherited.null_count == len(chunk):
            return chunk
        dropped, broken = [], [None] * len(chunk) if chunk.broken is None else chunk.broken.to_pylist()
        for position, text in enumerate(chunk.inherited.to_pylist()):
            if text is None:
                continue
            inherited = {int(place) for place in text.split(",")}
            cells = chunk.row(position).cells
            if all(cells[place] is None or place in inherited for place in self.mapped):
                dropped.append(position)
            elif broken[position] is None and inherited & self.shares.keys():
                broken[position] = f"merged {self.shares[min(inherited & self.shares.keys())]}"
        self.removed["continued"] += len(dropped)
        return _without(Chunk(chunk.row_no, chunk.cells, pa.array(broken, pa.string()), chunk.rest), dropped)

    def _suspects(self, chunk: Chunk) -> Flags:
        """Return which rows are worth a closer look: half their required cells empty, a total, the header again."""
        empty = np.zeros(len(chunk), np.int16)
        for place in self.watched:
            empty += _flags(pc.is_null(chunk.cells[place]))
        suspects: Flags = np.asarray(empty * 2 >= len(self.watched), np.bool_)
        for cells in chunk.cells[:2]:
            suspects = suspects | _flags(pc.match_substring_regex(cells, STARTS_AS_TOTAL))
        if len(self.printed):
            suspects = suspects | _flags(pc.is_in(chunk.cells[self.watched[0]], self.printed))
        return suspects

    def _blank(self, chunk: Chunk) -> Flags:
        filled = np.zeros(len(chunk), np.bool_)
        for cells in chunk.cells:
            filled |= _flags(pc.is_valid(cells))
        for more in (chunk.broken, chunk.rest):
            if more is not None:
                filled |= _flags(pc.is_valid(more))
        return ~filled

    def _is_furniture(self, chunk: Chunk, place: int) -> bool:
        cells: Cells = [column[place].as_py() for column in chunk.cells]
        filled = [cell for cell in cells if cell]
        if is_page_header(cells, self.recognised.header):
            self.removed["header"] += 1
            return True
        if len(filled) == 1 and filled[0] in self.titles:
            self.removed["title"] += 1
            return True
        label = None if self._names_somebody(cells) else self._label(cells, filled)
        if label:
            stated = {name: text for name, at in self.figures.items() if (text := cells[at]) and text != label}
            row_no = chunk.row_no[place].as_py()
            self.totals.append(Total(row_no, label, bool(SUBTOTAL.search(label)), stated))
            return True
        if 0 < len(filled) <= MOST_TOTALS and TOTALS.match(filled[0]) and not self._names_somebody(cells):
            self.removed["total"] += 1
            return True
        if 0 < len(filled) <= MOST_SIGNATURES and SIGNATURE.match(filled[0]) and not self._has_keys(cells):
            self.removed["signature"] += 1
            return True
        broken = None if chunk.broken is None else chunk.broken[place].as_py()
        is_whole = broken is None or broken.startswith("short_row")  # a remark has fewer cells than a list
        if is_whole and 0 < len(filled) <= MOST_SIGNATURES and self._is_prose(cells, filled):
            self.prose.append((chunk.row_no[place].as_py(), " ".join(cell.lstrip(NUMERIC) for cell in filled)))
            return True
        return False

    def _is_prose(self, cells: Cells, filled: Sequence[str]) -> bool:
        """Return whether the row is words, such as a note under the list: no number, no amount, one key at most."""
        keys = sum(cells[place] is not None for place in self.watched)
        told = any(cells[place] is not None for place in (*self.numbers, *self.figures.values()))
        return keys <= 1 and not told and any(PROSE.search(cell) for cell in filled)

    def _label(self, cells: Cells, filled: Sequence[str]) -> str | None:
        """Return what the row is called if it is one of totals."""
        sparse = not self._has_keys(cells)
        return next(
            (cell for cell in filled[:3] if BARE_TOTAL.fullmatch(cell) or (sparse and OF_A_PLACE.fullmatch(cell))), None
        )

    def _names_somebody(self, cells: Cells) -> bool:
        """Return whether an ID or account number stands in the row: then it is data, whatever it looks like."""
        return any(len(cells[place] or "") >= SHORTEST_NUMBER for place in self.numbers)

    def _has_keys(self, cells: Cells) -> bool:
        """Return whether most required cells are filled, as in a row of data."""
        return sum(cells[place] is not None for place in self.watched) * 2 > len(self.watched)


def is_page_header(cells: Sequence[str | None], header: Header) -> bool:
    """Return whether a row is one of the header's, printed again."""
    filled = sum(cell is not None for cell in cells)
    same = max(sum(a == b for a, b in zip(cells, row, strict=False) if a) for row in header.written)
    return filled > 1 and same * 10 >= filled * 6


def _flags(array: pa.Array) -> Flags:
    return np.asarray(pc.fill_null(array, False).to_numpy(zero_copy_only=False))


def _without(chunk: Chunk, dropped: Sequence[int]) -> Chunk:
    kept = np.ones(len(chunk), np.bool_)
    kept[dropped] = False
    return chunk.kept(pa.array(kept))
