"""
What a key tells is not kept beside it: valid ID numbers, accounts and households of digits, and that a number is valid.

Nine texts of ten are spared so, and no join carries them. A text that was kept stands; the key tells the others.
"""

from collections.abc import Collection

from mingbai.files.tables import Kind, Table
from mingbai.files.typing.keyed import CHECKS

HOUSEHOLD, ACCOUNT, STATE = "household_id", "account_no", "_state"


def key_of(column: str, columns: Collection[str]) -> str | None:
    """Return the key that tells a column of a stored relation, None where no key beside it does."""
    if column == HOUSEHOLD:
        key = "household_key"
    elif column.endswith(ACCOUNT):
        key = column.removesuffix("_no") + "_key"
    elif column.endswith(("_id", STATE)):
        key = column.removesuffix("_id").removesuffix(STATE) + "_key"
    else:
        return None
    return key if key in columns else None


def said_by(column: str, key: str) -> str:
    """Return the SQL of what a key says of a column; NULL for the key of what is no number."""
    if column.endswith(STATE):
        said = "'valid'"
    elif column == HOUSEHOLD or column.endswith(ACCOUNT):
        said = f"CAST({key} AS VARCHAR)"
    else:
        said = f"CAST({key} // 11 AS VARCHAR) || SUBSTRING('{CHECKS}', CAST({key} % 11 + 1 AS INTEGER), 1)"
    return f"CASE WHEN {key} > 0 THEN {said} END"


def told(columns: Collection[str], rows: str) -> str:
    """Return the SELECT of stored rows with every text in full."""
    listed = (
        f'COALESCE("{column}", {said_by(column, key)}) AS "{column}"'
        if (key := key_of(column, columns))
        else f'"{column}"'
        for column in columns
    )
    return f"SELECT {', '.join(listed)} FROM {rows}"


def kept(table: Table, typed: str) -> str:
    """Return the SELECT of a list's typed rows without the texts that their keys tell."""
    columns = table.frozen()
    spared = []
    for column in table.columns:
        if column.kind in (Kind.ID, Kind.ACCOUNT, Kind.HOUSEHOLD):
            key = key_of(column.name, columns)
            spared.append(f"CASE WHEN {key} > 0 THEN NULL ELSE {column.name} END AS {column.name}")
        if column.kind is Kind.ID:
            state = column.name.removesuffix("_id") + STATE
            spared.append(f"nullif({state}, 'valid') AS {state}")
    return f"SELECT * REPLACE ({', '.join(spared)}) FROM ({typed})" if spared else typed
