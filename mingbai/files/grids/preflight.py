"""Looks an xlsx over before anything opens it: sizes, encryption, entities, how far its cells reach, odd cells."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import numpy.typing as npt

from mingbai.files.grids.grid import FORMULA, MOST_COLUMNS
from mingbai.files.grids.hidden import Hidden
from mingbai.files.problems import Unopened

PIECE = 4_000_000
LONGEST_ELEMENT = 8 * PIECE
MOST_ENTRIES = 5_000
BOMB_BYTES, BOMB_RATIO = 50_000_000, 250  # a sheet of zeros packs 200 to 1, a bomb 1,000 to 1
MOST_BYTES = 4_000_000_000  # of one sheet unpacked: a million rows of fifty columns
MOST_SHARED_BYTES = 600_000_000  # of the shared strings, which are held in memory
MOST_CELLS = 30_000_000  # of the rectangle calamine lays out in memory, 32 bytes each
MOST_TEXT_BYTES = 2_000_000_000  # of all strings laid out
LONGEST_STRING_BYTES = 200_000  # a cell holds 32,767 characters
MOST_SHEETS = 3_000  # a sheet for every village of a county, and more
MOST_MARKS = 200_000
SMALL_PARTS = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml")

CELL = rb'<%bc\b[^>]*?\br="([A-Z]{1,4})([0-9]{1,8})"[^>/]*>'
UNCOMPUTED = (
    rb"<%bc\b([^>]*)>\s*<%bf\b(?:[^>]*/>|[^>]*[^/]>[^<]*</%bf>|>[^<]*</%bf>)\s*(?:<%bv\s*/>|<%bv>\s*</%bv>)?\s*</%bc>"
)
MISTAKE = rb'<%bc\b([^>]*\bt="e"[^>]*)>(?:\s*<%bf\b(?:[^>]*/>|[^>]*>[^<]*</%bf>))?\s*<%bv>\s*(#[^<]{1,12})</%bv>'
SHARED = rb't="s"[^>]*>\s*<%bv>\s*(\d{1,9})\s*</%bv>'
NOWHERE = re.compile(rb'\br="[A-Z]{0,4}[0-9]{9}')  # a row that no sheet has, and for which a reader would make room
ADDRESS = re.compile(rb'\br="([A-Z]{1,4})([0-9]{1,8})"')

Corner = tuple[int, int]


@dataclass
class SheetFacts:
    """What a sheet's bytes say: how far its cells reach, and cells a reader would show as empty."""

    first_row: int = 1 << 30
    last_row: int = 0
    last_column: int = 0
    last_cell: str = ""
    shared_bytes: int = 0
    marks: dict[Corner, str] = field(default_factory=dict)  # (row number, column from 0) → mark
    hidden: Hidden = field(default_factory=Hidden)

    @property
    def hidden_columns(self) -> list[str]:
        """Return the letters of the hidden columns among those in use."""
        return [_letters(number) for number in self.hidden.columns_within(self.last_column)]


def look_over(path: Path) -> list[SheetFacts]:
    """Return the facts of every sheet in the workbook's order; raise Unopened where opening it would do harm."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = _entries(archive)
            lengths = _shared_lengths(archive, entries)
            return [
                _facts(archive, entries[name], lengths) if name in entries else SheetFacts()
                for name in _sheet_names(archive, entries)
            ]
    except (
        zipfile.BadZipFile,
        EOFError,
        ValueError,
        NotImplementedError,
        RuntimeError,
        ElementTree.ParseError,
        OSError,
        zlib.error,
    ) as error:
        raise Unopened("corrupt_workbook") from error


def _entries(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Return the parts a reader opens, none of them a bomb."""
    infos = archive.infolist()
    if len(infos) > MOST_ENTRIES:
        raise Unopened("bomb")
    entries = {info.filename.replace("\\", "/").lstrip("/"): info for info in infos}
    for name, info in entries.items():
        if info.flag_bits & 1:
            raise Unopened("password")
        if not name.lower().endswith((".xml", ".rels")):
            continue
        swollen = info.file_size > BOMB_BYTES and info.file_size > BOMB_RATIO * max(info.compress_size, 1)
        if swollen or info.file_size > MOST_BYTES:
            raise Unopened("bomb")
        if name == "xl/sharedStrings.xml" and info.file_size > MOST_SHARED_BYTES:
            raise Unopened("too_large_workbook")
        if name in SMALL_PARTS and info.file_size > BOMB_BYTES:
            raise Unopened("bomb")
    return entries


