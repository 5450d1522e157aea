"""Archives, links, devices, Parquet files: what stands around the tables."""

import os
import stat
import zipfile
from io import BytesIO
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from mingbai.files.tests.made import PAYMENTS, ROSTER, lines, named_in_gbk, payment_row, roster_row, write_text, zipped

GOOD = lines(ROSTER, roster_row(1), roster_row(2)).encode()
BANK = lines(PAYMENTS, payment_row(1), by="|!").encode("gb18030")


def archive_cut_off(folder: Path) -> None:
    (folder / "回单.zip").write_bytes(zipped(("回单.txt", BANK))[:60])


def bomb(folder: Path) -> None:
    (folder / "回单.zip").write_bytes(zipped(("回单.txt", b"0" * 60_000_000), ("名册.csv", GOOD)))


def too_deep(folder: Path) -> None:
    inner = zipped(("回单.txt", BANK))
    for name in ("三.zip", "二.zip", "一.zip"):
        inner = zipped((name, inner))
    (folder / "回单.zip").write_bytes(inner)


def as_banks_send_it(folder: Path) -> None:
    archive = zipped(("NAME_20261110.zip", zipped(("账号_20261110.txt", BANK))))
    (folder / "客户_20261110.zip").write_bytes(named_in_gbk(archive, NAME="账号"))


def path_out_of_the_archive(folder: Path) -> None:
    (folder / "回单.zip").write_bytes(zipped(("../../名册.csv", GOOD), ("名册.csv", GOOD)))


def absolute_path(folder: Path) -> None:
    (folder / "回单.zip").write_bytes(zipped(("/etc/名册.csv", GOOD)))


def link_in_an_archive(folder: Path) -> None:
    link = zipfile.ZipInfo("名册.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    (folder / "回单.zip").write_bytes(zipped((link, b"/etc/passwd")))


def member_locked(folder: Path) -> None:
    packed = bytearray(zipped(("回单.txt", BANK)))
    packed[6] |= 1
    packed[packed.rindex(b"PK\x01\x02") + 8] |= 1
    (folder / "回单.zip").write_bytes(bytes(packed))


def member_damaged(folder: Path) -> None:
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("坏.csv", b"abcdefgh" * 100)
        archive.writestr("名册.csv", GOOD)
    (folder / "回单.zip").write_bytes(kept.getvalue().replace(b"abcdefgh" * 3, b"abcdefgX" * 3, 1))


def other_archive(folder: Path) -> None:
    (folder / "回单.rar").write_bytes(b"Rar!\x1a\x07\x01\x00" + bytes(50))


def empty_archive(folder: Path) -> None:
    (folder / "回单.zip").write_bytes(zipped())


def same_file_in_an_archive(folder: Path) -> None:
    (folder / "名册.csv").write_bytes(GOOD)
    (folder / "名册备份.zip").write_bytes(zipped(("名册.csv", GOOD)))


def link_in_the_folder(folder: Path) -> None:
    (folder / "名册.csv").symlink_to("/etc/passwd")


def folder_that_leads_to_itself(folder: Path) -> None:
    (folder / "名册").symlink_to(folder)


def pipe(folder: Path) -> None:
    os.mkfifo(folder / "名册.csv")


def name_of_two_lines(folder: Path) -> None:
    write_text(folder / "名\n册\x1b[31m.csv", ["科室", "分机"], ["办公室", "8001"])


def left_by_programs(folder: Path) -> None:
    (folder / "~$名册.xlsx").write_bytes(b"\x05user")
    (folder / ".DS_Store").write_bytes(b"\0\0\0\1Bud1")
    (folder / "Thumbs.db").write_bytes(b"x")


def parquet_cut_off(folder: Path) -> None:
    _parquet(folder / "名册.parquet")
    whole = (folder / "名册.parquet").read_bytes()
    (folder / "名册.parquet").write_bytes(whole[: len(whole) // 2])


def parquet_with_a_damaged_page(folder: Path) -> None:
    _parquet(folder / "名册.parquet")
    whole = bytearray((folder / "名册.parquet").read_bytes())
    whole[4:200] = bytes(196)
    (folder / "名册.parquet").write_bytes(bytes(whole))


def parquet_without_headers_we_know(folder: Path) -> None:
    pq.write_table(pa.table({"科室": ["办公室"]}), folder / "通讯录.parquet")


def _parquet(path: Path) -> None:
    rows = [roster_row(number) for number in range(50)]
    pq.write_table(pa.table(dict(zip(ROSTER, zip(*rows, strict=True), strict=True))), path)


CASES = (
    *(archive_cut_off, bomb, too_deep, as_banks_send_it, path_out_of_the_archive, absolute_path, link_in_an_archive),
    *(member_locked, member_damaged, other_archive, empty_archive, same_file_in_an_archive, link_in_the_folder),
    *(folder_that_leads_to_itself, pipe, name_of_two_lines, left_by_programs, parquet_cut_off),
    *(parquet_with_a_damaged_page, parquet_without_headers_we_know),
)
