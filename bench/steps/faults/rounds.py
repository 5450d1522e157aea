"""Many rounds, some at once: each in a process of its own that leaves its outcome as a file."""

import json
import os
import shutil
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from math import inf
from pathlib import Path

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver
from steps.faults.bank import Bank
from steps.faults.blows import fate
from steps.faults.month import CHECKED, STEPS, Steps
from steps.faults.round import POINTS, Round, Told, Usual
from steps.faults.servants import end_with_parent
from steps.faults.township import Township, prepare, prepared
from steps.faults.web.serving import POINTS as POINTS_OF_WEB

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
    points: Mapping[str, int]  # that command and web server pass: name → times
    acts: int
    wrong: list[str]


def starts(folder: Path) -> dict[bool, Start]:
    """Return the two beginnings, True the whole month: played once undisturbed, in two parts."""
    for read in (all_rules, shipped, all_jobs, get_wsgi_application, _addresses):  # once, not by every process anew
        read()
    begun, checked = made(folder / "begun"), folder / "checked"
    told = _ended(_begun(begun, None, checked, Usual(), CHECKED), checked)
    if told.wrong:
        raise SystemExit(f"the roster could not be checked: {told.wrong}")
    first, place, then = _points(checked), replace(begun, folder=checked), folder / "rest"
    rest = _ended(_begun(place, None, then, Usual()), then)
    arrived = [(account, fen, count) for (account, fen), count in Bank(then / "bank").arrived().items()]
    last = _points(then)
    usual = Usual(last.total(), rest.sequencer, rest.seconds, arrived)
    both = Usual(first.total() + usual.points, told.sequencer + usual.sequencer, told.seconds + usual.seconds, arrived)
    return {
        True: Start(begun, both, first + last, told.acts + rest.acts, rest.wrong),
        False: Start(place, usual, last, rest.acts, []),
    }


def _addresses() -> object:
    return get_resolver().url_patterns


def _points(folder: Path) -> Counter[str]:
    files = (folder / name for name in (POINTS, POINTS_OF_WEB))
    return sum((Counter(json.loads(file.read_text(encoding="utf-8"))) for file in files), Counter[str]())


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
