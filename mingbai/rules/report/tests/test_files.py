"""The files of a report: a csv no spreadsheet runs, a workbook with results and without a clock."""

import csv
from collections.abc import Mapping
from pathlib import Path

import duckdb
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from rustpy_xlsxwriter import FastExcel

from mingbai.files.writing.cells import ACTIVE, harmless
from mingbai.rules.report.book.xlsx_parts import finish
from mingbai.rules.report.findings_csv import write_findings_csv
from mingbai.rules.report.gravest import gravest
from mingbai.rules.report.totals import MOST_AREAS, Tally, totals

STAMP = "2026-11-01T00:00:00Z"
TEXTS = [
    *("rule_id", "severity", "subject_table", "subject_id", "file", "sheet", "person_id", "name", "household_id"),
    *("region_code", "programme", "month", "message", "message_en", "evidence", "cites", "match_tier", "input_digest"),
]


def stored(path: Path, *rows: Mapping[str, object]) -> Path:
    usual = dict.fromkeys(TEXTS, "") | {
        "rule_id": "RK-101", "severity": "红", "subject_table": "roster", "subject_id": "s", "household_id": "H1",
        "programme": "dibao_rural", "region_code": "999901101201", "amount_fen": 100, "months": 1, "gates": False,
        "proposes_hold": False, "row": 3,
    }  # fmt: skip
    table = pa.Table.from_pylist([usual | dict(row) for row in rows])
    pq.write_table(table, path)
    return path


@pytest.mark.parametrize("sign", ACTIVE)
def test_a_cell_that_a_spreadsheet_would_run_is_told_apart(sign: str, tmp_path: Path) -> None:
    name = f"{sign}cmd|' /C calc'!A0"
    found = stored(tmp_path / "found.parquet", {"name": name, "message": 'says "x",\nand more'})
    with duckdb.connect() as con:
        assert write_findings_csv(con, found, tmp_path / "findings.csv") == 1
    with (tmp_path / "findings.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)

    assert row["name"] == harmless(name) == f"'{name}"
    assert row["message"] == 'says "x",\nand more'
    assert (row["amount_fen"], row["gates"]) == ("100", "false")


def test_no_money_is_an_empty_cell_and_zero_is_zero(tmp_path: Path) -> None:
    found = stored(tmp_path / "found.parquet", {"amount_fen": None}, {"amount_fen": 0, "subject_id": "t"})
    with duckdb.connect() as con:
        write_findings_csv(con, found, tmp_path / "findings.csv")
        summed = totals(con, found)
    with (tmp_path / "findings.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["amount_fen"] for row in csv.DictReader(file)] == ["", "0"]
    assert summed.all == Tally(2, 0)
    assert Tally(1) + Tally(1) == Tally(2, None)


def test_one_line_named_by_two_rules_is_counted_once(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [
        {"rule_id": "RK-101", "amount_fen": 300},
        {"rule_id": "RK-307", "amount_fen": 500, "gates": True},
        {"rule_id": "RK-101", "amount_fen": 200, "household_id": "H2"},
        {"rule_id": "RK-301", "amount_fen": 900, "subject_table": "account"},
    ]
    found = stored(tmp_path / "found.parquet", *(row | {"subject_id": str(at)} for at, row in enumerate(rows)))
    with duckdb.connect() as con:
        summed = totals(con, found)

    assert summed.once_fen == 700
    assert summed.all == Tally(4, 1900)
    assert summed.gates == Tally(1, 500)
    assert sum(tally.count for tally in summed.by_rule.values()) == sum(area.all.count for area in summed.areas) == 4


def test_divisions_grow_until_people_can_read_them(tmp_path: Path) -> None:
    rows = range(MOST_AREAS + 1)
    codes = [f"{999901 + at // 100}{at % 100:03d}201" for at in rows]
    found = stored(tmp_path / "found.parquet", *({"region_code": codes[at], "subject_id": str(at)} for at in rows))
    with duckdb.connect() as con:
        summed = totals(con, found)

    assert summed.digits == 6
    assert len(summed.areas) == 4


def test_the_page_holds_the_gravest_and_some_of_every_rule(tmp_path: Path) -> None:
    reds = [{"subject_id": f"r{at:03d}", "amount_fen": at} for at in range(300)]
    yellows = [{"rule_id": "RK-319", "severity": "黄", "subject_id": f"y{at}", "amount_fen": 1} for at in range(30)]
    found = stored(tmp_path / "found.parquet", *yellows, *reds)
    with duckdb.connect() as con:
        chosen = list(gravest(con, found, most=100))

    assert len(chosen) == 100
    assert sum(row["rule_id"] == "RK-319" for row in chosen) == 20
    assert [row["amount_fen"] for row in chosen[:3]] == [299, 298, 297]


def book(path: Path) -> None:
    made = FastExcel(str(path))
    made.sheet(
        "汇总", [{"规则": "A", "条数": 2}, {"规则": "B", "条数": 3}], totals_row={"条数": "sum"}, totals_label="合计"
    )
    made.sheet("明细", [{"说明": "字" * 1000, "数": at} for at in range(3000)])
    made.save()


def test_a_finished_workbook_opens_whole_with_the_results_of_its_formulas(tmp_path: Path) -> None:
    book(tmp_path / "a.xlsx")
    finish(tmp_path / "a.xlsx", {"xl/worksheets/sheet1.xml": [5.0]}, STAMP)
    values = openpyxl.load_workbook(tmp_path / "a.xlsx", data_only=True)

    assert values["汇总"]["B4"].value == 5
    assert openpyxl.load_workbook(tmp_path / "a.xlsx")["汇总"]["B4"].value == "=SUM(B2:B3)"
    assert values["明细"]["B3001"].value == 2999
    assert values.properties.created.isoformat() == "2026-11-01T00:00:00"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.xlsx"]


def test_a_formula_without_a_result_is_never_passed_over(tmp_path: Path) -> None:
    book(tmp_path / "a.xlsx")

    with pytest.raises(AssertionError, match="1 formulas, 0 results"):
        finish(tmp_path / "a.xlsx", {"xl/worksheets/sheet1.xml": []}, STAMP)
