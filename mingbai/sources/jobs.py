"""What is done about departments' lists every night: files that were put down are taken in and compared."""

import logging
from datetime import datetime

from mingbai.config.jobs import job
from mingbai.sources.inbox import sources_folder, take_in

log = logging.getLogger("mingbai.sources")


@job("sources.nightly", daily="02:00", heavy=True, own_transactions=True)
def nightly(*, at: datetime) -> None:
    """Take in what waits; what was taken in before a worker was killed is recognised and only moved."""
    for outcome in take_in(sources_folder(), at):
        log.info("%s: %s", outcome.place, outcome.en)
