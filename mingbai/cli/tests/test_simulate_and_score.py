"""`mingbai simulate` and `mingbai score` as people type them."""

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from mingbai.cli.score import app as score_app
from mingbai.cli.simulate import app as simulate_app
from mingbai.simulation.key import read_key

FINDING = ("rule_id", "subject_id", "severity", "amount_fen")


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("made") / "town"
    said = CliRunner().invoke(simulate_app, ["--size", "town", "--seed", "5", "--out", str(out)])
    assert said.exit_code == 0, said.output
    assert "planted faults" in said.output
    return out


def write_findings(key: Path, path: Path, *, skip: int = 0, alarms: int = 0) -> Path:
    rows = [row for row in read_key(key) if row.expectation == "find"][skip:]
    rows += [row for row in read_key(key) if row.expectation == "leave"][:alarms]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(FINDING)
        writer.writerows((row.rule_id, row.subject_id.split("|")[0], "红", row.at_stake_fen) for row in rows)
    return path


@pytest.mark.parametrize(("skip", "alarms", "code"), [(0, 0, 0), (30, 0, 5), (0, 1, 5)])
def test_the_exit_code_says_whether_the_check_is_good_enough(
    town: Path, tmp_path: Path, skip: int, alarms: int, code: int
) -> None:
    findings = write_findings(town / "key.csv", tmp_path / "findings.csv", skip=skip, alarms=alarms)
    said = CliRunner().invoke(score_app, ["--key", str(town / "key.csv"), "--findings", str(findings)])
    assert said.exit_code == code, said.output


def test_the_score_for_machines_is_json(town: Path, tmp_path: Path) -> None:
    findings = write_findings(town / "key.csv", tmp_path / "findings.csv")
    said = CliRunner().invoke(score_app, ["--key", str(town / "key.csv"), "--findings", str(findings), "--json"])
    assert json.loads(said.output)["recall_bp"] == 10_000
    assert json.loads(said.output)["red_per_thousand_clean"] == 0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--size", "village", "--seed", "1"], "There is no size"),
        (["--size", "town", "--seed", "1", "--month", "2026-13"], "no such month"),
    ],
)
def test_a_wrong_word_is_answered_in_a_sentence(arguments: list[str], sentence: str) -> None:
    said = CliRunner().invoke(simulate_app, arguments)
    assert said.exit_code == 2
    assert sentence in said.output


def test_a_folder_in_use_is_refused(town: Path) -> None:
    said = CliRunner().invoke(simulate_app, ["--size", "town", "--seed", "5", "--out", str(town)])
    assert said.exit_code == 2
    assert "is not empty" in said.output


def test_a_file_that_is_no_key_is_refused(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("a,b\n1,2\n", encoding="utf-8")
    said = CliRunner().invoke(score_app, ["--key", str(wrong), "--findings", str(wrong)])
    assert said.exit_code == 2
