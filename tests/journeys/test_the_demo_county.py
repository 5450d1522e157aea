"""`mingbai demo` keeps its promise: a county is made and checked, and of what was planted nothing is missed."""

import csv
from pathlib import Path

import pytest

from mingbai.cli.main import main
from mingbai.simulation.score import Score, score_files

pytestmark = pytest.mark.slow
FAMILIES = {"3": "an unusual payment", "2": "benefits twice", "6": "an unusual township"}


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder in which the demo made its county and wrote its findings."""
    folder = tmp_path_factory.mktemp("data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MINGBAI_DATA", str(folder))
        assert main(["demo", "--files-only", "--lang", "en"]) == 0
    return folder


@pytest.fixture(scope="module")
def score(county: Path) -> Score:
    (key,), (findings,) = county.rglob("key.csv"), county.rglob("findings.csv")
    return score_files(key, findings)


@pytest.mark.requirement("R-1404")
def test_what_was_planted_is_found_and_what_is_in_order_is_left_alone(score: Score) -> None:
    assert score.planted > 300
    assert score.recall_bp >= 9_800
    assert score.false_alarms == []
    assert score.red_per_thousand_clean is not None
    assert score.red_per_thousand_clean <= 0.2


@pytest.mark.requirement("R-1404")
def test_the_money_at_stake_is_exact_to_the_fen(score: Score) -> None:
    assert sum(rule.stakes for rule in score.rules.values()) > 100
    assert score.inexact == []


@pytest.mark.requirement("R-908")
@pytest.mark.parametrize("family", FAMILIES, ids=FAMILIES.get)
def test_unusual_payments_double_benefits_and_unusual_townships_are_all_found(county: Path, family: str) -> None:
    (findings,) = county.rglob("findings.csv")
    with findings.open(encoding="utf-8-sig", newline="") as file:
        found = {row["rule_id"] for row in csv.DictReader(file)}
    assert len([rule for rule in found if rule.startswith(f"RK-{family}")]) > 2
