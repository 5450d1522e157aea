"""Zip archives unpacked into the scratch folder under names of our own, in bounded space; names in GBK understood."""

import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import IO

from mingbai.files.arrival.walk import is_litter
from mingbai.files.problems import Place, Problem, Unopened, raise_if_ours

DEEPEST = 2  # a zip of zips, as banks send: one per account in one per customer
MOST_MEMBERS = 20_000
MOST_BYTES = 20_000_000_000  # unpacked from one archive, inner ones included
BOMB_BYTES, BOMB_RATIO = 50_000_000, 250
PIECE = 1_000_000
UTF8_FLAG, ENCRYPTED_FLAG = 0x800, 0x1


@dataclass
class Unpacking:
    """Where archives are unpacked to, how much room is left, and what of them is only counted."""

    folder: Path
    left_bytes: int = MOST_BYTES
    left_members: int = MOST_MEMBERS
    names: Iterator[int] = field(default_factory=count)
    is_counted: Callable[[str, bytes], bool] = lambda _name, _head: False  # by a member's name and first bytes
    counted: int = 0  # members nobody reads: seen to be whole, and neither written nor yielded

    def members(self, place: Place, path: Path) -> Iterator[tuple[Place, Path | Problem]]:
        """Yield (place, path) for every file of an archive, (place, problem) for what is not unpacked."""
        try:
            with zipfile.ZipFile(path) as archive:
                if not archive.infolist():
                    raise Unopened("empty_archive")
                for info in archive.infolist():
                    name = shown_name(info)
                    parts = name.split("/")
                    if info.is_dir() or any(is_litter(part) for part in parts if part not in ("", ".", "..")):
                        continue
                    if found := self._member(archive, info, name, parts):
                        inside = Place(place.file, f"{place.inside} › {name}" if place.inside else name)
                        yield inside, found if isinstance(found, Path) else found.at(inside)
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise Unopened("corrupt_zip") from error
        except OSError as error:
            raise_if_ours(error)
            raise Unopened("corrupt_zip") from error

    def _member(
        self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, parts: Sequence[str]
    ) -> Path | Unopened | None:
        """Return where a member was unpacked to, why it was not, or None for one that is only counted."""
        if fault := self._fault(info, name, parts):
            return Unopened(fault)
        try:
            return self._unpack(archive, info, name)
        except Unopened as unopened:
            return unopened
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError):
            return Unopened("corrupt_member")
        except OSError as error:
            raise_if_ours(error)
            return Unopened("corrupt_member")

    def _fault(self, info: zipfile.ZipInfo, name: str, parts: Sequence[str]) -> str | None:
        """Return why a member is not even unpacked, or None."""
        self.left_members -= 1
        if self.left_members < 0:
            return "too_many_members"
        if info.flag_bits & ENCRYPTED_FLAG:
            return "password"
        if stat.S_ISLNK(info.external_attr >> 16):
            return "link"
        if name.startswith(("/", "\\")) or ".." in parts or name[1:2] == ":":
            return "outside_path"
        swollen = info.file_size > BOMB_BYTES and info.file_size > BOMB_RATIO * max(info.compress_size, 1)
        return "bomb" if swollen or info.file_size > self.left_bytes else None

    def _unpack(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> Path | None:
        """
        Write a member to a name of our own and return it; count it, read to its end as well, where nobody reads it.

        Raise Unopened when it grows beyond what is left.
        """
        with archive.open(info) as packed:
            pieces = self._pieces(packed)
            first = next(pieces, b"")
            if self.is_counted(name, first):
                self.counted += 1 + sum(0 for _ in pieces)
                return None
            path = self.folder / f"unpacked-{next(self.names)}"
            with path.open("wb") as file:
                file.write(first)
                file.writelines(pieces)
            return path

    def _pieces(self, packed: IO[bytes]) -> Iterator[bytes]:
        while piece := packed.read(PIECE):
            self.left_bytes -= len(piece)
            if self.left_bytes < 0:
                raise Unopened("bomb")
            yield piece


def shown_name(info: zipfile.ZipInfo) -> str:
    """Return a member's name; without the UTF-8 flag it is GBK if it can be, as Chinese Windows writes it."""
    name = info.filename
    if not info.flag_bits & UTF8_FLAG:
        raw = name.encode("cp437", "replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return name.replace("\\", "/")
