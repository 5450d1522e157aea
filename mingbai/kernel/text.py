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

SHARED = 3  # so many characters with one target are worth a regular expression of their own

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
    return text.translate(_codes(table))


def _codes(table: Folds) -> dict[int, str]:
    """Return what `str.translate` wants, made once per table: tables are constants of their modules."""
    known = _MADE.get(id(table))
    if known is None or known[0] is not table:
        known = _MADE[id(table)] = (table, {ord(source): target for source, target in table.items()})
    return known[1]


_MADE: dict[int, tuple[Folds, dict[int, str]]] = {}  # by identity; the table itself is held, so that it stays the same


def folded_sql(column: str, table: Folds) -> str:
    """
    Return the SQL of `folded` over a text column.

    `translate` rebuilds its table for every row, so what many characters become (nothing, ·, X)
    goes by regular expression, and the rest only where there is something to translate.
    """
    table = {source: target for source, target in table.items() if source != target}
    assert not table.keys() & set(table.values()), "one character after another must give what one pass gives"
    sources: dict[str, str] = {}
    for source, target in table.items():
        sources[target] = sources.get(target, "") + source
    shared = {target: found for target, found in sources.items() if len(found) > SHARED}
    single = {source: target for source, target in table.items() if target not in shared}

    for target, found in shared.items():
        column = f"regexp_replace({column}, '{character_class(found)}', {literal(target)}, 'g')"
    one_by_one = f"translate(t, {literal(''.join(single))}, {literal(''.join(single.values()))})"
    needed = f"CASE WHEN regexp_matches(t, '{character_class(''.join(single))}') THEN {one_by_one} ELSE t END"
    return f"list_transform([{column}], LAMBDA t: {needed})[1]"


def character_class(characters: str) -> str:
    """Return the regular expression that matches any one of the characters, in plain ASCII."""
    ranges: list[list[int]] = []
    for code in sorted(map(ord, set(characters))):
        if ranges and code == ranges[-1][1] + 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "[" + "".join(f"\\x{{{first:X}}}-\\x{{{last:X}}}" for first, last in ranges) + "]"


def literal(text: str) -> str:
    """Return the text as a SQL string literal."""
    return "'" + text.replace("'", "''") + "'"
