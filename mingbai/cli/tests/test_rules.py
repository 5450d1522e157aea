"""`mingbai rules` and `mingbai demo`: explained in two languages, shown from nothing."""

import json
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
