"""Workers that stay: they hear of jobs at once, take over from one that is killed, and outlast the database."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from multiprocessing.context import ForkProcess

import pytest
from django.db import connection, transaction

from mingbai.config.jobs import all_jobs, enqueue
from mingbai.config.jobs.registry import JOBS, job
from mingbai.config.jobs.tests.working import started
from mingbai.config.testing import Base
from mingbai.offices.models import Organisation

AT = datetime(2026, 1, 5, tzinfo=UTC)
NAME = "offices.open_bank"
PATIENCE_S = 50.0  # less than a slow job takes


@pytest.fixture(autouse=True)
def known() -> Iterator[None]:
    before = all_jobs()  # all are read first: who is read later would be forgotten with what is tried here
    job(NAME)(lambda *, number, at: None)
    yield
    JOBS.clear()
    JOBS.update(before)


@contextmanager
def worker(where: str) -> Iterator[ForkProcess]:
    process = started(where, 0.2)
    try:
        yield process
    finally:
        process.kill()
        process.join()


def until(is_so: Callable[[], bool]) -> None:
    """Wait until something is so."""
    begin = time.monotonic()
    while not is_so():
        assert time.monotonic() - begin < PATIENCE_S, "too long"
        time.sleep(0.05)


def banks() -> list[str]:
    return sorted(Organisation.objects.values_list("name", flat=True))


def status(job_id: int | None) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT status::text FROM procrastinate_jobs WHERE id = %s", [job_id])
        return str((cursor.fetchone() or ["none"])[0])


def is_done(job_id: int | None) -> bool:
    return status(job_id) == "succeeded"


def test_a_worker_that_waits_hears_of_a_job_when_its_act_commits_and_stops_when_told(fresh_desk: str) -> None:
    with worker("steady") as process:
        first = enqueue(NAME, number=1)
        until(lambda: status(first) == "succeeded")
        with transaction.atomic():
            second = enqueue(NAME, number=2)
            time.sleep(1.2)  # more than a look
            assert banks() == ["银行1"]
        until(lambda: status(second) == "succeeded")
        process.terminate()
        process.join(PATIENCE_S)
        assert process.exitcode == 0


def test_what_a_killed_worker_was_doing_is_taken_over_by_another(fresh_desk: str) -> None:
    job_id = enqueue(NAME, number=1)
    with worker("slow") as slow:
        until(lambda: status(job_id) == "doing")
        time.sleep(0.5)
        with worker("steady"):
            time.sleep(2)
            assert status(job_id) == "doing"  # however long it takes, it is held
            assert banks() == []
            slow.kill()
            until(lambda: status(job_id) == "succeeded")
    assert banks() == ["银行1"]


def test_a_worker_outlasts_a_database_that_drops_every_connection(base: Base, fresh_desk: str) -> None:
    with worker("steady") as process:
        first = enqueue(NAME, number=1)
        until(lambda: status(first) == "succeeded")
        for number in (2, 3):
            with base.administrator() as admin:
                admin.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = %s AND pid <> pg_backend_pid()",
                    [fresh_desk],
                )
            connection.close()
            job_id = enqueue(NAME, number=number)
            until(partial(is_done, job_id))
        assert process.is_alive()
    assert banks() == ["银行1", "银行2", "银行3"]


def test_what_comes_round_comes_once_however_many_workers_there_are(fresh_desk: str) -> None:
    with worker("ticking"), worker("ticking"):
        until(lambda: len(banks()) >= 4)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), count(DISTINCT args) FROM procrastinate_jobs WHERE task_name = 'offices.tick'")
        total, distinct = cursor.fetchone() or (0, 0)
    assert total == distinct >= 4
