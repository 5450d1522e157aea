"""How long a month takes: ./dev bench months --size county (or town, city, province, nation).

Makes the synthetic place unless it is there, then measures each step in a process of its own: reading and checking the
files, freezing, checking what was frozen, and beside it, in the same minutes, DuckDB looking at the same columns once
and a pandas script finding the same. Writes results/months-SIZE.json and results/README.md.

Data lies in --data, else in the folder MINGBAI_DATA names, else in the system's temporary folder; it stays there for
the next run. Nothing but the figures leaves it. `--steps freeze,scan` measures only these and keeps the other figures.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from _measured import first_words, machine, measured
from _months_page import written

BENCH = Path(__file__).resolve().parent
RESULTS = BENCH / "results"
MINGBAI = (sys.executable, "-m", "mingbai.cli.main")
SEED, MONTH = 20261, "2026-10"
CHECKED = (0, 4, 5)  # nothing found, rows refused, findings
STEPS = {
    "town": ("first-output", "check"),
    "county": ("first-output", "check", "freeze", "scan", "check-frozen", "pandas"),
    "city": ("check", "freeze", "scan", "check-frozen", "pandas", "pandas-files"),
    "province": ("freeze", "scan", "check-frozen", "pandas"),
    "nation": ("freeze", "scan", "check-frozen"),  # pandas would need more memory than most machines have: ask for it
}


@dataclass(frozen=True)
class Place:
    """Where the data of one size lies, and what was made of it."""

    size: str
    data: Path

    @property
    def made(self) -> Path:
        """Return the simulated place."""
        return self.data / self.size

    @property
    def snapshot(self) -> Path:
        """Return the frozen month."""
        return self.data / f"{self.size}.snapshot"

    @property
    def out(self) -> Path:
        """Return the outputs of the check of the frozen month."""
        return self.data / f"{self.size}-checked"

    @property
    def log(self) -> Path:
        """Return where a step's output goes."""
        return self.data / f"{self.size}.log"

    def told(self, what: str) -> int:
        """Return what the place says of itself: its `seed`, or its `roster_lines`."""
        return int(json.loads((self.made / "place.json").read_text(encoding="utf-8"))[what])

    def run(self, command: tuple[str, ...], good: tuple[int, ...] = (0,)) -> dict[str, Any]:
        """Run a step and return its cost and its command without the folders of this machine."""
        told = " ".join(named(self, word) for word in command)
        print(f"  {told}", file=sys.stderr, flush=True)
        cost = asdict(measured(command, self.log, good))
        print(f"    {cost['wall_s']} s, {cost['cpu_s']} s of CPU, {cost['peak_mib']} MiB", file=sys.stderr, flush=True)
        del cost["said"]
        return {"command": told, **cost}


def named(place: Place, word: str) -> str:
    """Return a word of a command as anybody may read it."""
    path = Path(word)
    if word == sys.executable:
        return "python"
    if path.is_absolute():
        return path.name if path.parent == BENCH else str(path.relative_to(place.data))
    return word


# ------------------------------------------------------------------ the steps


def simulate(place: Place, *options: str) -> dict[str, Any]:
    """Make the place; how long that takes is noted, and judged by nothing."""
    command = (*MINGBAI, "simulate", "--size", place.size, "--seed", str(SEED), "--month", MONTH)
    return place.run((*command, "--out", str(place.made), *options))


def first_output(place: Place) -> dict[str, Any]:
    """Measure how soon the check of a clean town says anything, and says what it read."""
    clean = Place("town", place.data / "clean")
    clean.data.mkdir(exist_ok=True)
    if not clean.made.exists():
        simulate(clean, "--no-faults")
    again(clean.out)
    command = (*MINGBAI, "check", str(clean.made / "files"), "--month", MONTH, "--out", str(clean.out))
    load = round(os.getloadavg()[0], 1)
    first, told = first_words(command, "→", CHECKED)
    said = " ".join(named(clean, word) for word in command)
    return {"command": said, "first_line_s": first, "first_file_s": told, "load_before": load}


def check(place: Place) -> dict[str, Any]:
    """Measure a check from the files as they came to the report, RK-212 as the size suggests."""
    out = again(place.data / f"{place.size}-from-files")
    command = (*MINGBAI, "check", str(place.made / "files"), "--month", MONTH, "--out", str(out))
    return place.run(command, CHECKED)


def freeze(place: Place) -> dict[str, Any]:
    """Measure the freezing of the files."""
    again(place.snapshot)
    command = (*MINGBAI, "freeze", str(place.made / "files"), "--month", MONTH, "--into", str(place.snapshot))
    return place.run(command, (0, 4)) | {"stored_mib": stored_mib(place.snapshot)}


