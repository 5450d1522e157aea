"""What the machine does for the cockpit: keeps the sums of months that are being worked on, and of all at night."""

from datetime import datetime

from mingbai.cockpit.actions import recent, reckon_due
from mingbai.config.jobs import job


@job("cockpit.recent", every_s=300, own_transactions=True)
def keep_recent(*, at: datetime) -> None:
    """Reckon the last months again; each in a transaction of its own, so that readers never wait."""
    reckon_due(at=at, since=recent(at))


@job("cockpit.nightly", daily="02:40", heavy=True, own_transactions=True)
def keep_all(*, at: datetime) -> None:
    """Reckon every month that is not closed, however old."""
    reckon_due(at=at)
