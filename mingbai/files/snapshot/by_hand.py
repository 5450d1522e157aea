"""A few rows written by hand, made into the frozen tables in memory: how examples of rules and tests speak."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import duckdb
import pyarrow as pa

from mingbai.files.snapshot.freeze import laid_out_as
from mingbai.files.snapshot.mill import quoted
from mingbai.files.tables import TABLES, Kind, Table
from mingbai.kernel.identity import check_character, parse_id, person_key
from mingbai.kernel.month import Month

Row = Mapping[str, Any]
MONTH, VILLAGE = date(2026, 10, 1), "999901001001"
DEFAULTS: dict[str, Any] = {
    "programme": "dibao_rural", "region_code": VILLAGE, "household_id": "H1", "month": MONTH, "counted": True,
    "account_no": "6217000000000000001", "amount_fen": 50_000, "valid_from": date(2026, 1, 1), "member_count": 1,
    "confirmed_on": date(2025, 12, 10), "status": "paid", "paid_on": date(2026, 10, 9), "as_of": date(2026, 10, 31),
    "filed_on": date(2026, 1, 1), "from_on": date(2026, 1, 1),
}  # fmt: skip
GIVEN_NAMES = "甲乙丙丁戊己庚辛壬癸"


def number_of(person: int | str, born_on: date = date(1970, 1, 1)) -> str:
    """Return the synthetic, never issued ID number of a person known in an example by a small number."""
    if isinstance(person, str):
        return person
    body = f"999901{born_on:%Y%m%d}{person:03d}"
    return body + check_character(body)


def name_of(person: int | str) -> str:
    """Return the name a person goes by in examples unless the example says otherwise."""
    return f"王{GIVEN_NAMES[person % 10]}{GIVEN_NAMES[person // 10 % 10]}" if isinstance(person, int) else "王某"


def completed(table: Table, row: Row, place: int) -> dict[str, Any]:
    """
    Return an example's row with every frozen column.

    People may be written as small numbers (`payee_id=1`) or as `(1, date(1950, 1, 1))`, who was born then; what a row
    does not say gets the default of `DEFAULTS`, keys and states follow from the numbers.
    """
    full: dict[str, Any] = dict.fromkeys(table.frozen()) | {"source": 0, "row_no": place + 2}
    given = dict(row)
    if table.name == "approvals":
        given.setdefault("head_id", given.get("payee_id", 1))
        given.setdefault("payee_id", given["head_id"])
    for column in table.columns:
        value = given.get(
            column.name, DEFAULTS.get(column.name) if column.required or column.name in ("counted", "as_of") else None
        )
        if column.kind is Kind.ID:
            value = value if value is not None or not column.required or column.name in given else 1
            full |= identity(column.name.removesuffix("_id"), value)
            stem_name = f"{column.name.removesuffix('_id')}_name" if column.name != "person_id" else "name"
            person = value[0] if isinstance(value, tuple) else value
            if stem_name in full and stem_name not in given and person is not None:
                given[stem_name] = name_of(person)
        elif column.kind is Kind.ACCOUNT:
            full[column.name] = value
            full["account_key"] = None if value is None else hash_key(str(value))
        elif column.kind is Kind.HOUSEHOLD:
            full |= {column.name: value, "household_key": None if value is None else hash_key(str(value))}
        else:
            full[column.name] = value
    if "bank_ref" in full and full["bank_ref"] is None:
        full["bank_ref"] = f"T{place + 1}"
    for name, value in given.items():
        if name not in full:
            raise KeyError(f"{table.name} has no column {name}")
        if table[name].kind not in (Kind.ID, Kind.ACCOUNT, Kind.HOUSEHOLD):
            full[name] = value
    return full


def identity(stem: str, person: Any) -> dict[str, Any]:
    """Return the three columns of an ID number."""
    if person is None:
        return {f"{stem}_id": None, f"{stem}_key": None, f"{stem}_state": None}
    text = number_of(*person) if isinstance(person, tuple) else number_of(person)
    try:
        state = "upgraded" if parse_id(text).was_15 else "valid"
        text = parse_id(text).text
    except ValueError:
        state = "invalid"
    return {f"{stem}_id": text, f"{stem}_key": person_key(text), f"{stem}_state": state}


def hash_key(text: str) -> int:
    """Return a small stable key for a text of an example."""
    return int.from_bytes(text.encode()[-7:], "big")


def load(con: duckdb.DuckDBPyConnection, name: str, rows: list[Row], month: Month) -> None:
    """Make the frozen tables of one list from an example's rows."""
    table = TABLES[name]
    full = [completed(table, row, place) for place, row in enumerate(rows)]
    columns = {column: [row[column] for row in full] for column in table.frozen()}
    casts = ", ".join(
        f"CAST({quoted(column)} AS {sql_type}) AS {quoted(column)}" for column, sql_type in table.frozen().items()
    )
    raw = pa.table(
        {
            column: pa.array(values) if any(v is not None for v in values) else pa.nulls(len(full))
            for column, values in columns.items()
        }
    )
    con.register("raw_rows", raw)
    con.execute(f"CREATE TEMP TABLE staged_{name} AS SELECT {casts}, CAST(NULL AS VARCHAR) AS refused FROM raw_rows")
    con.unregister("raw_rows")
    for frozen, (_, _, query) in laid_out_as(name, month).items():
        con.execute(f"CREATE TEMP TABLE {quoted(frozen)} AS {query}")
