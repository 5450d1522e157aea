"""The month's lists as rules read them: the columns and values of the files they came in, each row with its list."""

from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from mingbai.files.inbox import Inbox, open_folder
from mingbai.files.tables import TABLES
from mingbai.files.typing import typed_select
from mingbai.kernel.month import Month
from mingbai.offices.actor import working_as
from mingbai.simulation.simulate import Order, simulate
from mingbai.simulation.sizes import SIZES
from mingbai.sources.purposes import KINDS
from mingbai.sources.tables import lists
from mingbai.sources.tests.places import COUNTY, OCTOBER, Desk, desk_of

KINDS_COMPARED = ("deaths", "properties", "marriages", "insurance")


def rows(con: duckdb.DuckDBPyConnection, inbox: Inbox, kind: str) -> pa.Table:
    """Return the good rows of a list as the files say them."""
    columns = ", ".join(f'"{column}"' for column in TABLES[kind].frozen())
    typed = typed_select(TABLES[kind], inbox.parts_of(kind))
    return con.sql(f"SELECT {columns} FROM ({typed}) WHERE refused IS NULL ORDER BY source, row_no").to_arrow_table()


def without_places(table: pa.Table) -> list[dict[str, object]]:
    """Return the rows without what says where they stood, the day of the list among it."""
    told: list[dict[str, object]] = table.drop_columns(["source", "row_no", "as_of"]).to_pylist()
    return told


@pytest.fixture
def office(desk: str, tmp_path: Path) -> Desk:
    return desk_of(tmp_path)


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


@pytest.mark.slow
@pytest.mark.requirement("R-1407")
def test_what_comes_back_is_value_for_value_what_the_files_of_a_town_say(
    office: Desk, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    town = tmp_path_factory.mktemp("town") / "made"
    simulate(Order(SIZES["town"], 3, OCTOBER), town)
    (tmp_path / "scratch").mkdir()
    with duckdb.connect() as con:
        inbox = open_folder(con, town / "files", month=OCTOBER, scratch=tmp_path / "scratch", region=COUNTY.code)
        said = {kind: rows(con, inbox, kind) for kind in KINDS if inbox.parts_of(kind)}
    for kind in KINDS_COMPARED:
        office.send(town / "files", kind, as_of=date(2026, 10, 25))
    with working_as(office.handler):
        found = lists(COUNTY, OCTOBER)
    for kind in KINDS_COMPARED:
        assert said[kind].num_rows > 0, kind
        assert without_places(found.tables[kind]) == without_places(said[kind]), kind


def test_a_month_without_lists_has_no_tables(office: Desk) -> None:
    with working_as(office.handler):
        assert lists(COUNTY, OCTOBER).tables == {}
