"""Everybody the frozen month names, as rows to compare, in a database of their own."""

from pathlib import Path

import duckdb

from mingbai.files.snapshot.mill import literal
from mingbai.files.snapshot.snapshot import Snapshot
from mingbai.rules.linkage.readings import read_names

FAMILY = 8  # more people than this use an account or an address together only in an institution or a list without them
SEEN = (Path(__file__).parent / "seen.sql").read_text(encoding="utf-8")
MEMORY = "1200MB"


def room(scratch: Path) -> duckdb.DuckDBPyConnection:
    """Return a database of its own for one search, bounded in memory, whose overflow goes under `scratch`."""
    overflow = scratch / "linkage"
    overflow.mkdir(parents=True, exist_ok=True)
    con = duckdb.connect()
    con.execute(f"SET memory_limit = '{MEMORY}'")
    con.execute(f"SET temp_directory = {literal(str(overflow))}")
    con.execute("SET preserve_insertion_order = false")
    return con


def gather(con: duckdb.DuckDBPyConnection, snapshot: Snapshot) -> int:
    """Make `sighting`, a row for each person, name, village and account of the month; return how many there are."""
    for name in ("appearances", "account_uses"):
        con.execute(f"CREATE VIEW {name} AS {snapshot.stored()[name].select()}")
    con.execute(f"CREATE TABLE seen AS {SEEN.replace('$family', str(FAMILY))}")
    names = [name for (name,) in con.execute("SELECT DISTINCT name FROM seen").fetchall()]
    con.register("read_name", read_names(names))
    con.execute(
        "CREATE TABLE sighting AS SELECT seen.*, plain, sound, surname, pattern FROM seen "
        "LEFT JOIN read_name ON read_name.name = seen.name ORDER BY unique_id"
    )
    con.unregister("read_name")
    con.execute("DROP TABLE seen")
    return int(con.execute("SELECT COUNT(*) FROM sighting").fetchall()[0][0])
