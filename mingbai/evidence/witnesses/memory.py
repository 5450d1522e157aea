"""What a witness has seen, kept so that neither two requests at once nor a crash can make it forget."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from mingbai.evidence.notes.checkpoint import Checkpoint, CheckpointRefused, parse_checkpoint
from mingbai.evidence.tiles.storage import FolderStorage
from mingbai.evidence.witnesses.decision import Seen


class MemoryDamaged(ValueError):
    """A witness's own record cannot be read: it must not cosign as if it had seen nothing."""


class WitnessMemory:
    """The last checkpoint of each log, one file a log, in a folder."""

    def __init__(self, storage: FolderStorage) -> None:
        self.storage = storage
        storage.folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Let one request at a time look and remember, in this process or any other."""
        with Path(self.storage.folder, ".lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def seen(self, origin: str) -> Seen:
        """Return what was seen last of a log; raise MemoryDamaged when the record is not readable."""
        raw = self.storage.read(_name(origin))
        if raw is None:
            return Seen()
        try:
            checkpoint = parse_checkpoint(raw.decode())
        except (CheckpointRefused, UnicodeDecodeError) as error:
            raise MemoryDamaged(_name(origin)) from error
        if checkpoint.origin != origin:
            raise MemoryDamaged(_name(origin))
        return Seen(checkpoint.size, checkpoint.root)

    def remember(self, checkpoint: Checkpoint) -> None:
        """Write down a checkpoint; return once it would survive a failure of power."""
        self.storage.write(_name(checkpoint.origin), checkpoint.text.encode())
        self.storage.flush()


def _name(origin: str) -> str:
    return sha256(origin.encode()).hexdigest() + os.extsep + "seen"
