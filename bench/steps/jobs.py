"""The steps of `jobs.py`, at a desk that is open."""

import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pyarrow as pa
from django.db import connections, transaction
from psycopg.conninfo import make_conninfo

from mingbai.config.jobs import enqueue, job
from mingbai.config.jobs.queue import undone
from mingbai.rules.catalogue import all_rules
from mingbai.standards.queries import parameters, rules_in_force
from mingbai.standards.raising import simulate_raise
from mingbai.standards.raising.trial import tried

WORKER = Path(__file__).with_name("jobs_worker.py")
MANY, SOME, KILLS = 1_000, 50, 5
LINES = (131_072, 1_000_000)
DAY = date(2026, 10, 1)
Row = tuple[str, str]


def elsewhere(**_: object) -> None:
    """Stand for what the worker does: here it is only enqueued."""


def queue_measured() -> Iterator[Row]:
    """Yield what the queue takes: from commit to done, a thousand at once, and after a worker is killed."""
    job("offices.open_bank")(elsewhere)
    numbers = iter(range(10**6))

    def enqueue_one() -> None:
        enqueue("offices.open_bank", number=next(numbers))

    def all_done() -> bool:
        return not undone()

    with a_worker(0):
        enqueue_one()
        until(all_done)
        waits = []
        for _ in range(SOME):
            enqueue_one()
            waits.append(until(all_done))
        yield f"a job is done after its act commits, median of {SOME}", f"{statistics.median(waits):.3f}"
        with transaction.atomic():
            begin = time.perf_counter()
            for _ in range(MANY):
                enqueue_one()
            yield f"{MANY:,} jobs enqueued in one transaction", f"{time.perf_counter() - begin:.2f}"
        yield f"{MANY:,} jobs done by one worker", f"{until(all_done):.2f}"
    taken = []
    for _ in range(KILLS):
        enqueue_one()
        with a_worker(3600) as slow:
            until(lambda: [one.status for one in undone()] == ["doing"])
            time.sleep(1)
            with a_worker(0):
                time.sleep(4)  # it has begun, and looked
                slow.kill()
                taken.append(until(all_done))
    yield f"a killed worker's job is done by another, most of {KILLS}", f"{max(taken):.2f}"


def parameters_measured() -> Iterator[Row]:
    """Yield what asking for the parameters in operation takes."""
    parameters()
    all_rules()  # read once a process
    began = time.perf_counter()
    parameters().at("999901101001", DAY).number("top_up_bp")
    yield "the parameters in operation, asked anew", f"{time.perf_counter() - began:.3f}"
    began = time.perf_counter()
    rules_in_force("999901101001", DAY)
    yield "the rules in force of a place", f"{time.perf_counter() - began:.3f}"


def raises_measured() -> Iterator[Row]:
    """Yield what reckoning a raise over so many lines takes, before and after."""
    known = parameters()
    after = tried(known, "999901", DAY, {"dibao_urban_standard_fen": 76_000, "dibao_rural_standard_fen": 60_000})
    for count in LINES:
        lines = made_up(count)
        began = time.perf_counter()
        outcome = simulate_raise(lines, known.at("999901", DAY), after)
        assert outcome.total.lines == count
        yield f"a raise over {count:,} lines", f"{time.perf_counter() - began:.2f}"


def made_up(count: int) -> pa.Table:
    """Return lines of dibao with incomes on both sides of the standard."""
    chance = random.Random(1)
    return pa.table({
        "line_id": [str(number) for number in range(count)],
        "region_code": [f"9999011{number % 20:02d}001" for number in range(count)],
        "programme": ["dibao_urban" if number % 3 else "dibao_rural" for number in range(count)],
        "member_count": [1 + number % 4 for number in range(count)],
        "priority_member_count": [number % 2 for number in range(count)],
        "annual_income_fen": [chance.randrange(1_500_000) for _ in range(count)],
        "care_level": pa.nulls(count, pa.string()),
        "in_institution": pa.nulls(count, pa.bool_()),
    })  # fmt: skip


@contextmanager
def a_worker(seconds: float) -> Iterator[subprocess.Popen[bytes]]:
    """Have a worker in a process of its own, whose jobs take so many seconds, for as long as this lasts."""
    said = connections["default"].get_connection_params()
    names = ("host", "port", "dbname", "user", "password")
    address = make_conninfo(**{name: said[name] for name in names if said.get(name)})
    surroundings = os.environ | {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "mingbai.config.settings"}
    process = subprocess.Popen([sys.executable, str(WORKER), str(seconds)], env=surroundings)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def until(is_so: Callable[[], bool]) -> float:
    """Return the seconds until something is so."""
    began = time.perf_counter()
    while not is_so():
        time.sleep(0.005)
    return time.perf_counter() - began
