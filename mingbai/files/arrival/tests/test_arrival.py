"""What is found in a folder, and what is left alone."""

import os
from pathlib import Path

import pytest

from mingbai.files.arrival.archive import Unpacking, shown_name
from mingbai.files.arrival.kind import What, what_is
from mingbai.files.arrival.walk import files_in
from mingbai.files.problems import Place, Problem, Unopened
from mingbai.files.tests.made import DEATHS, compound, lines, named_in_gbk, workbook, zipped


def told(folder: Path, **options: tuple[Path, ...]) -> dict[str, str]:
    """Return what every entry of a folder is: a file, or the code of its problem."""
    found = files_in(folder, **options)
    return {place.file: what.code if isinstance(what, Problem) else "file" for place, what in found}


def test_files_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b.csv", "a/z.csv", "a/b.csv", "c.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert list(told(tmp_path)) == ["a/b.csv", "a/z.csv", "b.csv", "c.csv"]


def test_a_file_nobody_may_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # An administrator may read everything, so the answer of the system is stood in for.
    (tmp_path / "名册.csv").write_text("x")
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert told(tmp_path) == {"名册.csv": "no_permission"}


def test_what_an_earlier_check_gave_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "2026-10核对结果").mkdir()
    for name in ("manifest.json", "findings.csv", "rows-refused.xlsx"):
        (tmp_path / "2026-10核对结果" / name).write_text("x")
    assert told(tmp_path) == {"2026-10核对结果": "own_output"}


def test_links_pipes_and_litter_are_never_opened(tmp_path: Path) -> None:
    (tmp_path / "a.csv").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "b.csv")
    (tmp_path / "~$c.xlsx").write_text("x")
    (tmp_path / "__MACOSX").mkdir()
    (tmp_path / "__MACOSX" / "d.csv").write_text("x")
    assert told(tmp_path) == {"a.csv": "link", "b.csv": "not_a_file"}


def test_folders_without_end_are_not_followed_down(tmp_path: Path) -> None:
    (tmp_path / Path(*["d"] * 40)).mkdir(parents=True)
    assert list(told(tmp_path).values()) == ["too_deep"]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", What.EMPTY),
        (b"\xef\xbb\xbf \r\n", What.EMPTY),
        (lines(DEATHS).encode("utf-16"), What.TEXT),
        (workbook(("a", [["b"]])), What.XLSX),
        (zipped(("a.csv", b"x")), What.ZIP),
        (compound("Workbook"), What.XLS),
        (compound("EncryptedPackage"), What.LOCKED),
        (compound("WordDocument"), What.DOCUMENT),
        (b"<html><table>", What.HTML),
        ("<!DOCTYPE html><html>".encode("utf-16"), What.HTML),
        (b"PAR1....PAR1", What.PARQUET),
        (b"%PDF-1.7", What.DOCUMENT),
        (b"Rar!\x1a\x07\x00", What.OTHER_ARCHIVE),
        (b"\x1f\x8b\x08", What.OTHER_ARCHIVE),
    ],
)
def test_a_file_is_known_by_its_first_bytes(content: bytes, what: What, tmp_path: Path) -> None:
    (tmp_path / "any").write_bytes(content)
    assert what_is(tmp_path / "any") is what


def test_names_in_an_archive_are_read_in_gbk_where_they_are_no_utf8(tmp_path: Path) -> None:
    import zipfile

    (tmp_path / "a.zip").write_bytes(named_in_gbk(zipped(("NAME.csv", b"x"), ("名册.csv", b"y")), NAME="账号"))
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert [shown_name(info) for info in archive.infolist()] == ["账号.csv", "名册.csv"]


def test_room_to_unpack_is_counted_over_all_members(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped(("1.csv", b"x" * 60), ("2.csv", b"y" * 60)))
    unpacking = Unpacking(tmp_path, left_bytes=100)
    found = list(unpacking.members(Place("a.zip"), tmp_path / "a.zip"))
    assert [what.code if isinstance(what, Problem) else what.read_bytes() for _, what in found] == [b"x" * 60, "bomb"]


def test_what_is_only_counted_is_read_to_its_end_and_written_nowhere(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped(("1.pdf", b"%PDF" + b"x" * 60), ("2.csv", b"y")))
    (room := tmp_path / "room").mkdir()
    for left_bytes, expected in ((100, [b"y"]), (50, ["bomb", b"y"])):
        unpacking = Unpacking(room, left_bytes, is_counted=lambda name, head: head.startswith(b"%PDF") and "1" in name)
        found = [what for _, what in unpacking.members(Place("a.zip"), tmp_path / "a.zip")]
        assert [what.code if isinstance(what, Problem) else what.read_bytes() for what in found] == expected
        assert (unpacking.counted, unpacking.left_bytes) == ((1, 35) if left_bytes == 100 else (0, 49))
        assert [path.read_bytes() for path in room.iterdir()] == [b"y"]


def test_an_archive_that_lies_about_its_sizes_is_damaged(tmp_path: Path) -> None:
    packed = bytearray(zipped(("1.csv", b"x" * 5_000)))
    at = packed.index(b"PK\x01\x02") + 24
    packed[at : at + 4] = (10).to_bytes(4, "little")
    (tmp_path / "a.zip").write_bytes(bytes(packed))
    [(_, what)] = Unpacking(tmp_path).members(Place("a.zip"), tmp_path / "a.zip")
    assert isinstance(what, Problem)
    assert what.code == "corrupt_member"


def test_an_archive_cut_off_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped(("1.csv", b"x"))[:-10])
    with pytest.raises(Unopened, match="corrupt_zip"):
        list(Unpacking(tmp_path).members(Place("a.zip"), tmp_path / "a.zip"))
