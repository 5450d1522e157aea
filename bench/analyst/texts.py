"""Texts that a frozen month keeps only as keys (ID numbers, accounts, households), told again column by column."""

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from mingbai.files.snapshot.told import ACCOUNT, HOUSEHOLD, STATE, key_of

CHECKS = pa.array(list("0123456789X"))


def keys_beside(columns: Sequence[str], names: Sequence[str]) -> dict[str, str]:
    """Return, for the columns of a frozen table that a key may tell, the key."""
    return {column: key for column in columns if (key := key_of(column, names))}


def told(table: pa.Table, keys: dict[str, str]) -> pa.Table:
    """Return the table with every text in full."""
    for column, key in keys.items():
        place = table.column_names.index(column)
        table = table.set_column(place, column, pc.coalesce(table[column], said_by(column, table[key])))
    return table


def said_by(column: str, key: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return what keys say of a column, none for the keys of what is no number."""
    number = pc.if_else(pc.greater(key, 0), key, None)
    if column.endswith(STATE):
        return pc.if_else(pc.is_valid(number), "valid", None)
    if column == HOUSEHOLD or column.endswith(ACCOUNT):
        return pc.cast(number, pa.string())
    digits = pc.divide(number, 11)
    check = pc.subtract(number, pc.multiply(digits, 11))
    return pc.binary_join_element_wise(pc.cast(digits, pa.string()), CHECKS.take(check.combine_chunks()), "")
