"""The same list in two files is counted once; lists that only look alike are both counted."""

from collections.abc import Sequence
from pathlib import Path

import duckdb
import pytest

from mingbai.files.inbox import Inbox, open_folder
from mingbai.files.tests.made import DEATHS, ROSTER, death_row, roster_row, workbook, write_text
from mingbai.kernel.month import Month

THREE = [roster_row(1), roster_row(2), roster_row(3)]


def read(tmp_path: Path) -> Inbox:
    (tmp_path / "scratch").mkdir()
    with duckdb.connect() as con:
        return open_folder(con, tmp_path / "folder", month=Month(2026, 11), scratch=tmp_path / "scratch")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "folder").mkdir()
    return tmp_path / "folder"


def rows_of(inbox: Inbox) -> list[int]:
    return [part.rows for part in inbox.parts]


def test_a_list_saved_again_in_another_form_order_and_unit_is_counted_once(folder: Path) -> None:
    (folder / "甲.xlsx").write_bytes(workbook(("一", [ROSTER, *THREE])))
    again = [[*row[:7], "0.05005"] for row in THREE[::-1]]
    write_text(folder / "乙.csv", [*ROSTER[:7], "发放金额(万元)"], *again, encoding="gb18030")
    inbox = read(folder.parent)
    assert rows_of(inbox) == [3]
    assert [(problem.code, problem.place.file) for problem in inbox.problems] == [("same_list", "甲.xlsx")]


@pytest.mark.parametrize(
    "other",
    [
        [roster_row(1), roster_row(2), roster_row(3, 发放金额="501")],
        [roster_row(1), roster_row(2), roster_row(4)],
        [roster_row(1), roster_row(2), roster_row(3, 发放月份="2026-10")],
        THREE[:2],
    ],
    ids=["another amount", "another person", "another month", "fewer rows"],
)
def test_a_list_that_differs_in_one_cell_is_another_list(folder: Path, other: Sequence[Sequence[str]]) -> None:
    write_text(folder / "甲.csv", ROSTER, *THREE)
    write_text(folder / "乙.csv", ROSTER, *other)
    inbox = read(folder.parent)
    assert sum(rows_of(inbox)) == 3 + len(other)
    assert inbox.problems == ()


def test_a_list_with_refused_rows_is_never_left_out(folder: Path) -> None:
    for name, wrong in (("甲.csv", "五百"), ("乙.csv", "六百")):
        write_text(folder / name, ROSTER, *THREE[:2], roster_row(3, 发放金额=wrong))
    assert rows_of(read(folder.parent)) == [3, 3]


def test_lists_of_names_without_numbers_are_compared_too(folder: Path) -> None:
    names = [[name, "2026-10-03"] for name in ("甲", "乙", "丙")]
    write_text(folder / "死亡名单1.csv", [DEATHS[0], DEATHS[2]], *names)
    write_text(folder / "死亡名单2.csv", [DEATHS[2], DEATHS[0]], *[row[::-1] for row in names])
    write_text(folder / "死亡名单3.csv", DEATHS, death_row(1), death_row(2), death_row(3))
    assert rows_of(read(folder.parent)) == [3, 3]
