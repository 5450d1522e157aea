"""What the machine does about the door: forgets ended sessions, drafts nobody came back to, answers nobody asks for."""

from datetime import datetime

from django.contrib.sessions.models import Session

from mingbai.access.actions import forget_old_answers, forget_old_drafts
from mingbai.config.jobs import job


@job("access.nightly", daily="02:10")
def nightly(*, at: datetime) -> None:
    """Forget what nobody can open any more."""
    Session.objects.filter(expire_date__lt=at).delete()
    forget_old_drafts(at=at)
    forget_old_answers(at=at)
