"""Texts that a key tells are not kept: what is told again is what was typed."""

from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from mingbai.files.snapshot.freeze import CARRIED, MADE
from mingbai.files.snapshot.of_tables import freeze_tables
from mingbai.files.snapshot.told import kept, key_of, told
from mingbai.files.tables import TABLES
from mingbai.files.tests.made import person_id
from mingbai.kernel.month import Month

ROW = {
    "month": "2026-10-01", "programme": "dibao_rural", "region_code": "999901101001", "payee_name": "王某",
    "amount_fen": 50_000,
}  # fmt: skip
TEXTS = ("household_id", "payee_id", "payee_state", "account_no")


def rows(*texts: tuple[str, str, str]) -> pa.Table:
    given = [ROW | dict(zip(("household_id", "payee_id", "account_no"), row, strict=True)) for row in texts]
    table = pa.Table.from_pylist(given)
    return table.set_column(0, "month", table["month"].cast(pa.date32()))


@pytest.mark.parametrize(
    ("household", "payee", "account", "is_kept"),
    [
        pytest.param("9999010000001", person_id(1), "6228480402564890018", False, id="numbers"),
        pytest.param("H1", person_id(1)[:17] + "?", "0123-4", True, id="what is no number"),
        pytest.param("09", person_id(1)[:16], "0006228", True, id="what a number would not tell"),
    ],
)
def test_texts_are_told_as_they_were_typed(
    tmp_path: Path, household: str, payee: str, account: str, is_kept: bool
) -> None:
    with duckdb.connect() as con:
        snapshot = freeze_tables(
            con, {"roster": rows((household, payee, account))}, month=Month(2026, 10), into=tmp_path
        )
        roster = snapshot.stored()["roster"]
        found = con.sql(f"SELECT {', '.join(TEXTS[:2])}, account_no FROM ({roster.select()})").fetchall()
        raw = con.sql(f"SELECT household_id, payee_id, account_no FROM {roster.kept(None)}").fetchall()
    assert snapshot.refused["roster"] == 0
    assert found[0][:2] == (household, payee)
    assert found[0][2].replace("-", "") == account.replace("-", "")
    assert all(value is not None for value in raw[0]) == is_kept


def test_an_upgraded_number_stays_one_and_a_valid_one_needs_no_word(tmp_path: Path) -> None:
    table = rows(("1", "110105491231002", "6228480402564890018"), ("2", "11010519491231002X", "6228480402564890018"))
    with duckdb.connect() as con:
        snapshot = freeze_tables(con, {"roster": table}, month=Month(2026, 10), into=tmp_path)
        roster = snapshot.stored()["roster"]
        states = con.sql(f"SELECT payee_id, payee_state FROM ({roster.select()}) ORDER BY household_id").fetchall()
        raw = con.sql(f"SELECT payee_state FROM {roster.kept(None)} ORDER BY household_key").fetchall()
    assert states == [("11010519491231002X", "upgraded"), ("11010519491231002X", "valid")]
    assert raw == [("upgraded",), (None,)]


def test_every_carried_text_that_a_key_may_tell_has_its_key_beside_it() -> None:
    plain = {"row_id", "bank_ref"}
    for name in (name for names in CARRIED for name in names):
        columns = MADE[name].columns
        texts = [
            column for column in columns if column.endswith(("_id", "account_no", "_state")) and column not in plain
        ]
        assert [column for column in texts if key_of(column, columns) is None] == [], name


@pytest.mark.parametrize("name", TABLES)
def test_lists_keep_their_columns(name: str) -> None:
    columns = TABLES[name].frozen()
    empty = ", ".join(f'CAST(NULL AS {kind}) AS "{column}"' for column, kind in columns.items())
    with duckdb.connect() as con:
        typed = f"SELECT {empty}, CAST(NULL AS VARCHAR) AS refused"
        again = told([*columns, "refused"], f"({kept(TABLES[name], typed)})")
        described = {column: kind for column, kind, *_ in con.execute(f"DESCRIBE {again}").fetchall()}
    assert described == columns | {"refused": "VARCHAR"}


def test_a_relation_without_rows_states_its_columns(tmp_path: Path) -> None:
    with duckdb.connect() as con:
        snapshot = freeze_tables(con, {}, month=Month(2026, 10), into=tmp_path)
    assert {"line_key", "payee_id"} <= set(pq.read_schema(snapshot.path / "benefit_line" / "columns.parquet").names)
