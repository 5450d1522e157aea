"""Columns as an analyst handles them: joins that never meet on a missing key, names, words, sums rounded once."""

from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd

NOT_WRITABLE = "?□■▢◻○〓\ufffd"  # what systems write for a character they lack
SHORTEST_CUT = 4  # characters: no bank's name field is narrower
TWELVE_MONTHS, BASIS = 12, 10_000


def joined(left: pd.DataFrame, right: pd.DataFrame, *, how: str = "inner", **keys: Any) -> pd.DataFrame:
    """Return the join; rows without a key meet nobody (pandas would let them meet each other)."""
    named = keys.get("right_on", keys.get("on"))
    return left.merge(right.dropna(subset=[named] if isinstance(named, str) else named), how=how, **keys)


def among(rows: pd.DataFrame, kept: pd.DataFrame, on: list[str]) -> pd.Series:
    """Return, for each row, whether its key stands in the other frame."""
    marks = kept[on].dropna().drop_duplicates().assign(is_there=True)
    return rows[on].merge(marks, how="left", on=on)["is_there"].notna().set_axis(rows.index)


def known(condition: pd.Series) -> pd.Series:
    """Return a condition with unknown taken for no."""
    return condition.fillna(False).astype(bool)


def any_word(text: pd.Series, words: Iterable[str]) -> pd.Series:
    """Return whether a text contains any of the words; unknown for no text."""
    return text.str.contains("|".join(words), regex=True).astype("boolean").mask(text.isna())


def each_once(text: pd.Series, reading: Callable[[str], Any], dtype: str = "string") -> pd.Series:
    """Return what each text means, read once for all rows that have the same."""
    meaning = {value: reading(value) for value in text.dropna().unique()}
    return text.map(meaning).astype(dtype)


# ------------------------------------------------------------------ names and numbers of people


def same_name(name: pd.Series, other: pd.Series) -> pd.Series:
    """Return whether two names may be one: equal, cut to a bank's field, or with a character nobody could write."""
    same = (name == other).astype("boolean")
    missing = name.isna() | other.isna() | (name == "").fillna(False) | (other == "").fillna(False)
    same = same.mask(missing.astype(bool))
    differ = same.index[known(~same)]
    if len(differ):
        pairs = zip(name.loc[differ], other.loc[differ], strict=True)
        same.loc[differ] = [may_be_one(one, two) for one, two in pairs]
    return same


def may_be_one(one: str, two: str) -> bool:
    """Return whether two unequal names may be one person's."""
    heads = one.rstrip(NOT_WRITABLE), two.rstrip(NOT_WRITABLE)
    if len(heads[0]) >= SHORTEST_CUT and two.startswith(heads[0]):
        return True
    if len(heads[1]) >= SHORTEST_CUT and one.startswith(heads[1]):
        return True
    return fits(one, two) or fits(two, one)


def fits(one: str, two: str) -> bool:
    """Return whether the first name is the second with some characters unwritable."""
    marks = [character in NOT_WRITABLE for character in one]
    if not any(marks) or all(marks) or len(one) != len(two):
        return False
    return all(mark or here == there for mark, here, there in zip(marks, one, two, strict=True))


def is_sure(state: pd.Series) -> pd.Series:
    """Return whether a number is one that exists."""
    return state.isin(["valid", "upgraded"])


# ------------------------------------------------------------------ money


def rounded(dividend: pd.Series, divisor: int) -> pd.Series:
    """Return a ratio in whole fen, half up."""
    return (2 * dividend + divisor) // (2 * divisor)


def top_up(standard: pd.Series, bp: pd.Series, members: Any) -> pd.Series:
    """Return the supplement of so many members in fen."""
    return rounded(standard * bp * members, BASIS)


def benefit(
    members: pd.Series, priority: pd.Series, income: pd.Series, standard: pd.Series, bp: pd.Series
) -> pd.Series:
    """Return the dibao of a month in fen; unknown where a fact is missing or below nothing."""
    gap = standard * members * TWELVE_MONTHS - income
    exact = gap * BASIS + standard * bp * priority * TWELVE_MONTHS
    due = rounded(exact * (gap > 0).astype("Int64"), TWELVE_MONTHS * BASIS)
    return due.where(known((members >= 0) & (priority >= 0) & (income >= 0) & (standard >= 0)))


def coalesce(first: pd.Series, *others: Any) -> pd.Series:
    """Return the first value that is there, row by row."""
    for other in others:
        first = first.fillna(other)
    return first


def largest(*amounts: pd.Series) -> pd.Series:
    """Return the largest of several amounts, row by row, ignoring unknown ones."""
    return pd.concat(amounts, axis=1).max(axis=1).astype("Int64")


# ------------------------------------------------------------------ findings


def key_of(*parts: pd.Series) -> pd.Series:
    """Return the parts of a key with strokes between; missing ones stay empty."""
    text = [part.astype("string").fillna("") for part in parts]
    return text[0].str.cat(text[1:], sep="/") if len(text) > 1 else text[0]


def findings(rule: str, table: str, subject: pd.Series, fen: pd.Series | None = None) -> pd.DataFrame:
    """Return the findings of a rule: what each is about, and the money at stake in fen."""
    amount = pd.Series(pd.NA, index=subject.index, dtype="Int64") if fen is None else fen.astype("Int64")
    return pd.DataFrame({"rule_id": rule, "subject_table": table, "subject_id": subject, "amount_fen": amount})
