"""Freezes a month: typed rows are laid out by key, payments find their benefit lines, people their households."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from mingbai.files.snapshot.compiling import FREEZING, Compiler, Run
from mingbai.files.snapshot.layout import BY_PERSON, EVERYWHERE
from mingbai.files.snapshot.mill import Mill, Stored, lay_out, literal, quoted
from mingbai.files.snapshot.relation import Relation, relations_in
from mingbai.files.snapshot.snapshot import Snapshot
from mingbai.files.tables import TABLES
from mingbai.kernel.month import Month

LINES_A_BUCKET = 700_000
CARRIED = ("account_uses", "line_offers", "payments", "appropriations", "appearances")
MADE: dict[str, Relation] = relations_in(Path(__file__).parent / "sql")
ROW_ID = "CAST(source AS BIGINT) * 1099511627776 + row_no"
LINE_KEY = "CAST(hash(programme, household_key, payee_key) >> 1 AS BIGINT)"

Progress = Callable[[str], None]


def buckets_for(lines: int) -> int:
    """Return how many buckets hold so many lines, each about as many as a small machine takes at once."""
    buckets = 1
    while buckets * LINES_A_BUCKET < lines:
        buckets *= 2
    return buckets


def freeze(
    con: duckdb.DuckDBPyConnection,
    typed: Mapping[str, str],
    *,
    month: Month,
    into: Path,
    lines: int,
    sources: list[dict[str, Any]],
    as_of: date | None = None,
    progress: Progress = lambda _: None,
) -> Snapshot:
    """
    Return the frozen month made in the empty folder `into`.

    `typed` gives, for each list at hand, the SQL of its rows as `Table.frozen()` says, with a column
    `refused`; `lines` is about how many benefit lines there are. Refused rows stay out, counted.
    """
    buckets = buckets_for(lines)
    rows: dict[str, int] = {}
    refused: dict[str, int] = {}
    stored: dict[str, Stored] = {}
    for name, table in TABLES.items():
        if name in typed:
            progress(name)
            rows[name], refused[name] = stage(con, name, typed[name], into, buckets)
        else:
            kept = ", ".join(
                f"CAST(NULL AS {sql_type}) AS {quoted(column)}" for column, sql_type in table.frozen().items()
            )
            con.execute(f"CREATE TEMP TABLE staged_{name} AS SELECT {kept} LIMIT 0")
        for frozen, (home, key, query) in laid_out_as(name, month).items():
            path = into / frozen
            if home is None:
                path.mkdir(parents=True)
                con.execute(f"COPY ({query}) TO {literal(str(path / 'all.parquet'))} (FORMAT parquet)")
            else:
                lay_out(con, query, key, buckets, path, f"{name}_")
            stored[frozen] = Stored(path, home)
        con.execute(f"DROP {'VIEW' if name in typed and buckets > 1 else 'TABLE'} staged_{name}")
    as_of = as_of or latest_payment_on(con, stored) or month.last_on
    mill = Mill(con, buckets, stored, MADE, Compiler(Run(month, as_of), formulas=FREEZING))
    for name in CARRIED:
        progress(name)
        mill.carry(name, into)
    homes = {name: place.home for name, place in stored.items()}
    snapshot = Snapshot(into, month, as_of, buckets, homes, rows, refused, sources)
    snapshot.save()
    return snapshot


def stage(con: duckdb.DuckDBPyConnection, name: str, typed: str, into: Path, buckets: int) -> tuple[int, int]:
    """Hold a list's good rows as `staged_NAME` and its refused ones as a file; return how many there are of each."""
    if buckets == 1:
        con.execute(f"CREATE TEMP TABLE typed_{name} AS {typed}")
    else:
        passing = into / f".{name}.parquet"
        con.execute(f"COPY ({typed}) TO {literal(str(passing))} (FORMAT parquet, COMPRESSION lz4)")
        con.execute(f"CREATE TEMP VIEW typed_{name} AS SELECT * FROM read_parquet({literal(str(passing))})")
    found = con.execute(f"SELECT COUNT(*) FILTER (refused IS NULL), COUNT(refused) FROM typed_{name}").fetchall()
    good, bad = found[0]
    what = "TABLE" if buckets == 1 else "VIEW"
    con.execute(
        f"CREATE TEMP {what} staged_{name} AS SELECT * EXCLUDE (refused) FROM typed_{name} WHERE refused IS NULL"
    )
    if bad:
        path = into / "refused" / f"{name}.parquet"
        path.parent.mkdir(exist_ok=True)
        con.execute(
            f"COPY (SELECT source, row_no, refused FROM typed_{name} WHERE refused IS NOT NULL "
            f"ORDER BY source, row_no) TO {literal(str(path))} (FORMAT parquet)"
        )
    if buckets == 1:
        con.execute(f"DROP TABLE typed_{name}")
    return int(good), int(bad)


