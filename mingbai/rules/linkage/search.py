"""The search from a frozen month to told pairs. Nothing is trained here, so the same month gives the same bytes."""

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb

from mingbai.files.snapshot.compiling import Compiler
from mingbai.files.snapshot.snapshot import Snapshot
from mingbai.rules.facts import RELATIONS
from mingbai.rules.linkage.chances import NAMES, count_places
from mingbai.rules.linkage.model import Model, place_chances, settings, shipped_model
from mingbai.rules.linkage.sightings import gather, room
from mingbai.rules.linkage.verdicts import Lines, judge_pairs

TOLD = (Path(__file__).parent / "told.sql").read_text(encoding="utf-8")


def same_persons(snapshot: Snapshot, compile_: Compiler, lines: Lines, scratch: Path) -> list[dict[str, Any]]:
    """Return the pairs of numbers of the month that are probably one person's, as the columns of `told.sql`."""
    with room(scratch) as con:
        people = gather(con, snapshot)
        if people < 2:
            return []
        score_pairs(con, people, shipped_model(), lines.probability)
        if not judge_pairs(con, lines):
            return []
        con.execute("CREATE TABLE found AS SELECT person_key FROM verdict UNION SELECT other_key FROM verdict")
        con.execute(
            "CREATE TABLE named AS SELECT * FROM appearances WHERE person_key IN (SELECT person_key FROM found)"
        )
        con.execute("CREATE OR REPLACE VIEW appearances AS SELECT * FROM named")  # only these need to be priced
        con.execute(f"CREATE TABLE person AS {compile_.statement(RELATIONS['person'])}")
        table = con.sql(TOLD).to_arrow_table()
    rows: list[dict[str, Any]] = table.to_pylist()
    return rows


def score_pairs(con: duckdb.DuckDBPyConnection, people: int, model: Model, threshold: float) -> None:
    """Make `scored` of `sighting`: pairs that are one person with at least the probability of `threshold`."""
    con.execute(NAMES)
    linker = linker_of(con, settings(model, people, place_chances(count_places(con), people, model)))
    linker.table_management.register_term_frequency_lookup(linker._db_api.register("name_chance"), "plain")
    found = linker.inference.predict(threshold_match_probability=threshold, warning_mode="never")
    con.execute(f"CREATE TABLE scored AS SELECT * FROM {found.physical_name}")


def linker_of(con: duckdb.DuckDBPyConnection, stated: Mapping[str, Any]) -> Any:
    """Return Splink over the table `sighting`."""
    from splink import DuckDBAPI, Linker  # noqa: PLC0415 (start-up)

    api = DuckDBAPI(con)
    return Linker(api.register("sighting"), dict(stated), log_level=logging.ERROR, validate_settings=False)
