"""What only the lists themselves can tell: how common each name is, and how often strangers share a place."""

from collections.abc import Iterator
from itertools import combinations

import duckdb

from mingbai.rules.linkage.levels import WHERE

USUAL_NAME = 1 / 20_000  # how common a name is before it is counted
WEIGHT = 20_000  # people that guess counts for

NAMES = f"""CREATE TABLE name_chance AS
SELECT plain, (COUNT(*) + {WEIGHT * USUAL_NAME}) / ((SELECT COUNT(*) FROM sighting) + {WEIGHT}) AS tf_plain
FROM sighting
WHERE plain IS NOT NULL
GROUP BY plain"""
PAIRS = """SELECT CAST(COALESCE(SUM(n * (n - 1) // 2), 0) AS BIGINT)
FROM (SELECT COUNT(*) AS n FROM sighting WHERE {known} GROUP BY {keys})"""
PLACES = ("account", "home", "village", "township")  # as the levels of `WHERE` compare them


def count_places(con: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Return for each level of place how many pairs of sightings agree in it and in no stronger one."""
    counts = {}
    for rank, place in enumerate(PLACES):
        agree = (
            (-1) ** len(stronger) * pairs_that_share(con, (place, *stronger)) for stronger in subsets(PLACES[:rank])
        )
        counts[WHERE[rank].key] = sum(agree)
    return counts


def subsets(columns: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield every choice of the columns, none and all among them."""
    for size in range(len(columns) + 1):
        yield from combinations(columns, size)


def pairs_that_share(con: duckdb.DuckDBPyConnection, columns: tuple[str, ...]) -> int:
    """Return how many pairs of sightings have the same values, all known, in some columns."""
    known = " AND ".join(f"{column} IS NOT NULL" for column in columns)
    found = con.execute(PAIRS.format(known=known, keys=", ".join(columns))).fetchall()
    return int(found[0][0])
