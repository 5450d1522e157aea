"""`mingbai rules` and `mingbai demo`: explained in two languages, shown from nothing."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from mingbai.cli.main import main
from mingbai.rules.catalogue import all_rules


def test_all_rules_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules"]) == 0
    said = capsys.readouterr().out

    assert all(rule.id in said for rule in all_rules())


@pytest.mark.parametrize("written", ["RK-101", "rk101", " 101 "])
@pytest.mark.parametrize(
    ("lang", "words", "stories"),
    [
        ("zh", "死亡人员仍在册", ("上月已去世，本月名册仍有他的钱", "去世的是另一个同名的人")),
        ("en", "Dead person on the roster", ("died last month, still listed", "someone else died, of the same name")),
    ],
)
def test_a_rule_is_explained_however_its_number_is_written(
    written: str, lang: str, words: str, stories: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rules", written, "--lang", lang]) == 0
    said = capsys.readouterr().out

    assert words in said
    assert "ZS-2023#2.3.3" in said
    assert [story in said for story in stories] == [True, True]


def test_json_has_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "RK-120b", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)

    assert told["id"] == "RK-120b"
    assert told["title"]
    assert told["title_en"]
    assert {"story": "只有一个部门还是旧名", "story_en": "one department has an old name", "finds": False} in told[
        "examples"
    ]


def test_a_rule_that_does_not_exist_is_not_found(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "RK-999"]) == 3
    assert "没有“RK-999”这条规则" in capsys.readouterr().err


@pytest.mark.slow
def test_the_demo_makes_a_place_checks_it_and_scores_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MINGBAI_DATA", str(tmp_path))

    assert main(["demo", "--size", "town", "--files-only", "--lang", "en"]) == 0
    said = capsys.readouterr()
    (report,) = tmp_path.rglob("report.html")
    assert str(report) in said.err
    assert "recall" in said.out


def test_the_desks_own_rules_are_listed_and_explained_without_a_database(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nowhere")
    assert main(["rules", "--json"]) == 0
    told = {one["id"]: one for one in json.loads(capsys.readouterr().out)}
    own = [f"RK-{number}" for number in (309, 316, 415, 416, 502, 507, 606, 607, 702, 703, 707, 806)]
    assert set(own) <= told.keys()
    assert told.keys() == {rule.id for rule in all_rules()} | set(own)
    for one in own:
        assert told[one]["cites"]
        assert {case["finds"] for case in told[one]["examples"]} == {True, False}
    assert main(["rules", "316", "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert "Fee charged" in said
    assert "once the bank has answered" in said
    assert "a statement with payments alone" in said


def test_a_rule_over_files_is_explained_without_django() -> None:
    script = (
        "import sys; from mingbai.cli.main import main; assert main(['rules', 'RK-101']) == 0; "
        "assert not [one for one in sys.modules if one.startswith('django')]"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False, capture_output=True).returncode == 0