def laid_out_as(name: str, month: Month) -> dict[str, tuple[str | None, str, str]]:
    """Return the frozen tables a list becomes: name → (home, key, query over the staged rows)."""
    staged = f"staged_{name}"
    every = f"SELECT *, {ROW_ID} AS row_id FROM {staged}"
    this_month, with_line = literal(month.first_on.isoformat()), f"SELECT *, {ROW_ID} AS row_id, {LINE_KEY} AS line_key"
    match name:
        case "approvals":
            return {name: ("household", "household_key", f"{with_line} FROM {staged}")}
        case "roster":
            return {
                name: ("household", "household_key", f"{with_line} FROM {staged} WHERE month = {this_month}"),
                "earlier_in_roster": (
                    "household",
                    "household_key",
                    f"{with_line} FROM {staged} WHERE month < {this_month}",
                ),
            }
        case "previous_roster":
            return {name: ("household", "household_key", f"{with_line} FROM {staged} WHERE month < {this_month}")}
        case "members":
            return {name: ("household", "household_key", every)}
        case "appropriations":
            return {"appropriations_sent": ("person", "payee_key", f"{every} WHERE month = {this_month}")}
        case "payments":
            return {
                "payments_known": ("person", "payee_key", f"{every} WHERE payee_key IS NOT NULL"),
                "payments_unknown": ("account", "account_key", f"{every} WHERE payee_key IS NULL"),
            }
        case "marriages":
            return {name: ("person", "person_key", both_ways(name, "spouse"))}
        case "kinships":
            return {name: ("person", "person_key", both_ways(name, "other"))}
        case "officers":
            return {
                name: ("person", "person_key", every),
                "officer_accounts": ("account", "account_key", f"{every} WHERE account_key IS NOT NULL"),
            }
        case _ if name in EVERYWHERE:
            return {name: (None, "", every)}
        case _:
            return {name: ("person", BY_PERSON[name], every)}


def both_ways(name: str, other: str) -> str:
    """Return the query that states a tie between two people once from each side."""
    ids = (f"{other}_id", f"{other}_key", f"{other}_state")
    swapped = {
        "person_id": ids[0], "person_key": ids[1], "person_state": ids[2],
        ids[0]: "person_id", ids[1]: "person_key", ids[2]: "person_state",
    }  # fmt: skip
    columns = TABLES[name].frozen()
    there = ", ".join(f"{quoted(swapped.get(column, column))} AS {quoted(column)}" for column in columns)
    if name == "marriages":
        there = there.replace(
            '"name" AS "name"', 'CAST(NULL AS VARCHAR) AS "name"'
        )  # the row names only one of the two
    here = ", ".join(quoted(column) for column in columns)
    both = f"SELECT {here}, TRUE AS as_sent FROM staged_{name} UNION ALL SELECT {there}, FALSE FROM staged_{name}"
    return f"SELECT *, {ROW_ID} AS row_id FROM ({both})"


def latest_payment_on(con: duckdb.DuckDBPyConnection, stored: Mapping[str, Stored]) -> date | None:
    """Return the last day on which the bank's lists say anything happened, None where they say nothing."""
    files = [file for name in ("payments_known", "payments_unknown") for file in stored[name].files(None)]
    found = con.execute(
        "SELECT greatest(MAX(paid_on), MAX(returned_on)) FROM read_parquet(?, hive_partitioning = false)", [files]
    ).fetchall()
    latest: date | None = found[0][0]
    return latest
