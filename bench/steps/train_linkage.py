"""Trains the model of RK-212 on generated lists and writes it into the package: python bench/steps/train_linkage.py."""

import json
import tempfile
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from mingbai.rules.linkage import model as shipped
from mingbai.rules.linkage.levels import COMPARED
from mingbai.rules.linkage.search import linker_of
from mingbai.rules.linkage.sightings import gather, room
from mingbai.simulation.doubles.answer import people_by_key
from mingbai.simulation.doubles.frozen import freeze_listed
from mingbai.simulation.doubles.listed import Listed, listed

PEOPLE, SEED, PAIRS = 50_000, 20_260_101, 20_000_000
Levels = dict[str, dict[str, float]]
LEAST_CHANCE = 1e-8  # of a level that no two strangers of the sample reached


def main() -> None:
    """Train and write."""
    rows = listed(PEOPLE, SEED)
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as con:
        frozen = Path(folder) / "frozen"
        frozen.mkdir()
        snapshot = freeze_listed(con, rows, frozen)
        apart = room(Path(folder))
        gather(apart, snapshot)
        label(apart, rows)
        m, u = trained(apart)
    said = {"trained": {"people": PEOPLE, "seed": SEED, "pairs": PAIRS}, "m": m, "u": u}
    shipped.FILE.write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8")


def label(con: duckdb.DuckDBPyConnection, rows: Listed) -> None:
    """Add to each sighting who it is."""
    people = people_by_key(rows)
    con.register("answer", pa.table({"person_key": list(people), "person": list(people.values())}))
    con.execute("ALTER TABLE sighting RENAME TO unlabelled")
    con.execute("CREATE TABLE sighting AS SELECT unlabelled.*, person FROM unlabelled JOIN answer USING (person_key)")


def trained(con: duckdb.DuckDBPyConnection) -> tuple[Levels, Levels]:
    """Return m and u by comparison and level: m of pairs known to be one person, u of pairs known to be two."""
    nothing: Levels = {name: {} for name in COMPARED}
    stated = shipped.settings(shipped.Model(nothing, nothing, {}), PEOPLE, {})
    linker = linker_of(con, stated)
    linker.training.estimate_m_from_label_column("person")
    m = probabilities(linker, "m_probability")
    # Everybody once, mistakes and all: where one person stands twice, pairs of strangers would not all be strangers.
    con.execute("ALTER TABLE sighting RENAME TO twice")
    once = "SELECT MIN(unique_id) FROM twice GROUP BY person"
    con.execute(f"CREATE TABLE sighting AS SELECT * FROM twice WHERE unique_id IN ({once})")
    linker = linker_of(con, stated)
    linker.training.estimate_u_using_random_sampling(max_pairs=PAIRS, seed=SEED)
    return m, probabilities(linker, "u_probability")


def probabilities(linker: Any, kind: str) -> Levels:
    """Return the trained probabilities of one kind; a level nobody reached gets the least chance."""
    return {
        comparison["output_column_name"]: {
            level["label_for_charts"]: max(float(level.get(kind) or 0), LEAST_CHANCE)
            for level in comparison["comparison_levels"]
            if not level.get("is_null_level")
        }
        for comparison in linker.misc.save_model_to_json()["comparisons"]
    }


if __name__ == "__main__":
    main()
