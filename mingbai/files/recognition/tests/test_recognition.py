"""Headers, titles and the furniture of pages, as people write them."""

import pyarrow as pa
import pytest

from mingbai.files.grids.grid import Chunk, Row
from mingbai.files.problems import Unopened
from mingbai.files.recognition.constants import Said, constant_for, months_in, unit_said
from mingbai.files.recognition.furniture import Furniture
from mingbai.files.recognition.header import find_header
from mingbai.files.recognition.heading import heading
from mingbai.files.recognition.match import matches
from mingbai.files.recognition.recognise import Asked, Recognised, recognise
from mingbai.files.tables import TABLES
from mingbai.files.tests.made import DEATHS, ROSTER, roster_row
from mingbai.kernel.month import Month


@pytest.mark.parametrize(
    ("written", "name", "unit"),
    [
        ("发放金额(元)", "发放金额", "元"),
        ("发放金额（万元）", "发放金额", "万元"),
        ("发放金额【分】", "发放金额", "分"),
        ("发 放\n金 额", "发放金额", None),
        ("*发放金额：", "发放金额", None),
        ("发放金额/元", "发放金额", "元"),
        ("核定金额（元/月）", "核定金额", "元"),
        ("ＡＭＯＵＮＴ_ＦＥＮ", "amountfen", None),
        ("村（社区）", "村(社区)", None),
        ("Household ID", "householdid", None),
        ("金额（单位：千元）", "金额", "千元"),
    ],
)
def test_a_header_is_matched_without_blanks_widths_breaks_and_units(written: str, name: str, unit: str | None) -> None:
    assert (heading(written).name, heading(written).unit) == (name, unit)


@pytest.mark.parametrize(
    ("written", "column"),
    [
        ("身份证号码", "payee_id"),
        ("领款人身份证号码（必填）", "payee_id"),
        ("领款人证件号", "payee_id"),
        ("村（居）代码", "region_code"),
        ("account_no", "account_no"),
        ("发放金额元", "amount_fen"),
    ],
)
def test_other_spellings_of_a_header_are_known(written: str, column: str) -> None:
    roster = next(match for match in matches([written]) if match.table.name == "roster")
    assert roster.columns == {column: 0}


def test_a_specific_header_goes_before_a_common_one() -> None:
    approvals = next(match for match in matches(["身份证号", "户主身份证号"]) if match.table.name == "approvals")
    assert approvals.columns == {"head_id": 1}


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("2026年11月农村低保发放名册", ["2026-11"]),
        ("名册202611", ["2026-11"]),
        ("2026-11", ["2026-11"]),
        ("2026.3名册", ["2026-03"]),
        ("2026年10月至2026年11月", ["2026-10", "2026-11"]),
        ("截至2026年11月5日", []),
        ("20261105", []),
        ("230722101", []),
        ("2026-11-05", []),
    ],
)
def test_months_in_a_title(text: str, months: list[str]) -> None:
    assert [str(month) for month in months_in(text)] == months


@pytest.mark.parametrize(
    ("table", "column", "text", "value"),
    [
        ("roster", "programme", "11月农村低保名册", "dibao_rural"),
        ("roster", "programme", "城市低保、农村低保名册", None),
        ("roster", "programme", "低保名册", None),
        ("roster", "programme", "低保边缘家庭名册", "bianyuan"),
        ("roster", "region_code", "230722101城关镇", "230722101"),
        ("roster", "region_code", "202611名册", None),
        ("deaths", "as_of", "死亡名单20261110", "2026-11-10"),
        ("deaths", "as_of", "数据截至2026年11月5日", "2026-11-05"),
        ("deaths", "died_on", "2026年11月5日", None),
    ],
)
def test_what_a_text_says_for_every_row(table: str, column: str, text: str, value: str | None) -> None:
    found = constant_for(TABLES[table][column], [Said(text, "title")])
    assert (found.value if found else None) == value


