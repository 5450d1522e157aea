"""
A backup as a file: a tar inside an age file, written and read as a stream, whole or refused.

Any `age` and `tar` open it without this program. The last member says the size and SHA-256 of all before it; age
itself notices every changed, cut or swapped byte.
"""

import hashlib
import io
import json
import os
import tarfile
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, cast

import pyrage

from mingbai.backups.refused import NotWhole, Unopenable

MANIFEST = "manifest.json"
PIECE = 1 << 20  # bytes
LONGEST_MANIFEST = 64 << 20


class Member(NamedTuple):
    """One part of a backup: its name, its size in bytes, and where to read it."""

    name: str
    size: int
    content: BinaryIO


@dataclass
class Summed:
    """Passes bytes on, to be read or written, and sums them up."""

    under: BinaryIO
    size: int = 0

    def __post_init__(self) -> None:
        self._sum = hashlib.sha256()

    def read(self, most: int = -1) -> bytes:
        """Read on."""
        return self._seen(self.under.read(most))

    def write(self, piece: bytes) -> int:
        """Write on."""
        self._seen(piece)
        return self.under.write(piece)

    def flush(self) -> None:
        """Have all that was written reach the file."""
        self.under.flush()

    @property
    def sha256(self) -> str:
        """Return the sum of all that passed."""
        return self._sum.hexdigest()

    def _seen(self, piece: bytes) -> bytes:
        self._sum.update(piece)
        self.size += len(piece)
        return piece


def member(name: str, content: bytes) -> Member:
    """Return a part that lies in memory."""
    return Member(name, len(content), io.BytesIO(content))


def write_archive(file: BinaryIO, members: Iterable[Member], recipient: str) -> str:
    """Write the members into a file that only the recipient's key opens; return the file's SHA-256."""
    sealed = Summed(file)
    with _beside(lambda pipe: _pack(pipe, members)) as packed:
        pyrage.encrypt_io(packed, sealed, [pyrage.x25519.Recipient.from_str(recipient)])
    return sealed.sha256


@contextmanager
def read_archive(path: Path, identity: str) -> Iterator[Iterator[Member]]:
    """
    Give the members of a backup in order; each must be read before the next.

    Raise Unopenable or NotWhole, perhaps only at the end: nothing read before may count until then.
    """
    with path.open("rb") as file, _beside(lambda pipe: _opened(path, file, pipe, identity)) as plain:
        try:
            yield _members(path, plain)
        except tarfile.TarError as error:
            while plain.read(PIECE):  # what it really was is known once it is read to its end
                pass
            raise NotWhole(path, "里面的文件清单读不下去", "its table of contents breaks off") from error


def _members(path: Path, plain: BinaryIO) -> Iterator[Member]:
    seen: dict[str, dict[str, Any]] = {}
    with tarfile.open(fileobj=plain, mode="r|", bufsize=PIECE) as packed:
        for entry in packed:
            content = packed.extractfile(entry)
            if content is None or entry.name in seen or MANIFEST in seen or not _is_inside(entry.name):
                raise NotWhole(path, f"里面有不应有的“{entry.name}”", f"“{entry.name}” should not be in it")
            summed = Summed(cast("BinaryIO", content))
            if entry.name == MANIFEST:
                _compare(path, seen, summed.read(LONGEST_MANIFEST))
            else:
                yield Member(entry.name, entry.size, cast("BinaryIO", summed))
                while summed.read(PIECE):
                    pass
            seen[entry.name] = {"bytes": summed.size, "sha256": summed.sha256}
    if MANIFEST not in seen:
        raise NotWhole(path, "缺少末尾的清单", "the manifest at its end is missing")


def _compare(path: Path, seen: dict[str, dict[str, Any]], manifest: bytes) -> None:
    said = json.loads(manifest)
    wrong = sorted(name for name in seen.keys() | said.keys() if seen.get(name) != said.get(name))
    if wrong:
        raise NotWhole(path, f"“{wrong[0]}”与清单不符", f"“{wrong[0]}” is not what the manifest says")


def _is_inside(name: str) -> bool:
    """Return whether a name leads nowhere else than below the folder it is unpacked in."""
    return not name.startswith("/") and ".." not in name.split("/") and "\\" not in name


def _pack(pipe: BinaryIO, members: Iterable[Member]) -> None:
    said: dict[str, dict[str, Any]] = {}
    with tarfile.open(fileobj=pipe, mode="w|", bufsize=PIECE, format=tarfile.PAX_FORMAT) as packed:
        for one in members:
            assert one.name not in said, one.name
            summed = Summed(one.content)
            packed.addfile(_entry(one.name, one.size), cast("BinaryIO", summed))
            said[one.name] = {"bytes": summed.size, "sha256": summed.sha256}
        text = json.dumps(said, ensure_ascii=False).encode()
        packed.addfile(_entry(MANIFEST, len(text)), io.BytesIO(text))


def _entry(name: str, size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    return entry


def _opened(path: Path, file: BinaryIO, pipe: BinaryIO, identity: str) -> None:
    try:
        pyrage.decrypt_io(file, pipe, [pyrage.x25519.Identity.from_str(identity)])
    except BrokenPipeError:
        raise
    except (pyrage.DecryptError, pyrage.IdentityError, OSError) as error:
        raise Unopenable(path) from error


@contextmanager
def _beside(work: Callable[[BinaryIO], None]) -> Iterator[BinaryIO]:
    """Have work write into a pipe in a thread beside us, and give the end to read from; its error is ours."""
    reading, writing = os.pipe()
    errors: list[BaseException] = []

    def run() -> None:
        try:
            with os.fdopen(writing, "wb", PIECE) as pipe:
                work(pipe)
        except BrokenPipeError:  # whoever read has seen enough
            pass
        except BaseException as error:  # raised where the result is waited for
            errors.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        with os.fdopen(reading, "rb", PIECE) as plain:
            yield plain
    finally:
        thread.join()
        if errors:
            raise errors[0]
