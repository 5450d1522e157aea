"""A worker as a process of its own, with jobs that die where they are told to."""

import os
import signal
import sys
from datetime import UTC, datetime

import django

AT = datetime(2026, 1, 5, tzinfo=UTC)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def main(where: str, grace_s: float) -> None:
    """Work until killed, or until nothing is left; `where` is begun, written, committed or nowhere."""
    django.setup()
    from mingbai.config.jobs import worker
    from mingbai.config.jobs.registry import Job
    from mingbai.offices.models import Organisation

    def open_bank(*, number: int, at: datetime) -> None:
        if where == "begun":
            die()
        Organisation.objects.create(name=f"银行{number}", kind="bank", region="999901", opened_on=AT, made_at=AT)
        if where == "written":
            die()

    real = worker.perform

    def perform(*given: object) -> None:
        real(*given)  # type: ignore[arg-type] # as it was called
        if where == "committed":
            die()

    worker.perform = perform
    jobs = {"offices.open_bank": Job("offices.open_bank", open_bank)}
    worker.work(jobs=jobs, wait=False, grace_s=grace_s)


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))
