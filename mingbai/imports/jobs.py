"""What the machine does about dropped files: every night it forgets what is older than a month."""

from datetime import datetime

from mingbai.config.guards import NATION
from mingbai.config.jobs import job
from mingbai.imports.actions import forget


@job("imports.nightly", daily="02:40")
def nightly(*, at: datetime) -> None:
    """Forget what nobody needs any more."""
    forget(region=NATION, at=at)
