"""This stage's rows as the list that rules read: the standards in operation, by place and programme."""

from datetime import date

import pyarrow as pa

from mingbai.kernel.region import Region
from mingbai.policy.parameters import standard_key
from mingbai.standards.queries import parameters
from mingbai.standards.raising.due import PROGRAMMES

SCHEMA = pa.schema([
    ("region_code", pa.string()),
    ("programme", pa.string()),
    ("standard_fen", pa.int64()),
    ("from_on", pa.date32()),
    ("as_of", pa.date32()),
    ("source", pa.int32()),
    ("row_no", pa.int64()),
])  # fmt: skip


def lists(region: Region, on: date) -> dict[str, pa.Table]:
    """Return the list `standards` of a division, those above and those below, with the columns of `Table.frozen()`."""
    keys = {standard_key(programme): programme for programme in PROGRAMMES}
    found = [
        (entry.region, keys[entry.key], entry.value, entry.from_on)
        for entry in parameters().entries
        if entry.key in keys and (entry.region.startswith(region.code) or region.code.startswith(entry.region))
    ]
    rows = [(*row, on, 0, number) for number, row in enumerate(sorted(found), 1)]
    return {"standards": pa.Table.from_pylist([dict(zip(SCHEMA.names, row, strict=True)) for row in rows], SCHEMA)}
