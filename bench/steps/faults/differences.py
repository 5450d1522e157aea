"""Ten thousand differences planted in a month's three lists: every one found and rightly named, none false."""

import os
import resource
import time
from collections import Counter
from typing import Any

from mingbai.receipts.matching import three_way
from mingbai.receipts.matching.tests.planted import KINDS_OF, World, planted

LINES, DIFFERENCES = 131_072, 10_000


def differences(lines: int = LINES) -> dict[str, Any]:
    """Return what was planted in so many lines, found, missed and raised for nothing, and what it took."""
    each = -(-DIFFERENCES * lines // LINES // sum(map(len, KINDS_OF.values())))
    return judged(planted(lines, each, seed=2026))


def judged(world: World) -> dict[str, Any]:
    """Return what matching made of a world whose differences are known."""
    load, began, cpu = os.getloadavg()[0], time.perf_counter(), time.process_time()
    matching = three_way(*world.lists.values())
    seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    keys: Counter[Any] = Counter((source, one.kind, tuple(sorted(one.end_to_end_ids))) for source, one in world.key)
    told: Counter[Any] = Counter(
        (one.source, one.kind, tuple(sorted(map(str, one.lines)))) for one in matching.differences
    )
    kinds = Counter((source.value, one.kind) for source, one in world.key)
    missed, false = (keys - told), (told - keys)
    return {
        "lines": len({row.line for rows in world.lists.values() for row in rows if row.line}),
        "planted": keys.total(),
        "found": keys.total() - missed.total(),
        "false": false.total(),
        "matched": len(matching.matched),
        "seconds": round(seconds, 2),
        "cpu_seconds": round(cpu, 2),
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "load_before": round(load, 1),
        "kinds": [[source, kind, count] for (source, kind), count in sorted(kinds.items())],
        "holds": not missed and not false,
    }
