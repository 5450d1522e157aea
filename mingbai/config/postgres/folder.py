"""Where the embedded server keeps what is its own: data, sockets, passwords, locks and its log."""

import fcntl
import hashlib
import os
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mingbai.config.postgres.refused import DatabaseRefused, foreign, unreadable

LONGEST_SOCKET = 103  # bytes of a socket's path that every system takes
SOCKET = ".s.PGSQL.5432"
POLL = 0.02  # seconds


@dataclass(frozen=True)
class Folder:
    """One server's folder: `<MINGBAI_DATA>/postgres`."""

    path: Path

    @property
    def data(self) -> Path:
        """Return what PostgreSQL calls its data directory."""
        return self.path / "data"

    @property
    def passwords(self) -> Path:
        """Return the file of passwords, readable by its owner only."""
        return self.path / "passwords.json"

    @property
    def log(self) -> Path:
        """Return the server's own log."""
        return self.path / "log"

    @property
    def starting(self) -> Path:
        """Return the lock of whoever starts the server or joins it."""
        return self.path / "starting.lock"

    @property
    def holding(self) -> Path:
        """Return the lock that every holder shares."""
        return self.path / "holding.lock"

    @property
    def watching(self) -> Path:
        """Return the lock of the one process that stops the server when nobody holds it."""
        return self.path / "watching.lock"

    @property
    def serving(self) -> Path:
        """Return the lock that the server and every process of it carry for as long as they live."""
        return self.path / "serving.lock"

    @property
    def sockets(self) -> Path:
        """Return the folder of sockets: here, or among temporary files where the path would be too long."""
        here = self.path / "run"
        if len(os.fsencode(here / SOCKET)) <= LONGEST_SOCKET:
            return here
        name = hashlib.sha256(os.fsencode(self.path)).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"mingbai-{os.geteuid()}-{name}"

    def make(self) -> None:
        """Make the folder; raise DatabaseRefused where that is not allowed or it is somebody else's."""
        try:
            for missing in [place for place in reversed(self.path.parents) if not place.exists()]:
                missing.mkdir()
                missing.chmod(0o755 if os.geteuid() == 0 else 0o700)
            self.path.mkdir(exist_ok=True)
            if os.geteuid() not in {0, self.path.stat().st_uid}:
                raise foreign(self.path)
            self.path.chmod(0o711 if os.geteuid() == 0 else 0o700)  # root's server runs as somebody else
        except OSError as error:
            raise unreadable(self.path, error) from error

    def make_sockets(self, uid: int, gid: int) -> Path:
        """Make the folder of sockets for that account only; raise DatabaseRefused where another made it before us."""
        folder = self.sockets
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {uid, os.geteuid()}:
            raise foreign(folder)
        if found.st_uid != uid:
            os.chown(folder, uid, gid)
        folder.chmod(0o700)
        return folder


@contextmanager
def locked(path: Path, kind: int, seconds: float) -> Iterator[int]:
    """Hold a lock within so many seconds, or raise DatabaseRefused; the system takes it back even if we are killed."""
    number = take(path, kind, seconds)
    try:
        yield number
    finally:
        os.close(number)


class Vanished(Exception):
    """The folder went away with its passing server while we waited: it is to be made anew."""


def take(path: Path, kind: int, seconds: float) -> int:
    """Return the descriptor of a lock now held; closing it, or ending, gives it back. Raise Vanished or refuse."""
    try:
        number = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except FileNotFoundError:
        raise Vanished from None
    except OSError as error:
        raise unreadable(path.parent, error) from error
    deadline = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(number, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() < deadline:
                time.sleep(POLL)
                continue
            os.close(number)
            raise DatabaseRefused(
                f"数据库正被另一个程序启动或停止，等了 {seconds:.0f} 秒仍未完成，请稍后重试（{path}）。",
                f"Another program has been starting or stopping the database for {seconds:.0f} s: try again ({path}).",
            ) from None
        if _is_still(path, number):
            return number
        os.close(number)
        raise Vanished


def _is_still(path: Path, number: int) -> bool:
    """Return whether the open file is the one that now has this path."""
    try:
        return os.path.samestat(path.stat(), os.fstat(number))
    except FileNotFoundError:
        return False


def is_free(path: Path) -> bool:
    """Return whether nobody holds this lock at this moment."""
    try:
        number = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        return True
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(number)
    return True
