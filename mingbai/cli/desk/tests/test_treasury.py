"""`mingbai treasury`: one of finance proposes, another approves, and only then there is money; the books say so."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from mingbai.cli.main import main
from mingbai.config.testing import Base
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import TOWN
from mingbai.treasury.tests.test_proposals import Finance, bureau

Run = Callable[..., tuple[int, Any]]


@pytest.fixture
def place(fresh_desk: str) -> Finance:
    return bureau()


@pytest.fixture
def run(base: Base, fresh_desk: str, place: Finance, monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str]) -> Run:  # fmt: skip
    monkeypatch.setenv("DATABASE_URL", base.as_role("default", fresh_desk))
    monkeypatch.setenv("DATABASE_OWNER_URL", base.as_role("owner", fresh_desk))
    monkeypatch.setattr("django.utils.timezone.now", lambda: place.at)

    def done(*words: object) -> tuple[int, Any]:
        capsys.readouterr()
        code = main(["treasury", *map(str, words)])
        said = capsys.readouterr()
        return code, json.loads(said.out) if "--json" in words and said.out else said.out + said.err

    return done


@pytest.mark.requirement("R-701", "R-603")
def test_a_fund_is_opened_and_filled_by_two_commands_each(run: Run, place: Finance) -> None:
    mine, others = ("--post", place.handler.post_id), ("--post", place.leader.post_id)
    asked = ("open", "dibao_rural", "--year", 2026, "--level", "county", "--document", "明财社1号", *mine)
    code, made = run(*asked, "--json")
    assert (code, made["state"]) == (0, "proposed")
    assert run("funds", "--json")[1] == []
    code, text = run("approve", made["id"], *mine)
    assert (code, "审批资金变动" in text) == (2, True)
    code, text = run("approve", made["id"], *others)
    assert (code, "已开立资金账" in text) == (0, True)
    (fund,) = run("funds", "--json")[1]
    quota = ("move", "quota", "--fund", fund["id"], "--yuan", "3,000.00", "--document", "明财社2号", *mine, "--name")
    first, second = (run(*quota, name, "--json")[1]["id"] for name in ("首批", "追加"))
    assert "下达指标" in run("proposals", *others)[1]
    assert run("refuse", second, "--reason", "文号有误", *others)[0] == 0
    assert "3,000.00" in run("approve", first, *others)[1]
    code, text = run("approve", first, *others, "--lang", "en")
    assert (code, "is approved" in text) == (2, True)
    assert run("proposals", *others, "--json")[1] == []
    assert [one["state"] for one in run("proposals", "--all", *others, "--json")[1]] == [
        "approved", "approved", "refused",
    ]  # fmt: skip
    assert run("funds", "--json")[1][0]["parts_fen"]["available_fen"] == 300_000


def test_what_no_article_allows_is_not_even_proposed(run: Run, place: Finance) -> None:
    mine = ("--post", place.handler.post_id)
    words = ("--fund", 1, "--yuan", "1", "--name", "x", "--document", "明财社2号", *mine)
    assert "没有资金账1" in run("move", "quota", *words)[1]
    assert run("move", "office_costs", *words)[0] == 2


def test_what_a_fund_needs_beside_moves_is_proposed_by_commands_and_approved_by_others(
    run: Run, place: Finance
) -> None:
    mine, others = ("--post", place.handler.post_id), ("--post", place.leader.post_id)
    third = ("--post", place.county.post(place.leader.organisation_id, Role.REVIEWER).post_id)
    paper = ("--document", "明财社2号")
    for programme in ("dibao_rural", "linshi"):
        asked = ("open", programme, "--year", 2026, "--level", "county", *paper, *mine, "--json")
        run("approve", run(*asked)[1]["id"], *others)
    rural, relief = (one["id"] for one in run("funds", "--json")[1])
    quota = ("move", "quota", "--fund", rural, "--yuan", "300", "--name", "首批", *paper, *mine, "--json")
    entry = run("approve", run(*quota)[1]["id"], *others, "--json")[1]["entry_id"]
    reserve = run("township", relief, "--township", TOWN.code, *paper, *mine, "--json")[1]["id"]
    assert "开立乡镇备用金" in run("approve", reserve, *others)[1]
    amount = ("--yuan", "100", "--name", "1", *paper, *mine, "--json")
    loan = run("lend", "--from", rural, "--to", relief, *amount)[1]["id"]
    assert "待第二人审批" in run("approve", loan, *others)[1]
    assert "100.00" in run("approve", loan, *third)[1]
    assert "correct" in run("correct", entry, *paper, *mine, "--lang", "en")[1]
    closing = run("close-year", relief, *paper, *mine, "--json")[1]["id"]
    assert "年终结账" in run("approve", closing, *others)[1]
    over = run("carry-over", "--from", relief, "--to", rural, *amount)
    assert (over[0], over[1]["state"]) == (0, "proposed")
    parts = {one["id"]: one["parts_fen"]["available_fen"] for one in run("funds", "--json")[1]}
    assert parts == {rural: 20_000, relief: 10_000}
