"""What a cast tells of a plain cell is what careful reading finds; what only looks plain is read with care."""

from collections.abc import Iterator
from typing import Any

import duckdb
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mingbai.files.tables import TABLES, Column, Kind
from mingbai.files.typing import plain
from mingbai.files.typing.layers import Reading, first_name, followed, layered
from mingbai.files.typing.select import first_value
from mingbai.kernel.identity import check_character

COLUMNS = {
    Kind.ID: TABLES["roster"]["payee_id"],
    Kind.ACCOUNT: TABLES["roster"]["account_no"],
    Kind.HOUSEHOLD: TABLES["roster"]["household_id"],
    Kind.MONTH: TABLES["roster"]["month"],
    Kind.DATE: TABLES["approvals"]["confirmed_on"],
}


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


def read(con: duckdb.DuckDBPyConnection, column: Column, cells: list[str], *, is_text: bool) -> list[Any]:
    """Return the values of cells, in one layer of care only where they are said to be no text."""
    con.execute("CREATE OR REPLACE TEMP TABLE given AS SELECT unnest($1::VARCHAR[]) AS cell", [cells])
    reading = Reading(column, first_value(column, {}), is_text=is_text)
    names = ", ".join([first_name(column), *followed(column)])
    return con.execute(
        f"SELECT {names} FROM ({layered(f'SELECT cell AS r_{column.name} FROM given', [reading])})"
    ).fetchall()


def ends_well(body: str) -> str:
    return body + check_character(body)


born = st.one_of(
    st.dates().map(lambda day: f"{day:%Y%m%d}"),
    st.sampled_from(["19700230", "20000229", "19000229", "20240229", "20230229", "18791231", "21000101", "19701301"]),
)
numbers = st.builds(lambda day, seq: ends_well(f"230722{day.zfill(8)}{seq:03d}"), born, st.integers(0, 999))
scientific = st.builds(
    "{}.{}{}{}".format,
    st.integers(1, 9),
    st.from_regex(r"2345619(70|71)01[0-3][0-9]{0,5}", fullmatch=True),
    st.sampled_from(["e16", "e17", "E17", "e+17", "E+16", "e+18"]),
    st.sampled_from(["", "5", "X", " "]),
)
near = st.builds(
    lambda text, place, new, cut: text[:place] + new + text[place + cut :],
    st.one_of(
        numbers, st.just("6228480402564890018"), st.just("2026-10-05"), st.just("2026-10"), st.just("9999010000001")
    ),
    st.integers(0, 19),
    st.sampled_from(["", " ", "0", "1", "x", "X", "-", "/", "_", ".", "e", "0x", "+", "１", "\t", "X0"]),
    st.integers(0, 2),
)
as_powers = [  # valid numbers that end in zeros, written as a spreadsheet might: as long, and other texts
    text[:cut] + power + text[18 - (text[17] == "X") :]
    for text in (ends_well(f"230722197001{day:02d}{seq:02d}0") for day in range(1, 29) for seq in range(100))
    for cut, power in ((16, "e2"), (15, "e02"), (15, "e2"), (14, "e+3"))
    if text[16:].rstrip("X") in ("0", "00")
]
digits = st.from_regex(r"[0-9]{1,20}", fullmatch=True)
cells = st.lists(
    st.one_of(numbers, numbers.map(str.lower), scientific, st.sampled_from(as_powers), near, digits),
    min_size=1,
    max_size=60,
)


@settings(deadline=None, max_examples=40)
@given(cells)
@example(["11010519491231002 ", "11010519491231002e", "1101051949123100e1", *as_powers])
@example(["1.2345619700110e17", "1.234561970011e+17", "0x123456789ABCDEF0", "9.2e18            ", "123456199001010000"])
@example(["2026 10 05", "2026-1-5  ", "2026-02-30", "02026-1", "2026--1", " 2026-1", "2999-12", "1899-12", "20260-1"])
@example(["1111111111111111", "12340000", "9999999999999999999", "0123", "-5", "1_000_000", "1e5", "55", "7"])
@pytest.mark.parametrize("kind", COLUMNS)
def test_a_cell_that_proves_plain_reads_as_with_care(
    con: duckdb.DuckDBPyConnection, kind: Kind, cells: list[str]
) -> None:
    assert read(con, COLUMNS[kind], cells, is_text=True) == read(con, COLUMNS[kind], cells, is_text=False)


@pytest.mark.parametrize(
    ("kind", "cell"),
    [
        (Kind.ID, "11010519491231002X"),
        (Kind.ID, ends_well("23072219700101000")),
        (Kind.ACCOUNT, "6228480402564890018"),
        (Kind.HOUSEHOLD, "9999010000001"),
        (Kind.DATE, "2026-10-05"),
        (Kind.MONTH, "2026-10"),
    ],
)
def test_what_most_cells_are_needs_no_second_look(con: duckdb.DuckDBPyConnection, kind: Kind, cell: str) -> None:
    rows = "SELECT $1::VARCHAR AS cell"
    for step in ({"t_x": plain.tried(kind, "cell")}, *plain.proved(kind, "cell", "x")):
        rows = f"SELECT *, {', '.join(f'{sql} AS {name}' for name, sql in step.items())} FROM ({rows})"
    assert con.execute(f"SELECT p_x FROM ({rows})", [cell]).fetchall() != [(None,)]
