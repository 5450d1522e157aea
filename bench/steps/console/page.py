"""What was measured of the console, as its page tells it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from steps.console.seats import COCKPIT, DETAIL, GOALS, LIST, Page

TITLES = {LIST: "Lists", DETAIL: "Details", COCKPIT: "Cockpit"}
THERE = frozenset({200, 302})


def written(said: Mapping[str, Any], pages: Sequence[Page], alone: Sequence[Any], together: Sequence[Any]) -> str:
    """Return the page."""
    sorts = {page.name: page.sort for page in pages}
    parts = [head(said), *(_table(sort, sorts, alone, together) for sort in TITLES if sort in sorts.values())]
    parts += [_errors("One user", alone), _errors(f"{said['users']} users at once", together)]
    return "\n\n".join(parts) + "\n"


def head(said: Mapping[str, Any]) -> str:
    """Return what was measured, on what, and how the desk was filled."""
    took = ", ".join(f"{what} {seconds:.0f} s" for what, seconds in said["took"].items())
    return f"""# The console with {said["months"]} months of {said["lines"]:,} lines

Made by `python bench/console.py --lines {said["lines"]} --months {said["months"]}` on {said["on"]};
{said["processor"]}, {said["cores"]} cores shared with PostgreSQL, those who ask, and whoever else worked there:
load before {said["load"]:.1f}. Milliseconds: **server** is from a request's arrival at a worker's thread to its whole
answer; **CPU** is of that thread, **of PG** of all of PostgreSQL on average, **both** their sum: about what an answer
takes on cores of its own; **seen** is what who asked waited, queues and all. kB are compressed, without the bundles
(a browser keeps them). Where others work too, times by the clock say how many they were, CPU how fast the console is.
Every month here is closed.

One month was worked through at the desk, from its opening stock to its closing, and its alerts were opened. The months
before it are copies of it, made in sets by SQL as the database's administrator with triggers asleep: rosters, lines,
findings, releases, plans, files, payments, receipts, matches, closings and alerts, with days, numbers and names moved.
The log, the books and other departments' lists hold the one month. Filling took: {took}."""


def _table(sort: str, sorts: Mapping[str, str], alone: Sequence[Any], together: Sequence[Any]) -> str:
    one, all_ = _by_page(alone), _by_page(together)
    names = sorted((name for name in one if sorts[name] == sort), key=lambda name: -_at(one[name], "wall_ms", 95))
    rows = [_row(name, one[name], all_.get(name, [])) for name in names]
    every = [each for name in names for each in one[name]], [each for name in names for each in all_.get(name, [])]
    rows.append(_row("**all**", *every))
    lines = "\n".join(rows)
    return f"""## {TITLES[sort]}: p95 of the server at most {GOALS[sort]} ms

| page | times | CPU p50 | p95 | of PG | both, p95 | server p50 | p95 | kB | all at once: server p50 | p95 | seen p95 |
|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
{lines}"""


def _row(name: str, one: Sequence[Any], all_: Sequence[Any]) -> str:
    kilobytes = max((each["bytes"] for each in one), default=0) / 1024
    of_pg = sum(each["server_cpu_ms"] for each in one) / max(len(one), 1)
    cpu = [_at(one, "cpu_ms", at) for at in (50, 95)]
    server = [_at(one, "wall_ms", at) for at in (50, 95)]
    others = [_at(all_, what, at) for what, at in (("wall_ms", 50), ("wall_ms", 95), ("seen_ms", 95))]
    told = [str(len(one)), *(f"{ms:.0f}" for ms in (*cpu, of_pg, cpu[1] + of_pg, *server, kilobytes, *others))]
    return f"| {name} | " + " | ".join(told) + " |"


def _by_page(told: Sequence[Any]) -> dict[str, list[Any]]:
    found = defaultdict(list)
    for each in told:
        if each["status"] in THERE:
            found[each["page"]].append(each)
    return found


def _at(told: Sequence[Any], what: str, percent: int) -> float:
    """Return the value below which so many percent lie."""
    values = sorted(each[what] for each in told)
    return float(values[min(len(values) - 1, len(values) * percent // 100)]) if values else 0.0


def _errors(who: str, told: Sequence[Any]) -> str:
    """Return how many answers there were, and which were none."""
    wrong = [each for each in told if each["status"] not in THERE | {404}]
    hidden = sum(each["status"] == 404 for each in told)
    named = "".join(f"\n* {each['status']} {each['address']}" for each in wrong[:20])
    return f"{who}: {len(told):,} answers, {len(wrong)} errors, {hidden} not in sight of who asked.{named}"
