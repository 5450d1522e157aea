"""Blows: who is killed when, drawn from the seed of a round; at a named point of somebody's work, or by the clock."""

import json
import os
import random
import re
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Self

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from steps.faults.web.shared import Tally

from mingbai.cli.demo.witnesses import AGENCIES
from mingbai.config.postgres.watch import postmaster
from mingbai.payments.tests.crashing import Points, wrapped

PIDS = "pids.json"  # name → process, kept by the round for whoever strikes
ANSWER_KEPT = "after INSERT access_answer"
SAVEPOINT = re.compile(r" s\d+_x\d+")
MOST = 3  # blows in a round
WHOLE, NAMED = 0.25, 0.6  # how often a month begins at its beginning, and how often blows fall at named points
EARLIEST, LATEST = 0.01, 0.97  # of the undisturbed month


class Victim(StrEnum):
    """What may be killed."""

    POSTMASTER = "postmaster"
    BACKEND = "backend"
    COMMAND = "command"
    SEQUENCER = "sequencer"
    WORKER = "worker"
    WITNESS = "witness"
    WEB = "web"


@dataclass(frozen=True)
class Blow:
    """One kill -9: of whom, and after which share of the month; `pick` chooses among several."""

    number: int
    victim: Victim
    share: float
    pick: int

    @property
    def waits(self) -> bool:
        """Return whether it waits until an act is committed whose answer nobody has: half of those on a web server."""
        return self.victim is Victim.WEB and bool(self.pick % 2)


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
    if blow.victim is Victim.WEB and (server := pids.get(Victim.WEB)):
        found = [server, *_begun_by(server)]
        return found[blow.pick % len(found)]
    return pids.get(blow.victim if blow.victim is not Victim.WITNESS else sorted(AGENCIES)[blow.pick % len(AGENCIES)])


def _begun_by(server: int) -> list[int]:
    """Return the processes that a web server has requests answered by."""
    with suppress(OSError):
        return [int(one) for one in Path(f"/proc/{server}/task/{server}/children").read_text().split()]
    return []


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
    """Points of somebody's work at which blows fall: after so many points, whoever passed them, since the last blow."""

    def __init__(
        self,
        who: Victim,
        blows: Sequence[tuple[int, Blow]],
        tally: Tally,
        strike: Callable[[Blow, str, int | None], None],
    ) -> None:
        super().__init__()
        self.who, self.blows, self.tally, self.strike = who, [blow for _, blow in blows], tally, strike
        self.after = [after for after, _ in blows]
        self.is_kept = False  # an answer that is not committed yet

    def pass_(self, name: str) -> None:
        """Strike whoever is due here; a savepoint's own number is no part of the point's name."""
        name = SAVEPOINT.sub("", name)
        is_unheard = self.is_kept and name == "after COMMIT"
        self.is_kept = name == ANSWER_KEPT or (self.is_kept and not is_unheard)
        due = self.tally.due(self.after)
        if due is not None and (is_unheard or not self.blows[due].waits):
            self.tally.fall()
            self.strike(self.blows[due], f"{self.phase}: {name}", self._own_process(self.blows[due].victim))
        super().pass_(name)

    @contextmanager
    def watching_threads(self) -> Iterator[Self]:
        """Have the points passed by every thread of this process, each with a connection of its own."""

        def listen(connection: Any, **_: Any) -> None:
            if self.statement not in connection.execute_wrappers:
                connection.execute_wrappers.append(self.statement)

        connection_created.connect(listen)
        with (
            wrapped(self, BaseDatabaseWrapper, "_commit", "COMMIT"),
            wrapped(self, os, "fsync", "fsync"),
            wrapped(self, os, "replace", "rename"),
        ):
            yield self

    def _own_process(self, victim: Victim) -> int | None:
        """Return whom it strikes at a point of his own work: himself, or who serves him; None for anybody else."""
        if victim is Victim.BACKEND:
            raw = connection.connection
            return None if raw is None or raw.closed else int(raw.info.backend_pid)
        return os.getpid() if victim is self.who else None
