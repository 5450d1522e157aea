"""`mingbai offices`, from an empty desk to a list of responsibilities without a gap, as its administrators type it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from mingbai.cli.main import main
from mingbai.config.testing import Base

Run = Callable[..., tuple[int, Any]]
FOUNDED = ("found", "明白县民政局", "--region", "999901", "--document", "明民任〔2026〕1号")
THREE = ("--system", "张一:A01", "--security", "王二：A02", "--audit", "李三:A03")


@pytest.fixture
def run(base: Base, fresh_desk: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("DATABASE_URL", base.as_role("default", fresh_desk))
    monkeypatch.setenv("DATABASE_OWNER_URL", base.as_role("owner", fresh_desk))

    def done(*words: object) -> tuple[int, Any]:
        capsys.readouterr()
        code = main(["offices", *map(str, words)])
        said = capsys.readouterr()
        return code, json.loads(said.out) if "--json" in words and said.out else said.out + said.err

    return done


@pytest.fixture
def founded(run: Run) -> dict[str, int]:
    posts: dict[str, int] = run(*FOUNDED, *THREE, "--json")[1]
    return posts


def number(run: Run, *words: object) -> int:
    code, said = run(*words, "--json")
    assert code == 0, said
    return int(said["id"])


def in_office(run: Run, founded: dict[str, int], office: int, role: str, name: str) -> int:
    """Register, appoint and approve somebody; return the post."""
    system, security = founded["system_administrator"], founded["security_administrator"]
    officer = number(run, "register", name, "--number", name, "--post", system)
    post = number(run, "appoint", officer, "--office", office, "--role", role, "--post", system)
    assert run("approve", post, "--post", security)[0] == 0
    return post


def bureau_of(run: Run, founded: dict[str, int]) -> int:
    (post, *_) = run("posts", "--post", founded["system_administrator"], "--json")[1]
    return int(post["office_id"])


def test_a_desk_is_founded_once_by_three_people_named_in_a_paper(run: Run) -> None:
    code, said = run(*FOUNDED, *THREE)
    assert (code, "系统管理员 张一：岗位 1" in said) == (0, True)
    code, said = run(*FOUNDED, *THREE)
    assert (code, "本系统已经启用" in said) == (2, True)
    code, said = run(*FOUNDED, *THREE, "--lang", "en")
    assert (code, "founded already" in said) == (2, True)


def test_a_founder_without_a_staff_number_is_refused_in_words(run: Run) -> None:
    code, said = run(*FOUNDED, "--system", "张一", *THREE[2:])
    assert (code, "“张一”应写成 姓名:工号。" in said) == (2, True)


@pytest.mark.requirement("R-001")
def test_offices_of_finance_and_civil_affairs_have_posts_of_their_own(run: Run, founded: dict[str, int]) -> None:
    system = founded["system_administrator"]
    finance = number(run, "open", "县财政局", "--kind", "财政部门", "--region", "999901", "--post", system)
    asker = in_office(run, founded, finance, "经办人", "钱五")
    releaser = in_office(run, founded, bureau_of(run, founded), "releaser", "孙六")
    found = {one["post"]: one["kind"] for one in run("posts", "--post", system, "--json")[1]}
    assert (found[asker], found[releaser]) == ("finance", "civil_affairs")
    assert "财政部门" in run("posts", "--post", system)[1]
    code, said = run("appoint", 4, "--office", finance, "--role", "柜员", "--post", system)
    assert (code, "没有“柜员”这个岗位角色，可选：系统管理员" in said) == (2, True)
    code, said = run("open", "某局", "--kind", "某", "--region", "999901", "--post", system, "--lang", "en")
    assert (code, "There is no kind of office" in said) == (2, True)
    code, said = run("appoint", 4, "--office", finance, "--role", "teller", "--post", system)
    assert (code, "属于代发银行" in said) == (2, True)


def test_who_proposes_does_not_approve_and_nothing_is_approved_twice(run: Run, founded: dict[str, int]) -> None:
    system, security = founded["system_administrator"], founded["security_administrator"]
    bureau = bureau_of(run, founded)
    officer = number(run, "register", "赵四", "--number", "N4", "--post", system)
    code, said = run("register", "赵四", "--number", "N4", "--post", system)
    assert (code, "这个工号已经登记给另一人" in said) == (2, True)
    post = number(run, "appoint", officer, "--office", bureau, "--role", "handler", "--post", system)
    assert [one["post"] for one in run("posts", "--proposed", "--post", system, "--json")[1]] == [post]
    assert run("approve", post, "--post", system) == (2, "“批准任职”由安全保密管理员办理。\n")
    assert run("approve", post, "--post", security)[0] == 0
    code, said = run("approve", post, "--post", security)
    assert (code, "不能“批准任职”" in said) == (2, True)
    other = number(run, "appoint", officer, "--office", bureau, "--role", "reviewer", "--post", system)
    assert run("refuse", other, "--reason", "一人不兼", "--post", security)[0] == 0
    code, said = run("approve", post, "--post", post)
    assert code == 2
    assert run("end", post, "--until", "2099-01-01", "--reason", "调离", "--post", system)[0] == 0


@pytest.mark.requirement("R-002", "R-003")
def test_steps_get_somebody_until_there_is_no_gap_and_the_list_is_handed_out(
    run: Run, founded: dict[str, int], tmp_path: Path
) -> None:
    system, bureau = founded["system_administrator"], bureau_of(run, founded)
    town = number(run, "open", "城关镇", "--kind", "township", "--region", "999901101", "--post", system)
    leader, clerk = (
        in_office(run, founded, office, role, role) for office, role in ((bureau, "leader"), (town, "经办人"))
    )
    reviewer = in_office(run, founded, bureau, "reviewer", "复核")
    code, gaps = run("gaps", "--post", leader, "--json")
    assert (code, {gap["township"] for gap in gaps}) == (5, {"城关镇"})
    assert "受理" in run("gaps", "--post", leader)[1]
    listed = number(run, "list-post", "make_roster", clerk, "--post", system)
    assert [one["listing"] for one in run("list", "--proposed", "--post", leader, "--json")[1]] == [listed]
    assert "编制名册" in run("list", "--proposed", "--post", leader)[1]
    code, said = run("approve-listing", listed, "--post", system)
    assert (code, "“批准责任分工”由分管负责人办理" in said) == (2, True)
    assert run("approve-listing", listed, "--post", leader)[0] == 0
    left = run("gaps", "--post", leader, "--json")[1]
    assert {gap["step"] for gap in gaps} - {gap["step"] for gap in left} == {"make_roster"}
    refused = number(run, "list-post", "check_roster", reviewer, "--post", system)
    assert run("refuse-listing", refused, "--reason", "另有安排", "--post", leader)[0] == 0
    code, said = run("list-post", "check_roster", clerk, "--post", system)
    assert (code, "须由复核人负责" in said) == (2, True)
    code, said = run("list-post", "pay_everybody", clerk, "--post", system, "--lang", "en")
    assert (code, "There is no step" in said) == (2, True)
    (line,) = run("list", "--post", leader, "--json")[1]
    assert (line["step"], line["officer"], line["article"]) == ("编制名册", "经办人", "YC-2022-2#2.4.2")
    file = tmp_path / "责任清单.xlsx"
    assert run("export", "--out", file, "--post", leader)[0] == 0
    book = openpyxl.load_workbook(file)
    assert [cell.value for cell in book["责任清单"][2]][1] == "编制名册"
    assert book["尚无责任人的步骤"].max_row == 1 + len(left)
    assert run("end-listing", listed, "--until", "2099-01-01", "--reason", "轮岗", "--post", leader)[0] == 0


def test_nobody_looks_or_exports_beyond_the_own_division(run: Run, founded: dict[str, int], tmp_path: Path) -> None:
    for words in (("gaps",), ("list",), ("posts",), ("export", "--out", tmp_path / "x.xlsx")):
        code, said = run(*words, "--region", "44", "--post", founded["audit_administrator"])
        assert (code, "不包括44" in said) == (2, True)
