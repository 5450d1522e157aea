"""What the machine does about the door: forgets sessions that ended and drafts nobody came back to."""

from datetime import datetime

from django.contrib.sessions.models import Session

from mingbai.access.actions import forget_old_drafts
from mingbai.config.jobs import job


@job("access.nightly", daily="02:10")
def nightly(*, at: datetime) -> None:
    """Forget what nobody can open any more."""
    Session.objects.filter(expire_date__lt=at).delete()
    forget_old_drafts(at=at)
