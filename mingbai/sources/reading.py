"""Reads a department's file as every user's file is read: the good rows typed, the refused ones in a workbook."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import chain
from pathlib import Path

import duckdb
import pyarrow as pa

from mingbai.config.rooms import room
from mingbai.files.inbox import Inbox, open_file, open_folder
from mingbai.files.mending import Mending
from mingbai.files.problems import Problem
from mingbai.files.reader import sha256_of
from mingbai.files.refusals import Refusal, refused_rows, write_refused
from mingbai.files.tables import TABLES
from mingbai.files.typing import typed_select
from mingbai.files.writing.folder import appearing_file
from mingbai.kernel.month import Month
from mingbai.kernel.text import literal
from mingbai.sources.refused import Unknown

MEMORY = "1GB"
MOST_REFUSED = 100_000  # rows the workbook holds
MOST_TOLD = 1_000  # refused rows that are told one by one


@dataclass(frozen=True)
class Read:
    """One list: its good rows with the columns of `Table.frozen()`, the others by number, the files it came in."""

    rows: pa.Table
    refused: int
    as_of: date | None  # the last day the files or their rows state
    sha256: bytes  # of the file, or of all files of a folder that hold rows of the list
    wrong: tuple[Problem, ...] = ()  # of the first refused rows: where each stands and why


@dataclass(frozen=True)
class Arrived:
    """What a file or a folder holds: the lists asked for, the names of all lists in it, what was said of it."""

    lists: dict[str, Read]
    held: tuple[str, ...]
    problems: tuple[Problem, ...]


def read_lists(
    path: Path,
    kinds: Collection[str],
    *,
    month: Month,
    region: str,
    refused_to: Path | None = None,
    mending: Mending | None = None,
) -> Arrived:
    """
    Return the lists of these kinds in a file or a folder, read once; raise Unknown where there is neither.

    With `refused_to` the rows that were refused are written there, as they came and with what is wrong in words;
    `mending` says which cells are read otherwise than they stand.
    """
    if not (path.is_file() or path.is_dir()):
        raise Unknown(f"没有“{path}”这个文件或文件夹，请核对路径。", f"There is no {path}: check the path.")
    with room() as place, _connected(place) as con:
        scratch = place / "read"
        scratch.mkdir()
        opened = open_file if path.is_file() else open_folder
        inbox = opened(con, path, month=month, scratch=scratch, region=region, mending=mending)
        held = tuple(dict.fromkeys(part.table for part in inbox.parts))
        own = path if path.is_file() and not (mending and mending.is_any) else None
        lists = {kind: _read(con, inbox, kind, own) for kind in kinds if kind in held}
        if refused_to is not None and any(read.refused for read in lists.values()):
            _write_refused(con, inbox, lists, refused_to)
        return Arrived(lists, held, inbox.problems)


def _read(con: duckdb.DuckDBPyConnection, inbox: Inbox, kind: str, path: Path | None) -> Read:
    """Return one list of the inbox, told by the file itself if it is one as it came; its rows stay in a table."""
    parts = inbox.parts_of(kind)
    con.execute(f"CREATE TABLE typed_{kind} AS {typed_select(TABLES[kind], parts)}")
    columns = ", ".join(f'"{column}"' for column in TABLES[kind].frozen())
    good = f"SELECT {columns} FROM typed_{kind} WHERE refused IS NULL ORDER BY source, row_no"
    refused, as_of = con.execute(f"SELECT count(refused), max(as_of) FROM typed_{kind}").fetchall()[0]
    sources = [inbox.sources[number] for number in sorted({part.source for part in parts})]
    days = [day for day in (as_of, *(source.as_of for source in sources)) if day]
    digests = sorted({source.sha256 for source in sources})
    digest = bytes.fromhex(sha256_of(path)) if path else sha256("".join(digests).encode()).digest()
    wrong = tuple(one.problem for one in _refused(con, inbox, kind, MOST_TOLD)) if refused else ()
    return Read(con.sql(good).to_arrow_table(), refused, max(days, default=None), digest, wrong)


def _refused(con: duckdb.DuckDBPyConnection, inbox: Inbox, kind: str, most: int) -> Iterator[Refusal]:
    return refused_rows(con, inbox, kind, refused=f"SELECT source, row_no, refused FROM typed_{kind}", most=most)


@contextmanager
def _connected(room: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as con:
        con.execute(f"SET memory_limit = '{MEMORY}'")
        con.execute(f"SET temp_directory = {literal(str(room / 'spill'))}")
        con.execute("SET enable_progress_bar = false")
        yield con


def _write_refused(con: duckdb.DuckDBPyConnection, inbox: Inbox, kinds: Iterable[str], path: Path) -> None:
    refused = (_refused(con, inbox, kind, MOST_REFUSED) for kind in kinds)
    with appearing_file(path) as unfinished:
        write_refused(unfinished, chain.from_iterable(refused))
