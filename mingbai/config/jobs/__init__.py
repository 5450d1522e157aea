"""
Jobs: work that waits in the database, enqueued in the transaction of the act that wants it, done once by a worker.

A stage says its jobs in its own `jobs.py`: `@job("payments.send")`, `@job("sources.nightly", daily="02:00")`. An act
calls `enqueue("payments.send", file_id=7)`. `mingbai worker` does them; one that is killed has them taken up again.
"""

from mingbai.config.jobs.queue import enqueue
from mingbai.config.jobs.registry import Job, NoSuchJob, all_jobs, job, job_named

__all__ = ["Job", "NoSuchJob", "all_jobs", "enqueue", "job", "job_named"]
