"""The month's lists as rules read them: the columns and values of the files they came in, each row with its list."""

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from mingbai.config.guards import scope
from mingbai.files.inbox import Inbox, open_folder
from mingbai.files.snapshot.of_inbox import freeze_inbox
from mingbai.files.snapshot.of_tables import freeze_tables
from mingbai.files.snapshot.snapshot import Snapshot
from mingbai.files.tables import TABLES
from mingbai.files.typing import typed_select
from mingbai.kernel.month import Month
from mingbai.offices.actor import working_as
from mingbai.policy.parameters import shipped
from mingbai.rules.catalogue import all_rules
from mingbai.rules.checking import check
from mingbai.simulation.simulate import Order, simulate
from mingbai.simulation.sizes import SIZES
from mingbai.sources.actions import import_folder
from mingbai.sources.models import Delivery
from mingbai.sources.purposes import KINDS
from mingbai.sources.queries import counting, deliveries
from mingbai.sources.tables import lists
from mingbai.sources.tests.places import COUNTY, OCTOBER, Desk, desk_of

OWN = {"file", "sheet", "row", "input_digest"}  # of a finding: where the row stood, which differs


def rows(con: duckdb.DuckDBPyConnection, inbox: Inbox, table: str) -> pa.Table:
    """Return the good rows of a list as the files say them."""
    columns = ", ".join(f'"{column}"' for column in TABLES[table].frozen())
    typed = typed_select(TABLES[table], inbox.parts_of(table))
    return con.sql(f"SELECT {columns} FROM ({typed}) WHERE refused IS NULL ORDER BY source, row_no").to_arrow_table()


def without_places(table: pa.Table) -> list[dict[str, Any]]:
    """Return the rows without what says where they stood."""
    told: list[dict[str, Any]] = table.drop_columns(["source", "row_no"]).to_pylist()
    return told


def findings(snapshot: Snapshot, scratch: Path) -> list[dict[str, Any]]:
    """Return what all rules find in a frozen month."""
    scratch.mkdir()
    with duckdb.connect() as con:
        done = check(con, snapshot, all_rules(), shipped(), scratch=scratch, fuzzy=False)
        told = con.sql(f"SELECT * FROM read_parquet('{done.findings}')").to_arrow_table().to_pylist()
    return [{name: value for name, value in one.items() if name not in OWN} for one in told]


@pytest.fixture
def office(desk: str, tmp_path: Path) -> Desk:
    return desk_of(tmp_path)


@pytest.mark.slow
@pytest.mark.requirement("R-1407")
def test_a_town_s_lists_come_back_value_for_value_and_rules_find_the_same_in_them(
    office: Desk, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    town = tmp_path_factory.mktemp("town") / "made"
    simulate(Order(SIZES["town"], 3, OCTOBER), town)
    departments = {kind: f"送来{kind}的部门" for kind in KINDS}
    done = import_folder(path=town / "files", departments=departments, month=OCTOBER, by=office.handler, at=office.at)
    with working_as(office.handler):
        found = lists(COUNTY, OCTOBER)
    for folder in ("scratch", "of_files", "of_tables"):
        (tmp_path / folder).mkdir()
    with duckdb.connect() as con:
        inbox = open_folder(con, town / "files", month=OCTOBER, scratch=tmp_path / "scratch", region=COUNTY.code)
        said = {name: rows(con, inbox, name) for name in TABLES if inbox.parts_of(name)}
        of_files = freeze_inbox(con, inbox, month=OCTOBER, into=tmp_path / "of_files")
        tables = {name: table.drop_columns(["source", "row_no"]) for name, table in said.items() if name not in KINDS}
        of_tables = freeze_tables(
            con, tables | found.tables, month=OCTOBER, into=tmp_path / "of_tables", sources=found.sources
        )
    assert done.keys() == said.keys() & KINDS.keys() == found.tables.keys()
    assert len(done) > 15
    for kind in done:
        assert without_places(found.tables[kind]) == without_places(said[kind]), kind
    first, second = findings(of_files, tmp_path / "first"), findings(of_tables, tmp_path / "second")
    assert len(first) > 100
    assert first == second


def test_lists_of_events_add_up_and_each_row_says_which_list_it_is_from(office: Desk) -> None:
    numbers = office.live(300)
    office.send(office.deaths(numbers[:2], day="2026-09-03"), month=Month(2026, 9))
    office.send(office.deaths(numbers[2:5]))
    with working_as(office.handler):
        found = lists(COUNTY, OCTOBER)
    deaths = found.tables["deaths"]
    assert deaths.column_names == list(TABLES["deaths"].frozen())
    assert deaths.column("source").to_pylist() == [0, 0, 1, 1, 1]
    assert deaths.column("row_no").to_pylist() == [1, 2, 1, 2, 3]
    assert [one["as_of"] for one in found.sources] == ["2026-09-21", "2026-10-21"]
    assert set(deaths.column("as_of").to_pylist()) == {date(2026, 9, 21), date(2026, 10, 21)}


def test_a_list_held_back_is_read_by_no_rule(office: Desk) -> None:
    numbers = office.live(900)
    for month in range(1, 10):
        office.send(office.deaths(numbers[month * 2 : month * 2 + 2]), month=Month(2026, month))
    office.send(office.deaths(numbers[:60]))
    with working_as(office.handler):
        assert lists(COUNTY, OCTOBER).tables["deaths"].num_rows == 18


def test_who_works_elsewhere_reads_counts_and_freezes_nothing_of_a_countys_lists(office: Desk) -> None:
    done = office.send(office.deaths(office.live(30)[:2]))
    with working_as(office.townsman):
        assert lists(COUNTY, OCTOBER).tables == {}
        assert deliveries(COUNTY).count() == 0
        assert counting(COUNTY, OCTOBER, "deaths") == []
        assert not Delivery.objects.filter(pk=done.delivery_id).exists()
    with scope("999902"):
        assert lists(COUNTY, OCTOBER).tables == {}


def test_a_month_without_lists_has_no_tables(office: Desk) -> None:
    with working_as(office.handler):
        assert lists(COUNTY, OCTOBER).tables == {}
