"""The four claims, each measured in a folder of its own; what a part returns is kept as it is."""

import time
from collections import Counter
from pathlib import Path
from statistics import median
from typing import Any

from steps.faults import differences as lists
from steps.faults import rounds as playing
from steps.faults.round import Told

TAMPERINGS, TRIES, PAID_LINES = 10_000, 100_000, 5_000
PAY_PATH = ("draft: ", "forward: ", "POST /api/v1/rosters/N/files: ", "POST /api/v1/payments/files/")  # to the outbox


def rounds(folder: Path, count: int, seed: int, at_once: int, minutes: float) -> dict[str, Any]:
    """Kill somebody in so many months and judge each."""
    begin, began = playing.starts(folder), time.monotonic()
    whole = begin[True]
    wrong = [f"undisturbed: {fault}" for start in begin.values() for fault in start.wrong]
    struck: Counter[str] = Counter()
    where, took, acts, web = set[str](), list[float](), 0, Counter[str]()
    for one in playing.played(begin, range(seed, seed + count), folder, at_once, minutes):
        struck.update(f"{blow['victim']}/{'point' if one.named else 'clock'}" for blow in one.struck)
        where |= {blow["where"] for blow in one.struck if one.named}
        wrong += [f"seed {one.seed}: {fault}" for fault in one.wrong]
        took, acts = [*took, one.seconds], acts + one.acts
        web.update({"asked": one.asked, "again": one.again, "known": one.known})
        _say(one, folder)
    return {
        "holds": not wrong, "rounds": len(took), "struck": dict(sorted(struck.items())), "acknowledged": acts,
        "web": {name: web[name] for name in ("asked", "again", "known")},
        "wrong": wrong, "lines": sum(many for _, _, many in whole.usual.arrived), "acts": whole.acts,
        "points": whole.usual.points, "names": len(whole.points), "names_struck": len(where),
        "pay_names": sum(name.startswith(PAY_PATH) for name in whole.points),
        "pay_names_struck": sum(name.startswith(PAY_PATH) for name in where), "at_once": at_once,
        "usual_s": round(whole.usual.seconds, 1), "median_s": round(median(took), 1),
        "minutes": round((time.monotonic() - began) / 60, 1),
    }  # fmt: skip


def _say(one: Told, folder: Path) -> None:
    kills = ", ".join(f"{blow['victim']} ({blow['where']})" for blow in one.struck)
    again = f"{one.again} of {one.asked} asked again, {one.known} done already"
    print(f"{one.seed}: {one.seconds:.1f} s, {one.lives} lives, {again}; {kills or 'nobody was struck'}", flush=True)
    for fault in one.wrong:
        print(f"  WRONG: {fault}", flush=True)
    if one.wrong:
        again = f"./dev bench faults --part rounds --rounds 1 --seed {one.seed}"
        print(f"  to see it again: {again}; this one lies in {folder}/round-{one.seed}", flush=True)


def differences(_folder: Path, *_: float) -> dict[str, Any]:
    """Plant differences in a month's three lists."""
    return lists.differences()


def tamperings(_folder: Path, *_: float) -> dict[str, Any]:
    """Change one bit of the log's files, then one value of its tables, so often."""
    import evidence  # noqa: PLC0415 - the script of that name beside ours
    from steps.evidence_desk import tamper  # noqa: PLC0415

    figures = evidence.Figures(shown=True)
    files, tables = evidence.tampered(figures, TAMPERINGS), tamper(figures, TAMPERINGS)
    holds = files == tables == TAMPERINGS
    return {"holds": holds, "files": [files, TAMPERINGS], "tables": [tables, TAMPERINGS]}


def twice(folder: Path, *_: float) -> dict[str, Any]:
    """Pay a roster, and try to pay its lines again from several processes at once."""
    from mingbai.config.desk import open_desk  # noqa: PLC0415

    with open_desk():
        from steps.payments_month import Month, tries_at_once  # noqa: PLC0415 - the desk is open now

        month = Month(PAID_LINES, folder)
        month.steps()
        told = tries_at_once(month, TRIES)
    return {"holds": not sum(told["succeeded"].values()), "lines": PAID_LINES, **told}
