"""Reads a department's file as every user's file is read: the good rows typed, the refused ones in a workbook."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

import duckdb
import pyarrow as pa

from mingbai.files.inbox import Inbox, open_file, open_folder
from mingbai.files.problems import Problem
from mingbai.files.reader import sha256_of
from mingbai.files.refusals import refused_rows, write_refused
from mingbai.files.tables import TABLES
from mingbai.files.typing import typed_select
from mingbai.files.writing.folder import appearing_file
from mingbai.kernel.month import Month
from mingbai.kernel.text import literal
from mingbai.sources.refused import NothingRead, Unknown

MEMORY = "1GB"
MOST_REFUSED = 100_000  # rows the workbook holds


@dataclass(frozen=True)
class Read:
    """What a file gave: its good rows with the columns of `Table.frozen()`, and what was said of the others."""

    rows: pa.Table
    refused: int
    as_of: date | None
    problems: tuple[Problem, ...]


def digest_of(path: Path) -> bytes:
    """Return the SHA-256 of a file, or of all files of a folder by name; raise Unknown where there is neither."""
    if path.is_file():
        return bytes.fromhex(sha256_of(path))
    if not path.is_dir():
        raise Unknown(f"没有“{path}”这个文件或文件夹，请核对路径。", f"There is no {path}: check the path.")
    files = sorted(file for file in path.rglob("*") if file.is_file() and not file.is_symlink())
    return sha256("\n".join(f"{file.relative_to(path)} {sha256_of(file)}" for file in files).encode()).digest()


def read_list(path: Path, kind: str, *, month: Month, region: str, refused_to: Path | None = None) -> Read:
    """
    Return the list of that kind in a file or a folder; raise NothingRead where there is none.

    With `refused_to` the rows that were refused are written there, as they came and with what is wrong in words.
    """
    with tempfile.TemporaryDirectory(prefix="mingbai-list-") as room, _connected(Path(room)) as con:
        scratch = Path(room) / "read"
        scratch.mkdir()
        opened = open_file if path.is_file() else open_folder
        inbox = opened(con, path, month=month, scratch=scratch, region=region)
        parts = inbox.parts_of(kind)
        if not parts:
            raise NothingRead(kind, dict.fromkeys(part.table for part in inbox.parts), inbox.problems)
        con.execute(f"CREATE TABLE typed AS {typed_select(TABLES[kind], parts)}")
        columns = ", ".join(f'"{column}"' for column in TABLES[kind].frozen())
        rows = con.sql(f"SELECT {columns} FROM typed WHERE refused IS NULL ORDER BY source, row_no").to_arrow_table()
        refused = int(con.execute("SELECT count(refused) FROM typed").fetchall()[0][0])
        if refused and refused_to is not None:
            _write_refused(con, inbox, kind, refused_to)
        stated = [source.as_of for source in inbox.sources if source.table == kind and source.as_of]
        stated += [day for (day,) in con.execute("SELECT max(as_of) FROM typed").fetchall() if day]
        return Read(rows, refused, max(stated, default=None), inbox.problems)


@contextmanager
def _connected(room: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as con:
        con.execute(f"SET memory_limit = '{MEMORY}'")
        con.execute(f"SET temp_directory = {literal(str(room / 'spill'))}")
        con.execute("SET enable_progress_bar = false")
        yield con


def _write_refused(con: duckdb.DuckDBPyConnection, inbox: Inbox, kind: str, path: Path) -> None:
    known = "SELECT source, row_no, refused FROM typed"
    with appearing_file(path) as unfinished:
        write_refused(unfinished, refused_rows(con, inbox, kind, refused=known, most=MOST_REFUSED))
