"""Columns that are joined on: ID numbers, accounts and households, each as text and as an integer key."""

from mingbai.files.grids.grid import NUMERIC
from mingbai.kernel.cards import FOLDS as ACCOUNT_FOLDS
from mingbai.kernel.cards import account_key_sql
from mingbai.kernel.digest import negative_key_sql
from mingbai.kernel.identity_sql import clean_sql, person_key_sql, upgraded_sql
from mingbai.kernel.names.normal import CLEAN, HAN, normal_name_sql
from mingbai.kernel.text import BLANKS, QUOTES, folded_sql, folds

HOUSEHOLD_FOLDS = folds(to={}, dropped=BLANKS + QUOTES)
DIGITS_KEPT = 15  # of a numeric cell
CHECKS = "0123456789X"


def person_key(column: str) -> str:
    """Return the SQL of a person's key; NULL for what identifies nobody, such as a number a spreadsheet rounded."""
    return f"CASE WHEN NOT {_rounded(column)} THEN {person_key_sql(column)} END"


def person_id(column: str, key: str) -> str:
    """Return the SQL of the number: 18 characters where valid, else as typed without blanks and in half width."""
    valid = f"CAST({key} // 11 AS VARCHAR) || substr('{CHECKS}', {key} % 11 + 1, 1)"
    return f"CASE WHEN {key} > 0 THEN {valid} ELSE {upgraded_sql(column)} END"


def person_state(column: str, key: str) -> str:
    """Return the SQL of `valid`, `upgraded` from 15 digits, `invalid`, or NULL for an empty cell."""
    short = f"length({clean_sql(column)}) = 15"
    return (
        f"CASE WHEN {key} > 0 THEN CASE WHEN length({column}) <> 18 AND {short} THEN 'upgraded' ELSE 'valid' END "
        f"WHEN {column} IS NOT NULL THEN 'invalid' END"
    )


def name(column: str) -> str:
    """Return the SQL of a normal name, NULL where nothing is left; 张　三 takes no long way."""
    plain = f"regexp_full_match({column}, '{CLEAN}')"  # the long way costs every chunk in which one row takes it
    simple = f"regexp_full_match({column}, '(?:{HAN}|[0-9A-Z \\x{{3000}}])+')"
    quick = f"regexp_replace({column}, '[ \\x{{3000}}]', '', 'g')"
    rare = f"nullif(CASE WHEN {simple} THEN {quick} ELSE {normal_name_sql(column)} END, '')"
    return f"CASE WHEN {plain} THEN {column} ELSE {rare} END"


def account_no(column: str) -> str:
    """Return the SQL of an account number without blanks and dashes; NULL for one a spreadsheet rounded."""
    return f"CASE WHEN {_rounded(column)} THEN NULL ELSE {_plain(column, ACCOUNT_FOLDS)} END"


def account_key(account: str) -> str:
    """Return the SQL of an account's key; NULL for what identifies no account."""
    return account_key_sql(account)


def household_id(column: str) -> str:
    """Return the SQL of a household's number without blanks, in half-width capitals; NULL for a rounded one."""
    return f"CASE WHEN {_rounded(column)} THEN NULL ELSE {_plain(column, HOUSEHOLD_FOLDS)} END"


def household_key(household: str) -> str:
    """Return the SQL of a household's key: its digits, or a stable negative key."""
    digits = f"regexp_full_match({household}, '[1-9][0-9]{{0,17}}')"
    return f"CASE WHEN {digits} THEN CAST({household} AS BIGINT) ELSE {negative_key_sql(household)} END"


def _plain(column: str, table: dict[str, str] | object) -> str:
    folded = folded_sql(column, table)  # type: ignore[arg-type]
    return f"CASE WHEN regexp_full_match({column}, '[0-9A-Z]*') THEN {column} ELSE {folded} END"


def _rounded(column: str) -> str:
    """Return the SQL of whether a numeric cell has more digits than it can hold."""
    return f"(ascii({column}) = {ord(NUMERIC)} AND length({column}) > {DIGITS_KEPT + 1})"
