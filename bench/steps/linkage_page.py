"""The page on which `linkage.py` writes what it measured."""

import os
import platform
from importlib.metadata import version
from pathlib import Path
from typing import Any


def bounds(hits: int, of: int) -> tuple[float, float]:
    """Return Wilson's 95 % interval of a share."""
    if not of:
        return 0.0, 1.0
    z, p = 1.96, hits / of
    middle, half = p + z * z / (2 * of), z * (p * (1 - p) / of + z * z / (4 * of * of)) ** 0.5
    return max((middle - half) / (1 + z * z / of), 0.0), min((middle + half) / (1 + z * z / of), 1.0)


def share(hits: int, of: int) -> str:
    """Return a share with its interval."""
    low, high = bounds(hits, of)
    return f"{hits / of:.4f} ({low:.4f}–{high:.4f})" if of else "–"


def run_rows(results: list[dict[str, Any]], which: str) -> list[str]:
    """Return one line of the table for each run."""
    lines = []
    for run in results:
        if which not in run:
            continue
        one = run[which]
        hits, of = one["sought"]
        found = share(hits, of), share(hits + one["same_key"], of + one["same_key"])
        precision = share(one["told"] - one["wrong"], one["told"])
        lines.append(
            f"| {run['people']:,} / {run['seed']} / {run['twice_bp'] / 100:g} % | {precision} "
            f"| {found[0]} | {found[1]} | {one['wrong']} | {one['twins_merged']} of {one['twins']} "
            f"| {one['wall_s']:.1f} | {one['cpu_s']:.1f} | {one['peak_mb']:.0f} |"
        )
    return lines


def kind_rows(results: list[dict[str, Any]], which: str) -> list[str]:
    """Return one line for each kind of mistake, all runs together."""
    total: dict[str, list[int]] = {}
    for run in results:
        for kind, (hits, of) in run["ours"][which].items():
            entry = total.setdefault(kind, [0, 0])
            entry[0] += hits
            entry[1] += of
    return [f"| {kind} | {of:,} | {share(hits, of)} |" for kind, (hits, of) in sorted(total.items())]


RUN = (
    "| people / seed / listed twice | precision | recall of the search | recall with equal keys | wrong "
    "| twins merged | wall s | CPU s | peak MB |",
    "|---|---|---|---|---|---|---|---|---|",
)
KIND = ("| mistake | sought | found |", "|---|---|---|")
ABOUT = """# RK-212: one person under two numbers

Made by `python bench/linkage.py`. 95 % intervals (Wilson). The recall of the search counts people whose two numbers
differ after normalising; 15 digits, x and full width give one key, need no search and stand in the next column. Time is
the whole rule on a frozen month; the CPU seconds hold Python's start and imports too. A list in which nobody stands
twice shows how many are told wrongly; one with 0.2 % is nearer to life than one with 10 %.
"""


def page(results: list[dict[str, Any]], machine: dict[str, str]) -> str:
    """Return the figures as a page."""
    return "\n".join(
        [
            ABOUT, *(f"* {name}: {value}" for name, value in machine.items()), "",
            "## mingbai", "", *RUN, *run_rows(results, "ours"), "",
            "## Splink as its guide sets it up, trained on the lists it searches", "",
            *RUN, *run_rows(results, "splink_default"), "",
            "## By the mistake in the number, all runs", "", *KIND, *kind_rows(results, "by_number"), "",
            "## By the mistake in the name, all runs", "", *KIND, *kind_rows(results, "by_name"), "",
        ]
    )  # fmt: skip


def machine() -> dict[str, str]:
    """Return what the figures were measured on."""
    cpu = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
            if line.startswith("model name")
        ),
        platform.processor(),
    )
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    versions = ", ".join(f"{name} {version(name)}" for name in ("duckdb", "splink", "pypinyin", "pyarrow"))
    return {"machine": f"{cpu}, {os.cpu_count()} cores, Python {platform.python_version()}", "versions": versions,
            "load at the end (of others too)": load}  # fmt: skip
