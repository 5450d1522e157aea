"""What the machine does about webhooks: every so often it gathers what the log has, and tells what is due."""

from datetime import datetime

from mingbai.config.jobs import job
from mingbai.webhooks.actions import deliver, gather


@job("webhooks.tell", every_s=20, own_transactions=True)
def tell(*, at: datetime) -> None:
    """Gather and tell; run twice it tells nothing twice but what was cut off between an answer and its note."""
    gather(at=at)
    deliver(at=at)
