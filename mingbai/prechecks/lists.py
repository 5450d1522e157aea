"""The desk's own lists of a month, gathered from every stage that has some, as the rules read them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa

from mingbai.awards.tables import approvals, members
from mingbai.files.tables import TABLES
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.people.queries import opened_once
from mingbai.people.tables import lists as filings
from mingbai.rosters.tables import previous_roster, roster
from mingbai.sources.tables import lists as delivered

HISTORY = 3  # earlier months that rules may look back on


@dataclass(frozen=True)
class Gathered:
    """Tables by name, and what each row's `source` names."""

    tables: dict[str, pa.Table]
    sources: list[dict[str, Any]]

    @property
    def rows(self) -> dict[str, int]:
        """Return list → rows."""
        return {name: table.num_rows for name, table in sorted(self.tables.items())}


def gathered(region: Region, month: Month, on: date, history: int = HISTORY) -> Gathered:
    """Return what the desk knows of a month: awards, rosters, filings of a day, and departments' lists."""
    sent = delivered(region, month)
    earlier = [month.plus(-back) for back in range(1, history + 1)]
    with opened_once():  # the same people stand on nearly all of these lists
        tables = {
            **{name: _own(name, table) for name, table in filings(region, on).items()},
            "approvals": _own("approvals", approvals(region, month)),
            "members": _own("members", members(region, month)),
            "roster": roster(region, month),
            "previous_roster": previous_roster(region, earlier),
        }
    given = {name: table for name, table in tables.items() if table.num_rows}
    return Gathered({**sent.tables, **given}, sent.sources)


def _own(name: str, table: pa.Table) -> pa.Table:
    """Return a table of the desk without the places of rows, which the freezing gives it."""
    kept = [column for column in table.column_names if column not in ("source", "row_no")]
    assert set(kept) <= TABLES[name].frozen().keys()
    return table.select(kept)
