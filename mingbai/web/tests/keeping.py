"""What takes long to make in a county of the tests is made once by a worker; whoever wants it next gets a copy."""

import shutil
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Generic, TypeVar

import pytest
from django.db import connections

from mingbai.config.place import data_folder
from mingbai.config.testing import Base
from mingbai.evidence.installation import installed_ring, log_key

T = TypeVar("T")


@dataclass(frozen=True)
class Kept(Generic[T]):
    """What was made: the database as it was then, the files that lay there, and what its maker returned."""

    database: str
    files: Mapping[Path, bytes]
    came: T


KEPT: dict[tuple[str, str, bytes], Kept[Any]] = {}  # what it is called and under which keys → what it is


def once(name: str, make: Callable[[], T]) -> T:
    """
    Return what `make` makes of the desk as it is, and have the desk be as `make` leaves it.

    Whatever was done before it must have come of `once` too: of one name the desk always begins as it did the first
    time. Sealed rows open with the keys they were sealed with, so what was made with other keys is made anew.
    """
    if connections["default"].in_atomic_block:  # what is taken back at the end of a test is nobody else's
        return make()
    made_with = (name, *keys())
    if made_with in KEPT:
        Base.here().put_back(KEPT[made_with].database)
    else:
        KEPT[made_with] = made(make)
    kept: Kept[T] = KEPT[made_with]
    for path, content in kept.files.items():
        (data_folder() / path).parent.mkdir(parents=True, exist_ok=True)
        (data_folder() / path).write_bytes(content)
    return deepcopy(kept.came)


def keys() -> tuple[str, bytes]:
    """Return what tells the desk's keys from others: its log's, and those that seal its rows."""
    assert installed_ring()
    return str(log_key().verifier), (data_folder() / "keys" / "fields.json").read_bytes()


def made(make: Callable[[], T]) -> Kept[T]:
    """Make something in an empty folder, under the keys of the desk, and keep all that came of it."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        ours = Path(folder) / "data"
        shutil.copytree(data_folder() / "keys", ours / "keys")
        patch.setenv("MINGBAI_DATA", str(ours))
        came = deepcopy(make())
        files = {
            path.relative_to(ours): path.read_bytes()
            for path in ours.rglob("*")
            if path.is_file() and not path.is_relative_to(ours / "keys")
        }
    return Kept(Base.here().keep(), files, came)
