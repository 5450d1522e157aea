"""Bank accounts: cards carry a Luhn digit, passbooks (存折, 一本通) do not; and the key accounts are compared by."""

import re
from typing import ClassVar, Literal

from mingbai.kernel.digest import negative_key, negative_key_sql
from mingbai.kernel.identity.damage import lost_digits
from mingbai.kernel.text import BLANKS, DASHES, QUOTES, folded, folded_sql, folds
from mingbai.kernel.unreadable import Reasons, Unreadable

FOLDS = folds(to={}, dropped=BLANKS + DASHES + QUOTES)
CARD = re.compile(r"62[0-9]{14,17}")  # UnionPay, 16 to 19 digits (ISO/IEC 7812)
# Up to 19 digits fit 64 bits while the first is not 9; an account opening with 0 must not meet the one without it.
NUMBER = re.compile(r"[1-9][0-9]{0,17}|[1-8][0-9]{18}")
ALIKE = "|".join(f"{digit}{{1,4}}" for digit in range(1, 10))


class BadAccount(Unreadable):
    """An account number that identifies no account."""

    reasons: ClassVar[Reasons] = {
        "missing": ("银行账号为空或未填写，请补录。", "The account number is missing: please enter it."),
        "masked": (
            "银行账号“{text}”已脱敏，请提供完整账号。",
            "The account number “{text}” is masked: please supply it in full.",
        ),
        "scientific": (
            "银行账号“{text}”被电子表格存成科学计数法，请将该列设为文本后重新填写。",
            "A spreadsheet stored the account number “{text}” in scientific notation: "
            "format the column as text and enter it again.",
        ),
        "rounded": (
            "银行账号“{text}”被电子表格按数值取整，末几位已丢失，请将该列设为文本后重新填写。",
            "A spreadsheet rounded the account number “{text}” and lost its last digits: "
            "format the column as text and enter it again.",
        ),
    }


def clean_account(text: str) -> str:
    """Return the account number without blanks, quotes and dashes, in half-width capitals."""
    return folded(text, FOLDS)


def is_plain_account(text: str) -> bool:
    """Return whether the text is an account as nearly all are written: digits that are not one digit all along."""
    return NUMBER.fullmatch(text) is not None and text.strip(text[0]) != ""


def kind_of_account(text: str) -> Literal["card", "passbook"]:
    """Return `card` for 16 to 19 digits from 62, else `passbook`, to which no checksum applies."""
    return "card" if CARD.fullmatch(clean_account(text)) else "passbook"


def luhn_ok(text: str) -> bool:
    """Return whether the digits of a card pass the Luhn check; meaningless for passbooks."""
    digits = clean_account(text)
    if not re.fullmatch(r"[0-9]+", digits):
        return False
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (sum(map(int, digits[-1::-2])) + sum(doubled)) % 10 == 0


def account_damage(text: str, from_number: bool = False) -> str | None:
    """Return how the account number was spoilt (missing, masked, scientific, rounded), or None."""
    lost = lost_digits(clean_account(text), from_number)
    return lost if from_number or lost != "rounded" else None  # an account may well end in 000


def account_key(text: str) -> int:
    """
    Return the 64-bit key accounts are compared by: the number itself, or a stable negative key.

    Raises BadAccount for a number that identifies none (missing, masked, scientific), where
    `account_key_sql` gives NULL.
    """
    number = clean_account(text)
    if reason := account_damage(number):
        raise BadAccount(reason, text)
    return int(number) if NUMBER.fullmatch(number) else negative_key(number)


def account_key_sql(column: str) -> str:
    """Return the DuckDB SQL of `account_key` over a text column; NULL for what identifies no account."""
    number = f"regexp_full_match(a, '{NUMBER.pattern}') AND replace(a, substr(a, 1, 1), '') <> ''"
    hides = (
        "NOT regexp_matches(a, '[0-9]') OR replace(a, substr(a, 1, 1), '') = '' OR regexp_matches(a, '\\*|XX|…') "
        "OR regexp_full_match(a, '[0-9]+(\\.[0-9]*)?E\\+?[0-9]+')"
    )
    plain = f"CASE WHEN regexp_full_match({column}, '[0-9]+') THEN {column} ELSE {folded_sql(column, FOLDS)} END"
    other = f"WHEN NOT ({hides}) THEN {negative_key_sql('a')} END"
    rare = f"list_transform([{plain}], LAMBDA a: CASE WHEN {number} THEN CAST(a AS BIGINT) {other})[1]"
    # So not one digit all along. A pattern: the engine would make a join of a long IN, and of every row there is.
    several = f"NOT regexp_full_match(substr({column}, 1, 4), '{ALIKE}')"
    quick = f"regexp_full_match({column}, '{NUMBER.pattern}') AND {several}"
    return f"CASE WHEN {quick} THEN CAST({column} AS BIGINT) ELSE {rare} END"
