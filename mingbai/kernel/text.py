"""Folding of typed text: one table, the same for a Python string and for a column of text in SQL."""

from collections.abc import Mapping

# Full-width forms are what a Chinese keyboard types by default: １ for 1, ， for a comma, Ｘ for X.
HALF_WIDTH: dict[str, str] = {chr(0xFEE0 + code): chr(code) for code in range(0x21, 0x7F)}

# Blanks a person cannot see and a spreadsheet or a web page leaves behind.
BLANKS = "".join(
    chr(code)
    for code in (
        *range(0x01, 0x21),
        *range(0x7F, 0xA1),
        0xAD,
        0x1680,
        0x180E,
        *range(0x2000, 0x2010),
        *range(0x2028, 0x2030),
        *range(0x205F, 0x2070),
        0x3000,
        0xFEFF,
    )
)
DASHES = "-‐‑‒–—―−﹣－"
QUOTES = "'\"`´‘’‛“”„′″＇＂｀"
UPPER: dict[str, str] = {chr(code): chr(code - 32) for code in range(ord("a"), ord("z") + 1)}

Folds = Mapping[str, str]  # one character -> one character, or nothing to drop it


def folds(*, to: Folds, dropped: str) -> Folds:
    """Return one table that folds full width and case, then applies `to`, and drops the `dropped` characters."""
    upper = {wide: UPPER.get(half, half) for wide, half in HALF_WIDTH.items()}
    table = {**upper, **UPPER, **to, **dict.fromkeys(dropped, "")}
    table = {wide: table.get(target, target) for wide, target in table.items()}
    assert all(len(source) == 1 and len(target) <= 1 for source, target in table.items())
    return table


def folded(text: str, table: Folds) -> str:
    """Return the text with every character of the table folded."""
    return text.translate({ord(source): target for source, target in table.items()})


def folded_sql(column: str, table: Folds) -> str:
    """Return the SQL of `folded` over a text column: `translate` drops what has no counterpart."""
    kept = {source: target for source, target in table.items() if target}
    dropped = "".join(source for source, target in table.items() if not target)
    return f"translate({column}, {literal(''.join(kept) + dropped)}, {literal(''.join(kept.values()))})"


def literal(text: str) -> str:
    """Return the text as a SQL string literal."""
    return "'" + text.replace("'", "''") + "'"
