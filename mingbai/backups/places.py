"""Where backups lie, how much room there is, and which files of the data folder belong to one."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mingbai.backups.refused import AnotherAtWork, DiskShort
from mingbai.config.place import data_folder

ENDING, UNFINISHED = ".backup", ".unfinished"
RESERVE = 64 << 20  # bytes left free on any disk
# What is no part of a backup: what is brought over otherwise (database, keys), what is made anew, what must never be
# set back (a witness's memory), and backups themselves.
LEFT_OUT = frozenset({"postgres", "keys", "witnesses", "rooms", "backups", "outbox", "demo", "restoring"})


def backups_folder() -> Path:
    """Return where backups lie: MINGBAI_BACKUPS, another disk or machine, else a folder beside the data."""
    return Path(os.environ.get("MINGBAI_BACKUPS") or data_folder() / "backups")


def is_on_the_same_disk(folder: Path) -> bool:
    """Return whether one broken disk would take data and backups alike."""
    return _there(folder).stat().st_dev == _there(data_folder()).stat().st_dev


def files_of(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield (name, path) of every ordinary file that belongs to a backup, in order; links are not followed."""
    for top in sorted(folder.iterdir()) if folder.is_dir() else ():
        if top.name in LEFT_OUT or top.is_symlink() or top.name.startswith("."):
            continue
        for path in [top] if top.is_file() else sorted(top.rglob("*")):
            if path.is_file() and not path.is_symlink() and not path.name.startswith("."):
                yield path.relative_to(folder).as_posix(), path


def require_room(place: Path, needed: int) -> None:
    """Raise DiskShort where so many bytes have no room, with a reserve."""
    free = shutil.disk_usage(_there(place)).free
    if free < needed + RESERVE:
        raise DiskShort(place, needed + RESERVE, free)


def _there(place: Path) -> Path:
    """Return the place, or what is there of the way to it."""
    return next(one for one in (place, *place.absolute().parents) if one.exists())


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Be the only one that makes or takes away backups in a folder; clear what a killed one left."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    number = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AnotherAtWork(folder) from None
        for left in folder.glob(f"*{UNFINISHED}"):
            left.unlink()
        yield
    finally:
        os.close(number)
