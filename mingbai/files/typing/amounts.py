"""Money read in SQL as `kernel.money.parse_yuan` reads it."""

from mingbai.files.grids.grid import NUMERIC
from mingbai.kernel.money.reading import FOLDS, LARGEST_FEN, LONGEST, TYPED, UNITS
from mingbai.kernel.text import folded_sql, literal

FEN = {"元": 100, "万元": 1_000_000, "分": 1}  # what a header may say
PLAIN_DIGITS = {"元": (12, 2), "万元": (8, 6), "分": (14, 0)}  # before and behind the point, for the quick way
NOISE_DIGITS = 22  # decimals in which the noise of binary fractions is judged; a numeric cell has fifteen before
STORED = r"-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?"


def plain_money_sql(column: str, unit: str) -> str:
    """Return the SQL of an amount as nearly all are written, NULL for any other: planned ten times as fast."""
    plain, quick = _plainly(unit)
    cell = f"ltrim({column}, chr({ord(NUMERIC)}))"
    return f"CASE WHEN {plain.format(cell)} THEN {quick.format(cell)} END"


def _plainly(unit: str) -> tuple[str, str]:
    """Return the SQL of whether a cell is a plain number, and of what it states then, both to be filled in."""
    before, behind = PLAIN_DIGITS[unit]
    point = rf"(\.[0-9]{{1,{behind}}})?" if behind else ""
    plain = f"regexp_full_match({{}}, '[0-9]{{{{1,{before}}}}}{point.replace('{', '{{').replace('}', '}}')}')"
    wide = 38 if unit == "万元" else 18
    return plain, f"CAST(CAST({{}} AS DECIMAL({wide}, {behind})) * {FEN[unit]} AS BIGINT)"


def money_sql(column: str, unit: str) -> str:
    """Return the SQL of an amount in fen (BIGINT), NULL where it cannot be read; `unit` is the header's."""
    plain, quick = _plainly(unit)
    cell, bare = f"substr({column}, 2)", f"replace({column}, ',', '')"
    grouped = f"regexp_full_match({column}, '[0-9]{{1,3}}(,[0-9]{{3}}){{1,2}}(\\.[0-9]{{1,2}})?')"
    stored = f"starts_with({column}, chr({ord(NUMERIC)}))"
    return (
        f"CASE WHEN {column} IS NULL THEN NULL WHEN {plain.format(column)} THEN {quick.format(column)} "
        f"WHEN {stored} AND {plain.format(cell)} THEN {quick.format(cell)} "
        f"WHEN {grouped} AND {plain.format(bare)} THEN {quick.format(bare)} "
        f"WHEN length({column}) > {LONGEST} THEN NULL "
        f"WHEN {stored} AND regexp_full_match({cell}, '{STORED}') THEN {_stored(cell, unit)} "
        f"ELSE {_typed(column, unit)} END"
    )


def _stored(text: str, unit: str) -> str:
    """Return the SQL of a numeric cell: whole fen but for noise below a millionth."""
    decimals = {"元": 2, "万元": 6, "分": 0}[unit]
    tolerance = f"CAST('{10.0**-6 / FEN[unit]:.14f}' AS DECIMAL(38, {NOISE_DIGITS}))"
    exact = f"TRY_CAST({text} AS DECIMAL(38, {NOISE_DIGITS}))"
    fen = f"CAST(CAST(n AS DECIMAL(30, {decimals})) * {FEN[unit]} AS DECIMAL(38, 0))"
    near = f"abs(n - CAST(CAST(n AS DECIMAL(30, {decimals})) AS DECIMAL(38, {NOISE_DIGITS}))) <= {tolerance}"
    small = f"abs({fen}) <= {LARGEST_FEN}"
    return f"list_transform([{exact}], LAMBDA n: CASE WHEN {near} AND {small} THEN CAST({fen} AS BIGINT) END)[1]"


def _typed(column: str, unit: str) -> str:
    """Return the SQL of an amount as people type it: commas, ¥, its own unit, accounting brackets."""
    pattern = literal(TYPED.pattern)
    parts = f"regexp_extract(t, {pattern}, ['open', 'sign', 'number', 'unit', 'close'])"
    factor = " ".join(f"WHEN '{name}' THEN {fen}" for name, fen in UNITS.items())
    whole = "ltrim(split_part(p.number, '.', 1), '0')"
    behind = "rtrim(split_part(p.number, '.', 2), '0')"
    number = f"CAST('0' || {whole} || '.' || {behind} || '0' AS DECIMAL(27, 10))"
    fen = f"{number} * CAST(CASE p.unit {factor} ELSE {FEN[unit]} END AS DECIMAL(11, 0))"
    sign = "CASE WHEN p.open = '(' OR p.sign = '-' THEN -1 ELSE 1 END"
    brackets = "(p.open = '') = (p.close = '') AND (p.open = '' OR p.sign = '')"
    short = f"length({whole}) <= 16 AND length({behind}) <= 10"
    read = f"CASE WHEN f = floor(f) AND f <= {LARGEST_FEN} THEN CAST(f AS BIGINT) * {sign} END"
    value = f"CASE WHEN {brackets} AND {short} THEN list_transform([{fen}], LAMBDA f: {read})[1] END"
    shaped = f"CASE WHEN regexp_full_match(t, {pattern}) THEN list_transform([{parts}], LAMBDA p: {value})[1] END"
    commas = f"list_transform([{folded_sql(column, FOLDS)}], LAMBDA t: {shaped})[1]"
    return commas.replace("p.number", "replace(p.number, ',', '')")
