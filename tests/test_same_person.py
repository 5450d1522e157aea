"""RK-212 on labelled lists: whoever is listed twice is found, nobody else is, and twins stay two people."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from mingbai.files.snapshot.compiling import Compiler
from mingbai.files.snapshot.snapshot import Snapshot
from mingbai.kernel.identity import person_key
from mingbai.policy.parameters import shipped
from mingbai.policy.parameters.entry import NATION
from mingbai.rules.checking import not_asked_for
from mingbai.rules.duplicates.rk212_same_person_two_numbers import RULE
from mingbai.rules.formulas import FORMULAS
from mingbai.rules.linkage import verdicts
from mingbai.rules.linkage.search import same_persons
from mingbai.rules.linkage.verdicts import Lines
from mingbai.rules.parameters import PlacedParameters
from mingbai.rules.reckoned import reckoned
from mingbai.simulation.doubles import population
from mingbai.simulation.doubles.answer import keys_of
from mingbai.simulation.doubles.frozen import freeze_listed
from mingbai.simulation.doubles.listed import Listed, listed

PEOPLE, SEED = 12_000, 77
LINES = Lines(0.9, 0.999)
LEAST_PRECISION, LEAST_RECALL = 0.995, 0.985


class Town:
    """Labelled lists, frozen, and the pairs found in them."""

    def __init__(self, rows: Listed, folder: Path) -> None:
        self.rows, self.folder = rows, folder
        (folder / "frozen").mkdir()
        with duckdb.connect() as con:
            self.snapshot = freeze_listed(con, rows, folder / "frozen")
        self.keys = keys_of(rows)
        self.people: dict[int | None, set[int]] = {}
        for key, person in zip(self.keys, rows.person, strict=True):
            self.people.setdefault(key, set()).add(person)

    def search(self) -> list[dict[str, Any]]:
        place = PlacedParameters(shipped(), NATION, self.snapshot.month.first_on)
        compiler = Compiler(reckoned(self.snapshot), place, FORMULAS)
        return same_persons(self.snapshot, compiler, LINES, self.folder / "scratch")

    def sides(self, pair: dict[str, Any]) -> tuple[set[int], set[int]]:
        return self.people[person_key(pair["number"])], self.people[person_key(pair["other_number"])]

    def wrong(self, pairs: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [pair for pair in pairs if not set.intersection(*self.sides(pair))]

    def merged_twins(self, pairs: list[dict[str, Any]]) -> list[dict[str, Any]]:
        twin = dict(zip(self.rows.person, self.rows.twin, strict=True))
        return [pair for pair in self.wrong(pairs) if {twin[one] for one in self.sides(pair)[0]} & self.sides(pair)[1]]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    return Town(listed(PEOPLE, SEED), tmp_path_factory.mktemp("town"))


@pytest.fixture(scope="module")
def found(town: Town) -> list[dict[str, Any]]:
    return town.search()


def test_nearly_everybody_listed_twice_is_found_and_nearly_nobody_else(town: Town, found: list[dict[str, Any]]) -> None:
    keys: dict[int, list[int | None]] = {}
    for person, key in zip(town.rows.person, town.keys, strict=True):
        keys.setdefault(person, []).append(key)
    twice = {person for person, known in keys.items() if len(known) == 2 and None not in known}
    one_key = {
        person for person in twice if len(set(keys[person])) == 1
    }  # 15 digits, full width: found without a search
    told = set().union(*(set.intersection(*town.sides(pair)) for pair in found))
    assert len(twice - one_key) > 800
    assert len(one_key | (told & twice)) >= LEAST_RECALL * len(twice)
    assert len(town.wrong(found)) <= (1 - LEAST_PRECISION) * len(found)


def test_the_same_lists_give_the_same_answer(town: Town, found: list[dict[str, Any]]) -> None:
    assert town.search() == found


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Return a town where a sixth are twins, some with names that sound the same, and a tenth is listed twice."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(population, "TWINS_BP", 1_000)
        patch.setattr(population, "TWIN_NAMES_ALIKE_BP", 3_000)
        yield Town(listed(4_000, SEED), tmp_path_factory.mktemp("twins"))


def test_twins_are_never_told_to_be_one_person(twins: Town) -> None:
    assert sum(twin >= 0 for twin in twins.rows.twin) > 600
    found = twins.search()
    assert len(found) > 200
    assert twins.merged_twins(found) == []


def test_without_the_veto_twins_would_be_merged(twins: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    veto = "WHEN both_checked THEN gamma_name >= 4"
    apart = "AND NOT COALESCE(like_twins"
    assert veto in verdicts.VERDICT
    assert apart in verdicts.VERDICT
    open_to_all = verdicts.VERDICT.replace(veto, "WHEN both_checked THEN TRUE").replace(apart, "AND NOT COALESCE(FALSE")
    monkeypatch.setattr(verdicts, "VERDICT", open_to_all)
    assert len(twins.merged_twins(twins.search())) > 50


def with_lines(snapshot: Snapshot, lines: int) -> Snapshot:
    return replace(snapshot, rows={**snapshot.rows, "approvals": lines})


def test_a_large_month_leaves_the_search_out_and_says_so_unless_asked(town: Town) -> None:
    place = PlacedParameters(shipped(), NATION, town.snapshot.month.first_on)
    assert not_asked_for(RULE, with_lines(town.snapshot, 1_000_000), place, None) is None
    large = with_lines(town.snapshot, 1_000_001)
    assert not_asked_for(RULE, large, place, True) is None
    left_out = not_asked_for(RULE, large, place, None)
    assert left_out is not None
    assert left_out.left_out == (
        "超过1,000,000行时不自动运行，本月有1,000,001行；需要时请加 --fuzzy",
        "left out above 1,000,000 lines, and this month has 1,000,001; ask for it with --fuzzy",
    )
    small = not_asked_for(RULE, town.snapshot, place, False)
    assert small is not None
    assert small.left_out is not None
