"""Headers nobody knows, told by how they are worded and by what stands below them."""

import pytest

from mingbai.files.grids.grid import NUMERIC, Cells, Row
from mingbai.files.problems import Unopened
from mingbai.files.recognition.constants import Said
from mingbai.files.recognition.header import find_header
from mingbai.files.recognition.recognise import Asked, Recognised, recognise
from mingbai.files.tests.made import ROSTER, account_no, person_id, roster_row
from mingbai.kernel.month import Month

NAMED_ROSTER = (Said("低保发放花名册.xlsx", "file"),)


def told(renamed: dict[str, str], changed: dict[str, str] | None = None) -> Recognised:
    header: Cells = [renamed.get(name, name) for name in ROSTER]
    rows: list[Cells] = [[*roster_row(number, **(changed or {}))] for number in (1, 2, 3)]
    found = find_header([Row(number, row) for number, row in enumerate([header, *rows], 1)])
    return recognise(found, Asked(NAMED_ROSTER, Month(2026, 11), None, rows))


def source_of(recognised: Recognised, column: str) -> str | None:
    return next(entry.header for entry in recognised.mapping if entry.column == column)


@pytest.mark.parametrize(
    ("column", "known", "unknown"),
    [
        ("account_no", "银行账号", "惠民惠农补贴卡"),
        ("payee_id", "领款人身份证号", "享受人身份证"),
        ("payee_name", "领款人姓名", "享受人姓名"),
        ("household_id", "家庭编号", "低保户编号"),
        ("amount_fen", "发放金额", "本月到卡额"),
        ("month", "发放月份", "打款月份"),
        ("programme", "救助项目", "对象种类"),
        ("region_code", "行政区划代码", "所属村编码"),
    ],
)
def test_a_header_of_peoples_own_is_told_by_wording_and_cells(column: str, known: str, unknown: str) -> None:
    found = told({known: unknown})
    assert found.table.name == "roster"
    assert source_of(found, column) == unknown
    assert [entry.column for entry in found.guessed] == [column]


@pytest.mark.parametrize(
    ("known", "unknown", "changed"),
    [
        ("银行账号", "开户银行", {"银行账号": "农业银行"}),
        ("领款人身份证号", "享受人身份证", {"领款人身份证号": "待补"}),
        ("发放金额", "家庭年收入合计额", {}),  # a wording of something else
        ("领款人姓名", "经办人员姓名", {}),
        ("银行账号", "第八列", {}),  # its cells alone are not enough
    ],
)
def test_neither_wording_nor_cells_alone_are_enough(known: str, unknown: str, changed: dict[str, str]) -> None:
    with pytest.raises(Unopened, match="missing_columns"):
        told({known: unknown}, changed)


def test_two_columns_that_may_both_be_meant_are_not_chosen_between() -> None:
    header = [*("甲卡号码" if name == "银行账号" else name for name in ROSTER), "乙卡号码"]
    rows: list[Cells] = [[*roster_row(number), account_no(9)] for number in (1, 2, 3)]
    found = find_header([Row(1, list(header))])
    with pytest.raises(Unopened, match="missing_columns"):
        recognise(found, Asked(NAMED_ROSTER, Month(2026, 11), None, rows))


def test_a_column_of_damaged_accounts_is_found_so_that_its_rows_can_be_told_one_by_one() -> None:
    assert (
        source_of(told({"银行账号": "惠民惠农补贴卡"}, {"银行账号": "6.22848E+18"}), "account_no") == "惠民惠农补贴卡"
    )
    damaged = told({"领款人身份证号": "享受人身份证"}, {"领款人身份证号": f"{NUMERIC}{person_id(1)[:15]}000"})
    assert source_of(damaged, "payee_id") == "享受人身份证"


def test_money_told_by_content_does_not_choose_between_lists_that_differ_in_nothing_else() -> None:
    header = ["救助项目", "家庭编号", "领款人身份证号", "领款人姓名", "银行账号", "本月到卡额"]
    rows: list[Cells] = [[row[1], *row[3:]] for row in (roster_row(1), roster_row(2), roster_row(3))]
    found = find_header([Row(1, list(header))])
    said = (Said("230722101001 2026年11月", "title"),)
    with pytest.raises(Unopened, match="ambiguous_table"):
        recognise(found, Asked(said, Month(2026, 11), None, rows))
    assert recognise(found, Asked((*said, *NAMED_ROSTER), Month(2026, 11), None, rows)).table.name == "roster"


def test_a_list_without_money_is_not_taken_for_its_family_members() -> None:
    with pytest.raises(Unopened, match="missing_columns"):
        told({"发放金额": "10月"})


def test_a_roster_of_heads_is_read_as_a_roster() -> None:
    found = told({"领款人身份证号": "户主身份证", "领款人姓名": "户主"})
    assert (found.table.name, source_of(found, "payee_id"), found.guessed) == ("roster", "户主身份证", ())


def test_a_register_that_lacks_a_date_is_not_taken_for_a_roster_against_its_name() -> None:
    header = ["救助项目", "行政区划代码", "家庭编号", "户主身份证号", "户主姓名", "银行账号", "救助金额"]
    rows: list[Cells] = [[*roster_row(1)[1:]]]
    found = find_header([Row(1, list(header))])
    month = Said("2026年11月", "title")
    with pytest.raises(Unopened, match="missing_columns") as caught:
        recognise(found, Asked((month, Said("低保台账.xlsx", "file")), Month(2026, 11), None, rows))
    assert caught.value.facts["table"] == "审批台账"
    named = Asked((month, Said("低保花名册.xlsx", "file")), Month(2026, 11), None, rows)
    assert recognise(found, named).table.name == "roster"
