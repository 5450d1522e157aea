"""A worker as a process of its own, with jobs that die where they are told to."""

import os
import signal
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context
from multiprocessing.context import ForkProcess
from typing import Any

from asgiref.sync import SyncToAsync
from django.db import connections

from mingbai.config.jobs import worker
from mingbai.config.jobs.registry import Job
from mingbai.offices.models import Organisation

AT = datetime(2026, 1, 5, tzinfo=UTC)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def started(where: str, grace_s: float = 0) -> ForkProcess:
    """Start a worker on the database of this process; a fork, so that it is at work at once."""
    connections.close_all()
    process = get_context("fork").Process(target=main, args=(where, grace_s))
    process.start()
    return process


def main(where: str, grace_s: float) -> None:
    """
    Work until killed, or until nothing is left.

    `where`: a job dies begun, written or committed, or nowhere; or the worker goes on, every job taking `slow` or
    `steady` time.
    """
    SyncToAsync.single_thread_executor = ThreadPoolExecutor(max_workers=1)  # a fork has none of its parent's threads

    def open_bank(*, number: int, at: datetime) -> None:
        if where == "begun":
            die()
        Organisation.objects.create(name=f"银行{number}", kind="bank", region="999901", opened_on=AT, made_at=AT)
        if where == "written":
            die()
        if where == "slow":
            time.sleep(60)

    def tick(*, at: datetime) -> None:
        open_bank(number=-int(at.timestamp()), at=at)

    real = worker.perform

    def perform(job: Job, job_id: int, arguments: Mapping[str, Any]) -> None:
        real(job, job_id, arguments)
        if where == "committed":
            die()

    worker.perform = perform
    jobs = {"offices.open_bank": Job("offices.open_bank", open_bank)}
    if where == "ticking":
        jobs["offices.tick"] = Job("offices.tick", tick, every_s=2)
    stays = where in ("slow", "steady", "ticking")
    worker.work(jobs=jobs, wait=stays, grace_s=grace_s, look_s=0.5)
