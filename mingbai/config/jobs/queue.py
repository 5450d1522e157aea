"""The queue itself: enqueueing in the act's own transaction, and taking up again what a killed worker left."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection, transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from mingbai.config.jobs.registry import Job, job_named

GRACE_S = 3  # between a worker's fetching a job and holding it, and between letting go and finishing it
MOST_STARTS = 5  # a job that killed its worker so often is laid aside
HOLD = "hashtextextended('mingbai holds job ' || {}, 0)"
LOST = f"""
WITH doing AS MATERIALIZED (
    SELECT id, attempts FROM procrastinate_jobs jobs WHERE status = 'doing' AND NOT EXISTS (
        SELECT FROM procrastinate_events WHERE job_id = jobs.id AND type IN ('started', 'succeeded')
            AND at > now() - make_interval(secs => %s)
    ) FOR UPDATE SKIP LOCKED
), lost AS MATERIALIZED (
    SELECT id, attempts FROM doing WHERE pg_try_advisory_xact_lock({HOLD.format("id")})
)
SELECT id, attempts + 1 >= %s FROM lost ORDER BY id
"""
AGAIN = "SELECT procrastinate_retry_job_v2(%s, now(), NULL, NULL, NULL)"
ASIDE = "SELECT procrastinate_finish_job_v1(%s, 'failed', false)"
GIVE_WAY = "SELECT procrastinate_finish_job_v1(%s, 'aborted', true)"
FORGET = """
DELETE FROM procrastinate_jobs jobs WHERE status = 'succeeded' AND NOT EXISTS (
    SELECT FROM procrastinate_events WHERE job_id = jobs.id
        AND at > now() - CASE WHEN task_name = ANY(%s) THEN interval '1 hour' ELSE interval '90 days' END)
"""


@dataclass(frozen=True)
class Waiting:
    """One job in the queue that is not done."""

    id: int
    name: str
    arguments: dict[str, Any]
    status: str  # todo, doing, failed
    attempts: int
    not_before: datetime | None


def enqueue(name: str, /, *, once: str = "", **arguments: Any) -> int | None:
    """
    Enqueue a job in the present transaction; return its id. It is done if and only if the transaction commits.

    Arguments are plain JSON, ids and never personal data: they can be read in the queue. With `once`, a word of the
    caller's, nothing is enqueued while another with that word waits, and None is returned; so it is with a job that
    comes round. Raise NoSuchJob.
    """
    wanted = job_named(name)
    word = f"{name}/{once}" if once else wanted.alone
    deferrer = app.configure_task(name, queueing_lock=word, lock=wanted.lock)
    try:
        with transaction.atomic():  # a word that is taken must not take the act with it
            return int(deferrer.defer(**arguments))
    except AlreadyEnqueued:
        return None


def take_up_lost(grace_s: float = GRACE_S) -> list[int]:
    """
    Return the jobs whose worker is gone, put back into the queue; one that killed too many is laid aside.

    Of a job of which only one may wait, and another does by now, nothing is left: that one does its work.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(LOST, [grace_s, MOST_STARTS])
        found = cursor.fetchall()
        for job_id, too_often in found:
            try:
                with transaction.atomic():
                    cursor.execute(ASIDE if too_often else AGAIN, [job_id])
            except IntegrityError:
                cursor.execute(GIVE_WAY, [job_id])
    return [job_id for job_id, _ in found]


def hold(job_id: int) -> bool:
    """Return whether this connection now holds the job, until it lets go or dies; nobody takes up a held one."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_try_advisory_lock({HOLD.format('%s::bigint')})", [job_id])
        return bool((cursor.fetchone() or [False])[0])


def let_go(job_id: int) -> None:
    """Hold a job no longer."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_unlock({HOLD.format('%s::bigint')})", [job_id])


def is_done(job_id: int) -> bool:
    """Return whether the job's work has committed, whatever the queue says."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM procrastinate_events WHERE job_id = %s AND type = 'succeeded'", [job_id])
        return cursor.fetchone() is not None


def note_done(job_id: int) -> None:
    """Say in the work's own transaction that it is done: who dies between the two commits does it no second time."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_events (job_id, type) VALUES (%s, 'succeeded')", [job_id])


def undone() -> list[Waiting]:
    """Return the jobs that wait, are being done or were laid aside, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, task_name, args, status::text, attempts, scheduled_at FROM procrastinate_jobs"
            " WHERE status IN ('todo', 'doing', 'failed') ORDER BY id"
        )
        return [Waiting(row[0], row[1], json.loads(row[2]), *row[3:]) for row in cursor.fetchall()]


def forget_done(jobs: Mapping[str, Job]) -> int:
    """Remove what was done long ago: an hour for what comes round by the minute, else 90 days; return how many."""
    short = [job.name for job in jobs.values() if job.every_s]
    with connection.cursor() as cursor:
        cursor.execute(FORGET, [short])
        return int(cursor.rowcount)
