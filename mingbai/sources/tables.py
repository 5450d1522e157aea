"""Departments' lists as the columns rules may read: what counts for a month, with where each row is from."""

from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.sources.models import Delivery
from mingbai.sources.purposes import KINDS
from mingbai.sources.queries import counting, rows_table


@dataclass(frozen=True)
class Lists:
    """Tables by name; the `source` of a row is its place in `sources`, which say list, digest and as-of date."""

    tables: dict[str, pa.Table]
    sources: list[dict[str, Any]]


def lists(region: Region, month: Month) -> Lists:
    """Return every list that counts for a month, with the columns of `Table.frozen()`; raise RowsAltered."""
    tables: dict[str, pa.Table] = {}
    sources: list[dict[str, Any]] = []
    for kind in KINDS:
        parts = []
        for delivery in counting(region, month, kind):
            parts.append(_placed(rows_table(delivery), len(sources)))
            sources.append(_said(delivery))
        if parts:
            tables[kind] = pa.concat_tables(parts)
    return Lists(tables, sources)


def _placed(rows: pa.Table, source: int) -> pa.Table:
    """Return the rows numbered anew from one, all of one source: a list that came in several files is one here."""
    count = rows.num_rows
    numbers = {
        "source": pa.repeat(pa.scalar(source, pa.int32()), count),
        "row_no": pa.array(range(1, count + 1), pa.int64()),
    }
    for name, values in numbers.items():
        rows = rows.set_column(rows.column_names.index(name), name, values)
    return rows


def _said(delivery: Delivery) -> dict[str, Any]:
    return {
        "file": f"desk/sources/{delivery.pk}/{delivery.file_name}",
        "sheet": None,
        "sha256": bytes(delivery.file_sha256).hex(),
        "table": delivery.kind,
        "as_of": delivery.as_of.isoformat(),
    }
