"""`mingbai rules replay`, as an officer uses it: exit codes, both languages, what is refused."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mingbai.cli.main import main
from mingbai.config.guards import NATION, scope
from mingbai.config.testing import Base
from mingbai.offices.roles import Role
from mingbai.prechecks.tests.world import desk_with

Run = Callable[..., tuple[int, Any]]


@pytest.fixture
def run(
    base: Base, fresh_desk: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Run:
    monkeypatch.setenv("MINGBAI_DATA", str(tmp_path))
    with scope(NATION):
        desk = desk_with(monkeypatch)
        other = desk.staff.county.post(desk.staff.leader.organisation_id, Role.LEADER)
        desk.staff.county.listed("enter_standard", desk.staff.handler, other)
        desk.checked()
    monkeypatch.setenv("DATABASE_URL", base.as_role("default", fresh_desk))
    monkeypatch.setenv("DATABASE_OWNER_URL", base.as_role("owner", fresh_desk))
    months = ("--from", "2026-11", "--to", "2026-11", "--post", str(desk.staff.handler.post_id))

    def done(*words: str) -> tuple[int, Any]:
        capsys.readouterr()
        code = main(["rules", "replay", *words, *months])
        said = capsys.readouterr()
        return code, json.loads(said.out) if "--json" in words and said.out else said.out + said.err

    return done


def test_a_rule_as_it_stands_differs_in_nothing_and_ends_with_zero(run: Run) -> None:
    code, said = run("--rule", "rk-101", "--json")
    assert (code, said["rule_ids"], said["state"]) == (0, ["RK-101"], "draft")
    assert said["months"][0]["rules"]["RK-101"]["more"]["found"] == 0
    assert "found-then" in run("--rule", "RK-101", "--lang", "en")[1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "--set"),
        (("--rule", "RK-101", "--set", "rk802_months=3"), "--set"),
        (("--rule", "RK-999"), "RK-999"),
        (("--set", "rk301_persons_per_account=1"), "2–100"),
        (("--set", "nonsense=1"), "nonsense"),
    ],
)
def test_what_cannot_be_tried_ends_with_two_and_says_why(run: Run, words: tuple[str, ...], said: str) -> None:
    code, told = run(*words)
    assert code == 2
    assert said in told
