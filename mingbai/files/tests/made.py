"""Small lists for tests: people who never lived, their households, and the files they stand in."""

import struct
import zipfile
from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path

import openpyxl

from mingbai.kernel.identity import check_character

ROSTER = ("发放月份", "救助项目", "行政区划代码", "家庭编号", "领款人身份证号", "领款人姓名", "银行账号", "发放金额")
APPROVALS = (
    *("救助项目", "行政区划代码", "家庭编号", "户主身份证号", "户主姓名", "银行账号"),
    *("核定金额", "保障人数", "享受起始月", "确认日期"),
)
PAYMENTS = ("交易流水号", "收款人户名", "收款人账号", "交易金额", "交易日期", "处理结果")
DEATHS = ("姓名", "身份证号", "死亡日期")
Row = list[str]


def person_id(number: int) -> str:
    """Return a valid ID number from a place that was never issued one."""
    body = f"999999{1940 + number % 60}{number % 12 + 1:02d}{number % 28 + 1:02d}{number % 1000:03d}"
    return body + check_character(body)


def account_no(number: int) -> str:
    """Return a bank card number."""
    return f"62284899990000{number:05d}"


def roster_row(number: int, **changed: str) -> Row:
    """Return a good row of a roster; keyword arguments are headers with other values."""
    values = (
        "2026-11",
        "农村低保",
        "999999101001",
        f"H{number}",
        person_id(number),
        "张三",
        account_no(number),
        "500.50",
    )
    return list((dict(zip(ROSTER, values, strict=True)) | changed).values())


def approval_row(number: int, **changed: str) -> Row:
    """Return a good row of an approval register."""
    values = ("农村低保", "999999101001", f"H{number}", person_id(number), "张三", account_no(number), "500.50", "2")
    row = dict(zip(APPROVALS, (*values, "2025-01", "2024-12-20"), strict=True))
    return list((row | changed).values())


def payment_row(number: int, **changed: str) -> Row:
    """Return a good row of a bank's list."""
    values = (f"T{number}", "张三", account_no(number), "500.50", "2026-11-08", "成功")
    return list((dict(zip(PAYMENTS, values, strict=True)) | changed).values())


def death_row(number: int, **changed: str) -> Row:
    """Return a good row of a list of deaths."""
    values = ("李四", person_id(number), "2026-10-03")
    return list((dict(zip(DEATHS, values, strict=True)) | changed).values())


def lines(*rows: Sequence[str], by: str = ",") -> str:
    """Return rows as lines of a text file."""
    return "".join(by.join(row) + "\n" for row in rows)


def write_text(path: Path, *rows: Sequence[str], by: str = ",", encoding: str = "utf-8") -> Path:
    """Write rows as a text file."""
    path.write_bytes(lines(*rows, by=by).encode(encoding))
    return path


def workbook(*sheets: tuple[str, Iterable[Sequence[object]]]) -> bytes:
    """Return a workbook of sheets (name, rows); openpyxl writes what it is given, formulas without their results."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def repacked(xlsx: bytes, **changed: bytes | None) -> bytes:
    """Return a workbook with parts replaced or (None) left out; `sheet1` stands for xl/worksheets/sheet1.xml."""
    parts = {"sheet1": "xl/worksheets/sheet1.xml", "shared": "xl/sharedStrings.xml", "book": "xl/workbook.xml"}
    swapped = {parts[name]: content for name, content in changed.items()}
    kept = BytesIO()
    with zipfile.ZipFile(BytesIO(xlsx)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for name in {**dict.fromkeys(old.namelist()), **dict.fromkeys(swapped)}:
            content = swapped[name] if name in swapped else old.read(name)
            if content is not None:
                new.writestr(name, content)
    return kept.getvalue()


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    """Return a zip archive of members (name, content)."""
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content, zipfile.ZIP_DEFLATED)
    return kept.getvalue()


def named_in_gbk(archive: bytes, **names: str) -> bytes:
    """Return the archive with members renamed as Chinese Windows does; the old names take as many bytes as the new."""
    for old, new in names.items():
        archive = archive.replace(old.encode(), new.encode("gbk"))
    return archive


def compound(*streams: str) -> bytes:
    """Return the beginning of an Office file of the nineties with streams of those names, and nothing behind it."""
    names = b"".join(stream.encode("utf-16-le").ljust(128, b"\0") for stream in streams)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + struct.pack("<504x") + names.ljust(4096, b"\0")
