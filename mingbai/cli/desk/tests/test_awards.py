"""`mingbai awards`, as a county uses it: a stock taken in, an award heard about, changed, decided, explained."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mingbai.awards.models import Decision
from mingbai.awards.tests.cases import Office, office
from mingbai.cli.main import main
from mingbai.config.guards import NATION, scope
from mingbai.config.testing import Base
from mingbai.people.tests.lists import OTHER, approval, family, folder

Run = Callable[..., tuple[int, Any]]
LISTED = {"加发人数": "0", "家庭年收入": "4200.00", "核定金额": "1330.00"}


@pytest.fixture
def town(fresh_desk: str) -> Office:
    with scope(NATION):
        return office()


@pytest.fixture
def run(
    base: Base, fresh_desk: str, town: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    monkeypatch.setenv("DATABASE_URL", base.as_role("default", fresh_desk))
    monkeypatch.setenv("DATABASE_OWNER_URL", base.as_role("owner", fresh_desk))
    monkeypatch.setattr("django.utils.timezone.now", lambda: town.at)

    def done(*words: object) -> tuple[int, Any]:
        capsys.readouterr()
        code = main(["awards", *map(str, words)])
        said = capsys.readouterr()
        return code, json.loads(said.out) if "--json" in words and said.out else said.out + said.err

    return done


def taken_in(run: Run, town: Office, path: Path, *more: object, **given: str) -> tuple[int, Any]:
    lists = folder(path, [approval(**(LISTED | given))], family())
    return run("import", lists, "--month", "2026-10", "--post", town.bureau.handler.post_id, *more)


def in_force(run: Run, town: Office, path: Path) -> int:
    """Return the number of an award taken in and confirmed."""
    _, said = taken_in(run, town, path, "--json")
    assert main(["people", "confirm", str(said["people_import_id"]), "--post", str(town.bureau.reviewer.post_id)]) == 0
    for by in (town.bureau.reviewer, town.bureau.leader):
        assert run("stock", said["batch_id"], "--post", by.post_id)[0] == 0
    _, lines = run("list", "--month", "2026-10", "--post", town.handler.post_id, "--json")
    return int(lines[0]["award_id"])


def test_a_stock_is_taken_in_reviewed_and_confirmed(run: Run, town: Office, tmp_path: Path) -> None:
    code, said = taken_in(run, town, tmp_path, "--json")
    assert (code, said["awards"], said["total_fen"], said["conflicts"]) == (0, 1, 133_000, [])
    assert run("stock", said["batch_id"], "--post", town.bureau.handler.post_id)[0] == 2
    in_office = [town.bureau.reviewer.post_id, town.bureau.leader.post_id]
    assert [run("stock", said["batch_id"], "--post", post, "--json")[1]["left_to_others"] for post in in_office] == [
        0,
        0,
    ]
    code, text = run("list", "--month", "2026-10", "--post", town.handler.post_id)
    assert code == 0
    assert "1,330.00" in text
    assert run("list", "--month", "2026-10", "--changed", "--post", town.handler.post_id, "--json")[1] == []


def test_a_difference_to_policy_is_told_in_either_language(run: Run, town: Office, tmp_path: Path) -> None:
    code, text = taken_in(run, town, tmp_path, 核定金额="1400.00")
    assert (code, "按政策计算为1,330.00元" in text) == (5, True)
    code, text = taken_in(run, town, tmp_path / "2", "--lang", "en", 核定金额="很多")
    assert (code, "1 refused" in text) == (4, True)


@pytest.mark.requirement("R-1507", "R-507")
def test_an_award_is_heard_about_lowered_decided_and_explained(run: Run, town: Office, tmp_path: Path) -> None:
    award = in_force(run, town, tmp_path)
    mine = ("--post", town.handler.post_id)
    words = ("--kind", "lower", "--cause", "income_up", "--evidence", "工资核对", "--income", "7200", *mine)
    code, text = run("change", award, *words, "--amount", "1080")
    assert (code, "听取对象意见" in text) == (2, True)
    paper = tmp_path / "听取意见.pdf"
    paper.write_bytes(b"signed")
    code, heard = run(
        "hear", award, "--on", "2026-10-12", "--told", "收入增加", "--answer", "agrees", "--reply", "同意",
        "--present", "本人、村干部", "--record", paper, *mine, "--json",
    )  # fmt: skip
    assert code == 0
    code, text = run("change", award, *words, "--hearing", heard["id"], "--amount", "1081")
    assert (code, "按政策计算的1,080.00元" in text) == (2, True)
    code, made = run("change", award, *words, "--hearing", heard["id"], "--amount", "1080", "--json")
    assert code == 0
    _, waiting = run("list", *mine, "--json")
    assert [(one["decision_id"], one["kind"], one["state"]) for one in waiting] == [(made["id"], "lower", "proposed")]
    assert run("decide", made["id"], "--post", town.leader.post_id)[0] == 2
    for by in (town.reviewer, town.leader):
        assert run("decide", made["id"], "--post", by.post_id, "--notice", "明民救告〔2026〕1号")[0] == 0
    _, lines = run("list", "--month", "2026-11", *mine, "--json")
    assert [(one["amount_fen"], one["change"], one["cause"]) for one in lines] == [(108_000, "lower", "income_up")]
    code, text = run("explain", made["id"], *mine, "--lang", "en")
    assert (code, "1,080.00 yuan are due each month" in text) == (0, True)


def test_what_is_refused_goes_back_with_its_reason(run: Run, town: Office, tmp_path: Path) -> None:
    award = in_force(run, town, tmp_path)
    words = ("--kind", "raise", "--cause", "income_down", "--evidence", "失业", "--income", "0", "--amount", "1680")
    _, made = run("change", award, *words, "--post", town.handler.post_id, "--json")
    assert run("decide", made["id"], "--refuse", "材料不全", "--post", town.reviewer.post_id)[0] == 0
    assert run("list", "--post", town.handler.post_id, "--json")[1] == []
    code, text = run("change", award, "--kind", "double", *words[2:], "--post", town.handler.post_id)
    assert (code, "raise、lower、stop" in text) == (2, True)


@pytest.mark.requirement("R-712")
def test_an_award_is_paid_into_another_account_once_three_people_agreed(run: Run, town: Office, tmp_path: Path) -> None:
    award, mine = in_force(run, town, tmp_path), ("--post", town.handler.post_id)
    with scope(NATION):
        payee = Decision.objects.get(award=award).payee_id
        account = town.account(payee)
    words = ("--account", account, "--evidence", "换卡申请", *mine)
    code, text = run("pay", award + 1, *words)
    assert (code, "没有这条已确认的救助" in text) == (2, True)
    code, made = run("pay", award, *words, "--json")
    assert code == 0
    for by in (town.reviewer, town.leader):
        assert run("decide", made["id"], "--post", by.post_id)[0] == 0
    _, lines = run("list", "--month", "2026-11", *mine, "--json")
    assert [(one["account_id"], one["amount_fen"], one["change"]) for one in lines] == [(account, 133_000, "same")]


def test_lines_that_are_not_taken_are_counted_by_their_cause(run: Run, town: Office, tmp_path: Path) -> None:
    strange = approval(**LISTED, 户主身份证号=OTHER, 户主姓名="孙四", 户名="孙四", 家庭编号="H2", 保障人数="1")
    lists = folder(tmp_path, [approval(**LISTED), strange], family())
    code, text = run("import", lists, "--month", "2026-10", "--post", town.bureau.handler.post_id)
    assert (code, "未导入 1 行（证号属另一户 1 行）" in text) == (5, True)
