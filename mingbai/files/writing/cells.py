"""Cells that stay what they are when a spreadsheet opens the file."""

import re

# What makes a spreadsheet take a cell of a csv file for a formula; a plain negative number is none.
ACTIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
NUMBER = re.compile(r"[+-]?\d{1,15}(?:,\d{3})*(?:\.\d+)?%?", re.ASCII)
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
LONGEST = 32_767  # characters a cell of a workbook can hold


def harmless(text: str) -> str:
    """Return the text for a cell of a csv file, an apostrophe before what a spreadsheet would run as a formula."""
    clean = CONTROLS.sub("", text)
    return f"'{clean}" if clean.startswith(ACTIVE) and not NUMBER.fullmatch(clean) else clean


def storable(text: str) -> str:
    """Return the text for a text cell of a workbook: no control characters, at most what a cell can hold."""
    clean = CONTROLS.sub("", text)
    return clean if len(clean) <= LONGEST else clean[: LONGEST - 1] + "…"
