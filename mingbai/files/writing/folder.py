"""Output that appears at once: written beside its place, flushed to the disk, then renamed."""

import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


class OutputInTheWay(FileExistsError):
    """Something that is not an earlier output stands where the output should go."""

    def __init__(self, path: Path) -> None:
        self.zh = f"输出位置“{path}”已有别的内容，未作改动；请换一个文件夹，或先把它移走。"
        self.en = f"The output folder “{path}” holds something else and was not touched: name another, or move it away."
        super().__init__(f"{self.zh} {self.en}")


@contextmanager
def appearing_folder(path: Path, *, mark: str = "manifest.json") -> Iterator[Path]:
    """
    Give an empty folder to write into; it takes the place of `path` when the block ends, and vanishes if it raises.

    An earlier output (a folder holding `mark`) is replaced whole; anything else in the way raises OutputInTheWay.
    """
    if _is_in_the_way(path, mark):
        raise OutputInTheWay(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.parent / f".{path.name}.{secrets.token_hex(8)}.partial"
    try:
        partial.mkdir(mode=0o700)  # inside: who is interrupted at this very moment leaves nothing behind either
        yield partial
        _flush(partial)
        _swap(partial, path)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    _flush_folder(path.parent)


@contextmanager
def appearing_file(path: Path) -> Iterator[Path]:
    """Give a name to write a file under; it becomes `path` when the block ends, and vanishes if it raises."""
    path.parent.mkdir(parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".partial", dir=path.parent)
    os.close(number)
    partial = Path(name)
    try:
        yield partial
        _flush_file(partial)
        partial.chmod(0o666 & ~_umask())
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    _flush_folder(path.parent)


def _is_in_the_way(path: Path, mark: str) -> bool:
    if not path.exists() and not path.is_symlink():
        return False
    return not path.is_dir() or path.is_symlink() or (any(path.iterdir()) and not (path / mark).is_file())


def _swap(partial: Path, path: Path) -> None:
    """Put the new folder in the place of the old; the old one comes back if that fails."""
    partial.chmod(0o777 & ~_umask())
    if not path.exists():
        partial.rename(path)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{path.name}.", suffix=".old", dir=path.parent))
    path.rename(old / "was")
    try:
        partial.rename(path)
    except OSError:
        (old / "was").rename(path)
        raise
    finally:
        shutil.rmtree(old, ignore_errors=True)


def _flush(folder: Path) -> None:
    for file in folder.rglob("*"):
        if file.is_file():
            _flush_file(file)
    _flush_folder(folder)


def _flush_file(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _flush_folder(path: Path) -> None:
    with suppress(OSError):  # some systems cannot open a folder
        number = os.open(path, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
