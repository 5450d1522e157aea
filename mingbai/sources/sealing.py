"""Rows sealed one by one and opened again: texts of a JSON list on the way in, typed columns on the way out."""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from uuid import UUID

import duckdb
import pyarrow as pa

from mingbai.kernel.secrecy import KeyRing, Kind, Place, opening, seal

TABLE, COLUMN = "sources_sourcerow", "sealed"


def place_of(key: UUID, place: int) -> Place:
    """Return where a row of a list is sealed for: the list's key and its place in it."""
    return Place(TABLE, COLUMN, f"{key}.{place}")


def texts_of(rows: pa.Table) -> list[str]:
    """Return each row as a JSON list of texts, in the order of its columns; an unknown value is null."""
    if not rows.num_rows:
        return []
    with duckdb.connect() as con:
        con.register("given", rows)
        values = ", ".join(f'CAST("{column}" AS VARCHAR)' for column in rows.column_names)
        told = con.sql(f"SELECT CAST(to_json([{values}]) AS VARCHAR) AS told FROM given").to_arrow_table()
        texts: list[str] = told.column(0).to_pylist()
        return texts


def table_of(texts: Sequence[str], columns: Sequence[str], types: Mapping[str, str]) -> pa.Table:
    """Return the rows that `texts_of` told, typed again: column → SQL type."""
    with duckdb.connect() as con:
        con.register("given", pa.table({"told": pa.array(texts, pa.string())}))
        values = ", ".join(
            f'CAST(l[{place}] AS {types[column]}) AS "{column}"' for place, column in enumerate(columns, start=1)
        )
        return con.sql(
            f"SELECT {values} FROM (SELECT from_json(told, '[\"VARCHAR\"]') AS l FROM given)"
        ).to_arrow_table()


def sealed_rows(ring: KeyRing, key: UUID, texts: Iterable[str]) -> list[bytes]:
    """Return each row sealed for its place in the list of that key."""
    return [seal(ring, place_of(key, place), text) for place, text in enumerate(texts)]


def opened_rows(ring: KeyRing, key: UUID, sealed: Iterable[tuple[int, bytes]]) -> list[str]:
    """Return rows of a list opened again, given as (place, sealed)."""
    open_one, of_list = opening(ring, TABLE, COLUMN), str(key)
    return [open_one(f"{of_list}.{place}", text) for place, text in sealed]


def indices(ring: KeyRing, rows: pa.Table, column: str | None) -> list[bytes | None]:
    """Return the blind index of each row's ID number in a column, None where it identifies nobody."""
    if column is None:
        return [None] * rows.num_rows
    numbers = rows.column(column).to_pylist()
    keys = rows.column(f"{column.removesuffix('_id')}_key").to_pylist()
    known: dict[str, bytes] = {}
    for number, key in zip(numbers, keys, strict=True):
        if key is not None and number not in known:
            known[number] = ring.index(Kind.ID_NUMBER, number)
    return [None if key is None else known[number] for number, key in zip(numbers, keys, strict=True)]


def rows_digest(rows: Iterable[tuple[bytes | None, bytes | None, bytes]]) -> bytes:
    """Return the SHA-256 over rows as they lie: two indices and what is sealed; sealed, it gives nothing away."""
    digest = sha256()
    for person, other, sealed in rows:
        for part in (person or b"", other or b"", sealed):
            digest.update(len(part).to_bytes(4))
            digest.update(part)
    return digest.digest()
