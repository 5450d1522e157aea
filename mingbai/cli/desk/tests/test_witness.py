"""`mingbai witness`, a process with a key and a memory of its own; `mingbai evidence policy`, whom two agree on."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from mingbai.cli.main import main
from mingbai.config.testing import Base
from mingbai.evidence.installation import installed_policy
from mingbai.evidence.notes.keys import KeyKind, new_key, parse_verifier
from mingbai.evidence.notes.note import parse_note
from mingbai.evidence.tiles.log import TileLog
from mingbai.evidence.tiles.storage import MemoryStorage
from mingbai.evidence.witnesses.asking import WitnessRefused, cosignature, poster
from mingbai.inspections.tests.test_policies import a_policy
from mingbai.offices.actor import Actor
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import County, found_county

Run = Callable[..., tuple[int, Any]]

LOG = new_key("log.example/1", KeyKind.LOG)
NAME = "witness.example/审计"


@contextmanager
def serving(data: Path) -> Iterator[dict[str, str]]:
    command = [sys.executable, "-m", "mingbai.cli.main", "witness", "serve", "--json", "--name", NAME]
    environment = os.environ | {"MINGBAI_DATA": str(data), "PYTHONUTF8": "1"}
    with subprocess.Popen(
        [*command, "--log", str(LOG.verifier)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=environment,
    ) as process:
        assert process.stdout
        yield json.loads(process.stdout.readline())
        process.terminate()
        _, said = process.communicate(timeout=20)
        assert process.returncode == 130
        assert "Traceback" not in said


def grown(size: int, mark: bytes = b"") -> TileLog:
    log = TileLog(MemoryStorage(), LOG)
    log.append([b"%d" % number + mark for number in range(size)])
    return log


def test_a_witness_is_a_process_with_its_own_key_and_a_memory_that_outlives_it(tmp_path: Path) -> None:
    log = grown(5)
    with serving(tmp_path) as said:
        key = parse_verifier(said["key"])
        assert key.name == NAME
        signature = cosignature(log.note(), key, log.nodes(), poster(said["url"]))
        assert parse_note(bytes(log.note().with_signatures([signature]))).verified([key])
    forged = grown(9, b"!")
    with serving(tmp_path) as again:
        assert again["key"] == said["key"]
        with pytest.raises(WitnessRefused):
            cosignature(forged.note(), key, forged.nodes(), poster(again["url"]))
    assert [path.stat().st_mode & 0o777 for path in tmp_path.rglob("witness.key")] == [0o600]


def test_the_key_is_shown_and_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MINGBAI_DATA", str(tmp_path))
    assert main(["witness", "key", "--name", NAME]) == 0
    shown = capsys.readouterr().out.strip()
    assert parse_verifier(shown).name == NAME
    assert main(["witness", "key", "--name", NAME, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"name": NAME, "key": shown}


@pytest.mark.parametrize("name", ["a b", "a+b", ""])
def test_a_name_that_no_signature_can_carry_is_refused_with_a_sentence(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MINGBAI_DATA", str(tmp_path))
    assert main(["witness", "key", "--name", name]) == 2
    assert "见证名" in capsys.readouterr().err


@pytest.mark.parametrize("log", ["x", str(new_key("w", KeyKind.WITNESS).verifier)], ids=["no key", "of a witness"])
def test_a_log_key_that_is_none_is_refused_with_a_sentence(
    log: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MINGBAI_DATA", str(tmp_path))
    assert main(["witness", "serve", "--name", NAME, "--log", log]) == 2
    assert "日志公钥" in capsys.readouterr().err


def test_names_are_folders_of_their_own_and_lead_nowhere_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MINGBAI_DATA", str(tmp_path))
    for name in ("..", "../..", "/etc", "."):
        assert main(["witness", "key", "--name", name]) == 0
    assert capsys.readouterr().out.count("\n") == 4
    assert [path.name for path in tmp_path.iterdir()] == ["witnesses"]
    assert len(list((tmp_path / "witnesses").iterdir())) == 4


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
