"""The frozen columns of every table, what empty cells mean, and which rows are refused."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import duckdb
import pytest

from mingbai.files.part import Mapped, Part, Relation, raw_columns
from mingbai.files.tables import TABLES, Table
from mingbai.files.tests.made import person_id
from mingbai.files.typing import typed_select
from mingbai.kernel.month import Month
from mingbai.kernel.text import literal

Cells = dict[str, str | None]


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


def part(table: Table, cells: Cells, broken: str | None = None, **more: Any) -> Part:
    """Return a part of one row; only the columns named are mapped."""
    values = {name: cells.get(name) for name in raw_columns(table)}
    named = ", ".join(
        f'CAST({"NULL" if value is None else literal(value)} AS VARCHAR) AS "{name}"' for name, value in values.items()
    )
    why = "NULL" if broken is None else literal(broken)
    sql = f"SELECT 0 AS source, 2::BIGINT AS row_no, {why}::VARCHAR AS broken, NULL::VARCHAR AS rest, {named}"
    mapping = tuple(Mapped(name, header=name, position=place) for place, name in enumerate(cells))
    return Part(table.name, 0, 1, 1, mapping, Relation(sql), **more)


def typed(con: duckdb.DuckDBPyConnection, table: str, cells: Cells, **more: Any) -> dict[str, Any]:
    found = con.execute(typed_select(TABLES[table], [part(TABLES[table], cells, **more)]))
    names = [name for name, *_ in found.description or ()]
    return dict(zip(names, found.fetchall()[0], strict=True))


APPROVAL: Cells = {
    "programme": "农村低保",
    "region_code": "999999101001",
    "household_id": "H1",
    "head_id": person_id(1),
    "head_name": "张 三",
    "account_no": "6228 4899 9900 0000 001",
    "amount_fen": "500.50",
    "member_count": "2人",
    "valid_from": "2025年1月",
    "confirmed_on": "2024/12/20",
}
MEMBER: Cells = {
    "household_id": "H1",
    "programme": "dibao_rural",
    "person_id": person_id(1),
    "name": "张三",
}


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("every_column", [True, False])
def test_every_table_has_exactly_its_frozen_columns(
    con: duckdb.DuckDBPyConnection, name: str, every_column: bool
) -> None:
    table = TABLES[name]
    columns = raw_columns(table) if every_column else [column.name for column in table.required]
    sql = typed_select(table, [part(table, dict.fromkeys(columns))])
    described = {column: kind for column, kind, *_ in con.execute(f"DESCRIBE {sql}").fetchall()}
    assert list(described.items()) == [*table.frozen().items(), ("refused", "VARCHAR")]


@pytest.mark.parametrize("name", TABLES)
def test_a_table_nobody_sent_has_its_columns_and_no_rows(con: duckdb.DuckDBPyConnection, name: str) -> None:
    sql = typed_select(TABLES[name], [])
    described = {column: kind for column, kind, *_ in con.execute(f"DESCRIBE {sql}").fetchall()}
    assert described == TABLES[name].frozen() | {"refused": "VARCHAR"}
    assert con.execute(sql).fetchall() == []


def test_a_good_row(con: duckdb.DuckDBPyConnection) -> None:
    row = typed(con, "approvals", APPROVAL)
    assert row["refused"] is None
    assert (row["head_id"], row["head_state"], row["head_name"]) == (person_id(1), "valid", "张三")
    assert (row["account_no"], row["account_key"]) == ("6228489999000000001", 6_228_489_999_000_000_001)
    assert (row["amount_fen"], row["member_count"]) == (50_050, 2)
    assert (row["valid_from"], row["confirmed_on"]) == (date(2025, 1, 1), date(2024, 12, 20))


@pytest.mark.parametrize("payee", [{}, {"payee_id": None, "payee_name": None}, {"payee_id": "-", "payee_name": "无"}])
def test_the_payee_is_the_head_where_none_is_named(con: duckdb.DuckDBPyConnection, payee: Cells) -> None:
    row = typed(con, "approvals", APPROVAL | payee)
    assert [row[f"payee_{what}"] for what in ("id", "key", "state", "name")] == [
        row[f"head_{what}"] for what in ("id", "key", "state", "name")
    ]


def test_a_payee_is_read_where_one_is_named(con: duckdb.DuckDBPyConnection) -> None:
    row = typed(con, "approvals", APPROVAL | {"payee_id": person_id(2), "payee_name": "李四"})
    assert (row["payee_id"], row["payee_name"], row["head_id"]) == (person_id(2), "李四", person_id(1))


def test_a_payee_who_cannot_be_read_is_never_taken_for_the_head(con: duckdb.DuckDBPyConnection) -> None:
    assert typed(con, "approvals", APPROVAL | {"payee_id": "4.1E+17"})["refused"] == "payee_id:unreadable"


@pytest.mark.parametrize(
    ("cells", "annual_fen"),
    [
        ({"income_fen": "1000"}, 1_200_000),
        ({"income_fen": "1000", "annual_income_fen": None}, 1_200_000),
        ({"income_fen": "1000", "annual_income_fen": "0"}, 0),
        ({}, None),
    ],
)
def test_annual_income_is_twelve_months_only_where_the_annual_value_is_missing(
    con: duckdb.DuckDBPyConnection, cells: Cells, annual_fen: int | None
) -> None:
    assert typed(con, "approvals", APPROVAL | cells)["annual_income_fen"] == annual_fen


@pytest.mark.parametrize(
    ("cells", "counted", "born_on", "refused"),
    [
        ({}, True, date(1941, 2, 2), None),
        ({"counted": "否", "born_on": "1941-02-03"}, False, date(1941, 2, 3), None),
        ({"counted": "×"}, False, date(1941, 2, 2), None),
        ({"counted": "待定"}, True, date(1941, 2, 2), "counted:unreadable"),
        ({"born_on": "不详"}, True, date(1941, 2, 2), None),
    ],
)
def test_members_are_counted_unless_they_are_not(
    con: duckdb.DuckDBPyConnection, cells: Cells, counted: bool, born_on: date, refused: str | None
) -> None:
    row = typed(con, "members", MEMBER | cells)
    assert (row["counted"], row["born_on"], row["refused"]) == (counted, born_on, refused)


@pytest.mark.parametrize(
    ("share", "basis_points"),
    [
        ("1/2", 5_000),
        ("50%", 5_000),
        ("0.5", 5_000),
        ("1/3", 3_333),
        (None, 10_000),
        ("共同共有", 10_000),
        ("1", 10_000),
    ],
)
def test_shares(con: duckdb.DuckDBPyConnection, share: str | None, basis_points: int) -> None:
    row = typed(con, "properties", {"person_id": person_id(1), "share": share, "area": "89.125㎡"})
    assert (row["share"], str(row["area"]), row["refused"]) == (basis_points, "89.13", None)


@pytest.mark.parametrize("share", ["3/2", "50", "一半", "1/0"])
def test_a_share_that_is_none_refuses_the_row(con: duckdb.DuckDBPyConnection, share: str) -> None:
    assert typed(con, "properties", {"person_id": person_id(1), "share": share})["refused"] == "share:unreadable"


@pytest.mark.parametrize(
    ("cells", "refused"),
    [
        ({"amount_fen": None}, "amount_fen:missing"),
        ({"amount_fen": "-"}, "amount_fen:missing"),
        ({"amount_fen": "500.505"}, "amount_fen:unreadable"),
        ({"annual_income_fen": "约三千"}, "annual_income_fen:unreadable"),
        ({"region_code": "城关镇", "member_count": None}, "region_code:unreadable;member_count:missing"),
        ({"head_id": "11010519491231002Y"}, None),
        ({"head_id": "110105********002X"}, "head_id:unreadable"),
        ({"grace_until": "年底", "supply_mode": "散养"}, None),
    ],
)
def test_what_refuses_a_row(con: duckdb.DuckDBPyConnection, cells: Cells, refused: str | None) -> None:
    assert typed(con, "approvals", APPROVAL | cells)["refused"] == refused


def test_a_mistyped_id_is_kept_as_invalid_and_meets_itself(con: duckdb.DuckDBPyConnection) -> None:
    wrong = person_id(1)[:17] + ("1" if person_id(1)[17] != "1" else "2")
    row = typed(con, "approvals", APPROVAL | {"head_id": wrong})
    assert (row["head_id"], row["head_state"], row["refused"]) == (wrong, "invalid", None)
    assert row["head_key"] < 0


def test_fifteen_digits_become_eighteen(con: duckdb.DuckDBPyConnection) -> None:
    row = typed(con, "approvals", APPROVAL | {"head_id": "110105491231002"})
    assert (row["head_id"], row["head_state"]) == ("11010519491231002X", "upgraded")


def test_a_row_that_could_not_be_split_is_refused(con: duckdb.DuckDBPyConnection) -> None:
    assert typed(con, "members", MEMBER, broken="short_row 3 8")["refused"] == "short_row"


def test_a_month_after_the_one_checked_is_refused(con: duckdb.DuckDBPyConnection) -> None:
    cells: Cells = dict.fromkeys(raw_columns(TABLES["roster"]))
    later = typed(con, "roster", cells | {"month": "2026-12"}, checked=Month(2026, 11))
    assert "month:later" in later["refused"]
