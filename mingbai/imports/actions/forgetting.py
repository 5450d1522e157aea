"""What people wrote into dropped files goes after a month; who dropped which file, and what came of it, stays."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from mingbai.config.guards import scope
from mingbai.imports.limits import KEPT
from mingbai.imports.models import File, Upload
from mingbai.kernel.region import Region


def forget(*, region: Region | str, at: datetime) -> int:
    """Forget the contents of uploads in a division that are older than they are kept; return of how many."""
    with scope(region), transaction.atomic():
        old = Upload.objects.filter(made_at__lt=at - KEPT, forgotten_on=None)
        keys = list(old.values_list("pk", flat=True))
        File.objects.filter(upload__in=keys).update(sealed=None)
        return Upload.objects.filter(pk__in=keys).update(seen=None, mended=None, forgotten_on=localdate(at))
