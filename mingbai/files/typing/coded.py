"""Words of closed lists, counts, areas, shares, regions and plain text, in SQL and for one cell."""

from functools import cache

from mingbai.files.grids.grid import NUMERIC
from mingbai.files.tables import Column
from mingbai.kernel.text import BLANKS, QUOTES, folded, folded_sql, folds, literal

FOLDS = folds(to={"㎡": "M", "²": ""}, dropped=BLANKS + QUOTES)
CHINESE = f"{0x4E00} AND {0x9FFF}"  # code points of which none is a blank
SHARE_WORDS = {"单独所有": 10_000, "全部": 10_000, "共同共有": 10_000}  # joint owners own the whole together


@cache
def codes_of(column: Column) -> dict[str, str]:
    """Return every folded word of the column's list with its code; a code stands for itself."""
    words = {word: code for code, written in column.words for word in (code, *written)}
    return {folded(word, FOLDS): code for word, code in words.items()}


def word_sql(column: str, of: Column) -> str:
    """Return the SQL of the word's code, NULL for a word that is not in the list."""
    folded_codes = codes_of(of)
    plain = {word: code for code, written in of.words for word in (code, *written)}
    rare = _case(folded_sql(column, FOLDS), folded_codes)
    return f"COALESCE({_map(column, plain)}, CASE WHEN {column} IS NOT NULL THEN {rare} END)"


def flag_sql(column: str, of: Column) -> str:
    """Return the SQL of TRUE or FALSE, NULL for a word that is neither."""
    return f"CAST({word_sql(column, of)} AS BOOLEAN)"


def count_sql(column: str) -> str:
    """Return the SQL of a whole number of persons or households, up to nine digits."""
    rare = f"regexp_extract({folded_sql(column, FOLDS)}, '^([0-9]{{1,9}})(\\.0+)?[人口户名个]?$', 1)"
    digit = f"strlen({column}) = 1 AND {column} BETWEEN '0' AND '9' THEN CAST(unicode({column}) - {ord('0')} AS BIGINT)"
    digits = f"regexp_full_match({column}, '[0-9]{{1,9}}') THEN CAST({column} AS BIGINT)"
    careful = f"TRY_CAST(nullif({rare}, '') AS BIGINT)"
    return f"CASE WHEN {column} IS NULL THEN NULL WHEN {digit} WHEN {digits} ELSE {careful} END"


def area_sql(column: str) -> str:
    """Return the SQL of square metres, rounded half up to two decimals."""
    plain = f"regexp_full_match({column}, '[0-9]{{1,12}}(\\.[0-9]{{1,2}})?')"
    rare = f"regexp_extract({folded_sql(column, FOLDS)}, '^([0-9]{{1,12}}(\\.[0-9]{{1,20}})?)(平方米|平米|M2?)?$', 1)"
    careful = f"CAST(TRY_CAST(nullif({rare}, '') AS DECIMAL(38, 20)) AS DECIMAL(14, 2))"
    return f"CASE WHEN {column} IS NULL THEN NULL WHEN {plain} THEN CAST({column} AS DECIMAL(14, 2)) ELSE {careful} END"


def share_sql(column: str) -> str:
    """Return the SQL of a share in basis points: 1/2, 50%, 0.5, or a word for the whole."""
    words = _case("t", {word: str(share) for word, share in SHARE_WORDS.items()})
    fraction = (
        "CASE WHEN regexp_full_match(t, '[0-9]{1,6}/[0-9]{1,6}') AND CAST(split_part(t, '/', 2) AS BIGINT) > 0 "
        "THEN (CAST(split_part(t, '/', 1) AS BIGINT) * 20000 + CAST(split_part(t, '/', 2) AS BIGINT)) "
        "// (2 * CAST(split_part(t, '/', 2) AS BIGINT)) END"
    )
    percent = _scaled("regexp_full_match(t, '[0-9]{1,3}(\\.[0-9]{1,10})?%')", "rtrim(t, '%')", 100)
    decimal = _scaled("regexp_full_match(t, '[01](\\.[0-9]{1,10})?')", "t", 10_000)
    value = f"COALESCE(CAST({words} AS BIGINT), {fraction}, {percent}, {decimal})"
    kept = f"list_transform([{value}], LAMBDA s: CASE WHEN s BETWEEN 0 AND 10000 THEN s END)[1]"
    careful = f"list_transform([{folded_sql(column, FOLDS)}], LAMBDA t: {kept})[1]"
    whole = f"{column} IN ('100%', '1', '1/1') THEN CAST(10000 AS BIGINT)"
    return f"CASE WHEN {column} IS NULL THEN NULL WHEN {whole} ELSE {careful} END"


def region_sql(column: str) -> str:
    """Return the SQL of a division code of 12 digits; 6 and 9 digits are a county and a township, a name may follow."""
    # Without an exponent, only twelve digits make so large a number in twelve bytes.
    quick = (
        f"strlen({column}) = 12 AND {column} BETWEEN '1' AND ':' AND TRY_CAST({column} AS BIGINT) >= {10**11} "
        f"AND NOT contains({column}, 'e') AND NOT contains({column}, 'E')"
    )
    named = "^([1-9][0-9]{5}(?:[0-9]{3}(?:[0-9]{3})?)?)(?:[(-]?\\p{Han}.*)?$"  # 230722101001(东风村)
    code = f"nullif(regexp_extract({folded_sql(column, FOLDS)}, '{named}', 1), '')"
    rare = f"rpad({code}, 12, '0')"
    return f"CASE WHEN {quick} THEN {column} ELSE {rare} END"


def code_sql(column: str) -> str:
    """Return the SQL of a unified social credit code: half-width capitals without blanks."""
    plain = f"regexp_full_match({column}, '[0-9A-Z]*')"
    return f"CASE WHEN {plain} THEN {column} ELSE {folded_sql(column, FOLDS)} END"


def text_sql(column: str) -> str:
    """Return the SQL of plain text: blanks around it gone, marks of the readers too."""
    # `trim` weighs every character. In ASCII only a blank is trimmed, and nothing between two Chinese characters is.
    plain = f"strlen({column}) = length({column}) AND unicode({column}) > {ord(' ')} AND NOT ends_with({column}, ' ')"
    chinese = f"unicode({column}) BETWEEN {CHINESE} AND unicode(substr({column}, -1)) BETWEEN {CHINESE}"
    marked = f"starts_with({column}, chr({ord(NUMERIC)}))"
    trimmed = f"trim(CASE WHEN {marked} THEN ltrim({column}, chr({ord(NUMERIC)})) ELSE {column} END)"
    return f"nullif(CASE WHEN {plain} THEN {column} WHEN {chinese} THEN {column} ELSE {trimmed} END, '')"


def _scaled(condition: str, number: str, factor: int) -> str:
    return f"CASE WHEN {condition} THEN CAST(round(CAST({number} AS DECIMAL(18, 10)) * {factor}, 0) AS BIGINT) END"


def _map(column: str, values: dict[str, str]) -> str:
    """Return the SQL of what a text stands for, NULL for another: looked up once for a value that repeats."""
    return f"map {{{', '.join(f'{literal(word)}: {literal(code)}' for word, code in values.items())}}}[{column}]"


def _case(column: str, values: dict[str, str]) -> str:
    return (
        f"CASE {column} {' '.join(f'WHEN {literal(word)} THEN {literal(code)}' for word, code in values.items())} END"
    )
