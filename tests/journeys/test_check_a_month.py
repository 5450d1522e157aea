"""A bureau's folder for one month: read as it was sent, checked, and told in every output."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from mingbai.cli.main import main
from mingbai.rules.catalogue import all_rules

if TYPE_CHECKING:
    from tests.journeys.conftest import Bureau
else:
    Bureau = object

MONTH, COUNTY = "2026-10", "999901"
OUTPUTS = {"findings.csv", "findings.xlsx", "report.html", "rows-refused.xlsx", "summary.json", "manifest.json"}
CONTRACT = [
    "rule_id",
    "rule_version",
    "severity",
    "gates",
    "proposes_hold",
    "subject_table",
    "subject_id",
    "file",
    "sheet",
    "row",
    "person_id",
    "name",
    "household_id",
    "region_code",
    "programme",
    "month",
    "amount_fen",
    "months",
    "message",
    "message_en",
    "evidence",
    "cites",
    "match_tier",
    "input_digest",
]


# ------------------------------------------------------------------ what comes of it


def test_the_dead_payee_is_found_with_the_money_the_reason_and_the_place(told: Bureau) -> None:
    assert {path.name for path in told.out.iterdir()} == OUTPUTS
    (found,) = [row for row in told.findings() if row["rule_id"] == "RK-101"]
    assert found["subject_id"] == f"{MONTH}/dibao_rural/H{told.dead}/{told.person(told.dead)}"
    assert found["amount_fen"] == "56000"
    assert (found["file"], found["row"]) == (told.list.name, str(told.dead + 3))
    assert found["proposes_hold"] == "true"
    assert "2026年9月12日死亡" in found["message"]
    assert told.left_behind() == []


def test_the_columns_and_order_of_findings_csv_are_those_of_the_contract(checked: Bureau) -> None:
    raw = (checked.out / "findings.csv").read_bytes()
    keys = [(row["rule_id"], row["subject_table"], row["subject_id"]) for row in checked.findings()]

    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.decode("utf-8-sig").splitlines()[0].split(",") == CONTRACT
    assert keys == sorted(set(keys))


def test_two_runs_give_the_same_bytes_wherever_the_folder_stands(told: Bureau, bureau: Bureau) -> None:
    bureau.folder = shutil.copytree(told.folder, bureau.folder.parent / "moved")
    bureau.check()

    first = {path.name: path.read_bytes() for path in told.out.iterdir()}
    assert {path.name: path.read_bytes() for path in bureau.out.iterdir()} == first


def test_what_is_being_read_is_told_file_by_file(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("mingbai.cli.voice.QUIET_FOR", 0.0)
    bureau.check()
    said = capsys.readouterr().err.splitlines()
    reading = [line for line in said if line.startswith("读取 ")]

    assert said[:2] == ["明白 · 检查", f"正在读取“{bureau.folder}”……"]
    assert reading[0] == "读取 公安/死亡<b>名单.csv 1/5 …"
    assert "读取 农村低保 发放表.csv，已读 8 行 2/5 …" in reading
    assert reading[-1].endswith(" 5/5 …")


@pytest.mark.parametrize("verb", ["check", "freeze"])
def test_the_first_line_comes_before_anything_is_read(
    bureau: Bureau, verb: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def never(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("mingbai.rules.report.check_folder.open_folder", never)
    monkeypatch.setattr("mingbai.files.arrival.walk._walk", never)

    assert main([verb, str(bureau.folder), "--month", MONTH, "--out", str(bureau.out)]) == 130
    assert capsys.readouterr().err.splitlines()[1] == f"正在读取“{bureau.folder}”……"
    assert bureau.left_behind() == []


def test_a_frozen_month_gives_the_findings_of_its_files(bureau: Bureau) -> None:
    kept, frozen = bureau.folder.parent / "kept", bureau.folder.parent / "frozen"
    bureau.check("--keep-snapshot", str(kept))
    first = (bureau.out / "findings.csv").read_bytes()
    assert main(["freeze", str(bureau.folder), "--month", MONTH, "--region", COUNTY, "--into", str(frozen)]) == 0

    for snapshot in (kept, frozen):
        assert main(["check", str(snapshot), "--region", COUNTY, "--out", str(bureau.out)]) == 5
        assert (bureau.out / "findings.csv").read_bytes() == first


def test_the_manifest_holds_the_sum_of_every_input_and_output(checked: Bureau) -> None:
    told = json.loads((checked.out / "manifest.json").read_text(encoding="utf-8"))
    outputs = {name: sha256(checked.out / name) for name in OUTPUTS - {"manifest.json"}}
    inputs = {
        str(path.relative_to(checked.folder)): sha256(path) for path in checked.folder.rglob("*") if path.is_file()
    }

    assert told["outputs"] == outputs
    assert {source["file"]: source["sha256"] for source in told["inputs"]} == inputs
    assert told["rules"]["RK-101"]["version"] == 1
    assert str(checked.folder.parent) not in json.dumps(told)


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_workbook_adds_up_and_its_formulas_carry_their_results(checked: Bureau) -> None:
    rows = checked.findings()
    money = sum(int(row["amount_fen"]) for row in rows if row["amount_fen"])
    values = openpyxl.load_workbook(checked.out / "findings.xlsx", data_only=True)
    formulas = openpyxl.load_workbook(checked.out / "findings.xlsx")

    assert values.sheetnames[:3] == ["说明", "汇总-按规则", "汇总-按地区"]
    assert values.sheetnames[-1] == "行错误"
    for sheet in values.sheetnames[1:3]:
        *_, last = values[sheet].iter_rows(values_only=True)
        assert last[0] == "合计"
        assert (last[-2], round(last[-1] * 100)) == (len(rows), money)
        *_, last = formulas[sheet].iter_rows(values_only=True)
        assert all(cell.startswith("=SUM(") for cell in last[-2:])
    listed = [sheet for sheet in values.sheetnames if sheet.startswith("RK-")]
    assert {sheet.split()[0] for sheet in listed} == {row["rule_id"] for row in rows}
    assert sum(values[sheet].max_row - 1 for sheet in listed) == len(rows)


def test_the_mapping_and_what_could_not_be_checked_are_said(told: Bureau) -> None:
    assert "救助台账.xlsx › 城关镇 → 审批台账，4 行" in told.said
    assert "农村低保 发放表.csv → 发放名册，8 行" in told.said
    assert "发放月份 = 2026-10（标题）" in told.said
    assert "领取人身份证号 → 领款人身份证号" in told.said
    assert "终止月 =" not in told.said, "the month in a title is the list's, not the end of anybody's benefit"
    assert "未运行 RK-105 服刑人员在保：缺少《服刑人员》" in told.said
    assert "死亡人员仍在册" in told.printed


def test_stdout_is_one_json_object(bureau: Bureau, capsys: pytest.CaptureFixture[str]) -> None:
    bureau.check("--json", "--lang", "en")
    said = capsys.readouterr()
    told = json.loads(said.out)

    assert told == bureau.summary() | {"out": str(bureau.out)}
    assert told["findings"]["by_rule"]["RK-101"] == {"count": 1, "amount_fen": 56000}
    assert told["rules"]["not_run"]["RK-105"]["lists"][-1] == "prisoners"
    assert set(told["rules"]["run"]) | set(told["rules"]["not_run"]) == {rule.id for rule in all_rules()}
    assert "not run RK-105 " in said.err


# ------------------------------------------------------------------ exit codes


def nobody_died(bureau: Bureau) -> None:
    shutil.rmtree(bureau.police.parent)


def a_bad_row(bureau: Bureau) -> None:
    bureau.roster({6: "五百六"})


def only_deaths(bureau: Bureau) -> None:
    bureau.register.unlink()
    bureau.list.unlink()


@pytest.mark.parametrize(
    ("change", "holds"),
    [
        pytest.param(nobody_died, [0], id="nothing to verify"),
        pytest.param(a_bad_row, [4, 5], id="a row refused and findings: the first wins"),
        pytest.param(only_deaths, [3], id="neither approvals nor a roster"),
    ],
)
def test_the_exit_code_is_the_first_that_holds(
    bureau: Bureau, change: Callable[[Bureau], None], holds: list[int]
) -> None:
    change(bureau)
    code = bureau.check()

    assert code == holds[0]
    assert [one["code"] for one in bureau.summary()["exit"]["holds"]] == holds
    assert bureau.summary()["exit"]["code"] == holds[0]


def test_good_rows_are_checked_beside_a_refused_one(bureau: Bureau) -> None:
    a_bad_row(bureau)
    bureau.check()

    assert any(row["rule_id"] == "RK-101" for row in bureau.findings())
    sheet = openpyxl.load_workbook(bureau.out / "rows-refused.xlsx").active
    (row,) = list(sheet.iter_rows(min_row=2, values_only=True))
    assert "五百六" in row
    assert any("应发金额" in str(cell) and "五百六" in str(cell) for cell in row)
    refused = openpyxl.load_workbook(bureau.out / "findings.xlsx")["行错误"]
    assert refused["C2"].value == 9


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        pytest.param([], "请用 --month 说明检查哪个月", id="no month"),
        pytest.param(["--month", "2026-13"], "2026-13", id="no such month"),
        pytest.param(["--month", MONTH, "--region", "9"], "不是行政区划代码", id="no such division"),
        pytest.param(["--month", MONTH, "--as-of", "昨天"], "昨天", id="no such day"),
        pytest.param(["--month", MONTH, "--engine", "spark"], "--master", id="Spark without a cluster"),
    ],
)
def test_usage_is_answered_in_a_sentence(
    bureau: Bureau, arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(bureau.folder), "--out", str(bureau.out), *arguments]) == 2
    assert sentence in capsys.readouterr().err
    assert not bureau.out.exists()


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("zh", "没有安装 Spark 组件，请先运行 ./dev spark"), ("en", "Spark is not installed: run ./dev spark")],
)
def test_without_spark_it_is_said_before_any_file_is_read(
    bureau: Bureau, language: str, sentence: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)

    assert bureau.check("--engine", "spark", "--master", "local[2]", "--lang", language) == 2
    said = capsys.readouterr().err
    assert sentence in said
    assert bureau.list.name not in said
    assert not bureau.out.exists()


def test_a_folder_that_does_not_exist_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path / "没有"), "--month", MONTH]) == 2
    assert "没有”这个文件夹" in capsys.readouterr().err


def test_somebody_elses_folder_is_not_touched(bureau: Bureau, capsys: pytest.CaptureFixture[str]) -> None:
    bureau.out.mkdir()
    (bureau.out / "照片.jpg").write_bytes(b"mine")

    assert bureau.check() == 2
    assert [path.name for path in bureau.out.iterdir()] == ["照片.jpg"]
    assert "已有别的内容" in capsys.readouterr().err


def test_the_folder_itself_is_never_written_to(bureau: Bureau, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(bureau.folder), "--month", MONTH, "--out", str(bureau.folder)]) == 2
    assert "输出文件夹不能就是" in capsys.readouterr().err


def test_a_frozen_month_is_no_other_month(bureau: Bureau, capsys: pytest.CaptureFixture[str]) -> None:
    snapshot = bureau.folder.parent / "frozen"
    main(["freeze", str(bureau.folder), "--month", MONTH, "--into", str(snapshot)])

    assert main(["check", str(snapshot), "--month", "2026-09", "--out", str(bureau.out)]) == 2
    assert "不能按2026-09检查" in capsys.readouterr().err


@pytest.mark.parametrize(("raised", "code"), [(ZeroDivisionError("a fault"), 1), (KeyboardInterrupt(), 130)])
def test_an_accident_leaves_the_earlier_output_and_nothing_half_written(
    told: Bureau,
    bureau: Bureau,
    raised: BaseException,
    code: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shutil.copytree(told.out, bureau.out)
    before = {path.name: path.read_bytes() for path in bureau.out.iterdir()}

    def stumble(*_: object, **__: object) -> None:
        raise raised

    monkeypatch.setattr("mingbai.rules.report.write.manifest", stumble)
    monkeypatch.setattr("tempfile.tempdir", str(bureau.folder.parent))
    got = bureau.check()
    said = capsys.readouterr().err

    assert got == code
    assert {path.name: path.read_bytes() for path in bureau.out.iterdir()} == before
    assert bureau.left_behind() == []
    assert "Traceback" not in said
    details = [path for path in bureau.folder.parent.glob("mingbai-fault-*.txt") if str(path) in said]
    assert [("a fault" in path.read_text(encoding="utf-8")) for path in details] == ([True] if code == 1 else [])


# ------------------------------------------------------------------ hostile names


def test_a_name_that_is_a_formula_or_a_script_stays_a_name(checked: Bureau) -> None:
    (found,) = [
        row for row in checked.findings() if row["rule_id"] == "RK-101" and row["household_id"] == f"H{checked.hostile}"
    ]
    sheet = openpyxl.load_workbook(checked.out / "findings.xlsx")["RK-101 死亡人员仍在册"]
    active = [cell for row in sheet.iter_rows(min_row=2) for cell in row if str(cell.value).startswith("=")]
    page = (checked.out / "report.html").read_text(encoding="utf-8")

    assert found["name"].startswith("'=1+1")
    assert active
    assert {cell.data_type for cell in active} == {"s"}
    assert page.count("<script") == page.count("</script>") == 2
    assert "<b>名单" not in page
    assert "\u2028" not in page


def test_a_list_that_could_not_be_opened_is_told_by_the_exit_code(bureau: Bureau) -> None:
    bureau.deaths()
    (bureau.folder / "服刑人员.xlsx").write_bytes(b"PK\x03\x04 half a workbook")
    (bureau.folder / "照片.jpg").write_bytes(b"\xff\xd8\xff\xe0 no list")

    assert bureau.check() == 4
    assert [one["place"] for one in bureau.summary()["unread"]] == ["服刑人员.xlsx"]
    (bureau.folder / "服刑人员.xlsx").unlink()
    assert bureau.check() == 0


def test_rows_are_counted_as_they_were_sent(bureau: Bureau) -> None:
    one, other = bureau.person(1), bureau.person(2)
    bureau.write("婚姻登记.csv", ["身份证号", "配偶身份证号", "婚姻状态"], [one, other, "已婚"])
    bureau.write("亲属关系.csv", ["身份证号", "关系人身份证号", "关系"], [one, other, "兄弟"])
    officer = [bureau.person(90), "钱云", "石桥镇政府", "经办", "999901102", bureau.account(90)]
    bureau.write("经办人员.csv", ["身份证号", "姓名", "单位", "职务", "村代码", "本人账号"], officer)
    bureau.check()

    lists = bureau.summary()["lists"]
    assert [lists[name]["rows"] for name in ("marriages", "kinships", "officers", "roster")] == [1, 1, 1, 8]


def test_a_rule_with_more_findings_than_its_sheet_says_where_all_are(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mingbai.rules.report.book.findings_xlsx.MOST_ROWS", 1)
    bureau.deaths(bureau.dead, bureau.hostile)
    bureau.check()
    book = openpyxl.load_workbook(bureau.out / "findings.xlsx", data_only=True)
    sheet, totals = book["RK-101 死亡人员仍在册"], book["汇总-按规则"]

    assert sheet.max_row == 3
    assert sheet["A3"].value == "本规则共 2 处，此处为前 1 处；全部见 findings.csv。"
    assert next(row[3] for row in totals.iter_rows(values_only=True) if row[0] == "RK-101") == 2
