"""`mingbai offices import`: a county's staff from one table, as often as it is handed in."""

import json
from pathlib import Path
from typing import Any

import pytest
from xlsxwriter import Workbook

from mingbai.cli.main import main
from mingbai.config.testing import Base

HEADS = ["机构", "机构类别", "行政区划代码", "姓名", "工号", "岗位", "职务", "责任步骤"]
BUREAU = ["明白县民政局社会救助科", "民政部门", "999901"]
ROWS = [
    [*BUREAU, "赵建国", "M01", "经办人", "", "数据维护、编制名册"],
    [*BUREAU, "钱秀英", "M02", "分管负责人", "局长", "确认"],
    [*BUREAU, "孙志强", "M03", "分管负责人", "", ""],
]


class Staff:
    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys

    def run(self, *words: str) -> tuple[int, Any]:
        code = main(["offices", *words, "--json"])
        return code, json.loads(self.capsys.readouterr().out or "null")

    def imported(self, *rows: list[str]) -> tuple[int, Any]:
        file = self.folder / "人员岗位表.csv"
        file.write_text("\n".join(",".join(row) for row in (HEADS, *rows)), encoding="gb18030")
        return self.run("import", str(file), "--post", "1")


@pytest.fixture
def staff(
    base: Base, fresh_desk: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Staff:
    monkeypatch.setenv("DATABASE_URL", base.as_role("default", fresh_desk))
    monkeypatch.setenv("DATABASE_OWNER_URL", base.as_role("owner", fresh_desk))
    made = Staff(tmp_path, capsys)
    trio = ("--system", "张一:A01", "--security", "王二:A02", "--audit", "李三:A03")
    assert made.run("found", "明白县民政局", "--region", "999901", *trio, "--document", "1号")[0] == 0
    return made


def counted(said: dict[str, Any]) -> tuple[int, ...]:
    return tuple(said[name] for name in ("offices", "officers", "posts", "listings", "waiting"))


def test_the_same_table_again_enters_only_what_lacks(staff: Staff) -> None:
    code, said = staff.imported(*ROWS)
    assert (code, counted(said)) == (0, (1, 3, 3, 0, 0))
    assert counted(staff.imported(*ROWS)[1]) == (0, 0, 0, 0, 3)
    assert staff.run("approve-all", "--post", "2") == (0, {"approved": 3, "left": []})
    assert counted(staff.imported(*ROWS)[1]) == (0, 0, 0, 3, 0)
    assert counted(staff.imported(*ROWS)[1]) == (0, 0, 0, 0, 0)


def test_nobody_approves_what_names_himself(staff: Staff) -> None:
    staff.imported(*ROWS)
    staff.run("approve-all", "--post", "2")
    staff.imported(*ROWS)
    code, said = staff.run("approve-all", "--post", "5")
    assert (code, said["approved"], len(said["left"])) == (4, 2, 1)
    assert staff.run("approve-all", "--post", "6") == (0, {"approved": 1, "left": []})


def test_a_row_that_cannot_be_is_named_and_the_others_are_entered(staff: Staff) -> None:
    wrong = [
        [*BUREAU, "李四", "", "经办人", "", ""],
        ["某局", "什么局", "999901", "李四", "X1", "经办人", "", ""],
        [*BUREAU[:2], "9999", "李四", "X2", "皇帝", "", ""],
        [*BUREAU[:2], "99990", "李四", "X3", "经办人", "", ""],
        [*BUREAU, "李四", "X4", "经办人", "", "炼丹"],
        [*BUREAU, "不是他", "M01", "经办人", "", ""],
        [*BUREAU, "李四", "X5", "代发经办人", "", ""],
    ]
    code, said = staff.imported(*ROWS, *wrong)
    assert (code, counted(said)) == (4, (1, 3, 3, 0, 0))
    assert [one["row"] for one in said["refused"]] == [5, 6, 7, 8, 9, 10, 11]
    words = ("缺少工号", "什么局", "皇帝", "99990", "炼丹", "赵建国", "")
    assert all(word in one["zh"] and one["en"] for word, one in zip(words, said["refused"], strict=True))


def test_a_workbook_will_do_and_what_is_no_table_is_refused(staff: Staff, tmp_path: Path) -> None:
    with Workbook(str(tmp_path / "表.xlsx")) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate((["2026年人员岗位表"], HEADS, *ROWS)):
            sheet.write_row(number, 0, row)
    assert counted(staff.run("import", str(tmp_path / "表.xlsx"), "--post", "1")[1]) == (1, 3, 3, 0, 0)
    for name, content in {
        "空.csv": b"",
        "坏.xlsx": b"PK\x03\x04 no",
        "别的.csv": "姓名,年龄".encode(),
        "x": b"\xff\xff",
    }.items():
        (tmp_path / name).write_bytes(content)
        assert staff.run("import", str(tmp_path / name), "--post", "1")[0] == 2


def test_the_care_homes_of_a_list_are_entered_once(staff: Staff) -> None:
    homes = staff.folder / "供养机构名录.csv"
    rows = "第一敬老院,6299990000990000006,999901101001\n第二敬老院,6299990000990000014,999901101001\n"
    homes.write_text(f"机构名称,银行账号,行政区划代码\n{rows}", encoding="utf-8")
    asked = ("homes", str(homes), "--post", "1", "--from", "2026-01-05")
    assert staff.run(*asked) == (0, {"entered": ["第一敬老院", "第二敬老院"], "known": 0, "refused": []})
    homes.write_text(
        f"机构名称,银行账号,行政区划代码\n{rows}第三敬老院,6299990000990000022,999901101001\n", encoding="utf-8"
    )
    code, said = staff.run(*asked)
    assert (code, said["entered"], said["known"]) == (0, ["第三敬老院"], 2)
    homes.write_text(f"机构名称,银行账号,行政区划代码\n{rows},6299990000990000022,\n", encoding="utf-8")
    code, said = staff.run(*asked)
    assert (code, said["entered"], len(said["refused"])) == (4, [], 1)
