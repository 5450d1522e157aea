"""Who is who in labelled lists: by the key of each number, as the freezing reads it."""

import duckdb
import pyarrow as pa

from mingbai.files.typing import keyed
from mingbai.simulation.doubles.listed import Listed


def keys_of(rows: Listed) -> list[int | None]:
    """Return the person key of each row's number, None where it identifies nobody."""
    with duckdb.connect() as con:
        con.register("typed", pa.table({"place": pa.array(range(len(rows.number))), "number": rows.number}))
        found = con.execute(f"SELECT {keyed.person_key('number')} FROM typed ORDER BY place").fetchall()
    return [key for (key,) in found]


def people_by_key(rows: Listed) -> dict[int, int]:
    """Return who each key stands for; the first who was listed under it, should two mistakes have met."""
    people: dict[int, int] = {}
    for key, person in zip(keys_of(rows), rows.person, strict=True):
        if key is not None:
            people.setdefault(key, person)
    return people
