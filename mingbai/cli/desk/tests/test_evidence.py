"""`mingbai evidence`, as an auditor uses it: append, verify, prove, check; exit codes and both languages."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mingbai.cli.main import main
from mingbai.config.testing import Base
from mingbai.evidence.actions import at_work
from mingbai.evidence.installation import log_files, policy_file
from mingbai.evidence.tests.town import Payment, pay
from mingbai.evidence.witnesses.policy import Policy
from mingbai.offices.actor import Actor
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import COUNTY

Run = Callable[..., tuple[int, Any]]


@pytest.fixture
def run(base: Base, payments: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("DATABASE_URL", base.as_role("default", payments))
    monkeypatch.setenv("DATABASE_OWNER_URL", base.as_role("owner", payments))

    def done(*words: str) -> tuple[int, Any]:
        capsys.readouterr()
        code = main(["evidence", *words])
        said = capsys.readouterr()
        return code, json.loads(said.out) if "--json" in words and said.out else said.out + said.err

    return done


def test_what_waits_is_appended_and_who_does_not_answer_is_named(run: Run, policy: Policy) -> None:
    pay(5)
    code, said = run("append", "--json")
    assert code == 0
    assert (said["placed"], said["waiting"], said["checkpoint"], said["witnessed"]) == (5, 0, 5, 0)
    assert set(said["failed"]) == {"民政", "财政", "审计", "纪检"}
    assert "达到见证要求的 0" in run("append")[1]
    assert "cosigned by enough up to 0" in run("append", "--lang", "en")[1]


def test_an_edit_of_one_fen_is_found_and_said_in_both_languages(run: Run, settle: Callable[..., None]) -> None:
    pay(5)
    settle()
    assert run("verify")[0] == 0
    assert "存证完整" in run("verify")[1]
    code, said = run("verify", "--json")
    assert (code, said["whole"], said["leaves"], said["cosignatures"]) == (0, True, 5, 4)
    Payment.objects.filter(pk=3).update(fen=103)
    code, said = run("verify", "--json")
    assert (code, said["whole"], said["fault"]["subject"], said["fault"]["leaf"]) == (5, False, "samples.payment/3", 2)
    assert run("verify") == (
        5,
        "存证被破坏：记录 samples.payment/3 被改动，与存证第 2 号（samples.paid）登记时不符。\n",
    )
    assert "samples.payment/3 was changed" in run("verify", "--lang", "en")[1]


def test_a_checkpoint_somebody_kept_must_be_continued(run: Run, settle: Callable[..., None], tmp_path: Path) -> None:
    pay(5)
    settle()
    kept = tmp_path / "checkpoint"
    kept.write_bytes((log_files().folder / "checkpoint").read_bytes())
    pay(5)
    settle()
    assert run("verify", "--checkpoint", str(kept))[0] == 0
    kept.write_bytes(kept.read_bytes().replace(b"\n5\n", b"\n6\n"))
    code, said = run("verify", "--checkpoint", str(kept))
    assert code == 2
    assert "不是可信的检查点" in said


@pytest.mark.requirement("R-1507")
def test_a_proof_is_handed_out_with_all_that_a_stranger_needs(
    run: Run, settle: Callable[..., None], tmp_path: Path
) -> None:
    pay(5)
    settle()
    code, said = run("prove", "samples.payment/4", "--open", "fen, month", "--out", str(tmp_path / "out"), "--json")
    assert (code, said["leaf"]) == (0, 3)
    proof, policy, script = said["files"]
    checked = subprocess.run([sys.executable, "-I", script, proof, policy], capture_output=True, encoding="utf-8")
    shown = json.loads(checked.stdout)
    assert (shown["fields"], shown["leaf"]["month"]) == ({"fen": 103}, "2026-11-01")  # every leaf says its month
    code, said = run("check", proof, "--policy", policy, "--json")
    assert (code, said["proven"], said["fields"], said["leaf"]["month"]) == (0, True, {"fen": 103}, "2026-11-01")
    assert "核验通过" in run("check", proof, "--policy", policy)[1]
    Path(proof).write_text(Path(proof).read_text(encoding="utf-8").replace("index 3", "index 2"), encoding="utf-8")
    assert run("check", proof, "--policy", policy, "--json")[0] == 5


@pytest.mark.requirement("R-001")
def test_a_proof_says_who_acted_in_which_post_for_which_organisation(
    run: Run, settle: Callable[..., None], tmp_path: Path
) -> None:
    clerk = Actor(7, 3, 2, Kind.FINANCE, Role.HANDLER, COUNTY)
    with at_work(clerk):
        pay(1)
    settle()
    proof, policy, _ = run("prove", "samples.payment/1", "--out", str(tmp_path / "out"), "--json")[1]["files"]
    leaf = run("check", proof, "--policy", policy, "--json")[1]["leaf"]
    assert (leaf["by"], leaf["post"], leaf["organisation"]) == ("officer/7", "3", "2")
    assert "officer/7，岗位 3，机构 2" in run("check", proof, "--policy", policy)[1]
    assert "in post 3 of organisation 2" in run("check", proof, "--policy", policy, "--lang", "en")[1]


def test_what_cannot_be_proved_is_refused_with_a_sentence(run: Run, settle: Callable[..., None]) -> None:
    pay(5)
    settle()
    code, said = run("prove", "samples.payment/99")
    assert code == 3
    assert "samples.payment/99" in said
    code, said = run("prove", "samples.payment/4", "--open", "bonus")
    assert code == 2
    assert "fen、month、name、region" in said


def test_files_that_are_not_what_they_should_be_are_refused(run: Run, tmp_path: Path, policy: Policy) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text("x\n", encoding="utf-8")
    assert "不是见证规则" in run("verify", "--policy", str(wrong))[1]
    code, said = run("check", str(wrong), "--policy", str(policy_file()))
    assert code == 2
    assert "不是证明文件" in said
