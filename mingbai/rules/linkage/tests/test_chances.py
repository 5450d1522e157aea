"""Chances are counted, not guessed: the quick count of pairs is the slow one, and chances add up to one."""

from itertools import combinations

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingbai.rules.linkage.chances import NAMES, PLACES, count_places
from mingbai.rules.linkage.levels import COMPARED, OTHERWISE, WHERE
from mingbai.rules.linkage.model import place_chances, prior, shipped_model

rows = st.lists(st.tuples(*[st.one_of(st.none(), st.integers(0, 2))] * len(PLACES)), max_size=12)


@settings(deadline=None, max_examples=20)
@given(rows)
def test_pairs_are_counted_at_the_strongest_level_they_agree_in(sightings: list[tuple[int | None, ...]]) -> None:
    counts = dict.fromkeys((level.key for level in WHERE if level.key != OTHERWISE), 0)
    for one, other in combinations(sightings, 2):
        agree = [rank for rank in range(len(PLACES)) if one[rank] is not None and one[rank] == other[rank]]
        if agree:
            counts[WHERE[agree[0]].key] += 1

    with duckdb.connect() as con:
        columns = [pa.array([row[rank] for row in sightings], pa.int64()) for rank in range(len(PLACES))]
        con.register("sighting", pa.table(dict(zip(PLACES, columns, strict=True))))
        assert count_places(con) == counts


def test_chances_of_places_add_up_to_one_in_a_village_and_in_a_province() -> None:
    for people, village_pairs in ((2, 1), (250, 31_125), (1_000_000, 125_000_000)):
        counts = {"same_account": 0, "same_home": 0, "same_village": village_pairs, "same_township": 0}
        found = place_chances(counts, people, shipped_model())
        assert sum(found.values()) == pytest.approx(1)
        assert all(0 < chance < 1 for chance in found.values())


def test_a_village_says_more_in_a_million_people_than_in_one_village() -> None:
    counts = {"same_account": 0, "same_home": 0, "same_township": 0}
    alone = place_chances({**counts, "same_village": 31_125}, 250, shipped_model())
    among_many = place_chances({**counts, "same_village": 125_000_000}, 1_000_000, shipped_model())
    assert among_many["same_village"] < alone["same_village"] / 10


def test_the_first_guess_falls_with_size_and_only_with_size() -> None:
    assert prior(1_000_000) < prior(25_000) < prior(5_000) == prior(3)


def test_a_common_name_says_less_and_a_name_seen_once_is_not_unique() -> None:
    with duckdb.connect() as con:
        names = "CASE WHEN i < 500 THEN '张伟' ELSE '尉迟' || i END"
        con.execute(f"CREATE TABLE sighting AS SELECT {names} AS plain FROM range(1000) AS people(i)")
        con.execute(NAMES)
        chance = dict(con.execute("SELECT plain, tf_plain FROM name_chance").fetchall())
    assert chance["张伟"] > 100 * chance["尉迟999"] > 0.001


def test_the_shipped_model_knows_every_level() -> None:
    model = shipped_model()
    for name, levels in COMPARED.items():
        assert set(model.m[name]) == set(model.u[name]) == {level.key for level in levels}
        assert sum(model.m[name].values()) == pytest.approx(1, abs=1e-3)
        assert sum(model.u[name].values()) == pytest.approx(1, abs=1e-3)
        assert model.m[name][levels[0].key] > 1_000 * model.u[name][levels[0].key]
