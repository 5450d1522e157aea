"""
The ID number rules of `identity` as DuckDB SQL over a column of text: the same answers, a million rows at a time.

A clean valid number takes one regular expression, one cast and integer arithmetic; only
what fails that goes through folding, upgrading and hashing. `LAMBDA` binds a value to a
name, which keeps the text short and computes it once.
"""

from mingbai.kernel.digest import negative_key_sql
from mingbai.kernel.identity.number import CHECKS, FIRST_YEAR, FOLDS, LAST_YEAR
from mingbai.kernel.text import folded_sql

FIFTEEN = "'[1-9][0-9]{14}'"
# A date of birth: one look at the text tells what a calendar would need twenty divisions for.
ANY_DAY = "(?:0[13578]|1[02])(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)(?:0[1-9]|[12][0-9]|30)|02(?:0[1-9]|1[0-9]|2[0-8])"
LEAP = "18(?:8[048]|9[26])|19(?:0[48]|[2468][048]|[13579][26])|20(?:[02468][048]|[13579][26])"
BORN = f"(?:18[89]|19[0-9]|20[0-9])[0-9](?:{ANY_DAY})|(?:{LEAP})0229"
EIGHTEEN = f"'[1-9][0-9]{{5}}(?:{BORN})[0-9]{{3}}[0-9Xx]'"
assert (FIRST_YEAR, LAST_YEAR) == (1880, 2099), "as BORN spells them"


def clean_sql(column: str) -> str:
    """Return the SQL of `clean`: blanks, quotes and dashes gone, half-width capitals."""
    return f"CASE WHEN regexp_full_match({column}, '[0-9A-Z]*') THEN {column} ELSE {folded_sql(column, FOLDS)} END"


def upgraded_sql(column: str) -> str:
    """Return the SQL of `upgraded(clean(...))`: 15 digits with a possible date become 18."""
    body = "CAST(substr(t, 1, 6) || '19' || substr(t, 7) AS BIGINT)"
    number = f"CAST(n AS VARCHAR) || substr('{CHECKS}', {_check_sum('n')} % 11 + 1, 1)"
    dated = f"regexp_full_match(t, {FIFTEEN}) AND regexp_full_match('19' || substr(t, 7, 6), '{BORN}')"
    return _bound("t", clean_sql(column), f"CASE WHEN {dated} THEN {_bound('n', body, number)} ELSE t END")


def is_valid_sql(column: str) -> str:
    """Return the SQL of `is_valid_id`: TRUE or FALSE, FALSE for NULL."""
    return f"(COALESCE({_valid_key(column)}, {_valid_key('u', upgraded_sql(column))}) IS NOT NULL)"


def person_key_sql(column: str) -> str:
    """Return the SQL of `person_key`: BIGINT; NULL for what identifies nobody (missing, masked, rounded)."""
    hides = (
        "NOT regexp_matches(u, '[0-9]') OR replace(u, substr(u, 1, 1), '') = '' OR regexp_matches(u, '\\*|XX|…') "
        "OR regexp_full_match(u, '[0-9]+(\\.[0-9]*)?E\\+?[0-9]+') OR regexp_full_match(u, '[0-9]{15}000(\\.0*)?')"
    )
    malformed = f"CASE WHEN NOT ({hides}) THEN {negative_key_sql('u')} END"
    rare = _bound("u", upgraded_sql(column), f"COALESCE({_valid_key('u')}, {malformed})")
    return f"COALESCE({_valid_key(column)}, {rare})"


def plain_number_sql(column: str) -> str:
    """Return the SQL of what a cast makes of 18 bytes that open with 1 to 9: their digits, an X at the end left out."""
    digits = f"CASE WHEN ends_with({column}, 'X') THEN substr({column}, 1, 17) ELSE {column} END"
    return f"CASE WHEN strlen({column}) = 18 AND {column} BETWEEN '1' AND ':' THEN TRY_CAST({digits} AS BIGINT) END"


def candidate_key_sql(column: str, number: str) -> str:
    """Return the SQL of the key of a cell's `plain_number_sql` if it is valid: 11 times 17 digits, and the check."""
    digits = f"{number} BETWEEN {10**17} AND {10**18 - 1} THEN {number} + {number} // 10"
    with_x = f"{number} BETWEEN {10**16} AND {10**17 - 1} AND ends_with({column}, 'X') THEN {number} * 11 + 10"
    return f"CASE WHEN {digits} WHEN {with_x} END"


