"""Where files are kept: the three things storage must do, in memory and in a folder."""

import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Protocol

AT_ONCE = 16  # files on their way to the disk: it keeps many in little more time than one


class Storage(Protocol):
    """Named files that are replaced whole; a written file is safe only once flushed."""

    def read(self, name: str) -> bytes | None:
        """Return a file's content, or nothing when there is no such file."""

    def write(self, name: str, content: bytes) -> None:
        """Put a file in place, whole or not at all."""

    def flush(self) -> None:
        """Make all that was written survive a failure of power."""


class MemoryStorage(dict[str, bytes]):
    """Files in memory: for tests and for replaying."""

    def read(self, name: str) -> bytes | None:
        """Return a file's content, or nothing."""
        return self.get(name)

    def write(self, name: str, content: bytes) -> None:
        """Put a file in place."""
        self[name] = content

    def flush(self) -> None:
        """Do nothing: memory survives nothing."""


class FolderStorage:
    """Files in a folder; `crashes` is called before each step, so that a test can stop at any of them."""

    def __init__(self, folder: Path, crashes: Callable[[str], None] = lambda _: None) -> None:
        self.folder = folder
        self.crashes = crashes
        self.unsafe: set[Path] = set()

    def read(self, name: str) -> bytes | None:
        """Return a file's content, or nothing."""
        try:
            return (self.folder / name).read_bytes()
        except FileNotFoundError:
            return None

    def write(self, name: str, content: bytes) -> None:
        """Put a file in place by renaming, so that no reader ever sees half of it."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}")
        self.crashes("write")
        half.write_bytes(content)
        self.crashes("rename")
        half.replace(path)
        self.unsafe |= {path, *(parent for parent in path.parents if parent.is_relative_to(self.folder))}

    def flush(self) -> None:
        """Ask the system to put files and folders on the disk, many at once; return when it has."""
        self.crashes("flush")
        with ThreadPoolExecutor(AT_ONCE) as pool:
            for _ in pool.map(_kept, sorted(self.unsafe)):
                pass
        self.unsafe.clear()


def _kept(path: Path) -> None:
    """Return when a file or folder is on the disk."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
