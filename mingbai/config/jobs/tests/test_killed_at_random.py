"""Workers killed at thirty random moments: every job of every act that committed is done, and done once."""

import random
import time
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from django.db import connection

from mingbai.config.jobs import all_jobs, enqueue
from mingbai.config.jobs.queue import undone
from mingbai.config.jobs.registry import JOBS, job
from mingbai.config.jobs.tests.working import started
from mingbai.offices.models import Organisation

ROUNDS, JOBS_A_ROUND = 30, 8
PATIENCE_S, GRACE_S = 180.0, 0.2


@pytest.fixture(autouse=True)
def known() -> Iterator[None]:
    before = all_jobs()  # all are read first: who is read later would be forgotten with what is tried here
    job("offices.open_bank")(lambda *, number, at: None)
    yield
    JOBS.clear()
    JOBS.update(before)


def until(is_so: Callable[[], bool]) -> None:
    """Wait until something is so, or for too long."""
    begin = time.monotonic()
    while not is_so() and time.monotonic() - begin < PATIENCE_S:
        time.sleep(0.02)


def has_done(enough: int) -> bool:
    return Organisation.objects.count() >= enough


@pytest.mark.slow
def test_thirty_kills_lose_nothing_and_double_nothing(fresh_desk: str) -> None:
    chance = random.Random(14)
    number = 0
    for _ in range(ROUNDS):
        for _ in range(JOBS_A_ROUND):
            enqueue("offices.open_bank", number=number)
            number += 1
        enough = Organisation.objects.count() + chance.randrange(2, JOBS_A_ROUND + 1)
        doomed = started("steady", GRACE_S)
        until(partial(has_done, enough))
        time.sleep(chance.random() / 50)
        doomed.kill()
        doomed.join()
    last = started("steady", GRACE_S)
    until(lambda: not undone())
    last.terminate()
    last.join()
    assert undone() == []
    assert Organisation.objects.count() == number == ROUNDS * JOBS_A_ROUND
    with connection.cursor() as cursor:
        cursor.execute("SELECT status::text, count(*) FROM procrastinate_jobs GROUP BY 1")
        assert cursor.fetchall() == [("succeeded", number)]
