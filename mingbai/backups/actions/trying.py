"""A backup tried: read through to its last byte; and what came of one that was restored in earnest."""

import json
import time
from datetime import datetime
from pathlib import Path

from django.db import transaction

from mingbai.backups.actions.allowing import allow
from mingbai.backups.archive import PIECE, Member, read_archive
from mingbai.backups.keys import backup_identity
from mingbai.backups.making import DATABASE
from mingbai.backups.models import READ, RESTORED, Backup, Trial
from mingbai.backups.places import backups_folder
from mingbai.backups.queries import backup_named, sha256_of
from mingbai.backups.refused import NotWhole
from mingbai.backups.restoring.proving import Proof
from mingbai.config.postgres.carrying import is_dump
from mingbai.evidence.actions import record
from mingbai.offices.actor import Actor
from mingbai.offices.refused import Refused


def read_through(*, name: str, by: Actor | None, at: datetime, folder: Path | None = None) -> Trial:
    """Read a backup of this desk to its last byte, and write down whether it is what was made; raise NoSuchBackup."""
    allow(by, "核验备份", "verify a backup", at)
    backup = backup_named(name)
    path, begin = (folder or backups_folder()) / backup.name, time.monotonic()
    try:
        said, whole = _read(path, backup), True
    except (Refused, OSError) as error:
        zh, en = getattr(error, "zh", f"读不出：{error}"), getattr(error, "en", f"It cannot be read: {error}")
        said, whole = (zh, en), False
    return note(READ, backup, whole, said, time.monotonic() - begin, by=by, at=at)


def note_restored(proof: Proof, seconds: float, *, at: datetime) -> Trial:
    """Write down in a desk that was brought back that it was, and what came of it: its log tells from here on."""
    return note(RESTORED, None, proof.is_whole and not proof.lost, proof.said(), seconds, by=None, at=at)


def note(
    kind: str, backup: Backup | None, is_whole: bool, said: tuple[str, str], seconds: float, *, by: Actor | None,
    at: datetime,
) -> Trial:  # fmt: skip
    """Write down what came of a trial."""
    with transaction.atomic():
        row = Trial.objects.create(
            backup=backup, kind=kind, at=at, seconds=round(seconds), is_whole=is_whole, zh=said[0], en=said[1],
            made_by_id=by.id if by else None,
        )  # fmt: skip
        record(type=f"backups.{kind}", rows=[row], by=by, at=at)
    return row


def _read(path: Path, backup: Backup) -> tuple[str, str]:
    """Return what was read; raise NotWhole or Unopenable."""
    if sha256_of(path) != backup.sha256:
        raise NotWhole(path, "文件与存证登记的摘要不符", "its digest is not the one in the log")
    count = 0
    with read_archive(path, backup_identity()) as members:
        head = json.loads(next(members).content.read())
        for count, one in enumerate(members, 1):  # noqa: B007 - counted once it ends
            _look(path, one)
    rows = sum(head["counts"].values())
    return (
        f"逐字节读完：{count} 个部分、{rows} 行、{head['checkpoint']} 条存证，与清单和存证登记一致。",
        f"Read to its last byte: {count} parts, {rows} rows, {head['checkpoint']} leaves, as manifest and log have it.",
    )


def _look(path: Path, one: Member) -> None:
    first = one.content.read(PIECE)
    if one.name == f"{DATABASE}/{0:06}" and not is_dump(first):
        raise NotWhole(path, "数据库部分不能识别", "its database part is none")