def _sheet_names(archive: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo]) -> list[str]:
    """Return the part of every sheet in the order in which the workbook lists them."""
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= entries.keys():
        raise Unopened("corrupt_workbook")
    book, links = (_small(archive, entries[name]) for name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"))
    targets = {link.get("Id"): link.get("Target") or "" for link in links}
    sheets = [element for element in book.iter() if element.tag.rpartition("}")[2] == "sheet"]
    if len(sheets) > MOST_SHEETS:
        raise Unopened("too_many_sheets", sheets=len(sheets), most=MOST_SHEETS)
    ids = [next((value for name, value in sheet.items() if name.endswith("}id")), None) for sheet in sheets]
    return [_part(targets.get(number) or "") for number in ids]


def _part(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _small(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> ElementTree.Element:
    text = archive.read(info)
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise Unopened("entities")
    return ElementTree.fromstring(text)  # noqa: S314 (without a document type there are no entities to expand)


def _pieces(archive: zipfile.ZipFile, info: zipfile.ZipInfo, starts: re.Pattern[bytes]) -> Iterator[bytes]:
    """Yield the part in pieces, cut where one of its elements starts, so that none is cut in two."""
    carried = b""
    with archive.open(info) as part:
        while piece := part.read(PIECE):
            if not carried and (b"<!DOCTYPE" in piece[:65_536] or b"<!ENTITY" in piece[:65_536]):
                raise Unopened("entities")
            piece = carried + piece
            cut = _last_start(piece, starts)
            if not cut and len(piece) > LONGEST_ELEMENT:
                raise Unopened("corrupt_workbook")
            carried = piece[cut:]
            if cut:
                yield piece[:cut]
    yield carried


def _last_start(piece: bytes, starts: re.Pattern[bytes]) -> int:
    """Return where the last element starts in the piece, 0 if none does."""
    for tail in (65_536, len(piece)):
        found = list(starts.finditer(piece, max(0, len(piece) - tail)))
        if found:
            return found[-1].start()
    return 0


def _shared_lengths(archive: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo]) -> npt.NDArray[np.int64]:
    """Return the length of every shared string in bytes of XML; raise Unopened for one no cell could hold."""
    info = entries.get("xl/sharedStrings.xml")
    if info is None:
        return np.zeros(0, np.int64)
    lengths = []
    for piece in _pieces(archive, info, re.compile(rb"<(?:\w+:)?si[ />]")):
        ends = np.fromiter((found.start() for found in re.finditer(rb"</(?:\w+:)?si>", piece)), np.int64)
        lengths.append(np.diff(ends, prepend=0))
    together = np.concatenate(lengths) if lengths else np.zeros(0, np.int64)
    if len(together) and int(together.max()) > LONGEST_STRING_BYTES:
        raise Unopened("too_large_workbook")
    return together


def _facts(archive: zipfile.ZipFile, info: zipfile.ZipInfo, lengths: npt.NDArray[np.int64]) -> SheetFacts:
    facts = SheetFacts()
    prefix = b""
    weigh = len(lengths) > 0 and int(lengths.max()) * (info.file_size // 20) > MOST_TEXT_BYTES
    for place, piece in enumerate(_pieces(archive, info, re.compile(rb"<(?:\w+:)?(?:c|row)[ />]"))):
        if place == 0:
            root = re.search(rb"<(\w+:)?worksheet\b", piece[:PIECE])
            prefix = (root[1] or b"") if root else b""
        if NOWHERE.search(piece):
            raise Unopened("corrupt_workbook")
        _reach(facts, piece, prefix)
        _mark(facts, piece, prefix)
        facts.hidden.look_at(piece, prefix, is_first=place == 0)
        if weigh:
            places = np.array(re.findall(SHARED.replace(b"%b", prefix), piece), np.int64)
            facts.shared_bytes += int(lengths[places[places < len(lengths)]].sum())
    _bound(facts)
    return facts


def _reach(facts: SheetFacts, piece: bytes, prefix: bytes) -> None:
    """Widen how far the sheet's cells reach by those of the piece."""
    opened = piece.count(b"<" + prefix + b"c ") + piece.count(b"<" + prefix + b"c>")
    addressed = re.findall(CELL.replace(b"%b", prefix), piece)
    closed = len(re.findall(rb"<" + prefix + rb"c\b[^>]*?\br=\"[^>]*/>", piece))
    if addressed:
        columns = {letters for letters, _ in addressed}
        furthest = max(columns, key=_column)
        if _column(furthest) > facts.last_column:
            row = next(number for letters, number in addressed if letters == furthest)
            facts.last_column, facts.last_cell = _column(furthest), (furthest + row).decode()
        rows = (
            int(addressed[0][1]),
            int(addressed[-1][1]),
            max(int(number) for _, number in addressed[:: max(1, len(addressed) // 1000)]),
        )
        facts.first_row, facts.last_row = min(facts.first_row, *rows), max(facts.last_row, *rows)
    if opened > len(addressed) + closed:  # cells without an address follow one another
        rows_apart = re.split(rb"<" + prefix + rb"row\b", piece)
        facts.last_column = max(facts.last_column, *(row.count(b"<" + prefix + b"c") for row in rows_apart))
        numbers = [int(number) for number in re.findall(rb"<" + prefix + rb"row\b[^>]*?\br=\"(\d{1,8})\"", piece)]
        facts.first_row = 1
        facts.last_row = max([facts.last_row + len(rows_apart) - 1, *numbers])


def _mark(facts: SheetFacts, piece: bytes, prefix: bytes) -> None:
    """Note formulas that were never computed and cells that hold a formula's mistake."""
    if b"f>" in piece or b"f " in piece or b"f/>" in piece:
        for attributes in re.findall(UNCOMPUTED.replace(b"%b", prefix), piece):
            if b't="str"' not in attributes:
                _remember(facts, attributes, FORMULA)
    if b't="e"' in piece:
        for attributes, mistake in re.findall(MISTAKE.replace(b"%b", prefix), piece):
            _remember(facts, attributes, mistake.decode("utf-8", "replace").strip())


def _remember(facts: SheetFacts, attributes: bytes, mark: str) -> None:
    address = ADDRESS.search(attributes)
    if address and len(facts.marks) < MOST_MARKS:
        facts.marks[int(address[2]), _column(address[1]) - 1] = mark


def _bound(facts: SheetFacts) -> None:
    rows = max(0, facts.last_row - facts.first_row + 1)
    if rows * facts.last_column > MOST_CELLS or facts.last_column > 16 * MOST_COLUMNS:
        raise Unopened(
            "too_wide_sheet", cell=facts.last_cell or f"{_letters(facts.last_column)}{facts.last_row}", rows=rows
        )
    if facts.shared_bytes > MOST_TEXT_BYTES:
        raise Unopened("too_large_workbook")


def _letters(number: int) -> str:
    """Return the letters of a column from its number."""
    letters = ""
    while number:
        number, place = divmod(number - 1, 26)
        letters = chr(65 + place) + letters
    return letters


def _column(letters: bytes) -> int:
    """Return the number of a column from its letters, A being 1."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
