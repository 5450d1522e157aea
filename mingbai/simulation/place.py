"""One county, complete: all its lists as text tables, the planted cases among them, and the key."""

from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from mingbai.files.tables import TABLES
from mingbai.files.tables.column import Column, Kind
from mingbai.files.tables.departments import DEPARTMENT_TABLES
from mingbai.simulation.county import County
from mingbai.simulation.departments import Departments, outsiders, standard_rows
from mingbai.simulation.faults import Desk, plant
from mingbai.simulation.key import Expected
from mingbai.simulation.lists import Lists
from mingbai.simulation.people.population import Crowd, People
from mingbai.simulation.recipients import recipients
from mingbai.simulation.regions import regional

DEPARTMENTS = {table.name for table in DEPARTMENT_TABLES}
ORDER = ("region_code", "household_id", "officer_id", "person_id", "payee_id", "bank_ref")


@dataclass(frozen=True)
class Place:
    """What one county sends, and what ought to be found in it."""

    county: County
    tables: dict[str, pa.Table]  # contract names; every column text
    key: list[Expected]
    lines: int  # roster lines
    crafted: int  # of them planted


def place(county: County) -> Place:
    """Return the county, made from its seed and index alone."""
    crowd = Crowd(county.month)
    told = regional(county, recipients(county, crowd))
    others = outsiders(county, crowd)
    people = People.named(county.dice(3), county.index, crowd)
    lists = Lists(county, people, told.recipients)
    tables = lists.all() | Departments(lists, others).all()

    desk = Desk(county)
    desk.quiet = told.townships
    if county.faults:
        plant(desk)
        add_neighbours(desk)
    crafted = {name: text_table(name, rows) for name, rows in desk.rows.items() if rows}
    merged = {name: merge(name, tables.get(name), crafted.get(name), as_of(tables)) for name in tables | crafted}
    if county.size.form != "parquet":
        merged = {name: in_order(table) for name, table in merged.items()}
    return Place(county, merged, told.key + desk.key, merged["roster"].num_rows, len(desk.rows["roster"]))


def add_neighbours(desk: Desk) -> None:
    """Add the standards of the counties whose lines stand in the lists."""
    county = desk.county
    for code in sorted(desk.neighbours):
        there = County(county.size, county.index + 1, county.seed, county.month, county.history)
        assert there.code == code
        desk.rows["standards"].extend(standard_rows(there))


def as_of(tables: dict[str, pa.Table]) -> str:
    """Return the as-of date the departments' lists carry."""
    return str(tables["standards"]["as_of"][0].as_py())


def text_table(name: str, rows: list[dict[str, Any]]) -> pa.Table:
    """Return typed rows as a text table of the contract's columns that any of them has."""
    present = {key for row in rows for key in row}
    columns = [column for column in TABLES[name].columns if column.name in present]
    assert present == {column.name for column in columns}, f"{name} has no column {present}"
    texts = {column.name: [written(column, row.get(column.name)) for row in rows] for column in columns}
    return pa.table({name: pa.array(values, pa.string()) for name, values in texts.items()})


def written(column: Column, value: Any) -> str | None:
    """Return a value as people write it."""
    if value is None:
        return None
    if column.kind is Kind.MONEY and isinstance(value, int):
        return f"{value // 100}.{value % 100:02d}"
    if column.kind is Kind.FLAG and isinstance(value, bool):
        return "是" if value else "否"
    if column.kind is Kind.SHARE and isinstance(value, int):
        return f"{value / 100:g}%"
    if column.words and value in (known := dict(column.words)):
        return known[value][0]
    return str(value)


def merge(name: str, crowd: pa.Table | None, crafted: pa.Table | None, day: str) -> pa.Table:
    """Return the crowd's rows and the planted ones as one table in the contract's order of columns."""
    if crafted is not None and name in DEPARTMENTS and "as_of" not in crafted.column_names:
        crafted = crafted.append_column("as_of", pa.repeat(pa.scalar(day), crafted.num_rows))
    parts = [part for part in (crowd, crafted) if part is not None]
    table = pa.concat_tables(parts, promote_options="default")
    return table.select([column.name for column in TABLES[name].columns if column.name in table.column_names])


def in_order(table: pa.Table) -> pa.Table:
    """Return the rows sorted as an office would keep them, so that planted rows stand among the others."""
    by = [(column, "ascending") for column in ORDER if column in table.column_names]
    return table.sort_by(by) if by else table
