"""What a file is, told by its first bytes and never by its name."""

import re
import zipfile
from enum import Enum
from pathlib import Path


class What(Enum):
    """The kinds of files that arrive; those that are not read have a sentence that says what to do instead."""

    XLSX = "xlsx"
    XLS = "xls"
    TEXT = "text"
    HTML = "html"
    PARQUET = "parquet"
    ZIP = "zip"
    EMPTY = "empty"
    LOCKED = "password"
    OTHER_SHEET = "other_sheet"  # ods, xlsb, XML spreadsheets: to be saved as xlsx
    OTHER_ARCHIVE = "other_archive"  # rar, 7z, gz: to be unpacked
    LINK = "link"  # shortcuts of Windows
    DOCUMENT = "document"  # pdf, Word, pictures
    CORRUPT = "corrupt_workbook"


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIPS = (b"PK\x03\x04", b"PK\x05\x06")
ARCHIVES = (b"Rar!\x1a", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"(\xb5/\xfd")
DOCUMENTS = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"II*\0",
    b"MM\0*",
    b"{\\rtf",
    b"SQLite format 3",
    b"\x7fELF",
    b"MZ",
)
SHORTCUTS = (b"L\0\0\0\x01\x14\x02\0", b"[InternetShortcut]")
SAMPLE = 65_536
HTML = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|meta|table|body|div|style)\b",
    re.I | re.S,
)
XML_SHEET = re.compile(rb"urn:schemas-microsoft-com:office:spreadsheet", re.I)


def what_is(path: Path) -> What:
    """Return what the file is; raise OSError where it cannot be opened."""
    with path.open("rb") as file:
        sample = file.read(SAMPLE)
    if not sample.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        return What.EMPTY if len(sample) < SAMPLE else What.TEXT
    if sample.startswith(ZIPS):
        return _zipped(path)
    if sample.startswith(OLE):
        return _compound(path)
    if sample.startswith(b"PAR1"):
        return What.PARQUET
    if sample.startswith(ARCHIVES):
        return What.OTHER_ARCHIVE
    if is_document(sample):
        return What.DOCUMENT
    if sample.startswith(SHORTCUTS):
        return What.LINK
    return _text(sample)


def is_document(head: bytes) -> bool:
    """Return whether a file that begins so is one for people to look at: a page, a picture."""
    return head.startswith(DOCUMENTS)


def _text(sample: bytes) -> What:
    plain = sample.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"")
    if XML_SHEET.search(plain[:4_096]):
        return What.OTHER_SHEET
    return What.HTML if HTML.match(plain.removeprefix(b"\xff\xfe")) else What.TEXT


def _zipped(path: Path) -> What:
    try:
        with zipfile.ZipFile(path) as archive:
            names = {info.filename.replace("\\", "/").lower() for info in archive.infolist()[:5_000]}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return What.CORRUPT if path.suffix.lower() in (".xlsx", ".xlsm") else What.ZIP
    if "xl/workbook.xml" in names:
        return What.XLSX
    if "xl/workbook.bin" in names or "content.xml" in names:
        return What.OTHER_SHEET
    if "word/document.xml" in names or "ppt/presentation.xml" in names or "ofd.xml" in names:
        return What.DOCUMENT
    return What.XLSX if "[content_types].xml" in names and any(name.startswith("xl/") for name in names) else What.ZIP


def _compound(path: Path) -> What:
    """Tell the files that Office of the nineties left: its streams are named in UTF-16."""
    with path.open("rb") as file:
        head = file.read(4_000_000)
    if "EncryptedPackage".encode("utf-16-le") in head:
        return What.LOCKED
    if "WordDocument".encode("utf-16-le") in head or "PowerPoint".encode("utf-16-le") in head:
        return What.DOCUMENT
    return What.XLS
