"""Text files: the quick way and the careful way split every file alike, and row numbers are the file's own."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from mingbai.files.grids import decoding
from mingbai.files.grids.delimited import DelimitedGrid
from mingbai.files.grids.grid import SEPARATOR

Seen = list[tuple[int, list[str | None], str | None, str | None]]


def seen(path: Path, after: int, width: int) -> Seen:
    """Return every row as (row number, cells, why broken, rest)."""
    found: Seen = []
    for chunk in DelimitedGrid(path).chunks(after, width):
        broken = chunk.broken.to_pylist() if chunk.broken is not None else [None] * len(chunk)
        rest = chunk.rest.to_pylist() if chunk.rest is not None else [None] * len(chunk)
        cells = zip(*(column.to_pylist() for column in chunk.cells), strict=True)
        rows = zip(chunk.row_no.to_pylist(), cells, broken, rest, strict=True)
        found += [(row_no, list(row), why, (more or "").strip(SEPARATOR) or None) for row_no, row, why, more in rows]
    return found


cell = st.text(st.sampled_from('ab张1 "\n,'), max_size=4)
lines = st.lists(st.text(st.sampled_from('ab张,,," '), max_size=12), min_size=1, max_size=25)
TMP = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@TMP
@given(st.lists(st.lists(cell, min_size=3, max_size=3), min_size=1, max_size=25), st.integers(20, 400))
def test_what_a_csv_writer_wrote_is_read_as_it_was(tmp_path: Path, rows: list[list[str]], block: int) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([["甲", "乙", "丙"], *rows])
    path = tmp_path / "a.csv"
    path.write_text(text.getvalue(), encoding="utf-8", newline="")
    with patch.object(decoding, "BLOCK_BYTES", block):
        found = seen(path, 1, 3)
    assert [cells for _, cells, _, _ in found] == [[text.strip() or None for text in row] for row in rows]
    assert [row_no for row_no, *_ in found] == list(range(2, len(rows) + 2))
    assert all(broken is None for _, _, broken, _ in found)


@TMP
@given(lines)
@example(['a"b,"c', "a,b", '"', "张,1"])
@example(["", "a,b,c", "a", '"a",b'])
def test_haste_and_care_split_a_file_alike(tmp_path: Path, text: list[str]) -> None:
    path = tmp_path / "a.csv"
    path.write_text("\n".join(["甲,乙", *text]), encoding="utf-8", newline="")
    quick = seen(path, 1, 2)
    with patch.object(DelimitedGrid, "_quick", return_value=None):
        careful = seen(path, 1, 2)
    assert quick == careful


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", "\t", "|", ";", "|!"])
def test_every_encoding_line_ending_and_separator(tmp_path: Path, encoding: str, ending: str, delimiter: str) -> None:
    rows = [["姓名", "金额", "住址"], ["张三", "1", "东街"], ["李𬭎", "2", ""]]
    path = tmp_path / "a.txt"
    path.write_bytes(ending.join(delimiter.join(row) for row in rows).encode(encoding))
    assert seen(path, 1, 3) == [(2, ["张三", "1", "东街"], None, None), (3, ["李𬭎", "2", None], None, None)]


def test_blank_lines_count_as_rows_as_they_do_in_a_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("\n甲,乙\n\n1,2\n\n\n3,4\n")
    filled = [row for row in seen(path, 2, 2) if any(row[1])]
    assert [row_no for row_no, *_ in filled] == [4, 7]


@pytest.fixture
def small_limits() -> Iterator[None]:
    with patch.object(decoding, "LONGEST_LINE_BYTES", 100), patch.object(decoding, "BLOCK_BYTES", 64):
        yield


def test_a_line_too_long_is_one_broken_row_and_the_next_keeps_its_number(tmp_path: Path, small_limits: None) -> None:
    path = tmp_path / "a.csv"
    path.write_text("甲,乙\n1,2\n" + "x" * 5_000 + ",9\n3,4\n" + "y" * 101 + "\n5,6\n")
    found = seen(path, 1, 2)
    assert [(row_no, broken) for row_no, _, broken, _ in found] == [
        (2, None),
        (3, "long_line"),
        (4, None),
        (5, "long_line"),
        (6, None),
    ]


def test_cells_under_no_header_are_kept_for_showing_the_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("甲,乙\n1,2,3\n4,5,6\n")
    assert seen(path, 1, 2) == [(2, ["1", "2"], None, "3"), (3, ["4", "5"], None, "6")]


def test_a_number_kept_as_text_the_way_programs_export_it_is_its_digits(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('姓名,卡号\n张三,="0062"\n李四,"=""0063"""\n王五,="62"&"63"\n', encoding="utf-8")
    assert [cells for _, cells, _, _ in seen(path, 1, 2)] == [
        ["张三", "0062"],
        ["李四", "0063"],
        ["王五", '="62"&"63"'],
    ]


def test_a_long_tail_of_separators_takes_no_time(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("姓名,卡号\n张三,1\n李四,2" + "," * 500_000 + "\n", encoding="utf-8")
    assert [cells for _, cells, _, _ in seen(path, 1, 2)] == [["张三", "1"], ["李四", "2"]]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_commas_of_a_chinese_keyboard_separate_too(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("姓名，金额，住址\n张三，1，东街\n李四，2，\n".encode(encoding))
    assert [cells for _, cells, _, _ in seen(path, 1, 3)] == [["张三", "1", "东街"], ["李四", "2", None]]
