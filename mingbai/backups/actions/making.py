"""Makes a backup and writes down that it was; lets go of those whose time is over."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from mingbai.backups.actions.allowing import allow
from mingbai.backups.keys import backup_identity, recipient_of
from mingbai.backups.making import make
from mingbai.backups.models import FAILED, Backup, Trial
from mingbai.backups.places import backups_folder
from mingbai.backups.queries import are_keys_kept, backup_days, last_good
from mingbai.backups.refused import KeysNotKept
from mingbai.backups.retention import to_stay
from mingbai.evidence.actions import record
from mingbai.offices.actor import Actor
from mingbai.offices.refused import Refused


def make_backup(*, by: Actor | None, at: datetime, clock: Callable[[], datetime] = timezone.now) -> Backup:
    """
    Make a backup now and record its digest in the log; return it. Nobody makes it at night.

    Raise NotYours, KeysNotKept, DiskShort before anything is written, AnotherAtWork or NotByOwner.
    """
    allow(by, "备份", "make a backup", at)
    if not are_keys_kept():
        raise KeysNotKept
    made = make(recipient_of(backup_identity()), at)
    try:
        with transaction.atomic():
            row = Backup.objects.create(
                name=made.path.name, sha256=made.sha256, size=made.size, rows=sum(made.head.counts.values()),
                leaves=made.head.checkpoint, made_by_id=by.id if by else None, made_at=at, done_at=max(at, clock()),
            )  # fmt: skip
            record(type="backups.made", rows=[row], by=by, at=at)
    except BaseException:
        made.path.unlink(missing_ok=True)  # one that is written down nowhere would be nobody's
        raise
    return row


def note_failure(refusal: Refused, *, by: Actor | None, at: datetime) -> None:
    """Write down that a backup was not made, and why."""
    with transaction.atomic():
        row = Trial.objects.create(
            kind=FAILED,
            at=at,
            seconds=0,
            is_whole=False,
            zh=refusal.zh,
            en=refusal.en,
            made_by_id=by.id if by else None,
        )
        record(type="backups.failed", rows=[row], by=by, at=at)


def let_go(*, at: datetime, folder: Path | None = None) -> list[str]:
    """Remove the backups whose time is over; return their names. Never the last one that was read through whole."""
    place, stay, good = folder or backups_folder(), to_stay(backup_days().values()), last_good()
    gone = []
    for number, day in backup_days().items():
        if day in stay or good is None or number == good.pk:
            continue
        with transaction.atomic():
            row = Backup.objects.select_for_update().get(pk=number)
            row.gone_at = at
            row.save(update_fields=["gone_at"])
            (place / row.name).unlink(missing_ok=True)
            gone.append(row.name)
    return gone
