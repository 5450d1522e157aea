"""Lists as clerks keep them: headers of their own, remarks below, merged cells, months without a year, copies."""

from io import BytesIO
from pathlib import Path

import openpyxl

from mingbai.files.tests.made import (
    PAYMENTS,
    ROSTER,
    lines,
    payment_row,
    person_id,
    repacked,
    roster_row,
    workbook,
    write_text,
)

BARE = ROSTER[2:]
MEMBERS = ("家庭编号", "救助项目", "姓名", "身份证号", "与户主关系")


def header_of_ones_own(folder: Path) -> None:
    own = {"银行账号": "惠民惠农补贴卡", "发放金额": "本月到卡额"}
    write_text(folder / "发放花名册.csv", [own.get(name, name) for name in ROSTER], roster_row(1), roster_row(2))


def money_that_may_be_of_two_tables(folder: Path) -> None:
    header = ["救助项目", "家庭编号", "领款人身份证号", "领款人姓名", "银行账号", "本月到卡额"]
    rows = [[row[1], *row[3:]] for row in (roster_row(1), roster_row(2))]
    write_text(folder / "230722101001 2026年11月.csv", header, *rows)


def remark_below_the_list(folder: Path) -> None:
    remarks = ["2.领款人与户主不一致的，须附授权委托书。"], ["县民政局（盖章）"]
    (folder / "名册.xlsx").write_bytes(workbook(("一", [ROSTER, roster_row(1), *remarks])))


def money_merged_over_two_payees(folder: Path) -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(("一", [ROSTER, roster_row(1), roster_row(2, 发放金额="")]))))
    book.worksheets[0].merge_cells("H2:H3")
    book.save(folder / "名册.xlsx")


def list_below_that_lacks_columns(folder: Path) -> None:
    below = [[], ["领款人身份证号", "领款人姓名", "银行账号"], [person_id(3), "李四", "62284899990000003"]]
    (folder / "名册.xlsx").write_bytes(workbook(("一", [ROSTER, roster_row(1), *below])))


def more_lists_than_anybody_writes(folder: Path) -> None:
    order = [0, 1, 2, 3, 5, 4, 6, 7]
    rows = []
    for number in range(202):
        for row in (ROSTER, roster_row(number)):
            rows.append([row[place] for place in order] if number % 2 else row)
    (folder / "名册.csv").write_text(lines(*rows), encoding="utf-8")


def month_without_its_year(folder: Path) -> None:
    write_text(folder / "名册.csv", ["2026年度农村低保发放名册"], ROSTER, roster_row(1, 发放月份="11月"))


def members_below_their_head(folder: Path) -> None:
    head, wife = ["H1", "农村低保", "甲", person_id(1), "户主"], ["", "", "乙", person_id(2), "配偶"]
    write_text(folder / "家庭成员.csv", MEMBERS, head, wife, ["", "", "丙", person_id(3), "户主"])


def same_list_saved_again(folder: Path) -> None:
    rows = [ROSTER, roster_row(1), roster_row(2), roster_row(3)]
    (folder / "名册.xlsx").write_bytes(workbook(("一", rows)))
    write_text(folder / "名册 - 副本.csv", *rows, encoding="gb18030")


def totals_of_a_bank_file(folder: Path) -> None:
    rows = [PAYMENTS, payment_row(1), ["合计笔数:1", "合计金额:500.50"]]
    write_text(folder / "回盘.txt", *rows, by="|!", encoding="gb18030")


def shortcut(folder: Path) -> None:
    (folder / "名册.lnk").write_bytes(b"L\0\0\0\x01\x14\x02\0" + bytes(68))
    (folder / "平台.url").write_text("[InternetShortcut]\nURL=x\n", encoding="ascii")


def words_to_people(folder: Path) -> None:
    (folder / "请先读我.txt").write_text("各乡镇请于25日前报送名册。\n联系人:张三\n", encoding="utf-8")


def more_sheets_than_villages(folder: Path) -> None:
    sheets = "".join(f'<sheet name="{number}" sheetId="{number}" r:id="rId1"/>' for number in range(1, 3_002))
    place = "http://schemas.openxmlformats.org/"
    book = (
        f'<workbook xmlns="{place}spreadsheetml/2006/main" xmlns:r="{place}officeDocument/2006/relationships">'
        f"<sheets>{sheets}</sheets></workbook>"
    )
    (folder / "名册.xlsx").write_bytes(repacked(workbook(("一", [ROSTER, roster_row(1)])), book=book.encode()))


def row_that_no_sheet_has(folder: Path) -> None:
    place = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    row = '<row r="4000000000"><c r="A4000000000"><v>1</v></c></row>'
    sheet = f'<worksheet xmlns="{place}"><sheetData>{row}</sheetData></worksheet>'
    (folder / "名册.xlsx").write_bytes(repacked(workbook(("一", [ROSTER])), sheet1=sheet.encode()))


CASES = (
    *(header_of_ones_own, money_that_may_be_of_two_tables, remark_below_the_list, money_merged_over_two_payees),
    *(list_below_that_lacks_columns, more_lists_than_anybody_writes, month_without_its_year),
    *(members_below_their_head, same_list_saved_again, totals_of_a_bank_file, shortcut, words_to_people),
    *(more_sheets_than_villages, row_that_no_sheet_has),
)
