"""Workers killed at thirty random moments: every job of every act that committed is done, and done once."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from mingbai.config.jobs import all_jobs, enqueue
from mingbai.config.jobs.queue import undone
from mingbai.config.jobs.registry import JOBS, job
from mingbai.config.testing import Base
from mingbai.offices.models import Organisation

ROUNDS, JOBS_A_ROUND = 30, 8
PATIENCE_S = 180.0


@pytest.fixture(autouse=True)
def known() -> Iterator[None]:
    before = all_jobs()  # all are read first: who is read later would be forgotten with what is tried here
    job("offices.open_bank")(lambda *, number, at: None)
    yield
    JOBS.clear()
    JOBS.update(before)


@pytest.mark.slow
def test_thirty_kills_lose_nothing_and_double_nothing(base: Base, fresh_desk: str) -> None:
    chance = random.Random(14)
    surroundings = os.environ | {"DATABASE_URL": base.as_role("default", fresh_desk)}
    command = [sys.executable, str(Path(__file__).with_name("working.py")), "steady", "0.2"]
    number = 0
    for _ in range(ROUNDS):
        for _ in range(JOBS_A_ROUND):
            enqueue("offices.open_bank", number=number)
            number += 1
        doomed = subprocess.Popen(command, env=surroundings)
        time.sleep(0.6 + chance.random())  # it takes half a second to begin
        doomed.kill()
        doomed.wait()
    with subprocess.Popen(command, env=surroundings) as last:
        begin = time.monotonic()
        while undone() and time.monotonic() - begin < PATIENCE_S:
            time.sleep(0.2)
        last.terminate()
    assert undone() == []
    assert Organisation.objects.count() == number == ROUNDS * JOBS_A_ROUND
    with connection.cursor() as cursor:
        cursor.execute("SELECT status::text, count(*) FROM procrastinate_jobs GROUP BY 1")
        assert cursor.fetchall() == [("succeeded", number)]
