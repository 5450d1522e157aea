"""A month's payments step by step, and tries to pay again from many processes; imported once the desk is open."""

import os
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.db import DatabaseError, connection, connections

from mingbai.config.guards import NATION, scope
from mingbai.config.guards.scope import SETTING
from mingbai.config.place import data_folder
from mingbai.config.postgres import hold
from mingbai.evidence.installation import log_files, log_key
from mingbai.evidence.publishing import publish
from mingbai.evidence.sequencer import append_all
from mingbai.evidence.witnesses.policy import parse_policy
from mingbai.offices.actor import working_as
from mingbai.offices.refused import Refused
from mingbai.payments import actions
from mingbai.payments.audit import audit
from mingbai.payments.models import Payment
from mingbai.payments.states import State
from mingbai.payments.tests.world import AT, FEN, PAY_ON, county, released

WORKERS = 8
TWICE = """
INSERT INTO payments_payment (file_id, line_id, attempt, previous_id, end_to_end_id, region, month, programme, fund_id,
    household_id, instalment, payee_id, account_id, amount_fen, state, is_live)
SELECT file_id, line_id, 2, id, replace(end_to_end_id, 'A1', 'A2'), region, month, programme, fund_id, household_id,
    instalment, payee_id, account_id, amount_fen, 'drafted', true FROM payments_payment WHERE id = %s
"""


class Month:
    """A county with a released roster of so many lines."""

    def __init__(self, lines: int, folder: Path) -> None:
        self.place = county("pain001", planned_fen=lines * FEN)
        with (
            hold(data_folder() / "postgres") as server,
            psycopg.connect(server.address("mingbai"), autocommit=True) as admin,
        ):
            self.roster = released(admin, lines)
            admin.execute("ANALYZE")
        self.outbox, self.files = folder / "outbox", list[int]()
        self.policy = parse_policy(f"log {log_key().verifier}\nquorum none\n")
        self.told: list[dict[str, Any]] = []

    def steps(self) -> list[dict[str, Any]]:
        """Return what each step took, in seconds by the clock, of CPU here, and of CPU of our session in the server."""
        with self._timed("draft: one leaf a payment"):
            self.files = self.place.drafted(self.roster)
        with self._timed("reserve, as the reviewer"):
            reviewer = self.place.reviewer
            with working_as(reviewer):
                actions.reserve_files(file_ids=self.files, by=reviewer, at=AT)
        with self._timed("seal: open the accounts, write pain.001, keep it encrypted"):
            releaser = self.place.releaser
            with working_as(releaser):
                actions.seal_files(file_ids=self.files, by=releaser, at=AT)
        with self._timed("give all leaves their places"):
            append_all(key=log_key())
        with self._timed("publish them"):
            publish(log_files())
        with self._timed("send: the gate over every payment, the books, the outbox"):
            sender = self.place.sender
            actions.send_files(file_ids=self.files, outbox=self.outbox, policy=self.policy, by=sender, at=AT)
        with scope(NATION):
            names = list(Payment.objects.order_by("id").values_list("end_to_end_id", flat=True))
        with self._timed("settle nine of ten, as the bank's receipts say"):
            self.place.answers(settled=[name for number, name in enumerate(names) if number % 10])
        return self.told

    @contextmanager
    def _timed(self, name: str) -> Iterator[None]:
        began, here, there = time.perf_counter(), time.process_time(), _server_s()
        yield
        said = {
            "seconds": time.perf_counter() - began,
            "cpu_s": time.process_time() - here,
            "server_s": _server_s() - there,
        }
        self.told.append({"name": name, **{what: round(value, 2) for what, value in said.items()}})


def tries_at_once(month: Month, count: int) -> dict[str, Any]:
    """Return what came of so many tries to pay a line again, from several processes at once."""
    with scope(NATION):
        ids = list(Payment.objects.order_by("id").values_list("id", flat=True))
        before = _live()
    connections.close_all()
    children = [_child(month, ids, seed, count // WORKERS) for seed in range(WORKERS)]
    tries: Counter[str] = Counter()
    succeeded: Counter[str] = Counter()
    for pid, reading in children:
        with os.fdopen(reading) as said:
            for line in said:
                name, tried, done = line.rstrip("\n").split("\t")
                tries[name] += int(tried)
                succeeded[name] += int(done)
        os.waitpid(pid, 0)
    with scope(NATION):
        twice = _live() - before
        faults = audit()
    assert twice == 0, f"{twice} paid twice"
    whole = "every line has one live payment, and payments, files, steps and books are equal"
    said = {"tries": dict(tries), "succeeded": dict(succeeded), "workers": WORKERS}
    return said | {"audit": "; ".join(fault.en for fault in faults[:3]) or whole}


def version_of_server() -> str:
    """Return the server's version."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return str(cursor.fetchone()[0]).split()[0]


def _child(month: Month, ids: list[int], seed: int, count: int) -> tuple[int, int]:
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    try:
        os.close(reading)
        chance, tries, done = random.Random(seed), Counter[str](), Counter[str]()
        ways = _ways(month)
        with connection.cursor() as cursor:  # for the session: whoever writes SQL by hand sees the nation
            cursor.execute("SELECT set_config(%s, %s, false)", [SETTING, NATION])
        for _ in range(count):
            name, act = chance.choice(ways)
            tries[name] += 1
            try:
                act(chance.choice(ids), chance)
                done[name] += 1
            except (Refused, DatabaseError):
                pass
        with os.fdopen(writing, "w") as said:
            said.writelines(f"{name}\t{tries[name]}\t{done[name]}\n" for name in tries)
    finally:
        os._exit(0)


def _ways(month: Month) -> list[tuple[str, Callable[[int, random.Random], None]]]:
    """Return the ways somebody might pay a line a second time; each raises when it is refused."""
    place = month.place

    def by_hand(payment: int, _: random.Random) -> None:
        with connection.cursor() as cursor:
            cursor.execute(TWICE, [payment])

    def another_attempt(payment: int, _: random.Random) -> None:
        with working_as(place.handler):
            actions.reissue(payment_ids=[payment], execute_on=PAY_ON, by=place.handler, at=AT)

    def the_file_again(_: int, chance: random.Random) -> None:
        file = chance.choice(month.files)
        actions.send_file(file_id=file, outbox=month.outbox, policy=month.policy, by=place.sender, at=AT)

    def set_back(payment: int, chance: random.Random) -> None:
        state = chance.choice([State.DRAFTED, State.RESERVED, State.REJECTED, State.VOID])
        with connection.cursor() as cursor:
            cursor.execute("UPDATE payments_payment SET state = %s WHERE id = %s", [state, payment])

    return [
        ("a second payment written as SQL", by_hand),
        ("another attempt while the bank has not said that it failed", another_attempt),
        ("the file sent as if it were new", the_file_again),
        ("a state set back as SQL", set_back),
    ]


def _live() -> int:
    return Payment.objects.filter(is_live=True).count() + Payment.objects.filter(attempt__gt=1).count()


def _server_s() -> float:
    """Return the seconds of CPU of the process that serves our session."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
    said = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(said[11]) + int(said[12])) / os.sysconf("SC_CLK_TCK")
