"""The only readers of this stage: which backups there are, how each was tried, whether keys are kept apart."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db.models import QuerySet
from django.utils.timezone import localdate

from mingbai.backups.head import fingerprints
from mingbai.backups.models import DRILLED, READ, Backup, KeptKeys, Trial
from mingbai.backups.places import backups_folder, is_on_the_same_disk
from mingbai.backups.refused import NoSuchBackup
from mingbai.offices.actor import Actor
from mingbai.offices.refused import NotYours
from mingbai.offices.roles import ADMINISTRATORS

LATE_H, DRILL_DAYS = 26, 31  # a night missed; a month without a drill


@dataclass(frozen=True)
class Standing:
    """How safe the desk is: its last backup, the last that was read through, the last drill, its keys, its place."""

    last: Backup | None
    read: Trial | None
    drilled: Trial | None
    failed: Trial | None  # since the last backup
    keys_kept: KeptKeys | None
    are_keys_kept: bool
    place: Path
    same_disk: bool

    def is_late(self, at: datetime) -> bool:
        """Return whether a night was missed."""
        return self.last is None or (at - self.last.made_at).total_seconds() > LATE_H * 3600

    def is_undrilled(self, at: datetime) -> bool:
        """Return whether no drill came out well for a month."""
        return self.drilled is None or not self.drilled.is_whole or (at - self.drilled.at).days > DRILL_DAYS


def standing() -> Standing:
    """Return how backups stand."""
    last = backups().first()
    failed = Trial.objects.filter(kind="failed").order_by("-at", "-id").first()
    return Standing(
        last=last, read=_last(READ), drilled=_last(DRILLED),
        failed=failed if failed and (last is None or failed.at >= last.made_at) else None,
        keys_kept=KeptKeys.objects.order_by("-made_at", "-id").first(), are_keys_kept=are_keys_kept(),
        place=backups_folder(), same_disk=is_on_the_same_disk(backups_folder()),
    )  # fmt: skip


def backups() -> "QuerySet[Backup]":
    """Return the backups that are there, the newest first, with who made each and what came of its trials."""
    found = Backup.objects.filter(gone_at=None).select_related("made_by").prefetch_related("trials")
    return found.order_by("-made_at", "-id")


def backups_seen_by(by: Actor) -> "QuerySet[Backup]":
    """Return the backups that are there; raise NotYours unless an administrator asks."""
    if by.role not in ADMINISTRATORS:
        raise NotYours("查看备份", "see the backups", ADMINISTRATORS)
    return backups()


def trials() -> "QuerySet[Trial]":
    """Return what came of every trial, the newest first."""
    return Trial.objects.select_related("backup", "made_by").order_by("-at", "-id")


def backup_named(name: str) -> Backup:
    """Return the backup of a name, or the newest for `last`; raise NoSuchBackup."""
    found = backups().first() if name == "last" else backups().filter(name=Path(name).name).first()
    if found is None:
        raise NoSuchBackup(name)
    return found


def backup_days() -> Mapping[int, date]:
    """Return number → day of the backups that are there."""
    return {number: localdate(at) for number, at in backups().values_list("pk", "made_at")}


def last_good() -> Backup | None:
    """Return the newest backup that was read through or drilled, and was whole."""
    return backups().filter(trials__is_whole=True, trials__kind__in=(READ, DRILLED)).first()


def are_keys_kept() -> bool:
    """Return whether all keys of today were sealed and handed out: a rotation asks for it anew."""
    kept = KeptKeys.objects.order_by("-made_at", "-id").first()
    return kept is not None and kept.keys == fingerprints()


def sha256_of(path: Path) -> str:
    """Return the digest of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _last(kind: str) -> Trial | None:
    return Trial.objects.filter(kind=kind).select_related("backup").order_by("-at", "-id").first()
