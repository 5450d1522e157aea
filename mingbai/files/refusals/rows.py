"""The refused rows of a table: where each stood, what stood in it, and why it was refused."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import duckdb

from mingbai.files.grids.grid import NUMERIC, SEPARATOR
from mingbai.files.inbox import Inbox
from mingbai.files.part import Part, raw_columns
from mingbai.files.problems import Level, Place, Problem
from mingbai.files.refusals.explain import Fault, cell_fault, formula_fault, row_fault
from mingbai.files.tables import TABLES, Table
from mingbai.files.typing import typed_select

FETCHED = 5_000


@dataclass(frozen=True)
class Refusal:
    """One refused row: its place, its cells as they came under their headers, and what is wrong with it."""

    table: str
    place: Place
    cells: Mapping[str, str]  # header → text, in the order of the file
    faults: tuple[Fault, ...]

    @property
    def zh(self) -> str:
        """Return everything wrong with the row, in Chinese."""
        return "".join(fault.zh for fault in self.faults)

    @property
    def en(self) -> str:
        """Return everything wrong with the row, in English."""
        return " ".join(fault.en[:1].upper() + fault.en[1:] for fault in self.faults)

    @property
    def problem(self) -> Problem:
        """Return the refusal as a problem like any other."""
        return Problem(
            self.faults[0].code, Level.ROW, self.place, f"{self.place.zh}：{self.zh}", f"{self.place.en}: {self.en}"
        )


def refused_rows(
    con: duckdb.DuckDBPyConnection, inbox: Inbox, table: str, *, refused: str | None = None, most: int | None = None
) -> Iterator[Refusal]:
    """
    Yield the refused rows of a table in the order of the files, at most `most`.

    `refused` is SQL of (source, row_no, refused) where they are known already, as in a
    frozen bucket; without it the table is typed once more.
    """
    parts = inbox.parts_of(table)
    if not parts:
        return
    of = TABLES[table]
    told = refused or typed_select(of, parts)
    names = [f'raw."{name}"' for name in raw_columns(of)]
    relations = " UNION ALL ".join(f"({sql})" for sql in dict.fromkeys(part.relation.sql for part in parts))
    sql = (
        f"WITH told AS MATERIALIZED (SELECT source, row_no, refused FROM ({told})) "  # not typed twice for the filter
        f"SELECT bad.source, bad.row_no, bad.refused, raw.broken, raw.rest, {', '.join(names)} "
        f"FROM ({relations}) AS raw "
        f"JOIN (SELECT * FROM told WHERE refused IS NOT NULL) AS bad "
        f"ON raw.source = bad.source AND raw.row_no = bad.row_no ORDER BY bad.source, bad.row_no"
        f"{f' LIMIT {most}' if most is not None else ''}"
    )
    by_source = {part.source: part for part in parts}
    cursor = con.cursor().execute(sql)
    while rows := cursor.fetchmany(FETCHED):
        for row in rows:
            yield _refusal(of, inbox, by_source[row[0]], row)


def count_refused(con: duckdb.DuckDBPyConnection, inbox: Inbox, table: str) -> int:
    """Return how many rows of a table are refused; types the whole table."""
    sql = typed_select(TABLES[table], inbox.parts_of(table))
    return int(con.execute(f"SELECT count(refused) FROM ({sql})").fetchall()[0][0])


def _refusal(table: Table, inbox: Inbox, part: Part, row: tuple[object, ...]) -> Refusal:
    source, row_no, refused, broken, rest, *values = row
    assert isinstance(source, int)
    assert isinstance(row_no, int)
    raw = dict(zip(raw_columns(table), values, strict=True))
    cells = {name: value if isinstance(value, str) else None for name, value in raw.items()}
    place = inbox.sources[source].place.at(row=row_no)
    faults = _faults(table, part, str(refused), None if broken is None else str(broken), cells)
    return Refusal(table.name, place, _as_it_came(table, part, cells, None if rest is None else str(rest)), faults)


def _faults(
    table: Table, part: Part, refused: str, broken: str | None, cells: Mapping[str, str | None]
) -> tuple[Fault, ...]:
    """Return every fault of a row; where it could not be split, its cells are not judged one by one."""
    headers = {entry.column: entry.header for entry in part.mapping}
    formulas = broken.removeprefix("formula ").split(",") if broken and broken.startswith("formula ") else []
    if broken and not formulas:
        return (row_fault(broken),)
    faults = [replace(formula_fault(headers.get(name) or table[name].headers[0]), column=name) for name in formulas]
    units = dict(part.relation.units)
    for told in refused.split(";"):
        name, _, code = told.partition(":")
        if code == "later":
            faults.append(row_fault("later"))
        elif code and name not in formulas:
            header = headers.get(name) or table[name].headers[0]
            fault = cell_fault(table[name], header, _standing_in(table, name, cells), units.get(name))
            faults.append(replace(fault, column=name))
    return tuple(faults)


def _standing_in(table: Table, name: str, cells: Mapping[str, str | None]) -> str | None:
    """Return the cell that was judged: its own, or the head's where the payee's is empty."""
    if table.name == "approvals" and cells[name] is None:
        return cells.get(name.replace("payee_", "head_"))
    return cells[name]


def _as_it_came(table: Table, part: Part, cells: Mapping[str, str | None], rest: str | None) -> dict[str, str]:
    """Return the row's cells under the headers of its file, then what its title said for all rows."""
    others = (cell.lstrip(NUMERIC) for cell in rest.split(SEPARATOR)) if rest is not None else iter(())
    columns = {entry.position: entry for entry in part.mapping if entry.position is not None}
    came: dict[str, str] = {}
    for place, header in enumerate(part.header):
        entry = columns.get(place)
        if entry is None:
            came[_free(came, header or f"第{place + 1}列")] = next(others, "")
            continue
        name = header or entry.column
        stated = name if entry.unit in (None, "元") or entry.unit in name else f"{name}({entry.unit})"
        came[_free(came, " ".join(stated.split()))] = (cells[entry.column] or "").lstrip(NUMERIC)
    for number, surplus in enumerate(others, 1):
        came[_free(came, f"多出的第{number}格")] = surplus
    for entry in part.mapping:
        if entry.position is None:
            came[_free(came, table[entry.column].headers[0])] = entry.constant or ""
    return came


def _free(came: Mapping[str, str], header: str) -> str:
    """Return the header, numbered if the file has it twice."""
    number, name = 2, header
    while name in came:
        name, number = f"{header}_{number}", number + 1
    return name
