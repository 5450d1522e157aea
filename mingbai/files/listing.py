"""One list being read: its rows go to the shelf, what is no row of it is remembered."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from mingbai.files.grids.grid import Chunk
from mingbai.files.part import Source
from mingbai.files.recognition.constants import Said
from mingbai.files.recognition.furniture import Furniture
from mingbai.files.recognition.layout import View
from mingbai.files.recognition.recognise import Recognised
from mingbai.files.recognition.years import completed, year_place, year_said
from mingbai.files.shelf import Shelf, Stack

HEADS = ("本人", "户主", "本人或户主", "户主本人", "自己")


@dataclass
class Household:
    """Carries the household down to members listed under their head with its cells left empty."""

    relation: int
    places: Sequence[int]
    filled: int = 0
    above: dict[int, str | None] = field(default_factory=dict)

    def carried_down(self, chunk: Chunk) -> Chunk:
        """Return the rows, those of members who are not the head given what the last row above says."""
        if all(chunk.cells[place].null_count == 0 for place in self.places):
            self._remember(chunk)
            return chunk
        relations = chunk.cells[self.relation].to_pylist()
        is_member = [text is not None and text not in HEADS for text in relations]
        for place in self.places:
            cells = chunk.cells[place].to_pylist()
            above = self.above.get(place)
            for position, cell in enumerate(cells):
                if cell is None and is_member[position] and above is not None:
                    cells[position] = above
                    self.filled += 1
                else:
                    above = cell
            self.above[place] = above
            chunk = chunk.changed(place, pa.array(cells, pa.string()))
        return chunk

    def _remember(self, chunk: Chunk) -> None:
        if len(chunk):
            self.above = {place: chunk.cells[place][-1].as_py() for place in self.places}


@dataclass
class Listing:
    """A list within a sheet or file, from its header to where it ends."""

    recognised: Recognised
    view: View
    source: Source
    shelf: Shelf
    furniture: Furniture = field(init=False)
    stack: Stack = field(init=False)
    said: Sequence[Said] = ()
    rows: int = 0
    years_added: int = 0  # months completed by a year that stands elsewhere
    household: Household | None = None

    def __post_init__(self) -> None:
        self.furniture = Furniture(self.recognised)
        self.stack = self.shelf.stack(self.recognised.table, self.recognised.mapping)
        places = {entry.column: entry.position for entry in self.recognised.mapping if entry.position is not None}
        self.month, self.year = places.get("month"), year_place(self.recognised.header.cells)
        if self.recognised.table.name == "members" and "relation" in places:
            carried = [places[name] for name in ("household_id", "programme") if name in places]
            self.household = Household(places["relation"], carried)

    def take(self, chunk: Chunk) -> None:
        """Put the rows of the chunk that are data of this list on the shelf."""
        kept = self._completed(self.furniture.taken_out(self.view.of(chunk)))
        if self.household is not None:
            kept = self.household.carried_down(kept)
        self.rows += len(kept)
        self.stack.add(self.source.index, kept, self.recognised.mapping)

    def _completed(self, chunk: Chunk) -> Chunk:
        """Return the rows with months that lack their year completed by the column or title that says it."""
        if self.month is None:
            return chunk
        years = None if self.year is None else chunk.cells[self.year]
        months, added = completed(chunk.cells[self.month], years, year_said(self.said))
        self.years_added += added
        return chunk if months is chunk.cells[self.month] else chunk.changed(self.month, months)
