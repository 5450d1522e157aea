"""Finds where another list begins below the one being read: other headers, or a title that says something else."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mingbai.files.grids.grid import NUMERIC, Cells, Chunk
from mingbai.files.recognition.constants import Said, constant_for, unit_said
from mingbai.files.recognition.furniture import STARTS_AS_TOTAL, is_page_header
from mingbai.files.recognition.header import LOWEST_HEADER, Header
from mingbai.files.recognition.match import matches
from mingbai.files.tables import TABLES, Kind

FEWEST_NAMED = 3  # columns of one table that a row must name to be its header
MOST_TITLE_CELLS = 3
WORDS = r"^[^0-9０-９\x02]*\p{Han}{2}[^0-9０-９\x02]*$"
SIGNED = re.compile(
    r"制\s*[表单]|审\s*[核批]|复\s*核|填\s*[表报]\s*人|经\s*办|负责人|主管|领\s*导|会\s*计|出\s*纳|签\s*[字章名]"
)
STATED = ("month", "programme", "region_code")


@dataclass(frozen=True)
class Next:
    """The beginning of another list within a chunk."""

    start: int  # position of its first row, a title or the header
    stop: int  # position behind its header, if that is the one above again
    depth: int  # rows with something in them, from the first to the header
    titles: tuple[str, ...]
    is_same_header: bool


def with_titles_whole(chunks: Iterable[Chunk]) -> Iterator[Chunk]:
    """Yield the same rows, cut otherwise: rows that may be titles never part from the header below them."""
    held: Chunk | None = None
    for chunk in chunks:
        whole = chunk if held is None else held.followed_by(chunk)
        stop = len(whole)
        least = max(0, stop - LOWEST_HEADER)
        while stop > least and _filled(whole, stop - 1) <= MOST_TITLE_CELLS:
            stop -= 1
        held = whole.part(stop, len(whole)) if stop < len(whole) else None
        if stop:
            yield whole.part(0, stop)
    if held is not None:
        yield held


def _filled(chunk: Chunk, position: int) -> int:
    return sum(cells[position].is_valid for cells in chunk.cells)


def next_list(chunk: Chunk, header: Header) -> Next | None:
    """Return where the next list begins, None if nowhere in the chunk."""
    place = _without_words(header)
    for position in () if place is None else _wordy(chunk, place):
        cells = chunk.row(position).cells
        same = is_page_header(cells, header) and not _renames(cells, header)
        if not same and not _is_header(cells):
            continue
        start, rows = _titles_above(chunk, position)
        titles = tuple(cell for row in rows for cell in row)
        if not same:
            return Next(start, position + 1, len(rows) + 1, titles, is_same_header=False)
        if titles and (said := stated(titles)) and said != {name: stated(header.titles).get(name) for name in said}:
            return Next(start, position + 1, len(rows) + 1, titles, is_same_header=True)
    return None


def below(header: Header, above: Sequence[str], titles: Sequence[str]) -> Header:
    """Return the header under its own titles; what the list above stated of month and unit holds on."""
    if not titles:
        return replace(header, titles=tuple(above))
    unit = unit_said(above)
    held = [month] if (month := stated(above).get("month")) else []
    return replace(header, titles=(*titles, *held, *([f"单位:{unit}"] if unit else ())))


def stated(titles: Sequence[str]) -> dict[str, str]:
    """Return what titles state for every row below them: month, programme, region, unit of money."""
    said = [Said(title, "title") for title in titles]
    found = {name: constant_for(TABLES["roster"][name], said) for name in STATED}
    told = {name: constant.value for name, constant in found.items() if constant}
    unit = unit_said(titles)
    return told | ({"unit": unit} if unit else {})


def _without_words(header: Header) -> int | None:
    """Return a place where rows of data hold a number: an ID, an account, money; None if the header names none."""
    for match in header.matches:
        for name, place in match.columns.items():
            if match.table[name].kind in (Kind.ID, Kind.ACCOUNT, Kind.MONEY):
                return place
    return None


def _wordy(chunk: Chunk, place: int) -> list[int]:
    """Return the positions of rows that have words, or nothing, where the list has numbers."""
    cells = chunk.cells[place]
    words = np.asarray(pc.fill_null(pc.match_substring_regex(cells, WORDS), False).to_numpy(zero_copy_only=False))
    empty = np.flatnonzero(cells.is_null().to_numpy(zero_copy_only=False))
    if len(empty):
        rows = pa.array(empty)
        filled = np.zeros(len(empty), np.int64)
        for column in chunk.cells:
            filled += column.take(rows).is_valid().to_numpy(zero_copy_only=False)
        empty = empty[filled >= FEWEST_NAMED]
    return sorted({*np.flatnonzero(words).tolist(), *empty.tolist()})


def _is_header(cells: Cells) -> bool:
    """Return whether a row names columns, and little else."""
    filled = [cell for cell in cells if cell]
    if len(filled) < FEWEST_NAMED or any(cell.startswith(NUMERIC) for cell in filled):
        return False
    found = matches(cells)
    named = max((len(match.columns) for match in found), default=0)
    return named >= FEWEST_NAMED and named * 2 >= len(filled)


def _renames(cells: Cells, header: Header) -> bool:
    """Return whether a row that looks like the header again calls one of its columns by another column's name."""
    printed = {cell for row in header.written for cell in row}
    at = [{row[place] for row in header.written if place < len(row)} for place in range(len(cells))]
    return any(cell and cell not in at[place] and cell in printed for place, cell in enumerate(cells))


def _titles_above(chunk: Chunk, position: int) -> tuple[int, list[list[str]]]:
    """Return where the titles over a header begin, and what they say, top to bottom."""
    start, titles = position, []
    for above in range(position - 1, max(-1, position - LOWEST_HEADER), -1):
        filled = [cell for cell in chunk.row(above).cells if cell]
        if len(filled) > MOST_TITLE_CELLS or any(_closes(cell) for cell in filled):
            break
        if filled and not any(SIGNED.match(cell) for cell in filled):  # 审核人:李四 2026年9月 is no title of September
            start = above
            titles.append(filled)
    return start, titles[::-1]


def _closes(cell: str) -> bool:
    return cell.startswith(NUMERIC) or bool(re.match(STARTS_AS_TOTAL, cell))
