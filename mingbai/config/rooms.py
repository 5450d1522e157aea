"""Rooms for what lies in the clear while it is worked on: gone when the work is done, or soon after it was killed."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from mingbai.config.place import data_folder

GUARD = "guard.lock"  # held while a room is made or cleared, so that none is cleared before it is held


@contextmanager
def room() -> Iterator[Path]:
    """Yield an empty folder under the desk's own data, gone at the end; rooms of whoever was killed are cleared."""
    rooms = _rooms()
    rooms.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _guarded(rooms):
        _clear(rooms)
        folder = Path(mkdtemp(dir=rooms))
        held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        fcntl.flock(held, fcntl.LOCK_EX)  # the system gives it back when we end, however we end
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(held)


def clear_rooms() -> None:
    """Clear the rooms of whoever was killed at work."""
    rooms = _rooms()
    if rooms.exists():
        with _guarded(rooms):
            _clear(rooms)


def _rooms() -> Path:
    return data_folder() / "rooms"


@contextmanager
def _guarded(rooms: Path) -> Iterator[None]:
    with (rooms / GUARD).open("w") as guard:
        fcntl.flock(guard, fcntl.LOCK_EX)
        yield


def _clear(rooms: Path) -> None:
    for folder in filter(Path.is_dir, rooms.iterdir()):
        held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:  # somebody is at work in it
            continue
        finally:
            os.close(held)
        shutil.rmtree(folder, ignore_errors=True)
