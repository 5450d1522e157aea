"""A part is what one sheet or file gives to one table: its mapping, and the SQL that yields its rows as raw text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from mingbai.files.problems import Place
from mingbai.files.tables import Table
from mingbai.kernel.month import Month
from mingbai.kernel.text import literal


@dataclass(frozen=True)
class Source:
    """One sheet or file that was read: the number its rows carry, where it lies, and the digest of its bytes."""

    index: int
    place: Place
    sha256: str
    table: str
    path: Path  # the bytes, possibly unpacked in the scratch folder
    as_of: date | None = None


@dataclass(frozen=True)
class Mapped:
    """Where a column's values come from: a header as written, or a constant said in the title, a name, an option."""

    column: str
    header: str | None = None
    constant: str | None = None
    where: str = "header"  # header, title, sheet, file, folder, option, default
    unit: str | None = None  # of money: 元, 万元, 分
    position: int | None = None


@dataclass(frozen=True)
class Relation:
    """Something DuckDB reads that holds raw columns of one table, all money in it in the same units."""

    sql: str  # a SELECT of the table's columns as VARCHAR, source, row_no, broken, rest
    units: tuple[tuple[str, str], ...] = ()  # money column → unit


@dataclass(frozen=True)
class Part:
    """The rows of one source that belong to one table."""

    table: str
    source: int
    rows: int
    header_row: int
    mapping: tuple[Mapped, ...]
    relation: Relation
    unknown: tuple[str, ...] = ()  # headers nobody knows, kept out
    header: tuple[str | None, ...] = ()  # as written, to show a refused row as it came
    keep: str | None = None  # SQL over `month`: which of the rows, where a file holds several months
    checked: Month | None = None  # the month being checked, for rows that come too early
    notes: tuple[str, ...] = field(default=())
    places: tuple[int, ...] = ()  # the columns of the sheet under which the header's cells stand

    @property
    def select(self) -> str:
        """Return the SQL that yields the part's canonical columns as raw VARCHAR, with row_no, broken and rest."""
        return f"SELECT * FROM ({self.relation.sql}) WHERE source = {self.source}"


def raw_columns(table: Table) -> list[str]:
    """Return the names of a table's columns before typing, in order."""
    return [column.name for column in table.columns]


def parquet_relation(path: Path, table: Table, units: Mapping[str, str]) -> Relation:
    """Return the relation of rows kept in a scratch file of this package."""
    names = ", ".join(["source", "row_no", "broken", "rest", *(f'"{name}"' for name in raw_columns(table))])
    return Relation(f"SELECT {names} FROM read_parquet({literal(str(path))})", tuple(sorted(units.items())))
