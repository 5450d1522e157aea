"""Townships compared: a leap and a drift are both seen, with share of population, growth and average supplement."""

import csv
import json
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from mingbai.cli.main import main
from mingbai.kernel.identity.number import check_character
from mingbai.rules.regions.examples import MONTHS, PEOPLE, TOWNSHIPS, usual

LEAPS, DRIFTS, GROWS_RICH = TOWNSHIPS[1], TOWNSHIPS[4], TOWNSHIPS[7]
NOW = len(MONTHS) - 1
DRIFT = range(NOW - 5, NOW + 1)  # half a year
Findings = dict[str, dict[str, dict[str, Any]]]  # of a township, by rule


def households(township: str, place: int) -> range:
    """Return who is on the roster: usual comings and goings, sixty at once, or a few too many month after month."""
    found = usual(township, place)
    leap = 60 if (township, place) == (LEAPS, NOW) else 0
    drift = 7 * sum(month <= place for month in DRIFT) if township == DRIFTS else 0
    return range(found.start, found.stop + leap + drift)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    """Check a county of twelve townships after a year of rosters."""
    folder = tmp_path_factory.mktemp("county")
    (folder / "lists").mkdir()
    write(folder / "lists" / "roster.csv", rows(range(NOW, NOW + 1)))
    write(folder / "lists" / "previous_roster.csv", rows(range(NOW)))
    write(folder / "lists" / "population.csv", [dict(row) for row in PEOPLE])
    asked = ["--month", "2026-10", "--region", "999901", "--out", str(folder / "out"), "--no-fuzzy"]
    assert main(["check", str(folder / "lists"), *asked]) == 5
    told: Findings = defaultdict(dict)
    with (folder / "out" / "findings.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row["subject_table"] == "region" and len(row["subject_id"]) == len(LEAPS):
                told[row["subject_id"]][row["rule_id"]] = row | {"evidence": json.loads(row["evidence"])}
    return told


def rows(places: range) -> list[dict[str, Any]]:
    """Return the roster of those months, line by line."""
    return [
        {
            "month": f"{MONTHS[place]:%Y-%m}",
            "programme": "农村低保",
            "region_code": f"{township}201",
            "household_id": f"{township}{household:05d}",
            "payee_id": person(township, household),
            "payee_name": f"王{township[-2:]}",
            "account_no": f"62{township}{household:08d}",
            "amount_fen": 60_000 if (township, place) == (GROWS_RICH, NOW) else 40_000,
            "member_count": 2,
        }
        for place in places
        for township in TOWNSHIPS
        for household in households(township, place)
    ]


@cache
def person(township: str, household: int) -> str:
    """Return the valid, never issued number of a household's payee."""
    stem = f"999901198001{township[-2:]}{household:03d}"
    return stem + check_character(stem)


def write(path: Path, rows: list[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


@pytest.mark.requirement("R-904")
def test_share_of_population_growth_and_average_supplement_are_told_beside_the_neighbours(found: Findings) -> None:
    leap = found[LEAPS]["RK-601"]["evidence"]
    assert (leap["persons"], leap["coverage"], leap["peers_coverage"]) == ("360", "3.0%", "2.0%")
    assert found[LEAPS]["RK-602"]["evidence"]["count"] == "62"  # sixty and the usual two
    rich = found[GROWS_RICH]["RK-603"]["evidence"]
    assert (rich["before_fen"], rich["average_fen"]) == (20_000, 30_000)


@pytest.mark.requirement("R-905")
def test_a_drift_is_seen_before_any_single_month_stands_out(found: Findings) -> None:
    assert found[DRIFTS]["RK-601"]["evidence"]["window_months"] == "6"
    assert found[DRIFTS]["RK-602"]["evidence"]["what_en"] == "persons gained within a year"
    assert found[LEAPS]["RK-601"]["evidence"]["window_months"] == "1"


@pytest.mark.requirement("R-907")
def test_only_the_townships_that_left_their_peers_are_to_be_inspected(found: Findings) -> None:
    assert found.keys() == {LEAPS, DRIFTS, GROWS_RICH}
    assert found[DRIFTS]["RK-601"]["cites"] == "ZS-2023#2.3.1 YC-2022-2#3.3"
