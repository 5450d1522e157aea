"""A backup made: database, log and files as they were at one moment, in one file that appears whole or not at all."""

import errno
import io
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.db import connections, transaction

from mingbai.backups.archive import Member, member, write_archive
from mingbai.backups.head import Head, head_now
from mingbai.backups.places import ENDING, UNFINISHED, backups_folder, files_of, only_one, require_room
from mingbai.backups.refused import NotByOwner
from mingbai.config.databases import OWNER, address_now
from mingbai.config.guards import NATION
from mingbai.config.guards.scope import SETTING
from mingbai.config.place import data_folder
from mingbai.config.postgres.carrying import dumped
from mingbai.config.rooms import room
from mingbai.evidence.jobs import alone

HEAD, FILES, DATABASE = "head.json", "files", "database"
PART = 32 << 20  # bytes of the dump in one member: a tar wants to know sizes beforehand


@dataclass(frozen=True)
class Made:
    """A backup that lies where it belongs."""

    path: Path
    sha256: str
    size: int
    head: Head


def make(recipient: str, at: datetime, folder: Path | None = None) -> Made:
    """
    Make a backup that only the recipient's key opens; return it.

    Raise DiskShort before anything is written, AnotherAtWork, or NotByOwner. The desk may go on working meanwhile.
    """
    place = backups_folder() if folder is None else folder
    if not connections[OWNER].settings_dict["USER"] or connections[OWNER].settings_dict["HOST"] == "/nowhere":
        raise NotByOwner
    require_room(place, _expected_size())
    path = place / f"mingbai-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}{ENDING}"
    unfinished = path.with_suffix(UNFINISHED)
    with only_one(place), room() as linked, _one_moment(linked) as snapshot:
        files = list(files_of(linked))
        head = head_now(at.isoformat(), sum(one.stat().st_size for _, one in files))
        try:
            with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                digest = write_archive(file, _members(head, files, snapshot), recipient)
                file.flush()
                os.fsync(file.fileno())
            unfinished.rename(path)
        finally:
            unfinished.unlink(missing_ok=True)
    return Made(path, digest, path.stat().st_size, head)


def _expected_size() -> int:
    """Return at most how many bytes a backup will take: what is in the tables is packed, indexes stay behind."""
    with connections[OWNER].cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        (size,) = cursor.fetchone()
    return int(size) + sum(path.stat().st_size for _, path in files_of(data_folder()))


@contextmanager
def _one_moment(linked: Path) -> Iterator[str]:
    """
    Hold the database as it is now and give the name by which pg_dump sees the same; link the files as they are now.

    Nothing is published to the log's files meanwhile, so that they and the tables tell of the same leaves.
    """
    with transaction.atomic(using=OWNER), connections[OWNER].cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute(f"SET LOCAL {SETTING} = '{NATION}'")
        with alone():
            cursor.execute("SELECT pg_export_snapshot()")
            (snapshot,) = cursor.fetchone()
            for name, path in files_of(data_folder()):
                _link(path, linked / name)
        yield str(snapshot)


def _link(path: Path, target: Path) -> None:
    """Have a file stand in a second place; what was moved away meanwhile stays away."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileNotFoundError):
        try:
            os.link(path, target)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            shutil.copyfile(path, target)  # a folder of the data may be a disk of its own


def _members(head: Head, files: Iterable[tuple[str, Path]], snapshot: str) -> Iterator[Member]:
    yield member(HEAD, head.as_json())
    for name, path in files:
        with path.open("rb") as file:
            yield Member(f"{FILES}/{name}", os.fstat(file.fileno()).st_size, file)
    pieces = dumped(address_now(OWNER), snapshot=snapshot, options=f"-c {SETTING}={NATION}")
    for number, part in enumerate(_parts(pieces)):
        yield member(f"{DATABASE}/{number:06}", part)


def _parts(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the pieces joined to parts of one size."""
    held = io.BytesIO()
    for piece in pieces:
        held.write(piece)
        if held.tell() >= PART:
            yield held.getvalue()
            held = io.BytesIO()
    yield held.getvalue()
