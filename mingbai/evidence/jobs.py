"""Jobs of evidence: a checkpoint well within the minute that is promised."""

import logging
from datetime import datetime

from mingbai.config.jobs import job
from mingbai.evidence.bringing import bring_up_to_date

log = logging.getLogger("mingbai.evidence")


@job("evidence.append", every_s=20, own_transactions=True)
def append(*, at: datetime) -> None:  # noqa: ARG001 - a checkpoint has no moment of its own
    """Bring the log up to date; a witness that does not answer is asked again the next time."""
    for name, error in bring_up_to_date().items():
        log.warning("%s did not cosign: %s", name, error)