def parts_sql(key: str) -> tuple[str, str, str]:
    """
    Return the SQL of the first 8 and the next 9 digits of a candidate key, and its date of birth YYYYMMDD, as DOUBLE.

    Whole numbers below 2^53 are exact so, and spared the test for overflow that each sum of integers takes.
    """
    parts = f"{key} // {11 * 10**9}", f"{key} // 11 % {10**9}", f"{key} // 11000 % {10**8}"
    high, low, born = (f"CAST({part} AS DOUBLE)" for part in parts)
    return high, low, born


def plain_key_sql(column: str, number: str, key: str, parts: tuple[str, str, str]) -> str:
    """
    Return the SQL of the candidate key where the cell is a valid number, else NULL; `parts` are those of the key.

    A cast reads 1.23E+17 as well. As long as the digits it means, that ends in two zeros: then a pattern must tell.
    """
    high, low, born = parts
    year, months = f"floor({born} / 10000)", f"floor({born} / 100)"
    month, day = f"({months} - 100 * {year})", f"({born} - 100 * {months})"
    leap = f"CASE WHEN {year} % 4 = 0 AND ({year} % 100 <> 0 OR {year} % 400 = 0) THEN 29 ELSE 28 END"
    longest = f"CASE WHEN {month} = 2 THEN {leap} WHEN {month} IN (4, 6, 9, 11) THEN 30 ELSE 31 END"
    total = f"CAST({_part_sum(low, 9)} + {2**9 % 11} * {_part_sum(high, 8)} AS BIGINT)"
    return (
        f"CASE WHEN ({total} + {key}) % 11 = 1 AND {born} BETWEEN {FIRST_YEAR}0000 AND {LAST_YEAR}9999 "
        f"AND {month} BETWEEN 1 AND 12 AND {day} >= 1 AND ({day} <= 28 OR {day} <= {longest}) "
        f"AND ({number} % 100 <> 0 OR regexp_full_match({column}, '[0-9]+X?')) THEN {key} END"
    )


def born_on_sql(key: str) -> str:
    """Return the SQL of the date of birth in a person key; NULL for a negative key."""
    ymd = f"{key} // 11000 % 100000000"
    return f"CASE WHEN {key} > 0 THEN make_date({ymd} // 10000, {ymd} // 100 % 100, {ymd} % 100) END"


def is_male_sql(key: str) -> str:
    """Return the SQL of whether a person key is a man's; NULL for a negative key."""
    return f"CASE WHEN {key} > 0 THEN {key} // 11 % 2 = 1 END"


def _valid_key(text: str, value: str | None = None) -> str:
    """Return the SQL of the key of a valid 18-character number, else NULL; `value` is bound to `text` first."""
    shaped = f"CASE WHEN regexp_full_match({text}, {EIGHTEEN}) THEN {_number(text)} END"
    key = _bound("k", shaped, f"CASE WHEN ({_check_sum('k', 11)} + k) % 11 = 1 THEN k END")
    return _bound(text, value, key) if value else key


def _number(text: str) -> str:
    """Return the SQL of eleven times the first 17 digits, plus the value of the check character."""
    check = f"least(instr('0123456789Xx', substr({text}, 18)) - 1, 10)"
    return f"CAST(substr({text}, 1, 17) AS BIGINT) * 11 + {check}"


def _check_sum(number: str, unit: int = 1) -> str:
    """
    Return the SQL of a sum that equals the weighted sum of the 17 digits of number // unit, modulo 11.

    A digit is its quotient less ten times the next: with weights 2, 4, 8 ... from the right
    and -10 = 1 (mod 11), the sum over digits becomes one over quotients, half the divisions.
    """
    terms = [f"{3 * 2**place % 11} * ({number} // {unit * 10**place})" for place in range(1, 17)]
    return f"(2 * ({number} // {unit}) + {' + '.join(terms)})"


def _part_sum(part: str, digits: int) -> str:
    """Return the SQL of `_check_sum` of a part of so many digits, which is DOUBLE."""
    terms = [f"{3 * 2**place % 11} * floor({part} / {10**place})" for place in range(1, digits)]
    return f"(2 * {part} + {' + '.join(terms)})"


def _bound(name: str, value: str, body: str) -> str:
    """Return the SQL of `body` with `name` standing for `value`, computed once."""
    return f"list_transform([{value}], LAMBDA {name}: {body})[1]"
