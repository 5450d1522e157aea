"""A backup's file: what went in comes out, and any other byte is noticed before it counts."""

import io
import tarfile
import threading
from pathlib import Path

import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingbai.backups.archive import MANIFEST, Member, member, read_archive, write_archive
from mingbai.backups.refused import NotWhole, Unopenable
from mingbai.offices.refused import Refused

IDENTITY = pyrage.x25519.Identity.generate()
PARTS = {"head.json": b"{}", "files/a/b": b"x" * 70_000, "database/000000": bytes(range(256)) * 1_000}


def written(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    write_archive(file, (member(name, content) for name, content in parts.items()), str(IDENTITY.to_public()))
    return file.getvalue()


def read(path: Path, identity: str = str(IDENTITY)) -> dict[str, bytes]:
    with read_archive(path, identity) as members:
        return {one.name: one.content.read() for one in members}


def sealed(path: Path, packed: bytes) -> Path:
    """Seal a tar as somebody could who has the public key, which is no secret."""
    path.write_bytes(pyrage.encrypt(packed, [IDENTITY.to_public()]))
    return path


def tarred(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as packed:
        for name, content in parts.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            packed.addfile(entry, io.BytesIO(content))
    return file.getvalue()


def test_what_went_in_comes_out_in_order(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(written(PARTS))
    assert list(read(path).items()) == list(PARTS.items())


@given(at=st.integers(0, 10**9), bit=st.integers(0, 7))
@settings(max_examples=60, deadline=None)
def test_one_changed_bit_anywhere_is_noticed(at: int, bit: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("bits") / "x"
    content = bytearray(WHOLE)
    content[at % len(content)] ^= 1 << bit
    path.write_bytes(content)
    with pytest.raises(Refused):
        read(path)


@pytest.mark.parametrize("kept", [0, 1, 100, 65_600, 200_000, -1])
def test_a_file_cut_short_is_noticed(tmp_path: Path, kept: int) -> None:
    path = tmp_path / "x"
    path.write_bytes(WHOLE[:kept])
    with pytest.raises(Unopenable):
        read(path)


def test_another_key_opens_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(WHOLE)
    with pytest.raises(Unopenable, match="does not open"):
        read(path, str(pyrage.x25519.Identity.generate()))


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (PARTS, "manifest at its end is missing"),
        (PARTS | {MANIFEST: b"{}"}, "is not what the manifest says"),
        ({"../../etc/passwd": b"x", MANIFEST: b"{}"}, "should not be in it"),
        ({"/etc/passwd": b"x", MANIFEST: b"{}"}, "should not be in it"),
        ({MANIFEST: b"{}", "after": b"x"}, "should not be in it"),
    ],
)
def test_one_sealed_by_a_stranger_is_refused(tmp_path: Path, parts: dict[str, bytes], said: str) -> None:
    with pytest.raises(NotWhole, match=said):
        read(sealed(tmp_path / "x", tarred(parts)))


def test_what_is_no_table_of_contents_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        read(sealed(tmp_path / "x", b"nothing of the kind" * 100))


def test_a_member_that_breaks_off_breaks_the_backup(tmp_path: Path) -> None:
    short = Member("files/short", 1_000, io.BytesIO(b"only this"))
    with (tmp_path / "x").open("wb") as file, pytest.raises(OSError, match="unexpected end of data"):
        write_archive(file, [short], str(IDENTITY.to_public()))


def test_who_reads_only_the_beginning_leaves_no_thread_behind(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(WHOLE)
    before = set(threading.enumerate())
    with read_archive(path, str(IDENTITY)) as members:
        assert next(members).name == "head.json"
    assert set(threading.enumerate()) <= before


WHOLE = written(PARTS)
