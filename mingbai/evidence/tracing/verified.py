"""When the log was verified last: that it was, and whether it held, is an act in the log itself."""

from collections.abc import Collection

from mingbai.evidence.models import Act

SUBJECT = "evidence.log/"  # and the number of leaves it had


def last_verification(types: Collection[str]) -> Act | None:
    """Return the last act of these types on the log as a whole, None where it was never verified on the desk."""
    return Act.objects.filter(subject__startswith=SUBJECT, type__in=list(types)).order_by("-id").first()
