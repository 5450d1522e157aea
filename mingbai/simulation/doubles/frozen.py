"""Freezes labelled lists the way a reader of files would hand them over."""

from pathlib import Path

import duckdb
import pyarrow as pa

from mingbai.files.snapshot.freeze import freeze
from mingbai.files.snapshot.snapshot import Snapshot
from mingbai.files.tables import TABLES
from mingbai.files.typing import keyed
from mingbai.simulation.doubles.listed import Listed
from mingbai.simulation.doubles.population import MONTH

AMOUNT_FEN = 50_000
COLUMNS = ("number", "name", "born", "household", "village", "account", "address")
ID, STATE = keyed.person_id("number", "key"), keyed.person_state("number", "key")
NAME = keyed.name("name")
HOUSEHOLD, ACCOUNT = keyed.household_key("household"), keyed.account_key("account")
ROWS = f"""CREATE OR REPLACE TABLE listed AS
SELECT place AS row_no, key, {ID} AS number, {STATE} AS state, {NAME} AS name, village, account, address, household,
       CAST(try_strptime(born, '%Y%m%d') AS DATE) AS born_on, {HOUSEHOLD} AS household_key, {ACCOUNT} AS account_key
FROM (SELECT *, {keyed.person_key("number")} AS key FROM listed_rows)"""
MEMBERS = """SELECT household AS household_id, household_key, 'dibao_rural' AS programme, number AS person_id,
    key AS person_key, state AS person_state, name, TRUE AS counted, born_on, 0 AS source, row_no
FROM listed WHERE key IS NOT NULL"""
APPROVALS = f"""SELECT 'dibao_rural' AS programme, village AS region_code, household AS household_id, household_key,
    number AS head_id, key AS head_key, state AS head_state, name AS head_name,
    number AS payee_id, key AS payee_key, state AS payee_state, name AS payee_name,
    account AS account_no, account_key, address, members * {AMOUNT_FEN} AS amount_fen, members AS member_count,
    0 AS priority_member_count, 'whole' AS case_kind, DATE '2026-01-01' AS valid_from,
    DATE '2025-12-10' AS confirmed_on, 0 AS source, row_no
FROM (SELECT *, COUNT(*) OVER (PARTITION BY household) AS members FROM listed WHERE key IS NOT NULL)
QUALIFY row_no = MIN(row_no) OVER (PARTITION BY household)"""


def freeze_listed(con: duckdb.DuckDBPyConnection, rows: Listed, into: Path) -> Snapshot:
    """Return the frozen month of labelled rows, in the empty folder `into`; row `i` has the row number `i`."""
    con.register("listed_rows", columns_of(rows))
    con.execute(ROWS)
    con.unregister("listed_rows")
    typed = {"members": as_typed(con, "members", MEMBERS), "approvals": as_typed(con, "approvals", APPROVALS)}
    snapshot = freeze(con, typed, month=MONTH, into=into, lines=len(set(rows.household)), sources=[])
    con.execute("DROP TABLE listed")
    return snapshot


def columns_of(rows: Listed) -> pa.Table:
    """Return the cells as they were typed, with the place of each row."""
    return pa.table({"place": pa.array(range(len(rows.person)))} | {name: getattr(rows, name) for name in COLUMNS})


def as_typed(con: duckdb.DuckDBPyConnection, name: str, query: str) -> str:
    """Return the SQL of a query's rows as a list is read: all its columns, NULL where the query has none."""
    columns = ", ".join(f"{column} {kind}" for column, kind in TABLES[name].frozen().items())
    con.execute(f"CREATE OR REPLACE TABLE read_{name} ({columns})")
    con.execute(f"INSERT INTO read_{name} BY NAME {query}")
    return f"SELECT *, CAST(NULL AS VARCHAR) AS refused FROM read_{name}"
