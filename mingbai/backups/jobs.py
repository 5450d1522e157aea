"""What is done every night: a backup, a reading of it, once a month a drill; whoever is killed goes on where he was."""

import logging
from datetime import datetime, timedelta

from django.utils.timezone import localdate

from mingbai.backups.actions import drill, let_go, make_backup, note_failure, read_through
from mingbai.backups.models import DRILLED, READ
from mingbai.backups.queries import backups, standing
from mingbai.config.jobs import job
from mingbai.offices.refused import Refused

DRILL_EVERY = timedelta(days=30)
log = logging.getLogger("mingbai.backups")


@job("backups.nightly", daily="01:30", heavy=True, own_transactions=True)
def nightly(*, at: datetime) -> None:
    """Make tonight's backup unless it is made, read it unless it was read, drill it when a drill is due, let go."""
    last = backups().first()
    if last is None or localdate(last.made_at) != localdate(at):
        try:
            last = make_backup(by=None, at=at)
        except Refused as refusal:
            log.error("no backup was made: %s", refusal.en)
            note_failure(refusal, by=None, at=at)
            return
    if not last.trials.filter(kind=READ).exists():
        read_through(name=last.name, by=None, at=at)
    drilled = standing().drilled
    if (drilled is None or at - drilled.at >= DRILL_EVERY) and not last.trials.filter(kind=DRILLED).exists():
        drill(name=last.name, by=None, at=at)
    let_go(at=at)