def check_frozen(place: Place) -> dict[str, Any]:
    """Measure the check of the frozen month, its report and workbook included, RK-212 left out."""
    again(place.out)
    return place.run((*MINGBAI, "check", str(place.snapshot), "--no-fuzzy", "--out", str(place.out)), CHECKED)


def scan(place: Place) -> dict[str, Any]:
    """Measure DuckDB looking once at the columns the rules read."""
    columns = place.data / f"{place.size}-columns.json"
    measured((sys.executable, str(BENCH / "steps" / "columns_read.py"), str(place.snapshot), str(columns)), place.log)
    wanted = json.loads(columns.read_text(encoding="utf-8"))
    cost = place.run((sys.executable, str(BENCH / "scan.py"), str(place.snapshot), str(columns)))
    return cost | {"tables": len(wanted), "columns": sum(map(len, wanted.values()))}


def pandas(place: Place) -> dict[str, Any]:
    """Measure the pandas script, and see that it finds the same as the check where that was made."""
    command = (sys.executable, str(BENCH / "pandas_way.py"), str(place.snapshot))
    cost = place.run((*command, "--out", str(place.data / f"{place.size}-pandas.parquet")))
    if not (place.out / "findings.csv").exists():
        return cost
    compared = measured((*command, "--compare", str(place.out / "findings.csv")), place.log, (0, 1))
    return cost | {"same_findings": compared.said}


def pandas_files(place: Place) -> dict[str, Any]:
    """Measure the pandas script from the files, csv or Parquet as they are, and see that it finds the same."""
    command = (sys.executable, str(BENCH / "pandas_way.py"), str(place.made / "files"), "--month", MONTH)
    cost = place.run((*command, "--out", str(place.data / f"{place.size}-pandas-files.parquet")))
    if not (place.out / "findings.csv").exists():
        return cost
    compared = measured((*command, "--compare", str(place.out / "findings.csv")), place.log, (0, 1))
    return cost | {"same_findings": compared.said}


MEASURES: dict[str, Callable[[Place], dict[str, Any]]] = {
    "first-output": first_output,
    "check": check,
    "freeze": freeze,
    "scan": scan,
    "check-frozen": check_frozen,
    "pandas": pandas,
    "pandas-files": pandas_files,
}


def again(path: Path) -> Path:
    """Do away with what an earlier run left, and return the path."""
    shutil.rmtree(path, ignore_errors=True)
    return path


def stored_mib(folder: Path) -> int:
    """Return how much the files of a folder take up."""
    return round(sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1024**2)


# ------------------------------------------------------------------ the run


def run(place: Place, steps: tuple[str, ...]) -> dict[str, Any]:
    """Return the figures of the steps asked for, beside those of other steps measured before on the same lines."""
    place.data.mkdir(parents=True, exist_ok=True)
    result = before(place.size)
    if not place.made.exists():
        result["steps"] = {"simulate": simulate(place)}
    if not place.snapshot.exists() and "freeze" not in steps and set(steps) & {"scan", "check-frozen", "pandas"}:
        freeze(place)
    if result.get("lines") != place.told("roster_lines"):
        result["steps"] = {name: cost for name, cost in result["steps"].items() if name == "simulate"}
    for step in steps:
        result["steps"][step] = MEASURES[step](place)
    lines, seed = place.told("roster_lines"), place.told("seed")
    told = {"size": place.size, "month": MONTH, "seed": seed, "lines": lines, "machine": machine()}
    return told | {"steps": result["steps"]}


def before(size: str) -> dict[str, Any]:
    """Return the figures of an earlier run."""
    file = RESULTS / f"months-{size}.json"
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else {"steps": {}}


def main() -> None:
    """Measure one size and write the page."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--size", choices=STEPS, required=True)
    asked.add_argument("--steps", help=f"some of {', '.join(MEASURES)}, with commas between; else the size's")
    folder = os.environ.get("MINGBAI_DATA") or Path(tempfile.gettempdir()) / "mingbai-bench"
    asked.add_argument("--data", type=Path, default=folder, help="where the data lies")
    asked.add_argument("--results", type=Path, default=RESULTS, help="where the figures go")
    given = asked.parse_args()
    steps = tuple(given.steps.split(",")) if given.steps else STEPS[given.size]
    if unknown := set(steps) - MEASURES.keys():
        asked.error(f"no such step: {', '.join(sorted(unknown))}")
    result = run(Place(given.size, Path(given.data).resolve()), steps)
    given.results.mkdir(exist_ok=True)
    text = json.dumps(result, ensure_ascii=False, indent=1) + "\n"
    (given.results / f"months-{given.size}.json").write_text(text, encoding="utf-8")
    print(written(given.results))


if __name__ == "__main__":
    main()
