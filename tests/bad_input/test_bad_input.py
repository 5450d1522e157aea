"""
Every bad input gets its plain sentence, word for word, and takes nothing good with it.

The makers are in `texts.py`, `tables.py`, `clerks.py`, `workbooks.py` and `archives.py`; what each must be told
is in `expected.yaml`: for every problem its code, level, file, sheet, row and both sentences, then
the rows of every table that were read, the good ones of them, and the exit code this alone leads to.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from mingbai.files.inbox import Inbox, open_folder
from mingbai.files.problems import Problem
from mingbai.files.refusals import Refusal, refused_rows, value_notes, write_refused
from mingbai.files.tables import TABLES
from mingbai.files.tests.made import APPROVALS, approval_row, write_text
from mingbai.kernel.month import Month

EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "expected.yaml").read_text(encoding="utf-8")
)
NOVEMBER = Month(2026, 11)


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "scratch").mkdir()
    (tmp_path / "folder").mkdir()
    return tmp_path / "folder"


def opened(con: duckdb.DuckDBPyConnection, folder: Path) -> Inbox:
    return open_folder(con, folder, month=NOVEMBER, scratch=folder.parent / "scratch")


def refusals(con: duckdb.DuckDBPyConnection, inbox: Inbox) -> list[Refusal]:
    return [row for table in TABLES for row in refused_rows(con, inbox, table)]


def rows_read(inbox: Inbox, refused: list[Refusal]) -> dict[str, list[int]]:
    """Return the rows of each table that were read: all, and the good ones."""
    return {
        table: [
            sum(part.rows for part in inbox.parts_of(table)),
            sum(part.rows for part in inbox.parts_of(table)) - sum(row.table == table for row in refused),
        ]
        for table in dict.fromkeys(part.table for part in inbox.parts)
    }


def exit_code(read: dict[str, list[int]]) -> int:
    """Return the code as the contract of `check` lists it, as far as reading decides: 3 before 4."""
    if not {"approvals", "roster"} & read.keys():
        return 3
    return 4 if any(rows != good for rows, good in read.values()) else 0


def told(problem: Problem) -> dict[str, object]:
    place = problem.place
    where = {"file": place.path, "sheet": place.sheet, "row": place.row}
    return {"code": problem.code, "level": problem.level.value, **where, "zh": problem.zh, "en": problem.en}


def outcome(con: duckdb.DuckDBPyConnection, folder: Path) -> dict[str, object]:
    """Return what opening the folder comes to, without the good register that was put beside."""
    inbox = opened(con, folder)
    refused = refusals(con, inbox)
    read = rows_read(inbox, refused)
    rows, good = read.pop("approvals")
    if rows > 2:
        read["approvals"] = [rows - 2, good - 2]
    notes = [note for table in TABLES for note in value_notes(con, inbox, table)]
    problems = [*inbox.problems, *(row.problem for row in refused), *notes]
    return {"exit": exit_code(read), "read": read, "problems": [told(problem) for problem in problems]}


def put_beside(folder: Path) -> None:
    write_text(folder / "全县审批台账.csv", APPROVALS, approval_row(8), approval_row(9))


def test_there_are_enough_of_them() -> None:
    assert sum(bool(case["problems"]) for case in EXPECTED.values()) >= 60


def test_it_is_told_in_a_plain_sentence_and_the_good_file_beside_it_is_read(
    bad_input: str, make: Callable[[Path], None], folder: Path, con: duckdb.DuckDBPyConnection
) -> None:
    make(folder)
    put_beside(folder)
    assert outcome(con, folder) == EXPECTED[bad_input]


def test_its_refused_rows_can_be_mended_and_read_again(
    bad_input: str,
    make: Callable[[Path], None],
    refused: int,
    folder: Path,
    con: duckdb.DuckDBPyConnection,
    tmp_path: Path,
) -> None:
    make(folder)
    inbox = opened(con, folder)
    again = tmp_path / "again"
    (again / "scratch").mkdir(parents=True)
    (again / "folder").mkdir()
    assert write_refused(again / "folder" / "rows-refused.xlsx", refusals(con, inbox)) == refused
    assert sum(part.rows for part in opened(con, again / "folder").parts) == refused
