"""Output appears whole or not at all, and nothing in it runs."""

from contextlib import AbstractContextManager
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.files.writing import Sheet, appearing_file, appearing_folder, harmless, write_csv, write_workbook
from mingbai.files.writing.folder import OutputInTheWay
from mingbai.files.writing.sheets import sheet_name


class Interrupted(Exception):
    """Stands for whatever may happen half-way."""


def everything(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*") if path.is_file()}


def write_half(appearing: AbstractContextManager[Path], name: str) -> None:
    with appearing as partial:
        (partial / name if name else partial).write_text("half")
        raise Interrupted


def test_a_folder_appears_with_everything_in_it(tmp_path: Path) -> None:
    with appearing_folder(tmp_path / "out") as partial:
        (partial / "manifest.json").write_text("{}")
        assert not (tmp_path / "out").exists()
    assert everything(tmp_path) == {"out/manifest.json": "{}"}


def test_a_folder_half_written_never_appears_and_the_old_one_stays(tmp_path: Path) -> None:
    with appearing_folder(tmp_path / "out") as partial:
        (partial / "manifest.json").write_text("old")
    with pytest.raises(Interrupted):
        write_half(appearing_folder(tmp_path / "out"), "manifest.json")
    assert everything(tmp_path) == {"out/manifest.json": "old"}


def test_an_earlier_output_is_replaced_whole(tmp_path: Path) -> None:
    for name in ("first", "second"):
        with appearing_folder(tmp_path / "out") as partial:
            (partial / "manifest.json").write_text(name)
            (partial / f"{name}.csv").write_text(name)
    assert everything(tmp_path) == {"out/manifest.json": "second", "out/second.csv": "second"}


def test_a_folder_with_something_else_in_it_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "照片.jpg").write_text("x")
    with pytest.raises(OutputInTheWay, match="已有别的内容"), appearing_folder(tmp_path / "out"):
        pass
    assert everything(tmp_path) == {"out/照片.jpg": "x"}


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with appearing_folder(tmp_path / "out") as partial:
        (partial / "manifest.json").write_text("{}")
    assert everything(tmp_path) == {"out/manifest.json": "{}"}


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    with pytest.raises(Interrupted):
        write_half(appearing_file(tmp_path / "a.csv"), "")
    assert everything(tmp_path) == {}
    with appearing_file(tmp_path / "a.csv") as partial:
        partial.write_text("whole")
    assert everything(tmp_path) == {"a.csv": "whole"}


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+8613900000000x", "'+8613900000000x"),
        ("-5", "-5"),
        ("-1,240.50", "-1,240.50"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("＝cmd", "'＝cmd"),
        ("-2+3", "'-2+3"),
        ("张三", "张三"),
        ("a\0b\x1bc", "abc"),
    ],
)
def test_a_cell_of_a_csv_file_is_never_a_formula(text: str, cell: str) -> None:
    assert harmless(text) == cell


@given(st.text())
def test_no_text_becomes_active(text: str) -> None:
    cell = harmless(text)
    assert not cell.startswith(("=", "@", "\t", "\r", "＝", "＠"))


def test_csv_is_utf8_with_a_mark_and_the_same_bytes_each_time(tmp_path: Path) -> None:
    rows: list[list[object]] = [["张三", 1240, None], ["=1", "a,b", 'say "x"']]
    assert [write_csv(tmp_path / name, ["姓名", "金额", "备注"], rows) for name in ("1.csv", "2.csv")] == [2, 2]
    assert (tmp_path / "1.csv").read_bytes() == (tmp_path / "2.csv").read_bytes()
    text = '\ufeff姓名,金额,备注\r\n张三,1240,\r\n\'=1,"a,b","say ""x"""\r\n'
    assert (tmp_path / "1.csv").read_bytes().decode() == text


def test_text_in_a_workbook_stays_text(tmp_path: Path) -> None:
    sheet = Sheet("行错误: 审批/台账", ["身份证号", "公式", "金额", "空"], [["11010519491231002X", "=1+1", 12.5, None]])
    write_workbook(tmp_path / "a.xlsx", [sheet, Sheet("行错误: 审批/台账", ["只有表头"], [])])
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["行错误_ 审批_台账", "行错误_ 审批_台账(2)"]
    assert [(cell.value, cell.data_type) for cell in book.worksheets[0][2]] == [
        ("11010519491231002X", "s"),
        ("=1+1", "s"),
        (12.5, "n"),
        (None, "n"),
    ]
    assert book.worksheets[1]["A1"].value == "只有表头"


@given(st.text(max_size=60))
def test_any_text_names_a_sheet(text: str) -> None:
    name = sheet_name(text)
    assert 0 < len(name) <= 31
    assert not set(name) & set("[]:*?/\\")
