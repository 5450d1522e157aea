"""A worker of its own process for `jobs.py`: it does jobs that write one row, quickly or slowly."""

import sys
import time
from datetime import datetime

import django


def main(seconds: float) -> None:
    """Work until killed; every job takes so many seconds."""
    django.setup()
    from mingbai.config.jobs.registry import Job  # noqa: PLC0415 - once Django is set up
    from mingbai.config.jobs.worker import work  # noqa: PLC0415
    from mingbai.offices.models import Organisation  # noqa: PLC0415

    def open_bank(*, number: int, at: datetime) -> None:
        Organisation.objects.create(name=str(number), kind="bank", region="999901", opened_on=at, made_at=at)
        time.sleep(seconds)

    work(jobs={"offices.open_bank": Job("offices.open_bank", open_bank)})


if __name__ == "__main__":
    main(float(sys.argv[1]))
