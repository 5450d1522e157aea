"""Folders as counties keep them: every layout people use comes down to the same rows."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from mingbai.files.inbox import Inbox, open_folder
from mingbai.files.part import Mapped
from mingbai.files.tables import TABLES
from mingbai.files.tests.made import (
    APPROVALS,
    DEATHS,
    PAYMENTS,
    ROSTER,
    account_no,
    approval_row,
    death_row,
    lines,
    named_in_gbk,
    payment_row,
    person_id,
    roster_row,
    workbook,
    write_text,
    zipped,
)
from mingbai.files.typing import typed_select
from mingbai.kernel.month import Month

NOVEMBER = Month(2026, 11)
NAMED = [table for name, table in TABLES.items() if name != "previous_roster"]  # that one is told by its months


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "scratch").mkdir()
    (tmp_path / "folder").mkdir()
    return tmp_path / "folder"


def opened(con: duckdb.DuckDBPyConnection, folder: Path, **options: Any) -> Inbox:
    return open_folder(con, folder, scratch=folder.parent / "scratch", **{"month": NOVEMBER, **options})


def rows(con: duckdb.DuckDBPyConnection, inbox: Inbox, table: str, columns: str) -> list[tuple[Any, ...]]:
    sql = typed_select(TABLES[table], inbox.parts)
    return con.execute(f"SELECT {columns} FROM ({sql}) ORDER BY source, row_no").fetchall()


def mapped(inbox: Inbox, column: str, part: int = 0) -> Mapped:
    return next(entry for entry in inbox.parts[part].mapping if entry.column == column)


def test_every_file_is_named_before_it_is_opened_and_a_large_one_counts_its_rows(
    con: duckdb.DuckDBPyConnection, folder: Path
) -> None:
    write_text(folder / "a.csv", ROSTER, *(roster_row(number) for number in range(1, 4)))
    (folder / "b.txt").write_bytes(b"nothing anybody knows\n")
    inside = [(f"{name}.csv", lines(DEATHS, death_row(number)).encode()) for number, name in enumerate("xy")]
    (folder / "c.zip").write_bytes(zipped(*inside))
    told: list[tuple[str, int, int, int]] = []

    opened(con, folder, progress=lambda number, of, place, rows: told.append((place.path, number, of, rows)))

    assert told == [
        *[("a.csv", 1, 3, 0), ("a.csv", 1, 3, 3)],
        ("b.txt", 2, 3, 0),
        *[("c.zip", 3, 3, 0), ("c.zip › x.csv", 3, 3, 0), ("c.zip › x.csv", 3, 3, 1)],
        *[("c.zip › y.csv", 3, 3, 0), ("c.zip › y.csv", 3, 3, 1)],
    ]


def test_one_sheet_for_each_township_with_titles_pages_totals_and_signatures(
    con: duckdb.DuckDBPyConnection, folder: Path
) -> None:
    header = [name.replace("发放金额", "发放金额\n（元）") for name in ROSTER[2:]]
    page = [["城关镇2026年11月农村低保发放名册"], ["单位：民政办", "", "", "打印日期：2026-11-05"], header]
    body = [roster_row(number)[2:] for number in (1, 2)]
    subtotal = ["本页小计", "", "", "", "", "1,001.00"]
    total = ["合 计", "2户", "", "", "", "1001"]
    signed = ["制表人：张三", "", "审核人：李四", "", "单位（盖章）"]
    rows_of_sheet = [*page, *body, subtotal, *page, roster_row(3)[2:], ["小计", *[""] * 4, "500.5"], [], total, signed]
    total[5] = "1501.5"
    north = [["北关镇2026年11月农村低保发放名册"], header, roster_row(4)[2:]]
    (folder / "名册.xlsx").write_bytes(workbook(("城关镇", rows_of_sheet), ("北关镇", north), ("Sheet3", [])))

    inbox = opened(con, folder)

    assert inbox.problems == ()
    assert [part.rows for part in inbox.parts] == [3, 1]
    assert rows(con, inbox, "roster", "row_no, month, programme, amount_fen, refused") == [
        (4, date(2026, 11, 1), "dibao_rural", 50_050, None),
        (5, date(2026, 11, 1), "dibao_rural", 50_050, None),
        (10, date(2026, 11, 1), "dibao_rural", 50_050, None),
        (3, date(2026, 11, 1), "dibao_rural", 50_050, None),
    ]
    assert (mapped(inbox, "month").constant, mapped(inbox, "month").where) == ("2026-11", "title")


def test_a_header_of_two_rows_and_a_household_merged_over_its_members(
    con: duckdb.DuckDBPyConnection, folder: Path
) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["救助项目", "户信息", "", "成员信息", ""])
    sheet.append(["", "家庭编号", "备注", "姓名", "身份证号"])
    for number in (1, 2):
        sheet.append(
            ["农村低保" if number == 1 else None, "H1" if number == 1 else None, "", "张三", person_id(number)]
        )
    for area in ("A1:A2", "B1:C1", "D1:E1", "A3:A4", "B3:B4"):
        sheet.merge_cells(area)
    book.save(folder / "家庭成员.xlsx")

    inbox = opened(con, folder)

    assert rows(con, inbox, "members", "household_id, programme, person_id, counted, refused") == [
        ("H1", "dibao_rural", person_id(1), True, None),
        ("H1", "dibao_rural", person_id(2), True, None),
    ]


def test_a_group_name_over_a_column_completes_it(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    upper = ["救助项目", "行政区划代码", "家庭编号", "户主信息", "", *APPROVALS[5:]]
    lower = ["", "", "", "身份证号", "姓名", *[""] * 5]
    write_text(folder / "审批台账.csv", upper, lower, approval_row(1))
    assert rows(con, opened(con, folder), "approvals", "head_id, head_name, payee_id, payee_name") == [
        (person_id(1), "张三", person_id(1), "张三")
    ]


def test_one_table_from_files_of_every_format_is_united(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    write_text(folder / "1.csv", ROSTER, roster_row(1), encoding="gb18030")
    write_text(folder / "2.txt", ROSTER, roster_row(2), by="\t", encoding="utf-16")
    (folder / "3.xlsx").write_bytes(workbook(("三", [ROSTER, roster_row(3)])))
    values = zip(ROSTER, roster_row(4), strict=True)
    pq.write_table(pa.table({name: [value] for name, value in values}), folder / "4[x]*.parquet")
    (folder / "5.zip").write_bytes(zipped(("里/5.csv", lines(ROSTER, roster_row(5)).encode())))
    typed = {"month": date(2026, 11, 1), "programme": "dibao_rural", "region_code": 999999101001, "household_id": "H6"}
    payee = {"payee_id": person_id(6), "payee_name": "张三", "account_no": account_no(6), "amount_fen": 50_050}
    pq.write_table(pa.table({name: [value] for name, value in (typed | payee).items()}), folder / "6.parquet")

    inbox = opened(con, folder)

    assert inbox.problems == ()
    assert rows(con, inbox, "roster", "household_id, payee_id, account_key, amount_fen, month, refused") == [
        (f"H{number}", person_id(number), int(account_no(number)), 50_050, date(2026, 11, 1), None)
        for number in range(1, 7)
    ]


def test_earlier_months_of_a_roster_are_the_previous_roster_row_by_row(
    con: duckdb.DuckDBPyConnection, folder: Path
) -> None:
    months = ("2026-09", "202610", "2026年11月")
    write_text(folder / "名册.csv", ROSTER, *[roster_row(n, 发放月份=month) for n, month in enumerate(months)])

    inbox = opened(con, folder)

    assert [(part.table, part.rows) for part in inbox.parts] == [("roster", 1), ("previous_roster", 2)]
    assert rows(con, inbox, "roster", "household_id, month") == [("H2", date(2026, 11, 1))]
    assert rows(con, inbox, "previous_roster", "household_id, month") == [
        ("H0", date(2026, 9, 1)),
        ("H1", date(2026, 10, 1)),
    ]


def test_a_file_called_last_months_roster_is_of_the_month_before(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    write_text(folder / "上月名册.csv", ROSTER[1:], roster_row(1)[1:])
    inbox = opened(con, folder)
    assert rows(con, inbox, "previous_roster", "month") == [(date(2026, 10, 1),)]
    assert mapped(inbox, "month").where == "file"


@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("2026年11月农村低保发放名册.csv", "file"),
        ("202611农村低保.csv", "file"),
        ("2026-11/农村低保/名册.csv", "folder"),
    ],
)
def test_what_is_the_same_for_all_rows_may_stand_in_a_name(
    con: duckdb.DuckDBPyConnection, folder: Path, name: str, where: str
) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    write_text(folder / name, ROSTER[2:], roster_row(1)[2:])
    inbox = opened(con, folder)
    assert rows(con, inbox, "roster", "month, programme") == [(date(2026, 11, 1), "dibao_rural")]
    assert mapped(inbox, "month").where == where


def test_a_region_nobody_names_is_the_one_asked_for(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    write_text(folder / "名册.csv", [*ROSTER[:2], *ROSTER[3:]], [*roster_row(1)[:2], *roster_row(1)[3:]])
    inbox = opened(con, folder, region="999999")
    assert rows(con, inbox, "roster", "region_code") == [("999999000000",)]
    assert mapped(inbox, "region_code").where == "option"


def test_units_of_money_stand_in_the_header_or_the_title(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    header = list(ROSTER)
    for number, (unit, amount) in enumerate((("（万元）", "0.05005"), ("(分)", "50050"), ("/元", "500.5")), 1):
        header[7] = f"发放金额{unit}"
        write_text(folder / f"{number}.csv", header, roster_row(number, 发放金额=amount))
    write_text(folder / "4.csv", ["单位：万元"], ROSTER, roster_row(4, 发放金额="0.05005"))
    assert rows(con, opened(con, folder), "roster", "amount_fen") == [(50_050,)] * 4


def test_a_list_of_another_department_carries_its_as_of_date(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    write_text(folder / "死亡名单20261110.csv", DEATHS, death_row(1))
    inbox = opened(con, folder)
    assert rows(con, inbox, "deaths", "died_on, as_of") == [(date(2026, 10, 3), date(2026, 11, 10))]
    assert [source.as_of for source in inbox.sources] == [date(2026, 11, 10)]


def test_receipts_as_banks_send_them_zip_in_zip_with_names_in_gbk(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    text = lines(PAYMENTS, payment_row(1), payment_row(2, 处理结果="退汇"), by="|!").encode("gb18030")
    archive = zipped(("NAME_20261110.zip", zipped(("账号_20261110.txt", text))))
    (folder / "客户_20261110.zip").write_bytes(named_in_gbk(archive, NAME="账号"))
    inbox = opened(con, folder)
    assert inbox.sources[0].place.path == "客户_20261110.zip › 账号_20261110.zip › 账号_20261110.txt"
    assert rows(con, inbox, "payments", "bank_ref, paid_on, status") == [
        ("T1", date(2026, 11, 8), "paid"),
        ("T2", date(2026, 11, 8), "returned"),
    ]


def test_a_spreadsheets_numbers_and_dates_are_read_as_what_they_are(
    con: duckdb.DuckDBPyConnection, folder: Path
) -> None:
    row: list[Any] = [*roster_row(1)]
    row[0], row[2], row[7] = date(2026, 11, 1), 999999101001, 0.1 + 0.2
    (folder / "名册.xlsx").write_bytes(workbook(("一", [ROSTER, row])))
    assert rows(con, opened(con, folder), "roster", "month, region_code, amount_fen, refused") == [
        (date(2026, 11, 1), "999999101001", 30, None)
    ]


def test_the_output_folder_is_not_read_as_input(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    write_text(folder / "名册.csv", ROSTER, roster_row(1))
    (folder / "out").mkdir()
    write_text(folder / "out" / "findings.csv", ROSTER, roster_row(2))
    assert [part.rows for part in opened(con, folder, leave_out=(folder / "out",)).parts] == [1]


def test_rows_before_typing_can_be_selected_part_by_part(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    write_text(folder / "1.csv", ROSTER, roster_row(1))
    write_text(folder / "2.csv", ROSTER, roster_row(2), roster_row(3))
    first, second = opened(con, folder).parts
    assert con.execute(f"SELECT household_id, row_no FROM ({first.select})").fetchall() == [("H1", 2)]
    assert con.execute(f"SELECT household_id, row_no FROM ({second.select})").fetchall() == [("H2", 2), ("H3", 3)]


def test_every_table_is_recognised_by_its_own_headers(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    for table in NAMED:
        write_text(folder / f"{table.title}.csv", [column.headers[0] for column in table.columns])
    found = {source.place.file: source.table for source in opened(con, folder).sources}
    assert found == {f"{table.title}.csv": table.name for table in NAMED}


def test_every_table_is_recognised_by_its_english_names(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    for table in NAMED:
        write_text(folder / f"{table.name}.csv", [column.name for column in table.columns])
    found = {source.place.file: source.table for source in opened(con, folder).sources}
    assert found == {f"{table.name}.csv": table.name for table in NAMED}
