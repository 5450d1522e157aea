"""Cells that say nothing: empty, 无, a dash, a mistake of a formula."""

import re

from mingbai.files.grids.grid import NUMERIC
from mingbai.files.tables import Kind
from mingbai.kernel.text import literal

NOTHING = (
    "-",
    "--",
    "—",
    "——",
    "－",
    "/",
    "\\",
    "无",
    "暂无",
    "不详",
    "N/A",
    "n/a",
    "NULL",
    "null",
    "None",
    "nan",
    "NaN",
)
MISTAKES = ("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!")
WORDED = (Kind.FLAG, Kind.WORD)  # 无 may be a word of the list there
LONGEST = max(len(word.encode()) for word in (*NOTHING, *MISTAKES))
assert not any(word[0].isdigit() for word in (*NOTHING, *MISTAKES)), "numbers are not looked up among them"
assert all(word[0] == "#" for word in MISTAKES), "nothing else is looked up among them"


def blank_sql(column: str, kind: Kind) -> str:
    """Return the SQL of the cell, NULL where it says nothing."""
    # A pattern: the engine would make a join of a longer IN, and of all rows. A dear one: the first character is first.
    words = literal("|".join(re.escape(word) for word in silent_words(kind)))
    short = f"strlen({column}) <= {LONGEST} AND NOT {column} BETWEEN '0' AND ':'"
    may = f"starts_with({column}, '#')" if kind in WORDED else f"{short} AND {_opens_so(column)}"
    return f"CASE WHEN {may} AND regexp_full_match({column}, {words}) THEN NULL ELSE {column} END"


def _opens_so(column: str) -> str:
    """Return the SQL of whether a text opens as a silent word may: in ASCII, or with one of few other characters."""
    others = sorted({ord(word[0]) for word in NOTHING if not word.isascii()})
    return f"(unicode({column}) < 128 OR {' OR '.join(f'unicode({column}) = {code}' for code in others)})"


def says_nothing(raw: str | None, kind: Kind) -> bool:
    """Return whether a raw cell says nothing."""
    return raw is None or not raw.strip(NUMERIC + " \t\n\u3000") or raw in silent_words(kind)


def silent_words(kind: Kind) -> tuple[str, ...]:
    """Return the words that say nothing in a cell of a kind."""
    return MISTAKES if kind in WORDED else (*NOTHING, *MISTAKES)
