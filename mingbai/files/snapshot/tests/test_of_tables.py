"""A month frozen from tables in memory is the month frozen from files that say the same: every relation, every row."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from mingbai.files.inbox import open_folder
from mingbai.files.snapshot.by_hand import number_of
from mingbai.files.snapshot.of_inbox import freeze_inbox
from mingbai.files.snapshot.of_tables import NotAList, freeze_tables
from mingbai.files.snapshot.snapshot import Snapshot
from mingbai.files.tables import TABLES, Column, Kind
from mingbai.files.typing import typed_select
from mingbai.kernel.month import Month
from mingbai.simulation.simulate import Order, simulate
from mingbai.simulation.sizes import SIZES

OCTOBER, NUMBER = Month(2026, 10), number_of(1)
CHECK = 10 if NUMBER.endswith("X") else int(NUMBER[-1])
ROSTER: dict[str, list[Any]] = {
    "month": [date(2026, 10, 1)],
    "programme": ["dibao_rural"],
    "region_code": ["999901001001"],
    "household_id": ["H1"],
    "payee_id": [NUMBER],
    "payee_name": ["王甲"],
    "account_no": ["6217000000000000001"],
    "amount_fen": [50_000],
}


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        yield opened


def frozen(con: duckdb.DuckDBPyConnection, into: Path, **tables: pa.Table) -> Snapshot:
    into.mkdir()
    return freeze_tables(con, tables, month=OCTOBER, into=into)


def relation(snapshot: Snapshot, name: str) -> pa.Table:
    """Return a stored relation's rows in an order of their own."""
    with duckdb.connect() as con:
        return con.sql(f"SELECT * FROM ({snapshot.stored()[name].select()}) ORDER BY ALL").to_arrow_table()


# ------------------------------------------------------------------ the same as of files


def desk_columns(table: str) -> list[Column]:
    return list(TABLES[table].columns)


def as_the_desk_has_it(con: duckdb.DuckDBPyConnection, folder: Path, scratch: Path) -> dict[str, pa.Table]:
    """Return the good rows of a simulated month as values, without keys and states."""
    inbox = open_folder(con, folder, month=OCTOBER, scratch=scratch, region="999901")
    tables = {}
    for name in TABLES:
        if parts := inbox.parts_of(name):
            columns = ", ".join(f'"{column.name}"' for column in desk_columns(name))
            typed = typed_select(TABLES[name], parts)
            sql = f"SELECT {columns} FROM ({typed}) WHERE refused IS NULL ORDER BY source, row_no"
            tables[name] = con.sql(sql).to_arrow_table()
    return tables


def cell(column: Column, value: object) -> str:
    if value is None:
        return ""
    if column.kind is Kind.SHARE:
        assert isinstance(value, int)
        return f"{value / 100:g}%"
    if column.kind is Kind.FLAG:
        return "是" if value else "否"
    if column.kind is Kind.MONTH:
        return str(value)[:7]
    return str(value)


def written(tables: dict[str, pa.Table], folder: Path) -> None:
    """Write each table as a file; a roster with the months before it in one, as it may be sent."""
    for name, table in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            out = csv.writer(file)
            out.writerow([column.name for column in desk_columns(name)])
            for row in table.to_pylist():
                out.writerow([cell(column, row[column.name]) for column in desk_columns(name)])


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Snapshot, Snapshot, list[dict[str, object]]]:
    """Return a town frozen from written files and from tables that say the same, with the sources of the files."""
    room = tmp_path_factory.mktemp("town")
    simulate(Order(SIZES["town"], 5, OCTOBER), room / "made")
    folder, scratch, more = room / "files", room / "scratch", room / "more"
    of_files, of_tables = room / "of_files", room / "of_tables"
    for made in (folder, scratch, more, of_files, of_tables):
        made.mkdir()
    with duckdb.connect() as con:
        tables = as_the_desk_has_it(con, room / "made" / "files", scratch)
        written(tables, folder)
        inbox = open_folder(con, folder, month=OCTOBER, scratch=more, region="999901")
        first = freeze_inbox(con, inbox, month=OCTOBER, into=of_files)
        places = {part.table: part.source for part in inbox.parts}
        placed = {
            name: table.append_column("source", pa.array([places[name]] * table.num_rows, pa.int32())).append_column(
                "row_no", pa.array(range(2, table.num_rows + 2), pa.int64())
            )
            for name, table in tables.items()
        }
        second = freeze_tables(con, placed, month=OCTOBER, into=of_tables, sources=first.sources)
    return first, second, first.sources


