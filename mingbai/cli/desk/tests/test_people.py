"""`mingbai people`, as a handler and a reviewer use it: a stock taken in and confirmed, people found, a field shown."""

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from mingbai.cli.main import main
from mingbai.config.guards import NATION, scope
from mingbai.config.testing import Base
from mingbai.evidence.models import Act
from mingbai.people.queries import names
from mingbai.people.tests.families import CARD, OTHER_CARD, Bureau, bureau, id_number
from mingbai.people.tests.lists import HEAD, approval, family, folder
from mingbai.people.tests.test_filing_lists import kin, officer, write

Run = Callable[..., tuple[int, Any]]


@pytest.fixture
def office(fresh_desk: str) -> Bureau:
    return bureau()


@pytest.fixture
def run(
    base: Base, fresh_desk: str, office: Bureau, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    monkeypatch.setenv("DATABASE_URL", base.as_role("default", fresh_desk))
    monkeypatch.setenv("DATABASE_OWNER_URL", base.as_role("owner", fresh_desk))
    monkeypatch.setattr("django.utils.timezone.now", lambda: office.at)

    def done(*words: object) -> tuple[int, Any]:
        capsys.readouterr()
        code = main(["people", *map(str, words)])
        said = capsys.readouterr()
        return code, json.loads(said.out) if "--json" in words and said.out else said.out + said.err

    return done


def taken_in(run: Run, office: Bureau, path: Path, *more: object) -> tuple[int, Any]:
    return run("import", path, "--month", "2026-01", "--post", office.handler.post_id, *more)


def test_a_stock_is_taken_in_confirmed_by_another_and_again_brings_nothing(
    run: Run, office: Bureau, tmp_path: Path
) -> None:
    path = folder(tmp_path, [approval()], family())
    code, said = taken_in(run, office, path, "--json")
    assert (code, said["persons"], said["accounts"], said["conflicts"]) == (0, 3, 1, [])
    code, text = run("confirm", said["import_id"], "--post", office.handler.post_id, "--lang", "en")
    assert code != 0
    assert "reviewer" in text
    code, confirmed = run("confirm", said["import_id"], "--post", office.reviewer.post_id, "--json")
    assert (code, confirmed["accounts"]) == (0, 1)
    code, text = taken_in(run, office, path)
    assert code == 0
    assert "没有新内容" in text


def test_refused_and_contradicting_rows_are_told_and_kept(run: Run, office: Bureau, tmp_path: Path) -> None:
    taken_in(run, office, folder(tmp_path / "1", [approval()]))
    rows = [approval(户主姓名="孙九", 户名="孙九"), approval(家庭编号="H2", 户主身份证号="9999******1234")]
    code, text = taken_in(run, office, folder(tmp_path / "2", rows), "--refused", tmp_path / "退回.xlsx")
    assert code == 4
    assert "登记为“赵一”" in text
    assert (tmp_path / "退回.xlsx").stat().st_size > 1000
    code, text = taken_in(run, office, folder(tmp_path / "3", rows[:1]), "--lang", "en")
    assert code == 5
    assert "is registered as “赵一”" in text


@pytest.mark.parametrize("text", [HEAD, CARD, "赵一", HEAD.lower()])
def test_somebody_is_found_by_what_an_officer_has_in_hand_and_shown_masked(
    text: str, run: Run, office: Bureau, tmp_path: Path
) -> None:
    taken_in(run, office, folder(tmp_path, [approval()], family()))
    code, found = run("find", text, "--post", office.handler.post_id, "--json")
    assert code == 0
    assert [(one["name"], one["household"], one["accounts"]) for one in found] == [("赵一", "H1", "****0006")]
    assert found[0]["id_number"] == f"{HEAD[:6]}****{HEAD[-4:]}"
    code, said = run("find", "无此人", "--post", office.handler.post_id)
    assert (code, "没有找到" in said) == (3, True)


def test_a_field_is_shown_for_a_reason_and_the_showing_is_logged(run: Run, office: Bureau, tmp_path: Path) -> None:
    taken_in(run, office, folder(tmp_path, [approval()], family()))
    _, found = run("find", "赵一", "--post", office.handler.post_id, "--json")
    asked = ("reveal", found[0]["person_id"], "id_number", "--post", office.handler.post_id, "--reason")
    code, shown = run(*asked, "入户核对身份")
    assert (code, shown.strip()) == (0, HEAD)
    assert Act.objects.filter(type="people.revealed").count() == 1
    code, said = run(*asked, "看")
    assert code != 0
    assert HEAD not in said


def test_filings_are_counted(run: Run, office: Bureau, tmp_path: Path) -> None:
    code, said = run("filings", "--post", office.handler.post_id, "--json")
    assert (code, said["counts"]["kin_filings"], said["focus"]) == (0, 0, [])
    code, text = run("filings", "--post", office.handler.post_id)
    assert code == 0
    assert "近亲属备案" in text


@pytest.mark.requirement("R-712")
def test_a_further_account_counts_once_another_has_confirmed_it(
    run: Run, office: Bureau, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, brought = taken_in(run, office, folder(tmp_path, [approval()], family()), "--json")
    run("confirm", brought["import_id"], "--post", office.reviewer.post_id)
    mine, others = ("--post", office.handler.post_id), ("--post", office.reviewer.post_id)
    _, found = run("find", "赵一", *mine, "--json")
    person = found[0]["person_id"]
    asked = ("account", person, "-", "--bank", "农商行", *mine, "--holder")
    monkeypatch.setattr("sys.stdin", StringIO(f"{OTHER_CARD}\n{OTHER_CARD}\n"))
    code, text = run(*asked, "外人")
    assert (code, "户名“外人”与“赵一”不一致" in text) == (2, True)
    code, made = run(*asked, "赵一", "--json")
    assert code == 0
    code, waiting = run("accounts", *others, "--json")
    assert [(one["id"], one["number_hint"], one["state"]) for one in waiting] == [
        (made["id"], f"****{OTHER_CARD[-4:]}", "proposed")
    ]
    code, text = run("confirm-account", made["id"], *mine, "--lang", "en")
    assert (code, "confirm an account" in text) == (2, True)
    assert run("confirm-account", made["id"], *others)[0] == 0
    _, text = run("accounts", person, *mine)
    assert text.count("已确认") == 2
    assert OTHER_CARD not in text
    assert run("close-account", made["id"], "--reason", "已销户", "--until", "2026-12-01", *mine)[0] == 0
    assert {one["state"] for one in run("accounts", person, *mine, "--json")[1]} == {"confirmed", "closed"}


def test_an_account_is_refused_with_its_reason(run: Run, office: Bureau) -> None:
    mine, others = ("--post", office.handler.post_id), ("--post", office.reviewer.post_id)
    with scope(NATION):
        person = office.person()
        name = names([person])[person]
    _, made = run("account", person, OTHER_CARD, "--bank", "农商行", "--holder", name, *mine, "--json")
    assert run("confirm-account", made["id"], "--refuse", "与卡面不符", *others)[0] == 0
    code, text = run("confirm-account", made["id"], *others)
    assert (code, "已退回" in text) == (2, True)
    assert run("accounts", *others, "--json")[1] == []


@pytest.mark.requirement("R-801")
def test_lists_of_filings_are_taken_in_and_accepted_by_the_office_above(
    run: Run, office: Bureau, tmp_path: Path
) -> None:
    paper = tmp_path / "备案表.pdf"
    paper.write_bytes(b"signed")
    with scope(NATION):
        office.person()
    (tmp_path / "lists").mkdir()
    write(tmp_path / "lists" / "经办人员.csv", [officer()])
    write(tmp_path / "lists" / "近亲属备案.csv", [kin(id_number(1)), kin(id_number(999))])
    mine, others = ("--post", office.handler.post_id), ("--post", office.reviewer.post_id)
    code, text = run("file", tmp_path / "lists", "--paper", paper, *mine)
    assert (code, "已备案：工作人员 1、近亲属 1" in text, "不在救助对象信息库中" in text) == (5, True, True)
    code, said = run("file", tmp_path / "lists", "--paper", paper, *mine, "--json")
    assert (code, said["known"], len(said["unfiled"])) == (5, 2, 1)
    assert run("file", tmp_path / "lists", "--paper", paper, "--kind", "friend", *mine)[0] == 2
    assert run("accept-all", *mine)[0] == 4
    code, said = run("accept-all", *others, "--json")
    assert (code, said) == (0, {"accepted": 1, "left": []})
    code, text = run("accept", "relative", 1, "--refuse", "x", *others)
    assert (code, "已确认" in text) == (2, True)
    assert run("accept", "friend", 1, *others)[0] == 2
