"""A month's receipts step by step, in a county whose files have left; imported once the desk is open."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection

from mingbai.config.place import data_folder
from mingbai.config.postgres import hold
from mingbai.evidence.installation import log_files, log_key
from mingbai.evidence.publishing import publish
from mingbai.evidence.sequencer import append_all
from mingbai.evidence.witnesses.policy import parse_policy
from mingbai.offices.actor import Actor, working_as
from mingbai.offices.tests.places import COUNTY
from mingbai.payments import queries as payments
from mingbai.payments.tests.world import FEN, OCTOBER, PAY_ON, County, county, released
from mingbai.receipts import actions
from mingbai.receipts.tests.world import BANK, LATER, listed
from mingbai.simulation.bank import answer
from mingbai.simulation.bank.bank import PROFILES, WRITERS
from mingbai.simulation.bank.faults import Line

TICKS = os.sysconf("SC_CLK_TCK")
EVERY = "every"


@dataclass
class Month:
    """A county that has sent so many payments, and what its bank answered."""

    county: County
    paths: list[Path]
    lines: int
    told: list[dict[str, Any]] = field(default_factory=list)

    def steps(self) -> list[dict[str, Any]]:
        """Return what each step took, in seconds by the clock, of CPU here, and of all CPU of the server."""
        with self._timed("enter what was appropriated for each line"):
            self._by(self.county.asker, lambda by: actions.allot_arrived(region=COUNTY, month=OCTOBER, by=by, at=LATER))
        with self._timed("read the receipts"):
            for path in self.paths:
                self._by(self.county.teller, partial(_deliver, path))
        with self._timed("match the three lists, settle payments and books"):
            found = self._by(
                self.county.reviewer,
                lambda by: actions.match_month(region=COUNTY, month=OCTOBER, by=by, at=LATER),
            )
        assert (found.matched, found.settled, found.differences) == (self.lines, self.lines, ()), found
        with self._timed("close: four signatures"):
            self._by(
                self.county.handler, lambda by: actions.prepare_month(region=COUNTY, month=OCTOBER, by=by, at=LATER)
            )
            for who in (self.county.reviewer, self.county.asker, self.county.leader):
                self._by(who, lambda by: actions.sign_step(region=COUNTY, month=OCTOBER, by=by, at=LATER))
        return self.told

    @staticmethod
    def _by(who: Actor, act: Callable[[Actor], Any]) -> Any:
        with working_as(who):
            return act(who)

    @contextmanager
    def _timed(self, name: str) -> Iterator[None]:
        began, here, there = time.perf_counter(), time.process_time(), server_s()
        yield
        said = {
            "seconds": time.perf_counter() - began,
            "cpu_s": time.process_time() - here,
            "server_s": server_s() - there,
        }
        self.told.append({"name": name, **{what: round(value, 2) for what, value in said.items()}})


def sent(lines: int, profile: str, parts: int, folder: Path) -> Month:
    """Return a month whose files have left for the bank, and its answer in so many files, nothing of it wrong."""
    place = county("csv", planned_fen=lines * FEN)
    listed("close_month", place.reviewer, place.leader)
    listed("pay_out", place.teller, place.approver)
    with (
        hold(data_folder() / "postgres") as server,
        psycopg.connect(server.address("mingbai"), autocommit=True) as admin,
    ):
        roster = released(admin, lines)
        admin.execute("ANALYZE")
        (folder / "outbox").mkdir()
        files = place.sent(roster, folder / "outbox", nobody_asked(), _logged)
        admin.execute("CHECKPOINT")  # what came before is no part of what is measured
    return Month(place, _answered(place, files, profile, parts, folder), lines)


def nobody_asked() -> Any:
    """Return a policy that our own log satisfies."""
    return parse_policy(f"log {log_key().verifier}\nquorum none\n")


def server_s() -> float:
    """Return the seconds of CPU of the whole server so far: every process of it, and those that have ended."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        postmaster = int(_stat(cursor.fetchone()[0])[1])
    ended = sum(map(int, _stat(postmaster)[11:15]))  # its own, and of the children it has seen end
    children = (_stat(int(path.name)) for path in Path("/proc").iterdir() if path.name.isdigit())
    return (ended + sum(int(said[11]) + int(said[12]) for said in children if int(said[1]) == postmaster)) / TICKS


def _stat(pid: int) -> list[str]:
    """Return what the system says of a process, its state first; nothing of one that has ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rsplit(")", 1)[1].split()
    except OSError:
        return ["0"] * 20


def _deliver(path: Path, by: Actor) -> None:
    actions.import_statement(path=path, bank=BANK, region=COUNTY, by=by, at=LATER)


def _logged() -> None:
    append_all(key=log_key())
    publish(log_files())


def _answered(place: County, files: list[int], profile: str, parts: int, folder: Path) -> list[Path]:
    """Have the bank pay all files and answer them in so many of its own; in `every` profile by turns."""
    lines: list[Line] = []
    for file in files:
        with working_as(place.teller):
            content = payments.file_bytes(file)
        lines += answer(content, profile=PROFILES[0], month=OCTOBER, paid_on=PAY_ON).lines
    numbered = [replace(line, reference=f"R{number:010}") for number, line in enumerate(lines, 1)]
    paths, size = [], -(-len(numbered) // parts)
    for part in range(parts):
        writer = WRITERS[PROFILES[part % len(PROFILES)] if profile == EVERY else profile]
        for name, said in writer(numbered[part * size : (part + 1) * size], OCTOBER, part).items():
            paths.append(folder / name)
            paths[-1].write_bytes(said)
    return paths
