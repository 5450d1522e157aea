"""The page of figures: every size measured so far, one line a step, beside its goal, the lower bound and pandas."""

import json
from pathlib import Path
from typing import Any

SIZES = ("town", "county", "city", "province", "nation")
STEPS = {
    "check": "files to report",
    "freeze": "files to frozen month",
    "check-frozen": "frozen month to report, RK-212 apart",
    "scan": "the same columns looked at once",
    "pandas": "the same findings with pandas, from the frozen month",
    "pandas-files": "the same findings with pandas, from the files",
}
GOALS = {  # seconds, GB
    ("county", "check"): (10, None),
    ("city", "check"): (30, None),
    ("province", "check-frozen"): (30, 1.5),
    ("nation", "check-frozen"): (360, 4),
    ("nation", "freeze"): (600, None),
}
FIRST_OUTPUT_S, LINE_RATIO, PANDAS_TIMES, PANDAS_MEMORY = 2, 1.3, 6, 10
Result = dict[str, Any]


def written(folder: Path) -> str:
    """Write the page of all results of a folder into it, and return it."""
    files = {size: folder / f"months-{size}.json" for size in SIZES}
    results = [json.loads(file.read_text(encoding="utf-8")) for file in files.values() if file.exists()]
    text = page(results)
    (folder / "README.md").write_text(text, encoding="utf-8")
    return text


def page(results: list[Result]) -> str:
    """Return the figures as a page."""
    head = [
        "# What was measured", "",
        "Made by `./dev bench months --size SIZE` (how: `../README.md`); one run a step, each in a process of its own.",
        "Read the ratios: others may have used the machine too, and the load before each step says how much. CPU is",
        "user and system of all threads, peak the highest resident set. RK-212 is measured apart: `linkage.md`.", "",
        "| month | step | seconds | goal | CPU s | peak MiB | goal | µs a line | times the scan | load before |",
        "|---|---|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]  # fmt: skip
    rows = [row for result in results for row in step_rows(result)]
    below = [part for section in (beside_pandas, line_costs, first_outputs, machines) for part in section(results)]
    return "\n".join([*head, *rows, "", *below]).rstrip() + "\n"


def step_rows(result: Result) -> list[str]:
    """Return one line of the table for each step of a size."""
    found = []
    for step, title in STEPS.items():
        cost = result["steps"].get(step)
        if cost is None:
            continue
        seconds, gigabytes = GOALS.get((result["size"], step), (None, None))
        looked = result["steps"].get("scan")
        ratio = f"{cost['wall_s'] / looked['wall_s']:.1f}" if looked and step in ("check-frozen", "pandas") else ""
        found.append(
            f"| {result['size']}, {result['lines']:,} lines | {title} | {cost['wall_s']:,.1f} | {most(seconds)} "
            f"| {cost['cpu_s']:,.1f} | {cost['peak_mib']:,} | {most(gigabytes, ' GB')} "
            f"| {cost['wall_s'] * 1e6 / result['lines']:,.1f} | {ratio} | {cost['load_before']} |"
        )
    return found


def most(goal: float | None, unit: str = "") -> str:
    """Return a goal as the table says it."""
    return "" if goal is None else f"≤ {goal:g}{unit}"


def beside_pandas(results: list[Result]) -> list[str]:
    """Return how mingbai compares with pandas, from the files and from the frozen month, where both were measured."""
    from_files, frozen = (
        [line for result in results if (line := beside(result, *steps))]
        for steps in (("check", "pandas-files"), ("check-frozen", "pandas"))
    )
    if not from_files and not frozen:
        return []
    said = [
        f"## Beside pandas (goal at 4 M lines: {PANDAS_TIMES} × the time, {PANDAS_MEMORY} × the memory)", "",
        "pandas uses one core, finds what `pandas_way.py` covers and writes rule, subject and money; mingbai finds",
        "all, and writes every finding with its reasons, evidence and articles, a report and a workbook.", "",
    ]  # fmt: skip
    if from_files:
        said += [
            "From the files to the findings, as an analyst would do it: read, typed and put beside each other.",
            "mingbai accepts files as people send them and proves each value; pandas is spared both, for its files are",
            "plain csv of one form, and it would stop at a value it cannot read.", "", *from_files, "",
        ]  # fmt: skip
    if frozen:
        said += ["Both from the same frozen month, whose joins were made when it was frozen.", "", *frozen, ""]
    return said


def beside(result: Result, step: str, pandas: str) -> str | None:
    """Return how a step compares with what pandas took for it, None where either was not measured."""
    ours, theirs = (result["steps"].get(name) for name in (step, pandas))
    if not ours or not theirs:
        return None
    return (
        f"* {result['size']}: pandas takes {theirs['wall_s'] / ours['wall_s']:.1f} × the time "
        f"({theirs['cpu_s'] / ours['cpu_s']:.1f} × the CPU) and {theirs['peak_mib'] / ours['peak_mib']:.1f} × "
        f"the memory. Findings: {theirs.get('same_findings', 'not compared')}."
    )


def line_costs(results: list[Result]) -> list[str]:
    """Return how the cost of a line changes from a province to the nation."""
    each = {result["size"]: result["steps"]["check-frozen"]["wall_s"] / result["lines"] for result in results
            if "check-frozen" in result["steps"]}  # fmt: skip
    if not {"province", "nation"} <= each.keys():
        return []
    ratio = each["nation"] / each["province"]
    return ["## From a province to the nation", "", f"A line costs {ratio:.2f} × as much (goal: ≤ {LINE_RATIO}).", ""]


def first_outputs(results: list[Result]) -> list[str]:
    """Return how soon a clean town's check speaks."""
    lines = [
        f"* {cost['first_line_s']} s to the first line, {cost['first_file_s']} s to the first file that was read "
        f"(load before: {cost['load_before']}; goal: ≤ {FIRST_OUTPUT_S} s)"
        for result in results
        if (cost := result["steps"].get("first-output"))
    ]
    return ["## First output of the check of a clean town", "", *lines, ""] if lines else []


def machines(results: list[Result]) -> list[str]:
    """Return what each size was measured on, once where it is the same."""
    told: dict[str, list[str]] = {}
    for result in results:
        text = "; ".join(result["machine"].values())
        told.setdefault(text, []).append(result["size"])
    lines = [f"* {', '.join(sizes)}: {text}" for text, sizes in told.items()]
    fullest = max(results, key=lambda result: len(result["steps"]))
    commands = [f"* `{cost['command']}`" for cost in fullest["steps"].values()]
    return ["## Machine and versions", "", *lines, "", f"## Commands ({fullest['size']})", "", *commands, ""]
