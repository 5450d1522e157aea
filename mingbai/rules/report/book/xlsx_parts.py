"""The parts of a workbook its writer cannot set: results of formulas, and a date that does not depend on the clock."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

CORE = "docProps/core.xml"
STAMP = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
FORMULA = re.compile(rb'(<c r="[A-Z]+\d+"(?: s="\d+")?) t="str"(><f>[^<]*</f><v>)(</v></c>)')
NAME_LENGTHS = slice(26, 30)  # of a local header, where the lengths of name and extra field stand
LOCAL_HEADER = 30  # bytes


def finish(path: Path, results: Mapping[str, Sequence[float]], stamp: str) -> None:
    """
    Give a workbook's formulas their results and its properties a fixed moment (2026-11-01T00:00:00Z).

    `results` are, by sheet part, the values of its formulas in order. Other parts are moved as they are, unread.
    """
    anew = path.with_name(f".{path.name}.anew")
    with ZipFile(path) as made, ZipFile(anew, "w") as finished:
        for part in made.infolist():
            if part.filename == CORE:
                _put(finished, part, STAMP.sub(stamp.encode(), made.read(part)))
            elif part.filename in results:
                _put(finished, part, _with_results(made.read(part), results[part.filename]))
            else:
                _move(made, part, finished)
    anew.replace(path)


def _with_results(sheet: bytes, values: Sequence[float]) -> bytes:
    assert len(FORMULA.findall(sheet)) == len(values), f"{len(FORMULA.findall(sheet))} formulas, {len(values)} results"
    waiting = iter(values)

    def filled(cell: "re.Match[bytes]") -> bytes:
        return cell[1] + cell[2] + repr(next(waiting)).encode() + cell[3]

    return FORMULA.sub(filled, sheet)


def _put(archive: ZipFile, part: ZipInfo, content: bytes) -> None:
    archive.writestr(ZipInfo(part.filename, part.date_time), content, ZIP_DEFLATED)


def _move(made: ZipFile, part: ZipInfo, into: ZipFile) -> None:
    """Copy a part without unpacking it: a sheet of a million rows is a quarter of a gigabyte unpacked."""
    source, target = made.fp, into.fp
    assert source is not None
    assert target is not None
    source.seek(part.header_offset)
    header = source.read(LOCAL_HEADER)
    lengths = header[NAME_LENGTHS]
    source.seek(
        part.header_offset
        + LOCAL_HEADER
        + int.from_bytes(lengths[:2], "little")
        + int.from_bytes(lengths[2:], "little")
    )
    part.flag_bits &= ~0x08  # sizes stand in the header, not after the data
    part.extra = b""
    part.header_offset = into.start_dir
    target.seek(into.start_dir)
    target.write(part.FileHeader())
    remaining = part.compress_size
    while remaining:
        chunk = source.read(min(remaining, 1 << 20))
        target.write(chunk)
        remaining -= len(chunk)
    into.start_dir = target.tell()
    into.filelist.append(part)
    into.NameToInfo[part.filename] = part
    into._didModify = True  # type: ignore[attr-defined]  # else the directory would not be written
