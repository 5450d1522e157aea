"""The worker: does jobs until it is told to stop, and takes up what others left when they were killed."""

import asyncio
import logging
import time
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from typing import Any

from asgiref.sync import sync_to_async
from django.db import InterfaceError, OperationalError, close_old_connections, connections, transaction
from django.utils import timezone
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django.db_cleanup import DjangoApp
from procrastinate.contrib.django.utils import connector_params
from procrastinate.exceptions import ConnectorException
from procrastinate.psycopg_connector import PsycopgConnector
from psycopg_pool import PoolTimeout

from mingbai.config.databases import DESK
from mingbai.config.guards import NATION, scope
from mingbai.config.jobs import queue
from mingbai.config.jobs.registry import Job, all_jobs

AT_ONCE = 3  # one heavy job, and room for short ones
LOOK_S = 5.0  # how often it looks for jobs, where no notice of them came, and for jobs that were left
LATE_S = 26 * 3600.0  # a daily job that nobody was there to do is done as soon as somebody is
FORGET_S = 3600.0
WAIT_S = 5  # before a second try; the next waits six times as long

GONE = (OperationalError, InterfaceError, ConnectorException, PoolTimeout)
log = logging.getLogger("mingbai.jobs")


class HeldElsewhere(RuntimeError):
    """Another worker is at the job: this one looks again later."""


def work(
    *,
    at_once: int = AT_ONCE,
    wait: bool = True,
    jobs: Mapping[str, Job] | None = None,
    look_s: float = LOOK_S,
    grace_s: float = queue.GRACE_S,
) -> None:
    """
    Do jobs, at most `at_once` at a time, until told to stop; without `wait` only those that are due now.

    A database that goes away is waited for: nobody restarts a worker at three in the morning.
    """
    chosen = all_jobs() if jobs is None else jobs
    while True:
        try:
            asyncio.run(_work(chosen, at_once, wait, look_s, grace_s))
        except GONE:
            if not wait:
                raise
            log.warning("the database is away; trying again in %s seconds", look_s)
            time.sleep(look_s)
        else:
            return


async def _work(jobs: Mapping[str, Job], at_once: int, wait: bool, look_s: float, grace_s: float) -> None:
    app = _app(jobs)
    await _aside(lambda: queue.take_up_lost(grace_s))
    async with app.open_async():
        if not wait:
            await app.run_worker_async(concurrency=at_once, wait=False, listen_notify=False)
            return
        looking = asyncio.create_task(_look_after(jobs, look_s, grace_s))
        try:
            await app.run_worker_async(concurrency=at_once, fetch_job_polling_interval=look_s)
        finally:
            looking.cancel()


async def _look_after(jobs: Mapping[str, Job], look_s: float, grace_s: float) -> None:
    """Take up what was left, every few seconds, and forget what was done long ago, every hour."""
    forgotten = time.monotonic() - FORGET_S
    while True:
        await asyncio.sleep(look_s)
        try:
            for job_id in await _aside(lambda: queue.take_up_lost(grace_s)):
                log.warning("job %s was left by a worker that is gone; taken up again", job_id)
            if time.monotonic() - forgotten >= FORGET_S:
                await _aside(lambda: queue.forget_done(jobs))
                forgotten = time.monotonic()
        except GONE:
            log.warning("the database is away; looking for jobs that were left again in %s seconds", look_s)


async def _aside(act: Callable[[], Any]) -> Any:
    def act_and_close() -> Any:
        try:
            return act()
        finally:
            connections.close_all()

    return await sync_to_async(act_and_close, thread_sensitive=False)()


def _app(jobs: Mapping[str, Job]) -> DjangoApp:
    app = DjangoApp(
        connector=PsycopgConnector(kwargs=connector_params(DESK), min_size=1, max_size=4),
        periodic_defaults={"max_delay": LATE_S},
    )
    for job in jobs.values():
        again = RetryStrategy(max_attempts=job.tries - 1, wait=WAIT_S, exponential_wait=6) if job.tries > 1 else False
        task = app.task(name=job.name, pass_context=True, retry=again, queueing_lock=job.alone, lock=job.lock)(
            _doing(job)
        )
        if job.cron:
            app.periodic(cron=job.cron)(task)
    return app


def _doing(job: Job) -> Callable[..., None]:
    """Return the task that does a job once: held while it is done, noted as done in its own transaction."""

    def do(context: JobContext, timestamp: int | None = None, **arguments: Any) -> None:  # noqa: ARG001 - the queue's
        job_id = context.job.id
        assert job_id is not None
        close_old_connections()
        if not queue.hold(job_id):
            raise HeldElsewhere(f"{job.name} {job_id}")
        try:
            perform(job, job_id, arguments)
        finally:
            queue.let_go(job_id)

    return do


def perform(job: Job, job_id: int, arguments: Mapping[str, Any]) -> None:
    """Do a job's work, unless it was committed before; work and note are one transaction where the job allows it."""
    if queue.is_done(job_id):
        log.info("job %s (%s) was done already", job_id, job.name)
        return
    at = timezone.now()
    inside = nullcontext() if job.own_transactions else scope(str(arguments.get("region", NATION)))
    with inside:
        job.run(**arguments, at=at)
        with transaction.atomic():
            queue.note_done(job_id)
