"""Lists that count only as a whole: read by the readers of users' files, refused for one row that cannot be read."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import duckdb

from mingbai.config.rooms import room
from mingbai.files.inbox import Inbox, open_folder
from mingbai.files.problems import Level
from mingbai.files.refusals.rows import refused_rows
from mingbai.files.tables import TABLES
from mingbai.receipts.profiles.refused import FileRefused

FATAL = frozenset({"total_differs", "more_totals_differ", "hidden_list", "sheet_not_read", "years_added"})
MOST_ROWS_TOLD = 3


@contextmanager
def opened(path: Path, name: str = "") -> Iterator[tuple[duckdb.DuckDBPyConnection, Inbox]]:
    """Open one file, called as its sender called it, and yield what it holds for as long as this lasts."""
    with room() as folder, _engine(os.getpid()).cursor() as con:
        arrived, scratch = folder / "arrived", folder / "scratch"
        arrived.mkdir()
        scratch.mkdir()
        shutil.copyfile(path, arrived / (Path(name).name or path.name))
        yield con, open_folder(con, arrived, month=None, scratch=scratch)


@cache
def _engine(_process: int) -> duckdb.DuckDBPyConnection:
    """Return the engine of a process: to set one up costs as much as a list of hundreds, and no fork inherits one."""
    return duckdb.connect()


def require_whole(con: duckdb.DuckDBPyConnection, inbox: Inbox, table: str, refused: str | None = None) -> None:
    """
    Raise FileRefused unless the file is that list, every row of it was read and every total agrees.

    `refused` is SQL of (source, row_no, refused) where the rows are typed already.
    """
    require_list(inbox, table)
    told = [one.problem for one in refused_rows(con, inbox, table, refused=refused, most=MOST_ROWS_TOLD)]
    if told:
        raise FileRefused(
            "".join(one.zh for one in told) + "请更正后重发；本次一笔也没有导入。",
            " ".join(one.en for one in told) + " Have it corrected and sent again; nothing of it was taken in.",
        )


def require_list(inbox: Inbox, table: str) -> None:
    """Raise FileRefused unless the file is that list and every total agrees; its rows are another's to judge."""
    parts = inbox.parts_of(table)
    for problem in inbox.problems:
        if problem.level is Level.FILE or problem.code in FATAL or not parts:
            raise FileRefused(f"{problem.zh}本次一笔也没有导入。", f"{problem.en} Nothing of it was taken in.")
    if not parts:
        of = TABLES[table]
        raise FileRefused(f"文件不是{of.title}。", f"The file is no {of.title_en}.")
