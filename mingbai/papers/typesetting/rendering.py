"""From a paper to the bytes of a PDF/A: the data goes in as JSON, never as Typst text, and is attached to the file."""

import json
import re
from collections.abc import Iterator
from datetime import UTC
from hashlib import sha256
from pathlib import Path
from typing import Any

import typst

from mingbai.kernel.identity.number import is_valid_id
from mingbai.papers.paper import Paper
from mingbai.papers.typesetting.fonts import Typefaces, typefaces
from mingbai.papers.typesetting.refused import ShowsNumber, Unprintable

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
STANDARDS: "list[typst.PDFStandard]" = ["a-3a", "ua-1"]  # archival, accessible, the figures attached for machines
CODE_DIGITS = 16
MISSING = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
LONG_NUMBER = re.compile(r"(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])")


def render(paper: Paper, *, bilingual: bool = False, fonts: Path | None = None) -> bytes:
    """
    Return the paper as PDF/A-3a and PDF/UA-1, the same bytes for the same data and fonts.

    `bilingual` sets English below the Chinese; `fonts` is a folder with fonts of one's own for the rarest
    characters. Raises CannotPrint: no font, a character in no font, a whole ID number.
    """
    compiler, inputs = _compiler(paper, bilingual, typefaces(fonts))
    try:
        pdf = compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=STANDARDS, timestamp=_moment(paper))
    except typst.TypstError as error:
        missing = MISSING.search(error.message)
        if missing:
            raise Unprintable(missing[1]) from error
        raise
    assert isinstance(pdf, bytes)
    return pdf


def pictures(paper: Paper, *, bilingual: bool = False, ppi: float = 110) -> list[bytes]:
    """Return the paper's pages as PNG, for screens."""
    compiler, inputs = _compiler(paper, bilingual, typefaces())
    pages = compiler.compile(format="png", sys_inputs=inputs, ppi=ppi)
    assert pages is not None
    return [pages] if isinstance(pages, bytes) else pages


def contents(paper: Paper) -> str:
    """Return what the paper says as JSON with sorted keys; raise ShowsNumber for a whole ID number in it."""
    said = {"office": paper.office, "number": paper.number, "made_on": paper.made_on, **paper.says()}
    said["seals"] = list(paper.seals)
    said["signatures"] = [signature.says() for signature in paper.signatures]
    for where, text in _texts(said):
        if any(is_valid_id(found) for found in LONG_NUMBER.findall(text)):
            raise ShowsNumber(where)
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(paper: Paper) -> str:
    """Return the SHA-256 of what the paper says; its beginning is the check code."""
    return sha256(contents(paper).encode()).hexdigest()


def check_code(paper: Paper) -> str:
    """Return the code at the foot of every page, by which its record is found in the log: 46C0-2F62-6607-4716."""
    begin = digest(paper)[:CODE_DIGITS].upper()
    return "-".join(begin[place : place + 4] for place in range(0, CODE_DIGITS, 4))


def _moment(paper: Paper) -> int:
    """Return the moment the file says it was made: the paper's own, never the clock's."""
    return int(paper.made_at.astimezone(UTC).timestamp())


def _compiler(paper: Paper, bilingual: bool, faces: Typefaces) -> tuple[typst.Compiler, dict[str, str]]:
    data = contents(paper)
    setting = {
        "code": check_code(paper),
        "bilingual": bilingual,
        "body": faces.body,
        "heading": faces.heading,
    }
    template = TEMPLATES / f"{paper.template}.typ"
    compiler = typst.Compiler(template, root=TEMPLATES, font_paths=faces.fonts, ignore_system_fonts=True)
    return compiler, {"data": data, "setting": json.dumps(setting)}


def _texts(said: Any, where: str = "") -> Iterator[tuple[str, str]]:
    """Return every text in the data with the name of its field."""
    if isinstance(said, str):
        yield where, said
    elif isinstance(said, dict):
        for name, value in said.items():
            yield from _texts(value, name)
    elif isinstance(said, list | tuple):
        for value in said:
            yield from _texts(value, where)
