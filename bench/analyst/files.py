"""A month's files as pandas reads them: every cell text, then typed column by column, keys as whole numbers."""

import re
from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from mingbai.files.tables import TABLES
from mingbai.files.tables.column import Column, Kind

WEIGHTS = np.array([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2], dtype=np.int64)
EIGHTEEN = r"[1-9][0-9]{16}[0-9X]"
CHECKS = "10X98765432"
Typed = dict[str, pd.Series]


def read_list(folder: Path, name: str) -> pd.DataFrame:
    """Return one list of a folder, typed; empty where it was not sent."""
    table = TABLES[name]
    files = sorted([*folder.glob(f"{table.title}*.csv"), *folder.glob(f"{table.title}/*.parquet")])
    parts = [read_text(file) for file in files]
    whole = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()
    columns: Typed = {}
    for column in table.columns:
        header = next(
            (told for told in whole.columns if told.split("(")[0] in column.headers or told in column.headers), ""
        )
        text = whole[header] if header else pd.Series(pd.NA, index=whole.index, dtype="string")
        columns |= typed(column, text.str.strip().replace("", pd.NA))
        if header:
            whole = whole.drop(columns=header)
    return pd.DataFrame(columns).assign(row_id=np.arange(len(whole), dtype=np.int64) + 1)


def read_text(file: Path) -> pd.DataFrame:
    """Return a file's cells as text."""
    if file.suffix == ".parquet":
        return pq.read_table(file).to_pandas(types_mapper=lambda _: pd.StringDtype("pyarrow"))
    text: pd.DataFrame = pd.read_csv(file, dtype="string[pyarrow]", encoding="utf-8-sig", engine="pyarrow")
    return text


def typed(column: Column, text: pd.Series) -> Typed:
    """Return what a column of text says, with its key where it has one."""
    match column.kind:
        case Kind.ID:
            stem = column.name.removesuffix("_id")
            number, key, state = person(text)
            return {column.name: number, f"{stem}_key": key, f"{stem}_state": state}
        case Kind.ACCOUNT:
            return {column.name: text, f"{column.name.removesuffix('_no')}_key": hashed(text)}
        case Kind.HOUSEHOLD:
            return {column.name: text, "household_key": hashed(text)}
    read = READ.get(column.kind)
    return {column.name: read(text, column) if read else text}


def person(text: pd.Series) -> tuple[pd.Series, pd.Series, pd.Series]:
    """Return ID numbers in 18 places, their keys (negative where a number is wrong), and whether they are right."""
    number = text.str.upper()
    odd = ~number.str.fullmatch(r"[0-9A-Z]*").fillna(True).astype(bool)
    if odd.any():
        number = number.mask(odd, number[odd].map(lambda told: normalize("NFKC", told).replace(" ", "")))
    short = number.str.fullmatch(r"[1-9][0-9]{14}").fillna(False).astype(bool)
    if short.any():
        number = number.mask(short, number[short].map(upgraded))
    shaped = number.str.fullmatch(EIGHTEEN).fillna(False).astype(bool)
    digits = np.array(number[shaped], dtype="S18").view(np.uint8).reshape(-1, 18).astype(np.int64) - ord("0")
    last = np.where(digits[:, 17] > 9, 10, digits[:, 17])  # X
    right = (digits[:, :17] @ WEIGHTS + last) % 11 == 1
    born = pd.to_datetime(number[shaped].str[6:14], format="%Y%m%d", errors="coerce")
    right &= born.notna().to_numpy()
    key = -hashed(number)
    valid = number.index[shaped][right]
    key.loc[valid] = (digits[right][:, :17] @ 10 ** np.arange(16, -1, -1)) * 11 + last[right]
    key = key.mask(number.str.contains("*", regex=False).fillna(False))  # a number somebody masked is nobody's
    state = pd.Series("invalid", index=number.index, dtype="string").mask(number.isna())
    state.loc[valid] = "valid"
    return number, key, state.mask(short & (state == "valid"), "upgraded")


def upgraded(number: str) -> str:
    """Return a number of 15 places with its century and its check."""
    longer = f"{number[:6]}19{number[6:]}"
    return longer + CHECKS[int(np.array([int(digit) for digit in longer]) @ WEIGHTS) % 11]


def hashed(text: pd.Series) -> pd.Series:
    """Return a positive whole number for each text, unknown for none."""
    numbers = pd.util.hash_array(text.fillna("").to_numpy(dtype=object), categorize=False) >> np.uint64(2)
    return pd.Series(numbers.astype(np.int64), index=text.index, dtype="Int64").mask(text.isna())


def name(text: pd.Series, _: Column) -> pd.Series:
    """Return names without blanks, and with one kind of middle dot."""
    return text.str.replace(r"[ \u3000]", "", regex=True).str.replace(r"[•・．]", "·", regex=True)


def fen(text: pd.Series, _: Column) -> pd.Series:
    """Return yuan as whole fen."""
    return (pd.to_numeric(text.str.replace(",", "")).astype("Float64") * 100).round().astype("Int64")


def count(text: pd.Series, _: Column) -> pd.Series:
    """Return a whole number."""
    return pd.to_numeric(text).astype("Int64")


def day(text: pd.Series, _: Column) -> pd.Series:
    """Return a day; most lists have few different ones."""
    return each_word(text, pd.Timestamp, "datetime64[s]")


def month(text: pd.Series, _: Column) -> pd.Series:
    """Return a month's first day."""
    return each_word(text, lambda told: pd.Timestamp(f"{told[:7]}-01"), "datetime64[s]")


def word(text: pd.Series, column: Column) -> pd.Series:
    """Return the code of a word."""
    codes = {said: code for code, words in column.words for said in words}
    return text.map(codes).astype("string")


def flag(text: pd.Series, column: Column) -> pd.Series:
    """Return yes or no."""
    return word(text, column).map({"true": True, "false": False}).astype("boolean")


def share(text: pd.Series, _: Column) -> pd.Series:
    """Return a share in basis points."""

    def basis_points(told: str) -> int:
        if part := re.fullmatch(r"(\d+)/(\d+)", told):
            return round(int(part[1]) * 10_000 / int(part[2]))
        return round(float(told.rstrip("%")) * (100 if told.endswith("%") else 10_000))

    return each_word(text, basis_points, "Int64")


def each_word(text: pd.Series, reading: Callable[[str], object], dtype: str) -> pd.Series:
    """Return what each text means, read once however many rows have it."""
    return text.map({told: reading(told) for told in text.dropna().unique()}).astype(dtype)


READ: dict[Kind, Callable[[pd.Series, Column], pd.Series]] = {
    Kind.NAME: name, Kind.MONEY: fen, Kind.COUNT: count, Kind.DATE: day, Kind.MONTH: month, Kind.FLAG: flag,
    Kind.WORD: word, Kind.PROGRAMME: word, Kind.SHARE: share,
    Kind.AREA: lambda text, _: pd.to_numeric(text).astype("Float64"),
}  # fmt: skip
