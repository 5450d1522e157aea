"""`mingbai standards` and `mingbai worker` as people type them: entered, approved, exported, reckoned, worked off."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mingbai.awards.tests.cases import office as awards_office
from mingbai.cli.main import main
from mingbai.config.guards import NATION, scope
from mingbai.config.jobs import queue
from mingbai.config.testing import Base
from mingbai.standards.tests.desks import Desk, standards_desk

Run = Callable[..., tuple[int, Any]]
REGION = ("--region", "999901")


@pytest.fixture
def run(base: Base, fresh_desk: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("DATABASE_URL", base.as_role("default", fresh_desk))
    monkeypatch.setenv("DATABASE_OWNER_URL", base.as_role("owner", fresh_desk))

    def done(*words: str) -> tuple[int, Any]:
        capsys.readouterr()
        code = main(words)
        said = capsys.readouterr()
        return code, json.loads(said.out) if "--json" in words and said.out else said.out + said.err

    return done


@pytest.fixture
def desk_of(run: Run) -> Desk:
    return standards_desk()


def entered(run: Run, desk_of: Desk, *more: str) -> tuple[int, Any]:
    ground = ("--article", "LAW-2026#20", "--document", "9号", "--post", str(desk_of.handler.post_id))
    return run("standards", "propose", "top_up_bp", "2000", *REGION, "--from", "2026-07-01", *ground, *more)


def test_a_value_is_entered_seen_waiting_approved_and_in_force(run: Run, desk_of: Desk) -> None:
    code, said = entered(run, desk_of, "--json")
    assert code == 0
    number, leader = str(said["id"]), str(desk_of.leader.post_id)
    assert [one["key"] for one in run("standards", "list", *REGION, "--proposed", "--json")[1]] == ["top_up_bp"]
    assert "top_up_bp" in run("standards", "list", *REGION, "--proposed")[1]
    assert "已批准" in run("standards", "approve", number, "--post", leader)[1]
    held = run("standards", "list", *REGION, "--on", "2026-07-01", "--json")[1]
    assert [one["value"] for one in held if one["key"] == "top_up_bp"] == [2000]
    assert "20%" in run("standards", "list", *REGION, "--on", "2026-07-01", "--lang", "en")[1]
    code, said = run("standards", "refuse", number, "--reason", "晚了", "--post", leader)
    assert (code, "不能“退回标准”" in said) == (2, True)


def test_what_is_exported_is_imported_without_a_difference(run: Run, desk_of: Desk, tmp_path: Path) -> None:
    file, leader = tmp_path / "999901.yaml", str(desk_of.leader.post_id)
    assert run("standards", "export", *REGION, "--out", str(file), "--post", leader)[0] == 0
    assert run("standards", "export", *REGION, "--post", leader)[1] == file.read_text(encoding="utf-8")
    code, said = run("standards", "import", str(file), "--document", "9号")
    assert (code, said) == (0, "文件中多出0项，现行多出0项；已录入待批0项。\n")
    changed = file.read_text(encoding="utf-8") + "  hold_wd:\n  - {from: 2026-07-01, value: 3, cite: LAW-2026#48}\n"
    file.write_text(changed, encoding="utf-8")
    post = ("--post", str(desk_of.handler.post_id))
    code, said = run("standards", "import", str(file), "--document", "9号", *post, "--json")
    assert ([one["key"] for one in said["only_in_pack"]], len(said["proposed"])) == (["hold_wd"], 1)


def test_a_rule_is_made_advisory_by_two_people_and_a_gate_by_nobody(run: Run, desk_of: Desk) -> None:
    handler, leader = ("--post", str(desk_of.handler.post_id)), ("--post", str(desk_of.leader.post_id))
    asked = (*REGION, "--from", "2026-07-01", "--reason", "试运行")
    code, said = run("standards", "switch", "RK-503", "advisory", *asked, *handler, "--json")
    assert code == 0
    assert "试运行" in run("standards", "rules", *REGION, "--proposed")[1]
    assert run("standards", "approve-switch", str(said["id"]), *leader)[0] == 0
    assert run("standards", "rules", *REGION, "--on", "2026-07-01", "--json")[1]["RK-503"] == "advisory"
    assert "仅提示" in run("standards", "rules", *REGION, "--on", "2026-07-01")[1]
    code, said = run("standards", "switch", "RK-306", "off", *asked, *handler)
    assert (code, "不能停用" in said) == (2, True)
    code, said = run("standards", "switch", "RK-503", "on", *asked, *handler, "--json")
    assert run("standards", "refuse-switch", str(said["id"]), "--reason", "再看", *leader)[0] == 0


def test_deviations_and_deadlines_are_said_in_both_languages(run: Run) -> None:
    assert "低保渐退期" in run("standards", "deviations", "--region", "2307")[1]
    assert "values are not the nation's" in run("standards", "deviations", "--region", "2307", "--lang", "en")[1]
    code, said = run("standards", "calendar", "--region", "230722", "--month", "2026-11", "--json")
    assert (code, [one["last_on"] for one in said]) == (0, ["2026-10-23", "2026-10-30", "2026-10-31", "2026-11-10"])


def test_what_is_typed_wrong_is_answered_in_a_sentence(run: Run, desk_of: Desk) -> None:
    ground = ("--from", "2026-07-01", "--article", "LAW-2026#20", "--document", "9号", "--post", "1")
    for words, why in {
        ("propose", "top_up_bp", "[1", *REGION, *ground): "读不出来",
        ("list", "--region", "x"): "x",
        ("approve", "4711", "--post", str(desk_of.leader.post_id)): "4711",
        ("approve", "1", "--post", "4711"): "4711",
    }.items():
        code, said = run("standards", *words)
        assert (code, why in said, "Traceback" in said) == (2, True, False), said


def test_a_raise_is_reckoned_over_a_frozen_month(run: Run, desk_of: Desk, tmp_path: Path) -> None:
    month, frozen = tmp_path / "month", tmp_path / "frozen"
    assert run("simulate", "--size", "town", "--seed", "1", "--month", "2026-10", "--out", str(month))[0] == 0
    assert run("freeze", str(month), "--month", "2026-10", "--into", str(frozen))[0] in (0, 4)
    raised = ("standards", "raise", str(frozen), *REGION, "--on", "2026-10-01")
    code, said = run(*raised, "--set", "dibao_urban_standard_fen=76000", "--set", "dibao_rural_standard_fen=60000",
                     "--json")  # fmt: skip
    assert code == 0, said
    total = said["total"]
    assert total["gainers"] > 0
    assert total["losers"] == 0
    assert (
        total["cost_fen"] == total["after_fen"] - total["before_fen"] == sum(one["cost_fen"] for one in said["parts"])
    )
    assert "合计" in run(*raised, "--set", "dibao_urban_standard_fen=76000")[1]
    assert run(*raised, "--set", "dibao_urban_standard_fen")[0] == 2


def test_a_raise_is_reckoned_over_what_the_desk_has_in_force(run: Run) -> None:
    with scope(NATION):
        office = awards_office()
        office.granted()  # two people with 500 yuan a month
    raised = ("standards", "raise", *REGION, "--on", "2026-11-01", "--set", "dibao_rural_standard_fen=60000")
    code, said = run(*raised, "--post", str(office.handler.post_id), "--json")
    assert (code, said["total"]["lines"], said["total"]["before_fen"], said["total"]["cost_fen"]) == (
        0,
        1,
        62_000,
        8_000,
    )
    code, said = run(*raised)
    assert (code, "--post" in said) == (2, True)


def test_the_worker_does_what_waits_and_lists_what_does_not(run: Run, desk_of: Desk) -> None:
    asked = queue.enqueue("standards.remind")
    assert [one["id"] for one in run("worker", "--list", "--json")[1]] == [asked]
    assert run("worker", "--once")[0] == 0
    code, said = run("worker", "--list", "--json")
    assert (code, [one for one in said if one["id"] == asked]) == (0, [])
