"""How the columns below a header lie: as one list, as several side by side, or one person behind another in a row."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from mingbai.files.grids.grid import Cells, Chunk
from mingbai.files.recognition.header import Header
from mingbai.files.recognition.heading import heading
from mingbai.files.recognition.match import Match, matches
from mingbai.files.tables import Kind

FEWEST_BESIDE = 3  # columns of a list that may stand beside another
NUMBERED = re.compile(
    r"^(?P<before>[^0-9一二三四五六七八九十]*?)(?P<number>[0-9]{1,2}|[一二三四五六七八九十])(?P<after>.*)$"
)


@dataclass(frozen=True)
class View:
    """A list within a grid: the columns it takes, its header, and those that must not all be empty for a row."""

    places: tuple[int, ...]
    header: Header
    own: tuple[int, ...] = ()  # of `places`, what tells its rows from those of the other lists

    def rows(self, sample: Sequence[Cells]) -> list[Cells]:
        """Return the cells of some rows that belong to the list."""
        return [[cells[place] if place < len(cells) else None for place in self.places] for cells in sample]

    def of(self, chunk: Chunk) -> Chunk:
        """Return the rows of the list: its columns only, what was filled from merged cells among them."""
        if self.places == tuple(range(len(chunk.cells))):
            return chunk
        moved = {place: at for at, place in enumerate(self.places)}
        cells = [chunk.cells[place] for place in self.places]
        taken = Chunk(chunk.row_no, cells, chunk.broken, chunk.rest, _moved(chunk.inherited, moved))
        if not self.own:
            return taken
        filled = np.zeros(len(chunk), np.bool_)
        for at in self.own:
            filled |= cells[at].is_valid().to_numpy(zero_copy_only=False)
        return taken.kept(pa.array(filled))


def views(header: Header) -> tuple[View, ...]:
    """Return the lists that lie side by side below the header, mostly one."""
    return _beside(header) or _numbered(header) or (whole(header),)


def whole(header: Header) -> View:
    """Return the one list that takes every column."""
    return View(tuple(range(len(header.cells))), header)


def _beside(header: Header) -> tuple[View, ...]:
    """Return the lists of a header that is the same headers over again: 姓名 金额 姓名 金额."""
    filled = [place for place, cell in enumerate(header.cells) if cell is not None]
    names = [heading(header.cells[place] or "").name for place in filled]
    for width in range(FEWEST_BESIDE, len(names) // 2 + 1):
        if names == names[:width] * (len(names) // width):
            groups = [filled[start : start + width] for start in range(0, len(filled), width)]
            texts = [header.cells[place] for place in groups[0]]
            if _names_people(texts, range(width)):
                return tuple(_view(header, group, texts, range(width)) for group in groups)
    return ()


def _numbered(header: Header) -> tuple[View, ...]:
    """Return what stands once in a row with each of its numbered groups: 户编号 成员1姓名 成员1身份证号 成员2姓名 …."""
    groups: dict[str, dict[int, str]] = {}
    for place, cell in enumerate(header.cells):
        found = NUMBERED.match(heading(cell).name) if cell else None
        if found:
            groups.setdefault(found["number"], {})[place] = _without_number(found)
    texts = [list(group.values()) for group in groups.values()]
    if len(texts) < 2 or any(text != texts[0] for text in texts):
        return ()
    numbered = {place for group in groups.values() for place in group}
    common = [place for place, cell in enumerate(header.cells) if cell is not None and place not in numbered]
    shared = [header.cells[place] for place in common]
    own = range(len(common), len(common) + len(texts[0]))
    if not _names_people([*shared, *texts[0]], own):
        return ()
    beside = tuple(_view(header, [*common, *group], [*shared, *texts[0]], own) for group in groups.values())
    return (_view(header, common, shared, ()), *beside)


def _without_number(found: re.Match[str]) -> str:
    """Return the header without its number, and without what is numbered if only the rest names a column."""
    together = found["before"] + found["after"]
    return together if matches([together]) or not matches([found["after"]]) else found["after"]


def _view(header: Header, places: Sequence[int], texts: Cells, own: Sequence[int]) -> View:
    written = tuple(tuple(row[place] if place < len(row) else None for place in places) for row in header.written)
    narrowed = replace(header, cells=tuple(texts), written=written, matches=tuple(matches(texts)))
    return View(tuple(places), narrowed, tuple(own))


def _names_people(texts: Cells, own: Sequence[int]) -> bool:
    """Return whether some table finds in these columns of its own the number or the name of a person."""
    return any(_of_people(match) & set(own) for match in matches(texts))


def _of_people(match: Match) -> set[int]:
    kinds = (Kind.ID, Kind.NAME, Kind.ACCOUNT)
    return {place for name, place in match.columns.items() if match.table[name].kind in kinds}


def _moved(inherited: pa.Array | None, moved: dict[int, int]) -> pa.Array | None:
    """Return the columns filled from above under their new places."""
    if inherited is None:
        return None
    told = (
        None if text is None else [moved.get(int(place)) for place in text.split(",")] for text in inherited.to_pylist()
    )
    kept = ([place for place in places if place is not None] if places else [] for places in told)
    return pa.array([",".join(map(str, places)) or None for places in kept], pa.string())
