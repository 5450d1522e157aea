"""Cells that say nothing: empty, 无, a dash, a mistake of a formula."""

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
LONGEST = max(map(len, (*NOTHING, *MISTAKES)))


def blank_sql(column: str, kind: Kind) -> str:
    """Return the SQL of the cell, NULL where it says nothing."""
    words = ", ".join(map(literal, _words(kind)))
    return f"CASE WHEN length({column}) <= {LONGEST} AND {column} IN ({words}) THEN NULL ELSE {column} END"


def says_nothing(raw: str | None, kind: Kind) -> bool:
    """Return whether a raw cell says nothing."""
    return raw is None or not raw.strip(NUMERIC + " \t\n\u3000") or raw in _words(kind)


def _words(kind: Kind) -> tuple[str, ...]:
    return MISTAKES if kind in WORDED else (*NOTHING, *MISTAKES)
