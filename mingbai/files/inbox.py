"""Opens a folder: every file recognised, mapped and laid ready for typing, every problem in a sentence."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import duckdb

from mingbai.files.arrival.walk import files_in
from mingbai.files.copies import counted_once
from mingbai.files.mending import Mending
from mingbai.files.part import Part, Source
from mingbai.files.problems import Place, Problem, printable
from mingbai.files.reader import Reader
from mingbai.files.rosters import by_month
from mingbai.files.shelf import Shelf
from mingbai.files.sums import differing_totals
from mingbai.kernel.month import Month

Progress = Callable[[int, int, Place, int], None]  # which file of how many, what is being read, its rows so far


@dataclass(frozen=True)
class Inbox:
    """What a folder holds: the parts of every table, where they come from, and every problem met."""

    parts: tuple[Part, ...]
    problems: tuple[Problem, ...]
    sources: tuple[Source, ...]

    def parts_of(self, table: str) -> tuple[Part, ...]:
        """Return the parts of one table, in the order of their sources."""
        return tuple(part for part in self.parts if part.table == table)


def open_folder(
    con: duckdb.DuckDBPyConnection,
    folder: Path,
    *,
    month: Month | None,
    scratch: Path,
    region: str | None = None,
    leave_out: Sequence[Path] = (),
    progress: Progress = lambda *_: None,
    mending: Mending | None = None,
) -> Inbox:
    """
    Return what the folder holds, zip archives included; nothing that lies in it makes this raise.

    `scratch` is an empty folder that must live as long as the inbox is read. `region` (6 to 12 digits)
    stands in where a list names no division; `leave_out` are paths not looked at, such as the output folder.
    `progress` is told of every file before it is opened and of its rows while they are read; `mending` says which
    cells are read otherwise than they stand.
    """
    arrived = list(files_in(folder, tuple(leave_out)))
    reader = Reader(con, month, region, scratch, Shelf(scratch), mending=mending or Mending())
    return _read(con, arrived, reader, month, progress)


def open_file(
    con: duckdb.DuckDBPyConnection,
    path: Path,
    *,
    month: Month | None,
    scratch: Path,
    region: str | None = None,
    progress: Progress = lambda *_: None,
    mending: Mending | None = None,
) -> Inbox:
    """Return what one file holds, a zip archive whole; as `open_folder` otherwise. `path` is an ordinary file."""
    reader = Reader(con, month, region, scratch, Shelf(scratch), mending=mending or Mending())
    return _read(con, [(Place(printable(path.name)), path)], reader, month, progress)


def _read(
    con: duckdb.DuckDBPyConnection,
    arrived: Sequence[tuple[Place, Path | Problem]],
    reader: Reader,
    month: Month | None,
    progress: Progress,
) -> Inbox:
    """Return the inbox of files that arrived, read one after the other."""
    for number, (place, found) in enumerate(arrived, start=1):
        if isinstance(found, Problem):
            reader.problems.append(found)
        else:
            reader.progress = partial(progress, number, len(arrived))
            reader.read(place, found)
    reader.shelf.close()
    parts, copies = counted_once(con, reader.parts, reader.sources)
    problems = [*reader.problems, *differing_totals(con, reader), *copies]
    return Inbox(tuple(by_month(con, parts, month)), tuple(problems), tuple(reader.sources))
