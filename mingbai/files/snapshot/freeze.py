"""Freezes a month: typed rows are laid out by key, payments find their benefit lines, people their households."""

import shutil
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq

from mingbai.files.snapshot.compiling import Run, freezing
from mingbai.files.snapshot.layout import BY_PERSON, EVERYWHERE
from mingbai.files.snapshot.mill import REFUSED, Mill, Stored, lay_out, literal, quoted
from mingbai.files.snapshot.relation import Relation, relations_in
from mingbai.files.snapshot.snapshot import Snapshot
from mingbai.files.tables import TABLES
from mingbai.kernel.month import Month

LINES_A_BUCKET = 1_100_000
CARRIED = (  # sweep by sweep
    ("account_uses", "line_offers"),
    ("payments", "appropriations"),
    ("benefit_line", "member_rows", "relief_grants"),
    ("appearances",),
)
MADE: dict[str, Relation] = relations_in(Path(__file__).parent / "sql")
ROW_ID = "CAST(source AS BIGINT) * 1099511627776 + row_no"
LINE_KEY = "CAST(hash(programme, household_key, payee_key) >> 1 AS BIGINT)"

Progress = Callable[[str], None]


def buckets_for(lines: int) -> int:
    """Return how many buckets hold so many lines, each about as many as a small machine takes at once."""
    return max(1, -(-lines // LINES_A_BUCKET))


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
    laid = lay_lists(con, typed, month, into, buckets, progress)
    stored = {frozen: place for found in laid.values() for frozen, place in found.stored.items()}
    rows, refused = ({name: getattr(laid[name], what) for name in typed} for what in ("rows", "refused"))
    as_of = as_of or latest_payment_on(con, stored) or month.last_on
    mill = Mill(con, buckets, stored, MADE, freezing(Run(month, as_of)).statement, as_kept=True)
    for names in CARRIED:
        progress(names[0])
        mill.carry(names, into)
    homes = {name: place.home for name, place in stored.items()}
    silent = () if pays_for(con, stored, month) else ("payments",)
    snapshot = Snapshot(into, month, as_of, buckets, homes, rows, refused, sources, silent)
    snapshot.save()
    return snapshot


@dataclass(frozen=True)
class Laid:
    """What became of one list: where its rows lie, how many there are, and how many were refused."""

    stored: dict[str, Stored]
    rows: int
    refused: int


def lay_lists(
    con: duckdb.DuckDBPyConnection, typed: Mapping[str, str], month: Month, into: Path, buckets: int, progress: Progress
) -> dict[str, Laid]:
    """
    Return every list laid out. Small months are two lists at a time: the engine plans each on one core.

    `typed` must not name anything that only this connection knows.
    """

    def lay(name: str) -> Laid:
        if name in typed:
            progress(name)
        return lay_list(con.cursor(), name, typed.get(name), month, into, buckets)

    with ThreadPoolExecutor(max_workers=2 if buckets == 1 else 1) as pool:
        return dict(zip(TABLES, pool.map(lay, TABLES), strict=True))


def lay_list(
    con: duckdb.DuckDBPyConnection, name: str, typed: str | None, month: Month, into: Path, buckets: int
) -> Laid:
    """Lay out one list's good rows as its frozen tables, and its refused rows by themselves; None is an empty list."""
    kept = ", ".join(f"CAST(NULL AS {kind}) AS {quoted(column)}" for column, kind in TABLES[name].frozen().items())
    typed = typed or f"SELECT {kept}, CAST(NULL AS VARCHAR) AS refused LIMIT 0"
    targets = laid_out_as(name, month)
    passing = into / f".{name}.parquet"
    if buckets == 1:
        con.execute(f"CREATE TEMP TABLE typed AS {typed}")
        typed = "SELECT * FROM typed"
    elif name == "officers":  # typed once, read twice
        con.execute(f"COPY ({typed}) TO {literal(str(passing))} (FORMAT parquet, COMPRESSION lz4)")
        typed = f"SELECT * FROM read_parquet({literal(str(passing))})"
    for frozen, (home, key, query) in targets.items():
        rows = f"WITH staged_{name} AS ({typed}) {query}"
        lay_out(con, rows, key if home else None, buckets if home else 1, into / frozen, f"{name}_", has_refused=True)
    stored = {frozen: Stored(into / frozen, home) for frozen, (home, _, _) in targets.items()}
    rows_kept = rows_sent(name, [rows_in(into / frozen, "bucket=[0-9]*/*.parquet") for frozen in stored])
    refused = set_apart(con, [into / frozen / REFUSED for frozen in stored], into / "refused" / f"{name}.parquet")
    if buckets == 1:
        con.execute("DROP TABLE typed")
    passing.unlink(missing_ok=True)
    return Laid(stored, rows_kept, refused)


def set_apart(con: duckdb.DuckDBPyConnection, folders: Iterable[Path], into: Path) -> int:
    """Take refused rows out of the frozen tables into a file of their own; return how many there are."""
    files = [file for folder in folders for file in sorted(folder.glob("*.parquet"))]
    if not files:
        return 0
    into.parent.mkdir(exist_ok=True)
    listed = ", ".join(literal(str(file)) for file in files)
    con.execute(
        f"COPY (SELECT DISTINCT source, row_no, refused FROM read_parquet([{listed}], hive_partitioning = false) "
        f"ORDER BY source, row_no) TO {literal(str(into))} (FORMAT parquet)"
    )
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
    return int(pq.read_metadata(into).num_rows)


def rows_sent(name: str, laid: list[int]) -> int:
    """Return how many good rows a list was sent with: ties lie twice, and an officer again by the account."""
    if name == "officers":
        return laid[0]
    return sum(laid) // (2 if name in ("marriages", "kinships") else 1)


def rows_in(folder: Path, pattern: str) -> int:
    """Return how many rows the Parquet files of a folder hold."""
    return sum(int(pq.read_metadata(file).num_rows) for file in folder.glob(pattern))


def laid_out_as(name: str, month: Month) -> dict[str, tuple[str | None, str, str]]:
    """Return the frozen tables a list becomes: name → (home, key, query over the staged rows)."""
    staged = f"staged_{name}"
    every = f"SELECT *, {ROW_ID} AS row_id FROM {staged}"
    with_line = f"SELECT *, {ROW_ID} AS row_id, {LINE_KEY} AS line_key"
    of_month, earlier = (f"month {is_} {literal(month.first_on.isoformat())}" for is_ in ("=", "<"))
    bad = "(refused IS NOT NULL)"
    match name:
        case "approvals":
            return {name: ("household", "household_key", f"{with_line} FROM {staged}")}
        case "roster":
            return {name: ("household", "household_key", f"{with_line} FROM {staged} WHERE {of_month} OR {bad}")}
        case "previous_roster":
            return {name: ("household", "household_key", f"{with_line} FROM {staged} WHERE {earlier} OR {bad}")}
        case "members":
            return {name: ("household", "household_key", every)}
        case "appropriations":
            return {"appropriations_sent": ("person", "payee_key", f"{every} WHERE {of_month} OR {bad}")}
        case "payments":
            sought = f"SELECT *, {ROW_ID} AS row_id, COALESCE(payee_key, account_key) AS sought_key FROM {staged}"
            return {"payments_sent": ("person", "sought_key", sought)}
        case "marriages":
            return {name: ("person", "person_key", both_ways(name, "spouse"))}
        case "kinships":
            return {name: ("person", "person_key", both_ways(name, "other"))}
        case "officers":
            return {
                name: ("person", "person_key", every),
                "officer_accounts": ("account", "account_key", f"{every} WHERE account_key IS NOT NULL AND NOT {bad}"),
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
    columns = ", ".join(
        quoted(column)
        if column not in swapped
        else f"CASE WHEN as_sent THEN {quoted(column)} ELSE {quoted(swapped[column])} END AS {quoted(column)}"
        for column in TABLES[name].frozen()
    )
    if name == "marriages":  # the row names only one of the two
        columns = columns.replace('"name"', 'CASE WHEN as_sent THEN "name" END AS "name"')
    ways = "(VALUES (TRUE), (FALSE)) AS way (as_sent)"
    both = f"SELECT {columns}, refused, as_sent FROM staged_{name}, {ways} WHERE as_sent OR refused IS NULL"
    return f"SELECT *, {ROW_ID} AS row_id FROM ({both})"


def pays_for(con: duckdb.DuckDBPyConnection, stored: Mapping[str, Stored], month: Month) -> bool:
    """Return whether any bank line is for the month, or for none it names."""
    files = stored["payments_sent"].files(None)
    found = con.execute(
        "SELECT COUNT(*) FROM read_parquet(?, hive_partitioning = false) WHERE month = ? OR month IS NULL",
        [files, month.first_on],
    ).fetchall()
    return bool(found[0][0])


def latest_payment_on(con: duckdb.DuckDBPyConnection, stored: Mapping[str, Stored]) -> date | None:
    """Return the last day on which the bank's lists say anything happened, None where they say nothing."""
    files = stored["payments_sent"].files(None)
    found = con.execute(
        "SELECT greatest(MAX(paid_on), MAX(returned_on)) FROM read_parquet(?, hive_partitioning = false)", [files]
    ).fetchall()
    latest: date | None = found[0][0]
    return latest
