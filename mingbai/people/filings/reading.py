"""Reads lists of filings and of care homes with the readers that check a month's files: same columns, same errors."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

import duckdb

from mingbai.config.rooms import room
from mingbai.files.inbox import Inbox, open_file, open_folder
from mingbai.files.mending import Mending
from mingbai.files.problems import Place
from mingbai.files.refusals import Refusal, refused_rows
from mingbai.files.tables import TABLES
from mingbai.files.typing import typed_select

COLUMNS = {  # list → what is taken from a row of it
    "officers": ("person_id", "name", "unit", "post", "region_code"),
    "relatives": ("officer_id", "relative_id", "relation", "filed_on"),
    "card_keepers": ("keeper_id", "person_id", "filed_on", "until"),
    "proxies": ("proxy_id", "person_id", "filed_on", "until"),
}
HOMES = "institutions"


class Listed(NamedTuple):
    """One row of a list: where it stands, and its values in the order of `COLUMNS`."""

    place: Place
    values: tuple[str | date | None, ...]


@dataclass(frozen=True)
class Lists:
    """The lists in a file or a folder, their good rows and those no reader could use."""

    con: duckdb.DuckDBPyConnection
    inbox: Inbox

    def rows(self, kind: str) -> list[Listed]:
        """Return the good rows of a list in the order of the files."""
        columns = ", ".join(COLUMNS[kind])
        found = self.con.execute(
            f"SELECT source, row_no, {columns} FROM {kind} WHERE refused IS NULL ORDER BY source, row_no"
        )
        return [
            Listed(self.inbox.sources[source].place.at(row=row_no), tuple(values))
            for source, row_no, *values in found.fetchall()
        ]

    def homes(self) -> dict[str, str]:
        """Return the care homes listed by name, each with its division, nothing where that is not said."""
        found = self.con.execute(
            f"SELECT name, coalesce(min(region_code), '') FROM {HOMES} WHERE refused IS NULL GROUP BY name ORDER BY ALL"
        )
        return dict(found.fetchall())

    def refused(self, *kinds: str) -> list[Refusal]:
        """Return the rows of these lists that no reader could use, each with its place and what is wrong in words."""
        return [refusal for kind in kinds for refusal in refused_rows(self.con, self.inbox, kind)]


@contextmanager
def read_filings(path: Path, *, region: str, mending: Mending | None = None) -> Iterator[Lists]:
    """Read a file or a folder; what is wrong in it is in `inbox.problems` and `refused()`."""
    with room() as scratch, duckdb.connect() as con:
        opened = open_folder if path.is_dir() else open_file
        inbox = opened(con, path, month=None, scratch=scratch, region=region, mending=mending)
        for kind in (*COLUMNS, HOMES):
            con.execute(f"CREATE TABLE {kind} AS {typed_select(TABLES[kind], inbox.parts_of(kind))}")
        yield Lists(con, inbox)
