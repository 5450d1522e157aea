"""Many rounds, some at once: each in a process of its own that leaves its outcome as a file."""

import json
import os
import shutil
import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from math import inf
from pathlib import Path

from steps.faults.bank import Bank
from steps.faults.blows import fate
from steps.faults.month import CHECKED, STEPS, Steps
from steps.faults.round import POINTS, Round, Told, Usual
from steps.faults.servants import end_with_parent
from steps.faults.township import Township, prepare, prepared

from mingbai.config.jobs import all_jobs
from mingbai.policy.parameters import shipped
from mingbai.rules.catalogue import all_rules

OUTCOME = "outcome.json"


def made(folder: Path) -> Township:
    """Return the township, made in a process of its own: what reads many files starts threads, and we shall fork."""
    folder.mkdir(parents=True)
    child = os.fork()
    if child == 0:
        _alone(lambda: prepare(folder))
    _, status = os.waitpid(child, 0)
    if status:
        raise SystemExit("the township could not be made; its words stand above")
    return prepared(folder)


@dataclass(frozen=True)
class Start:
    """Where a round may begin: the township there, and what the rest of its month takes that nobody disturbs."""

    place: Township
    usual: Usual
    points: Mapping[str, int]  # that the command passes: name → times
    told: Told


def starts(folder: Path) -> dict[bool, Start]:
    """Return the two beginnings, True the whole month: each played once undisturbed."""
    for read in (all_rules, shipped, all_jobs):  # once here, and not by every process anew
        read()
    begun, checked = made(folder / "begun"), folder / "checked"
    told = _ended(_begun(begun, None, checked, Usual(), CHECKED), checked)
    if told.wrong:
        raise SystemExit(f"the roster could not be checked: {told.wrong}")
    return {True: _start(begun, folder / "whole"), False: _start(replace(begun, folder=checked), folder / "rest")}


def _start(place: Township, folder: Path) -> Start:
    told = _ended(_begun(place, None, folder, Usual()), folder)
    points: dict[str, int] = json.loads((folder / POINTS).read_text(encoding="utf-8"))
    arrived = [(account, fen, count) for (account, fen), count in Bank(folder / "bank").arrived().items()]
    return Start(place, Usual(sum(points.values()), told.sequencer, told.seconds, arrived), points, told)


def played(
    begin: Mapping[bool, Start], seeds: Sequence[int], folder: Path, at_once: int, minutes: float = inf
) -> Iterator[Told]:
    """Play rounds, so many at once, none begun after so many minutes; yield each. The folder of a wrong one stays."""
    until = time.monotonic() + 60 * minutes
    waiting, running = list(reversed(seeds)), dict[int, tuple[int, Path]]()
    while waiting or running:
        if time.monotonic() > until:
            waiting.clear()
        while waiting and len(running) < at_once:
            seed = waiting.pop()
            start, into = begin[fate(seed).whole], folder / f"round-{seed}"
            running[_begun(start.place, seed, into, start.usual)] = seed, into
        if not running:
            return
        child, status = os.wait()
        seed, into = running.pop(child)
        told = _read(into, status, seed)
        if not told.wrong and len(seeds) > 1:
            shutil.rmtree(into)
        yield told


def _begun(place: Township, seed: int | None, folder: Path, usual: Usual, steps: Steps = STEPS) -> int:
    child = os.fork()
    if not child:
        _alone(lambda: _play(Round(place, seed, folder, usual, steps)))
    return child


def _play(one: Round) -> None:
    told = asdict(one.play())
    (one.place.folder / OUTCOME).write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


def _ended(child: int, folder: Path) -> Told:
    return _read(folder, os.waitpid(child, 0)[1], 0)


def _read(folder: Path, status: int, seed: int) -> Told:
    try:
        return Told(**json.loads((folder / OUTCOME).read_text(encoding="utf-8")))
    except OSError:
        return Told(seed, whole=False, named=False, wrong=[f"the round itself ended with {status}"])


def _alone(work: Callable[[], object]) -> None:
    """Do work as a child does: it never returns, and ends in words where it fails."""
    code = 1
    try:
        end_with_parent()
        work()
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)
