"""Finds the header of a grid among its first rows: one row, or two where a group name stands above."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mingbai.files.grids.grid import NUMERIC, Cells, Row
from mingbai.files.recognition.heading import heading
from mingbai.files.recognition.match import Match, matches

LOWEST_HEADER = 11  # rows with something in them: up to ten of titles, then the header


@dataclass(frozen=True)
class Header:
    """A header: the rows it covers, its cells as matched, what stands above it, and the tables it may belong to."""

    first_row: int
    last_row: int
    cells: tuple[str | None, ...]
    written: tuple[tuple[str | None, ...], ...]  # its rows as they stand, to know them again on later pages
    titles: tuple[str, ...]  # every text above the header, top to bottom
    matches: tuple[Match, ...]


def find_header(rows: Sequence[Row]) -> Header | None:
    """Return the header among a grid's first rows, or None where no row names at least one known column."""
    best: tuple[tuple[int, float], Header] | None = None
    for index, cells, depth in _candidates(rows[:LOWEST_HEADER]):
        found = matches(cells)
        if not found:
            continue
        strength = max((len(match.columns), match.weight) for match in found)
        if best is None or strength > best[0]:
            best = (strength, _header(rows, index, cells, depth, found))
    return best[1] if best else None


def _candidates(rows: Sequence[Row]) -> Iterator[tuple[int, Cells, int]]:
    """Yield every row as a header, then every pair of rows; a pair must name more columns to win."""
    for index, row in enumerate(rows):
        if _is_text(row.cells):
            yield index, row.cells, 1
    for index, (upper, lower) in enumerate(pairwise(rows)):
        if _is_text(upper.cells) and _is_text(lower.cells) and lower.row_no == upper.row_no + 1:
            yield index, _joined(upper.cells, lower.cells), 2


def _joined(upper: Cells, lower: Cells) -> Cells:
    """Return the header two rows make: 户主信息 over 姓名, and names merged over both rows."""
    joined: Cells = []
    group: str | None = None
    width = max(len(upper), len(lower))
    for above, below in zip(_padded(upper, width), _padded(lower, width), strict=True):
        group = above or (group if below else None)
        joined.append(above if below is None else _named(group, below))
    return joined


def _named(group: str | None, below: str) -> str:
    """Return the group's name and the column's together where that names a column (户主 + 姓名), else the column's."""
    if group is None:
        return below
    owner = heading(group).bare.removesuffix("信息").removesuffix("情况")
    together = f"{owner}{below}"
    return together if matches([together]) else below


def _header(rows: Sequence[Row], index: int, cells: Cells, depth: int, found: list[Match]) -> Header:
    covered = rows[index : index + depth]
    titles = tuple(text for row in rows[:index] for text in row.cells if text and not text.startswith(NUMERIC))
    width = max((place for place, cell in enumerate(cells) if cell is not None), default=-1) + 1
    written = tuple(tuple(row.cells) for row in covered)
    return Header(covered[0].row_no, covered[-1].row_no, tuple(cells[:width]), written, titles, tuple(found))


def _is_text(cells: Cells) -> bool:
    """Return whether the row may be a header: texts, at least as many as anything else."""
    filled = [cell for cell in cells if cell is not None]
    numbers = sum(cell.startswith(NUMERIC) for cell in filled)
    return len(filled) > 0 and numbers * 2 <= len(filled)


def _padded(cells: Cells, width: int) -> Cells:
    return [*cells, *[None] * (width - len(cells))]
