"""
RK-212 measured: who is found, who is mistaken, how long it takes; beside Splink as its guide sets it up.

`python bench/linkage.py` makes labelled lists (seeds no weight was trained on), searches each in a process of its own
and writes `results/linkage.md` and `results/linkage.json`. `python bench/linkage.py 25000` does the small ones only.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from steps.linkage_default import search_default
from steps.linkage_page import machine, page

from mingbai.files.snapshot.snapshot import open_snapshot
from mingbai.kernel.identity import person_key
from mingbai.policy.parameters import shipped
from mingbai.rules.checking import common_region
from mingbai.rules.duplicates.rk212_same_person_two_numbers import RULE
from mingbai.rules.parameters import PlacedParameters
from mingbai.rules.study import Material, study_findings
from mingbai.simulation.doubles.answer import keys_of
from mingbai.simulation.doubles.frozen import freeze_listed
from mingbai.simulation.doubles.listed import listed

RESULTS = Path(__file__).parent / "results"
# People, seed, persons listed twice in ten thousand. None of the seeds is that of the training.
RUNS = (
    (25_000, 11, 1_000), (25_000, 12, 1_000), (25_000, 13, 1_000), (100_000, 21, 1_000), (100_000, 22, 20),
    (100_000, 23, 0), (1_000_000, 31, 1_000),
)  # fmt: skip
BASELINE = (25_000, 11, 1_000)


def make(people: int, seed: int, twice_bp: int, folder: Path) -> None:
    """Write a frozen month of labelled lists and its answers under `folder`."""
    rows = listed(people, seed, twice_bp)
    answers = {"key": keys_of(rows), "person": rows.person, "number_mistake": rows.number_mistake,
               "name_mistake": rows.name_mistake, "twin": rows.twin}  # fmt: skip
    pq.write_table(pa.table(answers), folder / "answers.parquet")
    (folder / "frozen").mkdir()
    with duckdb.connect() as con:
        freeze_listed(con, rows, folder / "frozen")


def search(folder: Path) -> None:
    """Search the frozen month as a check does; write the pairs and what they cost."""
    with duckdb.connect() as con:
        began = time.perf_counter()
        snapshot = open_snapshot(folder / "frozen")
        parameters = PlacedParameters(shipped(), common_region(con, snapshot), snapshot.month.first_on)
        found = study_findings(RULE, Material(con, snapshot, parameters, folder / "scratch"))
        took = time.perf_counter() - began
    told = [json.loads(text) for text in found["evidence"].to_pylist()]
    pairs = [(pair["number"], pair["other_number"]) for pair in told]
    write_pairs(folder, pairs, took)


def write_pairs(folder: Path, pairs: list[tuple[str, str]], took: float) -> None:
    """Write pairs of numbers, and the time and memory they took."""
    columns = {"number": [one for one, _ in pairs], "other": [other for _, other in pairs]}
    pq.write_table(
        pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()}), folder / "pairs.parquet"
    )
    used = resource.getrusage(resource.RUSAGE_SELF)
    cost = {"wall_s": took, "cpu_s": used.ru_utime + used.ru_stime, "peak_mb": used.ru_maxrss / 1024}
    (folder / "cost.json").write_text(json.dumps(cost), encoding="utf-8")


def judge(folder: Path) -> dict[str, Any]:
    """Return how the pairs compare with the answers: counts, by kind of mistake."""
    answers = pq.read_table(folder / "answers.parquet").to_pylist()
    people: dict[int, set[int]] = {}
    first: dict[int, int | None] = {}
    for row in answers:
        people.setdefault(row["key"], set()).add(row["person"])
        first.setdefault(row["person"], row["key"])
    pairs = [
        (people[person_key(row["number"])], people[person_key(row["other"])])
        for row in pq.read_table(folder / "pairs.parquet").to_pylist()
    ]
    twins = {row["person"]: row["twin"] for row in answers}
    wrong = [(one, other) for one, other in pairs if not one & other]
    found = set().union(*(one & other for one, other in pairs)) if pairs else set()
    again = [row for row in answers if row["number_mistake"] and row["key"] is not None]
    by_key = [row for row in again if row["key"] == first[row["person"]]]
    sought = [row for row in again if row["key"] != first[row["person"]]]

    def hit(rows: list[dict[str, Any]]) -> tuple[int, int]:
        return sum(row["person"] in found for row in rows), len(rows)

    def by_kind(column: str) -> dict[str, tuple[int, int]]:
        kinds = sorted({row[column] for row in sought})
        return {kind or "no mistake": hit([row for row in sought if row[column] == kind]) for kind in kinds}

    return {
        "told": len(pairs), "wrong": len(wrong),
        "twins_merged": sum(any(twins[person] in other for person in one) for one, other in wrong),
        "twins": sum(row["twin"] >= 0 for row in answers if not row["number_mistake"]) // 2,
        "sought": hit(sought), "same_key": len(by_key),
        "by_number": by_kind("number_mistake"), "by_name": by_kind("name_mistake"),
    } | json.loads((folder / "cost.json").read_text(encoding="utf-8"))  # fmt: skip


def measured(run: tuple[int, int, int], baseline: bool) -> dict[str, Any]:
    """Return what one run came to."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        alone("make", *map(str, run), name)
        alone("search", name)
        result = {"people": run[0], "seed": run[1], "twice_bp": run[2]} | {"ours": judge(folder)}
        if baseline:
            alone("default", name)
            result["splink_default"] = judge(folder)
    return result


def alone(*arguments: str) -> None:
    """Do one step in a process of its own, so that its memory is its own."""
    subprocess.run([sys.executable, __file__, *arguments], check=True)


def main(arguments: list[str]) -> None:
    """Do one step, or all runs up to a size."""
    match arguments:
        case ["make", people, seed, twice_bp, folder]:
            make(int(people), int(seed), int(twice_bp), Path(folder))
        case ["search", folder]:
            search(Path(folder))
        case ["default", folder]:
            write_pairs(Path(folder), *search_default(Path(folder)))
        case _:
            most = int(arguments[0]) if arguments else max(people for people, _, _ in RUNS)
            results = [measured(run, run == BASELINE) for run in RUNS if run[0] <= most]
            RESULTS.mkdir(exist_ok=True)
            told = {"machine": machine(), "runs": results}
            (RESULTS / "linkage.json").write_text(
                json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
            )
            (RESULTS / "linkage.md").write_text(page(results, told["machine"]), encoding="utf-8")
            print(page(results, told["machine"]))


if __name__ == "__main__":
    main(sys.argv[1:])