def test_the_nearest_text_that_says_it_wins() -> None:
    said = [Said("城关镇", "title"), Said("2026年11月", "sheet"), Said("2026年10月", "file")]
    found = constant_for(TABLES["roster"]["month"], said)
    assert found is not None
    assert (found.value, found.where) == ("2026-11", "sheet")


def test_a_unit_in_the_title_holds_for_the_whole_sheet() -> None:
    assert unit_said(["发放名册", "单位：万元"]) == "万元"
    assert unit_said(["填报单位：民政局"]) is None


def recognised(*rows: list[str]) -> Recognised:
    header = find_header([Row(number, list(row)) for number, row in enumerate(rows, 1)])
    return recognise(header, Asked((), Month(2026, 11), None))


def left(header: list[str], *rows: list[str | None]) -> tuple[list[int], Furniture]:
    """Return the row numbers that stay when the furniture is taken out, the first row being 2."""
    furniture = Furniture(recognised(header))
    columns = [pa.array(column, pa.string()) for column in zip(*rows, strict=True)]
    chunk = Chunk(pa.array(range(2, len(rows) + 2), pa.int64()), columns)
    return furniture.taken_out(chunk).row_no.to_pylist(), furniture


def sparse(*cells: str) -> list[str | None]:
    return [*(cell or None for cell in cells), *[None] * (len(ROSTER) - len(cells))]


@pytest.mark.parametrize(
    "row",
    [
        sparse("合计", "", "", "", "", "", "", "500.50"),
        sparse("", "合 计", "3户"),
        sparse("城关镇小计", "", "", "", "", "", "", "500.50"),
        sparse("总计(3户5人)"),
        sparse("Total"),
        sparse("制表人：张三", "", "审核：李四"),
        sparse("单位（盖章）"),
        sparse("第1页 共3页"),
        sparse(),
        [*ROSTER],
    ],
    ids=lambda row: next((cell for cell in row if cell), "blank"),
)
def test_rows_that_are_no_data_are_taken_out(row: list[str | None]) -> None:
    kept, _ = left(list(ROSTER), [*roster_row(1)], row, [*roster_row(2)])
    assert kept == [2, 4]


@pytest.mark.parametrize(
    "changed",
    [
        {"领款人姓名": "合计"},
        {"家庭编号": "合计", "发放金额": ""},
        {"救助项目": "", "发放月份": "", "行政区划代码": "", "家庭编号": "", "领款人姓名": ""},
    ],
)
def test_a_row_that_names_somebody_is_data_whatever_it_looks_like(changed: dict[str, str]) -> None:
    odd = [cell or None for cell in roster_row(1, **changed)]
    kept, _ = left(list(ROSTER), odd, [*roster_row(2)])
    assert kept == [2, 3]


def test_a_total_remembers_what_it_states() -> None:
    _, furniture = left(list(ROSTER), [*roster_row(1)], sparse("本页小计", "", "", "", "", "", "", "500.50"))
    [total] = furniture.totals
    assert (total.row_no, total.is_subtotal, total.stated) == (3, True, {"amount_fen": "500.50"})


def test_payroll_is_not_what_every_list_of_persons_is_taken_for() -> None:
    with pytest.raises(Unopened, match="common_headers"):
        recognised(["姓名", "身份证号", "单位"])


def test_a_misspelt_column_of_a_clear_table_is_asked_for_by_name() -> None:
    with pytest.raises(Unopened, match="missing_columns") as caught:
        recognised([*ROSTER[:6], "银行帐户", "发放金额"])
    assert caught.value.facts["columns"] == "银行账号"


def test_a_name_decides_between_tables_with_the_same_headers() -> None:
    header = find_header([Row(1, [*DEATHS, "火化日期"])])
    asked = Asked((Said("殡仪馆火化名单.xlsx", "file"),), Month(2026, 11), None)
    assert recognise(header, asked).table.name == "cremations"