@pytest.mark.slow
def test_every_relation_is_the_same_as_of_the_written_files(both: tuple[Snapshot, Snapshot, object]) -> None:
    of_files, of_tables, _ = both
    assert of_tables.rows == of_files.rows
    assert of_tables.rows["roster"] > 1_000
    assert of_tables.homes == of_files.homes
    assert (of_tables.as_of, of_tables.silent) == (of_files.as_of, of_files.silent)
    for name in of_files.homes:
        assert relation(of_tables, name).equals(relation(of_files, name)), name


@pytest.mark.slow
def test_the_findings_are_the_same_to_the_byte(both: tuple[Snapshot, Snapshot, object], tmp_path: Path) -> None:
    from mingbai.policy.parameters import shipped
    from mingbai.rules.catalogue import all_rules
    from mingbai.rules.checking import check

    told = []
    for place, snapshot in enumerate(both[:2]):
        scratch = tmp_path / str(place)
        scratch.mkdir()
        with duckdb.connect() as con:
            done = check(con, snapshot, all_rules(), shipped(), scratch=scratch)
            rows = con.sql(f"SELECT * FROM read_parquet('{done.findings}')").to_arrow_table()
        told.append((done.count, {rule.id for rule in done.run}, rows.to_pylist()))
    assert told[0][0] > 100
    assert told[0] == told[1]


# ------------------------------------------------------------------ what the desk may leave out


def test_keys_states_and_places_follow_from_the_values(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    snapshot = frozen(con, tmp_path / "s", roster=pa.table(ROSTER))
    (row,) = relation(snapshot, "roster").to_pylist()
    assert (row["payee_key"], row["payee_state"]) == (int(NUMBER[:17]) * 11 + CHECK, "valid")
    assert row["household_key"] < 0  # H1 has no number of its own
    assert (row["source"], row["row_no"], row["member_count"]) == (0, 1, None)
    (source,) = snapshot.sources
    assert (source["file"], len(source["sha256"])) == ("desk/roster", 64)


def test_rows_that_lack_what_the_list_requires_are_refused_and_counted(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    bad = ROSTER | {"payee_name": [""]}
    both = {name: [*ROSTER[name], *bad[name]] for name in ROSTER}
    snapshot = frozen(con, tmp_path / "s", roster=pa.table(both))
    assert (snapshot.rows["roster"], snapshot.refused["roster"]) == (1, 1)


def test_an_empty_payee_is_the_head_and_an_empty_table_is_as_good_as_none(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    values = {name: ROSTER[name] for name in ("programme", "region_code", "household_id", "account_no", "amount_fen")}
    approvals = values | {
        "head_id": ROSTER["payee_id"], "head_name": ["王甲"], "payee_id": pa.nulls(1, pa.string()),
        "member_count": [1], "valid_from": [date(2026, 1, 1)], "confirmed_on": [date(2025, 12, 1)],
    }  # fmt: skip
    payments = pa.table({"bank_ref": pa.array([], pa.string())})
    snapshot = frozen(con, tmp_path / "s", approvals=pa.table(approvals), payments=payments)
    (row,) = relation(snapshot, "approvals").to_pylist()
    assert (row["payee_id"], row["payee_name"]) == (NUMBER, "王甲")
    assert snapshot.given == {"approvals"}


def test_the_same_rows_have_the_same_digest_however_they_lie_in_memory(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    two = pa.table({name: values * 2 for name, values in ROSTER.items()})
    pieces = pa.concat_tables([two.slice(0, 1), two.slice(1, 1)])
    first, second = (frozen(con, tmp_path / name, roster=table) for name, table in (("a", two), ("b", pieces)))
    assert first.sources == second.sources


@pytest.mark.parametrize("tables", [{"gossip": pa.table({"a": [1]})}, {"roster": pa.table({"gossip": [1]})}])
def test_what_is_no_list_or_no_column_of_it_is_refused(
    tables: dict[str, pa.Table], con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    with pytest.raises(NotAList, match="gossip"):
        frozen(con, tmp_path / "s", **tables)
