"""
Ten thousand differences planted in a month's three lists: every one found and rightly named, none false.

`python bench/faults_found.py` matches 131,072 lines and writes `results/faults_found.json` and `.md`; a smaller number
of lines as its argument shows the figures and writes nothing.
"""

import json
import os
import resource
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from _measured import cores, processor

from mingbai.receipts.matching import three_way
from mingbai.receipts.matching.tests.planted import KINDS_OF, World, planted

RESULTS = Path(__file__).parent / "results"
LINES, DIFFERENCES = 131_072, 10_000


def judged(world: World) -> dict[str, Any]:
    """Return what was planted, found, missed and raised for nothing, and what it took."""
    load, began, cpu = os.getloadavg()[0], time.perf_counter(), time.process_time()
    matching = three_way(*world.lists.values())
    seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    planted_: Counter[Any] = Counter((source, one.kind, tuple(sorted(one.end_to_end_ids))) for source, one in world.key)
    told: Counter[Any] = Counter(
        (one.source, one.kind, tuple(sorted(map(str, one.lines)))) for one in matching.differences
    )
    kinds = Counter((source.value, one.kind) for source, one in world.key)
    missed, false = (planted_ - told), (told - planted_)
    return {
        "lines": len({row.line for rows in world.lists.values() for row in rows if row.line}),
        "planted": planted_.total(),
        "found": planted_.total() - missed.total(),
        "false": false.total(),
        "matched": len(matching.matched),
        "seconds": round(seconds, 2),
        "cpu_seconds": round(cpu, 2),
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "load_before": round(load, 1),
        "kinds": [[source, kind, count] for (source, kind), count in sorted(kinds.items())],
    }


def page(told: dict[str, Any]) -> str:
    """Return the figures as a page."""
    rows = "\n".join(f"| {source} | {kind} | {count} |" for source, kind, count in told["kinds"])
    return f"""# Differences found

Made by `./dev bench faults_found`: {told["lines"]:,} lines, {told["planted"]:,} differences planted in roster,
appropriation and receipts, each on lines of its own. Found and rightly named {told["found"]:,}, raised for nothing
{told["false"]:,}; {told["matched"]:,} lines matched. {told["seconds"]} s ({told["cpu_seconds"]} s of CPU), at most
{told["peak_mib"]:,} MiB, on {processor()}, {cores()} cores; load before {told["load_before"]}.

| list | kind | planted and found |
|---|---|---:|
{rows}
"""


def main(lines: int) -> int:
    """Measure; return an exit code that says whether all were found and none was false."""
    each = -(-DIFFERENCES * lines // LINES // sum(map(len, KINDS_OF.values())))
    told = judged(planted(lines, each, seed=2026))
    if lines == LINES:
        (RESULTS / "faults_found.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
        (RESULTS / "faults_found.md").write_text(page(told), encoding="utf-8")
    print(page(told))
    return 0 if told["found"] == told["planted"] and not told["false"] else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else LINES))
