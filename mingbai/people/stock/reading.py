"""Reads approvals and members of a folder with the readers that check a month's files: same rows, same row errors."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from mingbai.config.rooms import room
from mingbai.files.inbox import Inbox, open_file, open_folder
from mingbai.files.mending import Mending
from mingbai.files.problems import Place
from mingbai.files.refusals import Refusal, refused_rows
from mingbai.files.tables import TABLES
from mingbai.files.typing import typed_select
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region

LISTS = ("approvals", "members", "institutions")
PART_LINES = 65_536  # lines of approvals taken in at once, more where a household has many
OF_HOUSEHOLDS = ("dibao_rural", "dibao_urban", "bianyuan", "gangxing")  # their heads are the households'


class Approval(NamedTuple):
    """What people takes from a line of the approval register."""

    source: int
    row_no: int
    programme: str
    region: str
    household: str
    address: str | None
    head: str  # ID number, cleaned, 18 digits where it can be
    head_name: str
    payee: str
    payee_name: str
    account: str
    holder: str | None
    valid_from: date


class FamilyMember(NamedTuple):
    """What people takes from a line of the list of members."""

    source: int
    row_no: int
    programme: str
    household: str
    person: str
    name: str
    relation: str | None
    disability: str | None
    category: str | None
    exclusion: str | None
    born_on: date | None


APPROVALS = """
SELECT source, row_no, programme, region_code, household_id, address, head_id, head_name, payee_id, payee_name,
       account_no, account_name, valid_from
FROM approvals SEMI JOIN (SELECT household_id FROM parts WHERE part = $part) USING (household_id)
WHERE refused IS NULL ORDER BY source, row_no
"""
MEMBERS = """
SELECT source, row_no, programme, household_id, person_id, name, relation, disability, category, exclusion, born_on
FROM members LEFT JOIN parts USING (household_id)
WHERE refused IS NULL AND coalesce(part, 0) = $part
ORDER BY NOT list_contains($of_households, programme), source, row_no
"""
PARTS = """
CREATE TABLE parts AS
SELECT household_id, ((sum(lines) OVER (ORDER BY first) - lines) // $lines)::INTEGER AS part
FROM (
    SELECT household_id, count(*) AS lines, min((source, row_no)) AS first
    FROM approvals WHERE refused IS NULL GROUP BY household_id
)
"""


@dataclass(frozen=True)
class Stock:
    """The lists of a folder, typed and laid in tables of `con` named as the lists; `refused` is NULL for good rows."""

    con: duckdb.DuckDBPyConnection
    inbox: Inbox
    month: Month

    @property
    def digest(self) -> bytes:
        """Return the SHA-256 over the digests of the files that were read."""
        files = sorted({source.sha256 for source in self.inbox.sources if source.table in LISTS})
        return sha256("".join(files).encode()).digest()

    @cached_property
    def parts(self) -> int:
        """Return in how many parts the lines are taken in, each with whole households, in the order of the files."""
        return int(self._rows("SELECT coalesce(max(part), 0) + 1 FROM parts")[0][0])

    def approvals(self, part: int = 0) -> list[Approval]:
        """Return the good lines of a part of the approval register in the order of the files."""
        shortest: dict[str, str] = {}
        for row in (rows := [Approval(*row) for row in self._rows(APPROVALS, {"part": part})]):
            if row.region not in shortest:
                shortest[row.region] = Region.parse(row.region).code
        return [row._replace(region=shortest[row.region]) for row in rows]

    def members(self, part: int = 0) -> list[FamilyMember]:
        """Return the good lines of members of a part, of household programmes first: relations are the family's."""
        given = {"of_households": list(OF_HOUSEHOLDS), "part": part}
        return [FamilyMember(*row) for row in self._rows(MEMBERS, given)]

    def institutions(self) -> dict[str, str]:
        """Return the names on the list of care homes, and where each stands (nothing where that is not said)."""
        return dict(self._rows("SELECT name, coalesce(min(region_code), '') FROM institutions WHERE refused IS NULL "
                               "GROUP BY name ORDER BY name"))  # fmt: skip

    def rows(self) -> int:
        """Return how many lines of approvals and members were read, refused ones included."""
        counts = self._rows("SELECT (SELECT count(*) FROM approvals) + (SELECT count(*) FROM members)")
        return int(counts[0][0])

    def refused(self) -> list[Refusal]:
        """Return the lines that no reader could use, each with its place and what is wrong in words."""
        return [refusal for name in LISTS[:2] for refusal in refused_rows(self.con, self.inbox, name)]

    def place(self, source: int, row_no: int) -> Place:
        """Return where a line stands."""
        return self.inbox.sources[source].place.at(row=row_no)

    def _rows(self, sql: str, given: dict[str, Any] | None = None) -> Sequence[tuple[Any, ...]]:
        return self.con.execute(sql, given).fetchall() if given else self.con.execute(sql).fetchall()


@contextmanager
def read_stock(
    path: Path, *, month: Month, region: Region | None = None, mending: Mending | None = None
) -> Iterator[Stock]:
    """Read a folder or a file for the month it opens with; what is wrong in it is in `inbox.problems`, `refused()`."""
    with room() as scratch, duckdb.connect() as con:
        code = region.code if region else None
        opened = open_file if path.is_file() else open_folder
        inbox = opened(con, path, month=month, scratch=scratch, region=code, mending=mending)
        for name in LISTS:
            con.execute(f"CREATE TABLE {name} AS {typed_select(TABLES[name], inbox.parts_of(name))}")
        con.execute(PARTS, {"lines": PART_LINES})
        yield Stock(con, inbox, month)
