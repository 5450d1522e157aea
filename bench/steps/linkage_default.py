"""The yardstick: Splink 5 as its guide sets up a search for duplicates, trained on the very lists it searches."""

import logging
import time
from pathlib import Path

import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from mingbai.files.snapshot.snapshot import open_snapshot
from mingbai.rules.linkage.sightings import gather, room

SEED, PAIRS, LINE = 1, 5_000_000, 0.9


def search_default(folder: Path) -> tuple[list[tuple[str, str]], float]:
    """Return the pairs of numbers above the line, and the seconds it took."""
    began = time.perf_counter()
    with room(folder / "scratch") as con:
        gather(con, open_snapshot(folder / "frozen"))
        columns = "unique_id, number, name, CAST(told_born AS VARCHAR) AS born, village, account"
        con.execute(f"CREATE TABLE typed AS SELECT {columns} FROM sighting")
        api = DuckDBAPI(con)
        linker = Linker(api.register("typed"), settings(), log_level=logging.ERROR)
        rules = [block_on("number"), block_on("name", "born"), block_on("name", "account")]
        linker.training.estimate_probability_two_random_records_match(rules, recall=0.7)
        linker.training.estimate_u_using_random_sampling(max_pairs=PAIRS, seed=SEED)
        linker.training.estimate_parameters_using_expectation_maximisation(block_on("name", "village"))
        linker.training.estimate_parameters_using_expectation_maximisation(block_on("born", "village"))
        found = linker.inference.predict(threshold_match_probability=LINE)
        pairs = con.execute(
            "SELECT DISTINCT least(l.number, r.number), greatest(l.number, r.number) "
            f"FROM {found.physical_name} AS pair "
            "JOIN sighting AS l ON l.unique_id = pair.unique_id_l JOIN sighting AS r ON r.unique_id = pair.unique_id_r "
            "WHERE l.person_key <> r.person_key ORDER BY ALL"
        ).fetchall()
    return pairs, time.perf_counter() - began


def settings() -> SettingsCreator:
    """Return the comparisons of the guide for a name, a number, a date of birth and two exact fields."""
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.LevenshteinAtThresholds("number", [1, 2]),
            cl.JaroWinklerAtThresholds("name", [0.9, 0.7]).configure(term_frequency_adjustments=True),
            cl.LevenshteinAtThresholds("born", [1, 2]),
            cl.ExactMatch("village"),
            cl.ExactMatch("account"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("name", "village"), block_on("name", "born"), block_on("born", "village"), block_on("account"),
            block_on("substr(number, 1, 12)", "substr(name, 1, 1)"), block_on("substr(number, 9)"),
        ],
    )  # fmt: skip
