"""Residents of townships: from their own row or their villages', and never a share of nothing."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import numpy as np
import pytest

from mingbai.files.snapshot.by_hand import MONTH
from mingbai.files.snapshot.freeze import freeze
from mingbai.kernel.month import Month
from mingbai.policy.parameters import shipped
from mingbai.rules.examples import typed_by_hand
from mingbai.rules.parameters import PlacedParameters
from mingbai.rules.regions.residents import coverage, residents
from mingbai.rules.rule import Row
from mingbai.rules.study import Material

FIRST, SECOND, THIRD = "999901001", "999901002", "999901003"
pytestmark = [pytest.mark.requirement("R-904"), pytest.mark.requirement("R-907")]
Population = Callable[..., list[float | None]]


@pytest.fixture
def told(tmp_path: Path) -> Population:
    """Return the residents of three townships as a list of codes and heads says."""

    def told(*rows: tuple[str, int]) -> list[float | None]:
        with duckdb.connect() as con:
            listed: list[Row] = [{"region_code": code, "population": heads} for code, heads in rows]
            typed = {"population": typed_by_hand(con, "population", listed, Month.parse(MONTH))} if rows else {}
            snapshot = freeze(con, typed, month=Month.parse(MONTH), into=tmp_path, lines=1, sources=[])
            material = Material(con, snapshot, PlacedParameters(shipped(), "999901", MONTH), tmp_path)
            found = residents(material, (FIRST, SECOND, THIRD))
        return [None if np.isnan(heads) else heads for heads in found]

    return told


def test_a_township_has_what_its_own_row_says_and_else_what_its_villages_have(told: Population) -> None:
    rows = [(f"{FIRST}000", 9_000), (f"{FIRST}201", 1), (f"{SECOND}201", 700), (f"{SECOND}202", 800)]
    assert told(*rows) == [9_000, 1_500, None]


def test_a_county_is_no_township_and_twice_the_same_list_counts_once(told: Population) -> None:
    assert told(("999901000000", 50_000), (f"{FIRST}000", 10), (f"{FIRST}000", 10)) == [10, None, None]


def test_without_a_list_nothing_is_known(told: Population) -> None:
    assert told() == [None, None, None]


def test_a_share_of_nothing_is_unknown_and_stays_out_of_the_median() -> None:
    persons, heads = np.array([30.0, 20.0, 10.0, 5.0]), np.array([1_000.0, 1_000.0, 0.0, np.nan])
    assert coverage(persons, heads, np.zeros(4, dtype=np.int64)) == (["3.0%", "2.0%", None, None], ["2.5%"] * 4)
