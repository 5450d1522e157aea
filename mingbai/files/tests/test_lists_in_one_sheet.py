"""Lists below and beside one another in one sheet, cells merged over rows, members below their heads."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

import duckdb
import openpyxl
import pytest

from mingbai.files.inbox import Inbox, open_folder
from mingbai.files.refusals import refused_rows
from mingbai.files.tables import TABLES
from mingbai.files.tests.made import APPROVALS, ROSTER, approval_row, person_id, roster_row, workbook, write_text
from mingbai.files.typing import typed_select
from mingbai.kernel.month import Month

Rows = Sequence[Sequence[object]]
BARE = ("行政区划代码", "家庭编号", "领款人身份证号", "领款人姓名", "银行账号", "发放金额")
MEMBERS = ("家庭编号", "救助项目", "姓名", "身份证号", "与户主关系")


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
    return open_folder(con, folder, month=Month(2026, 11), scratch=folder.parent / "scratch")


def sheet(folder: Path, *rows: Sequence[object], merged: Sequence[str] = ()) -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(("一", rows))))
    for cells in merged:
        book.worksheets[0].merge_cells(cells)
    book.save(folder / "表.xlsx")


def values(con: duckdb.DuckDBPyConnection, inbox: Inbox, table: str, column: str) -> list[object]:
    good = f"SELECT {column} FROM ({typed_select(TABLES[table], inbox.parts)}) WHERE refused IS NULL ORDER BY row_no"
    return [value for (value,) in con.execute(good).fetchall()]


def refusals(con: duckdb.DuckDBPyConnection, inbox: Inbox) -> dict[int, str]:
    return {row.place.row: row.faults[0].code for table in TABLES for row in refused_rows(con, inbox, table)}


def bare(number: int, **changed: str) -> list[str]:
    return roster_row(number, **changed)[2:]


def codes(inbox: Inbox) -> list[str]:
    return [problem.code for problem in inbox.problems]


def test_a_title_that_names_another_programme_begins_another_list(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    below = [["2026年11月城市低保发放表"], BARE, bare(3)]
    sheet(folder, ["2026年11月农村低保发放表"], BARE, bare(1), bare(2), ["合计", "", "", "", "", "1001"], [], *below)
    inbox = opened(con, folder)
    assert values(con, inbox, "roster", "programme") == ["dibao_rural", "dibao_rural", "dibao_urban"]
    assert refusals(con, inbox) == {}
    assert codes(inbox) == []


@pytest.mark.parametrize("rows_a_chunk", range(1, 9))
def test_a_title_stays_with_its_list_wherever_reading_pauses(
    con: duckdb.DuckDBPyConnection, folder: Path, monkeypatch: pytest.MonkeyPatch, rows_a_chunk: int
) -> None:
    monkeypatch.setattr("mingbai.files.grids.workbook.CHUNK_ROWS", rows_a_chunk)
    below = [["2026年11月城市低保发放表"], ["单位：元"], BARE, bare(3), bare(4), bare(5)]
    sheet(folder, ["2026年11月农村低保发放表"], BARE, bare(1), bare(2), ["合计", "", "", "", "", "1001"], [], *below)
    inbox = opened(con, folder)
    assert values(con, inbox, "roster", "programme") == ["dibao_rural"] * 2 + ["dibao_urban"] * 3
    assert refusals(con, inbox) == {}
    assert codes(inbox) == []


def test_a_title_that_says_the_same_again_is_a_page_title(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    title = ["2026年11月农村低保发放表"]
    sheet(folder, title, BARE, bare(1), title, BARE, bare(2))
    assert [(part.rows, part.header_row) for part in opened(con, folder).parts] == [(2, 2)]


def test_a_month_beside_a_signature_is_no_title(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    signed = ["制表人：张三", "审核人：李四", "2026年10月"]
    sheet(folder, ["2026年11月农村低保发放表"], BARE, bare(1), signed, BARE, bare(2))
    assert [part.rows for part in opened(con, folder).parts] == [2]


def test_a_unit_stated_above_a_later_page_holds_from_there(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    title = ["2026年11月农村低保发放表"]
    sheet(folder, title, ["单位：元"], BARE, bare(1), title, ["单位：万元"], BARE, bare(2, 发放金额="0.05005"))
    assert values(con, opened(con, folder), "roster", "amount_fen") == [50_050, 50_050]


def test_a_title_that_says_only_the_programme_leaves_the_month_as_it_is(
    con: duckdb.DuckDBPyConnection, folder: Path
) -> None:
    sheet(folder, ["2026年11月发放表"], ["农村低保"], BARE, bare(1), ["城市低保"], BARE, bare(2))
    inbox = opened(con, folder)
    assert values(con, inbox, "roster", "programme") == ["dibao_rural", "dibao_urban"]
    assert [str(month) for month in values(con, inbox, "roster", "month")] == ["2026-11-01"] * 2


def test_columns_in_another_order_begin_another_list(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    order = [0, 1, 3, 2, 4, 5]
    swapped = [[row[place] for place in order] for row in (BARE, bare(2))]
    sheet(folder, ["2026年11月农村低保发放表"], BARE, bare(1), *swapped)
    assert values(con, opened(con, folder), "roster", "payee_id") == [person_id(1), person_id(2)]


def test_a_list_below_that_lacks_a_column_is_told_with_its_row(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    below = [["领款人身份证号", "领款人姓名", "银行账号"], ["1", "2", "3"]]
    sheet(folder, ["2026年11月农村低保发放表"], BARE, bare(1), [], *below)
    inbox = opened(con, folder)
    assert values(con, inbox, "roster", "payee_id") == [person_id(1)]
    assert [(problem.code, problem.place.row) for problem in inbox.problems] == [("missing_columns", 5)]


def test_lists_side_by_side_are_all_read(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    left, right = [ROSTER, roster_row(1), roster_row(2)], [ROSTER, roster_row(3), [""] * 8]
    sheet(folder, *[[*a, "", *b] for a, b in zip(left, right, strict=True)])
    inbox = opened(con, folder)
    assert sorted(map(str, values(con, inbox, "roster", "payee_id"))) == sorted(map(person_id, (1, 2, 3)))
    assert codes(inbox) == []


def test_money_merged_over_two_payees_is_not_paid_twice(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    sheet(folder, ROSTER, roster_row(1), roster_row(2, 发放金额=""), merged=["H2:H3"])
    inbox = opened(con, folder)
    assert values(con, inbox, "roster", "amount_fen") == [50_050]
    assert refusals(con, inbox) == {3: "merged"}


def test_a_standard_merged_over_rows_holds_for_each(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    header, rows = [*APPROVALS, "保障标准"], [[*approval_row(1), "700"], [*approval_row(2), ""]]
    sheet(folder, header, *rows, merged=["K2:K3"])
    assert values(con, opened(con, folder), "approvals", "standard_fen") == [70_000, 70_000]


def test_a_line_merged_over_its_household_is_one_line(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    rows = [[*ROSTER, "成员"], [*roster_row(1), "张三"], [*[""] * 8, "李四"]]
    sheet(folder, *rows, merged=[f"{letter}2:{letter}3" for letter in "ABCDEFGH"])
    inbox = opened(con, folder)
    assert values(con, inbox, "roster", "amount_fen") == [50_050]
    assert refusals(con, inbox) == {}


def test_a_page_whose_cells_reach_down_is_not_read_askew(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    def cells(texts: Sequence[str], tag: str = "td") -> str:
        return "".join(f"<{tag}>{text}</{tag}>" for text in texts)

    rows = f"<tr><td rowspan=2>2026-11</td>{cells(roster_row(1)[1:])}</tr><tr>{cells(roster_row(2)[1:])}</tr>"
    (folder / "名册.html").write_text(f"<table><tr>{cells(ROSTER, 'th')}</tr>{rows}</table>", encoding="utf-8")
    assert values(con, opened(con, folder), "roster", "payee_id") == [person_id(1), person_id(2)]


def test_members_below_their_head_are_of_its_household(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    family = [["H1", "农村低保", "甲", person_id(1), "户主"], ["", "", "乙", person_id(2), "配偶"]]
    other = [["H2", "农村低保", "丙", person_id(3), "本人"], ["", "", "丁", person_id(4), "子"]]
    write_text(folder / "家庭成员.csv", MEMBERS, *family, *other, ["", "", "戊", person_id(5), "户主"])
    inbox = opened(con, folder)
    assert values(con, inbox, "members", "household_id") == ["H1", "H1", "H2", "H2"]
    assert refusals(con, inbox) == {6: "missing"}  # a head without a household is nobody's member
    assert codes(inbox) == ["household_carried_down"]


@pytest.mark.parametrize(
    ("title", "header", "months"),
    [
        ("2026年度农村低保发放表", (), ["11月", "11", "11月份", "十一月"]),
        ("农村低保发放表", ("年份",), ["11月", "11", "11月份", "十一月"]),
    ],
)
def test_a_month_without_its_year_takes_it_from_the_column_or_the_title(
    con: duckdb.DuckDBPyConnection, folder: Path, title: str, header: tuple[str, ...], months: list[str]
) -> None:
    rows = [["2026"] * len(header) + roster_row(number, 发放月份=month) for number, month in enumerate(months)]
    write_text(folder / "表.csv", [title], [*header, *ROSTER], *rows)
    inbox = opened(con, folder)
    assert {str(month) for month in values(con, inbox, "roster", "month")} == {"2026-11-01"}
    assert "years_added" in codes(inbox)


def test_a_month_whose_year_stands_nowhere_is_refused(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    write_text(folder / "表.csv", ["农村低保发放表"], ROSTER, roster_row(1, 发放月份="11月"))
    assert refusals(con, opened(con, folder)) == {3: "text"}


def test_a_total_above_its_rows_is_compared_with_them(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    for stated, told in (("1001.00", []), ("1002.00", ["total_differs"])):
        write_text(folder / "表.csv", ROSTER, ["合计", *[""] * 6, stated], roster_row(1), roster_row(2))
        assert codes(opened(con, folder)) == told


def test_a_workbook_is_read_as_what_it_is_whatever_its_name_ends_in(
    con: duckdb.DuckDBPyConnection, folder: Path
) -> None:
    (folder / "名册.xls").write_bytes(workbook(("一", [ROSTER, roster_row(1)])))
    inbox = opened(con, folder)
    assert values(con, inbox, "roster", "payee_id") == [person_id(1)]
    assert codes(inbox) == ["wrong_ending"]
