"""`mingbai evidence policy`: proposed by the security administrator, decided by the audit administrator."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mingbai.cli.main import main
from mingbai.config.testing import Base
from mingbai.evidence.installation import installed_policy
from mingbai.inspections.tests.test_policies import a_policy
from mingbai.offices.actor import Actor
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import County, found_county

Run = Callable[..., tuple[int, Any]]


@pytest.fixture
def county(fresh_desk: str) -> County:
    assert fresh_desk
    return found_county()


@pytest.fixture
def run(
    base: Base,
    fresh_desk: str,
    county: County,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    monkeypatch.setenv("DATABASE_URL", base.as_role("default", fresh_desk))
    monkeypatch.setenv("DATABASE_OWNER_URL", base.as_role("owner", fresh_desk))
    monkeypatch.setattr("django.utils.timezone.now", lambda: county.at)

    def done(who: Actor | None, *words: object) -> tuple[int, Any]:
        capsys.readouterr()
        post = ["--post", str(who.post_id)] if who else []
        code = main(["evidence", *map(str, words), *post])
        said = capsys.readouterr()
        return code, json.loads(said.out) if "--json" in words and said.out else said.out + said.err

    return done


def test_a_policy_is_proposed_in_one_command_and_put_in_force_in_anothers(
    run: Run, county: County, tmp_path: Path
) -> None:
    security, audit = (county.administrator(role) for role in (Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR))
    file = tmp_path / "见证规则.txt"
    file.write_text(a_policy("审计", "纪检"), encoding="utf-8")
    assert "任何代发文件都发不出去" in run(None, "policy")[1]
    assert run(None, "policy", file)[0] == 2
    code, said = run(security, "policy", file, "--json")
    assert (code, installed_policy().witnesses) == (0, {})
    number = said["id"]
    assert run(security, "approve-policy", number)[0] == 2
    code, said = run(audit, "refuse-policy", number, "--reason", "缺少民政")
    assert (code, "仍执行现行规则" in said) == (0, True)
    code, said = run(security, "policy", file)
    assert (code, "由安全审计员批准" in said) == (0, True)
    code, said = run(audit, "policies", "--json")
    assert [(one["state"], one["reason"]) for one in said] == [("proposed", ""), ("refused", "缺少民政")]
    assert "已启用" in run(audit, "approve-policy", said[0]["id"])[1]
    assert set(installed_policy().witnesses) == {"审计", "纪检"}
    assert "审计、纪检" in run(None, "policy")[1]
    assert "refused" in run(audit, "policies", "--lang", "en")[1]


def test_a_file_that_is_no_policy_is_refused_with_a_sentence(run: Run, county: County, tmp_path: Path) -> None:
    file = tmp_path / "规则.txt"
    file.write_text("x\n", encoding="utf-8")
    code, said = run(county.administrator(Role.SECURITY_ADMINISTRATOR), "policy", file)
    assert (code, "不是见证规则" in said) == (2, True)
