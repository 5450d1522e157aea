"""Blows: who is killed when, drawn from the seed of a round; at a named point of somebody's work, or by the clock."""

import json
import os
import random
import re
import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from django.db import connection

from mingbai.cli.demo.witnesses import AGENCIES
from mingbai.config.postgres.watch import postmaster
from mingbai.payments.tests.crashing import Points

PIDS = "pids.json"  # name → process, kept by the round for whoever strikes
SAVEPOINT = re.compile(r" s\d+_x\d+")
MOST = 3  # blows in a round
WHOLE, NAMED = 0.25, 0.6  # how often a month begins at its beginning, and how often blows fall at named points
EARLIEST, LATEST = 0.01, 0.97  # of the undisturbed month


class Victim(StrEnum):
    """What may be killed: a web server joins here, and in `servants`, once there is one."""

    POSTMASTER = "postmaster"
    BACKEND = "backend"
    COMMAND = "command"
    SEQUENCER = "sequencer"
    WORKER = "worker"
    WITNESS = "witness"


@dataclass(frozen=True)
class Blow:
    """One kill -9: of whom, and after which share of the month; `pick` chooses among several."""

    number: int
    victim: Victim
    share: float
    pick: int


@dataclass(frozen=True)
class Fate:
    """What the seed of a round says: where the month begins, how blows are timed, and the blows in their order."""

    whole: bool  # from the approval that ends an award, else from a roster that is checked
    named: bool  # at named points, else by the clock
    blows: tuple[Blow, ...]


def fate(seed: int) -> Fate:
    """Return the fate of a round."""
    chance = random.Random(seed)
    whole, named, count = chance.random() < WHOLE, chance.random() < NAMED, chance.choice((1, 1, 2, MOST))
    shares = sorted(chance.uniform(EARLIEST, LATEST) for _ in range(count))
    victims = [(chance.choice(list(Victim)), chance.randrange(1 << 16)) for _ in shares]
    drawn = enumerate(zip(shares, victims, strict=True))
    return Fate(whole, named, tuple(Blow(number, victim, share, pick) for number, (share, (victim, pick)) in drawn))


def struck(blow: Blow, folder: Path, victim_pid: int | None = None) -> bool:
    """Kill -9 the victim of a blow; return whether there was one."""
    pid = victim_pid or _process_of(blow, folder)
    with suppress(ProcessLookupError):
        if pid:
            os.kill(pid, signal.SIGKILL)
            return True
    return False


def _process_of(blow: Blow, folder: Path) -> int | None:
    data = folder / "data" / "postgres" / "data"
    if blow.victim is Victim.POSTMASTER:
        return postmaster(data)
    if blow.victim is Victim.BACKEND:
        found = backends(data)
        return found[blow.pick % len(found)] if found else None
    pids: dict[str, int] = json.loads((folder / PIDS).read_text(encoding="utf-8"))
    return pids.get(blow.victim if blow.victim is not Victim.WITNESS else sorted(AGENCIES)[blow.pick % len(AGENCIES)])


def backends(data: Path) -> list[int]:
    """Return the server processes that serve somebody in our database."""
    head, found = postmaster(data), []
    for about in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError, IndexError, ValueError):
            parent = int(about.read_text().rpartition(")")[2].split()[1])
            if parent == head and b" mingbai " in about.with_name("cmdline").read_bytes():
                found.append(int(about.parent.name))
    return sorted(found)


class Armed(Points):
    """Points of somebody's work at which blows fall: after so many points since the blow before."""

    def __init__(self, blows: Sequence[tuple[int, Blow]], strike: Callable[[Blow, str, int | None], None]) -> None:
        super().__init__()
        self.blows, self.strike, self.since = list(blows), strike, 0

    def pass_(self, name: str) -> None:
        """Strike whoever is due here; a savepoint's own number is no part of the point's name."""
        name = SAVEPOINT.sub("", name)
        if self.blows and self.since >= self.blows[0][0]:
            _, blow = self.blows.pop(0)
            self.since = 0
            self.strike(blow, f"{self.phase}: {name}", own_process(blow.victim))
        self.since += 1
        super().pass_(name)


def own_process(victim: Victim) -> int | None:
    """Return the process that is meant when somebody is struck at a point of his own work; None for somebody else's."""
    if victim is Victim.BACKEND:
        raw = connection.connection
        return None if raw is None or raw.closed else int(raw.info.backend_pid)
    return os.getpid() if victim in (Victim.COMMAND, Victim.SEQUENCER) else None
