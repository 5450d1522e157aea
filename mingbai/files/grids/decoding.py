"""Bytes of a text file as blocks of whole UTF-8 lines: the encoding found out, memory bounded, bad lines named."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from mingbai.files.problems import Unopened

BLOCK_BYTES = 4_000_000
SAMPLE_BYTES = 262_144
LONGEST_LINE_BYTES = 1_000_000  # a line of a table is some hundred; what is longer is no line of a table
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CONTROLS = bytes(code for code in range(1, 32) if code not in b"\t\n\r")
CONTROL = re.compile(b"[" + re.escape(CONTROLS) + b"]")


@dataclass(frozen=True)
class Block:
    """Whole lines in UTF-8, and those of them (by position) that could not be read as they stand, with the code why."""

    data: bytes
    bad: dict[int, str] = field(default_factory=dict)


def encoding_of(path: Path) -> tuple[str, int]:
    """Return the encoding of a text file and the length of its byte order mark; raise Unopened for what is no text."""
    with path.open("rb") as file:
        sample = file.read(SAMPLE_BYTES)
    for mark, encoding in BYTE_ORDER_MARKS:
        if sample.startswith(mark):
            return encoding, len(mark)
    if wide := _wide(sample):
        return wide, 0
    if len(CONTROL.findall(sample)) * 50 > len(sample) or sample.count(0) * 10 > len(sample):
        raise Unopened("not_text")
    return _narrow(sample), 0


def blocks(path: Path) -> Iterator[Block]:
    """
    Yield the file as blocks of whole UTF-8 lines, at most a few megabytes each.

    A line that is not in the file's encoding, holds a NUL or is longer than a megabyte
    stands in its place with the reason; nothing else is lost with it.
    """
    encoding, mark = encoding_of(path)
    if encoding in ("utf-8", "gb18030"):
        yield from _narrow_blocks(path, encoding, mark)
    else:
        yield from (_checked(lines, cut, "utf-8")[0] for lines, cut in _lines(_widened(path, encoding, mark)))


def texts(path: Path) -> Iterator[str]:
    """Yield the file's text piece by piece, whatever its lines; a byte that is none of the encoding becomes �."""
    encoding, mark = encoding_of(path)
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    with path.open("rb") as file:
        file.seek(mark)
        while piece := file.read(BLOCK_BYTES // 8):
            yield decoder.decode(piece)
    yield decoder.decode(b"", final=True)


def _wide(sample: bytes) -> str | None:
    """Return UTF-16 without a mark: every other byte of its digits and commas is NUL."""
    zeros = (sample[0::2].count(0), sample[1::2].count(0))
    if max(zeros) * 4 < len(sample) // 2 or min(zeros) * 4 > max(zeros):
        return None
    return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"


def _narrow(sample: bytes) -> str:
    """Return the encoding in which fewer lines of the sample are broken; UTF-8 where both read it."""
    whole = sample[: sample.rfind(b"\n")] if b"\n" in sample else sample
    for encoding in ("utf-8", "gb18030"):
        if _text(whole, encoding) is not None:
            return encoding
    lines = whole.split(b"\n")
    broken = {encoding: sum(_text(line, encoding) is None for line in lines) for encoding in ("utf-8", "gb18030")}
    return min(broken, key=lambda encoding: broken[encoding])


def _narrow_blocks(path: Path, encoding: str, mark: int) -> Iterator[Block]:
    """Yield the blocks of a file whose lines end in byte 10 in either encoding."""
    with path.open("rb") as file:
        file.seek(mark)
        pieces = iter(lambda: file.read(BLOCK_BYTES), b"")
        only_ascii = True
        for lines, cut in _lines(pieces):
            block, encoding = _checked(lines, cut, encoding, settled=not only_ascii)
            only_ascii = only_ascii and block.data.isascii()
            yield block


def _widened(path: Path, encoding: str, mark: int) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    with path.open("rb") as file:
        file.seek(mark)
        while piece := file.read(BLOCK_BYTES):
            yield decoder.decode(piece).encode("utf-8", "replace")
    yield decoder.decode(b"", final=True).encode("utf-8", "replace")


def _lines(pieces: Iterator[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Yield runs of whole lines; a line without an end in sight is cut and marked, its remainder skipped."""
    carried, skipping, old_mac = b"", False, None
    for raw in pieces:
        if old_mac is None:
            old_mac = b"\n" not in raw and b"\r" in raw
        piece = raw.replace(b"\r", b"\n") if old_mac else raw
        if skipping:
            _, end, piece = piece.partition(b"\n")
            skipping = not end
        piece = carried + piece
        whole, end, carried = piece.rpartition(b"\n")
        if whole or end:
            yield from _without_long_lines(whole + end)
        if len(carried) > LONGEST_LINE_BYTES:
            yield carried[:200] + b"\n", True
            carried, skipping = b"", True
    if carried:
        yield from _without_long_lines(carried + b"\n")


def _without_long_lines(data: bytes) -> Iterator[tuple[bytes, bool]]:
    """Yield the lines, each one that is too long apart and cut."""
    start = searched = 0
    while len(data) - searched > LONGEST_LINE_BYTES:
        end = data.find(b"\n", searched)
        after = data.rfind(b"\n", searched, searched + LONGEST_LINE_BYTES) + 1
        if after > searched:
            searched = after
            continue
        if searched > start:
            yield data[start:searched], False
        yield data[searched : searched + 200] + b"\n", True
        start = searched = end + 1
    if start < len(data):
        yield data[start:], False


def _checked(lines: bytes, cut: bool, encoding: str, settled: bool = True) -> tuple[Block, str]:
    """Return the lines in UTF-8 with the bad ones named, and the encoding, settled by the first character not ASCII."""
    if cut:
        text = lines[:-1].decode(encoding, "replace").replace("\n", " ")
        return Block(_clean(text.encode()) + b"\n", {0: "long_line"}), encoding
    text_or_none = _text(lines, encoding)
    if text_or_none is None and not settled:
        encoding = _narrow(lines)
        text_or_none = _text(lines, encoding)
    if text_or_none is not None and b"\0" not in lines:
        return Block(_clean(lines if encoding == "utf-8" else text_or_none.encode("utf-8"))), encoding
    return _line_by_line(lines, encoding), encoding


def _line_by_line(lines: bytes, encoding: str) -> Block:
    kept: list[bytes] = []
    bad: dict[int, str] = {}
    for place, line in enumerate(lines.removesuffix(b"\n").split(b"\n")):
        text = _text(line, encoding)
        if text is None or "\ufffd" in text:
            bad[place] = "encoding"
        elif "\0" in text:
            bad[place] = "nul"
        shown = line.decode(encoding, "replace") if text is None else text
        kept.append(_clean(shown.replace("\0", "").replace("\n", " ").encode("utf-8")))
    return Block(b"\n".join(kept) + b"\n", bad)


def _clean(lines: bytes) -> bytes:
    """Return the lines without control characters, which this package uses as marks of its own."""
    return lines.translate(None, CONTROLS) if CONTROL.search(lines) else lines


def _text(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None
