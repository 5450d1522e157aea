"""Lists that stand side by side, or one person behind another in one row."""

import pyarrow as pa

from mingbai.files.grids.grid import Chunk, Row
from mingbai.files.recognition.header import Header, find_header
from mingbai.files.recognition.layout import views
from mingbai.files.tests.made import ROSTER


def header(*cells: str) -> Header:
    found = find_header([Row(1, [cell or None for cell in cells])])
    assert found is not None
    return found


def chunk(*rows: list[str | None]) -> Chunk:
    return Chunk(
        pa.array(range(2, len(rows) + 2), pa.int64()),
        [pa.array(cells, pa.string()) for cells in zip(*rows, strict=True)],
    )


def test_the_same_headers_over_again_are_lists_side_by_side() -> None:
    beside = views(header(*ROSTER, "", *ROSTER))
    assert [view.places for view in beside] == [tuple(range(8)), tuple(range(9, 17))]
    assert {view.header.cells for view in beside} == {ROSTER}


def test_one_list_takes_every_column() -> None:
    assert [view.places for view in views(header(*ROSTER, "备注", "备注"))] == [tuple(range(10))]


def test_a_pair_of_names_without_a_number_is_not_two_persons() -> None:
    assert len(views(header("家庭编号", "姓名", "身份证号", "姓名", "身份证号"))) == 1


def test_numbered_columns_are_persons_behind_one_another() -> None:
    common, first, second = views(
        header("家庭编号", "救助项目", "成员1姓名", "成员1身份证号", "成员2姓名", "成员2身份证号")
    )
    assert common.places == (0, 1)
    assert first.header.cells == second.header.cells == ("家庭编号", "救助项目", "成员姓名", "成员身份证号")
    assert second.places == (0, 1, 4, 5)


def test_a_row_without_the_second_person_is_no_row_of_seconds() -> None:
    *_, second = views(header("家庭编号", "救助项目", "成员1姓名", "成员1身份证号", "成员2姓名", "成员2身份证号"))
    rows = chunk(["1", "农村低保", "甲", "1", "乙", "2"], ["2", "农村低保", "丙", "3", None, None])
    assert second.of(rows).row_no.to_pylist() == [2]


def test_months_in_columns_are_no_persons() -> None:
    assert len(views(header("家庭编号", "姓名", "身份证号", "1月", "2月", "3月"))) == 1


def test_what_was_filled_from_a_merged_cell_keeps_its_column() -> None:
    _, right = views(header(*ROSTER, "", *ROSTER))
    rows = chunk(["x"] * 17)
    filled = Chunk(rows.row_no, rows.cells, inherited=pa.array(["0,9,16"]))
    inherited = right.of(filled).inherited
    assert inherited is not None
    assert inherited.to_pylist() == ["0,7"]
