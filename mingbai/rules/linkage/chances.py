"""What only the lists themselves can tell: how common each name is, and how often strangers share a place."""

import duckdb

from mingbai.rules.linkage.levels import OTHERWISE, WHERE

USUAL_NAME = 1 / 20_000  # how common a name is before it is counted
WEIGHT = 20_000  # people that guess counts for

# Pairs that agree in a level and in no stronger one: what agrees in it, less what agrees in a stronger one too.
PAIRS = """SELECT CAST(COALESCE(SUM(n * (n - 1) // 2), 0) AS BIGINT) FROM (
    SELECT COUNT(*) AS n FROM sighting WHERE {known} GROUP BY {keys}
)"""
COLUMNS = ("account", "home", "village", "township")


def count_places(con: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Return for each level of place how many pairs of sightings agree in it and in no stronger one."""
    agree = {
        columns: pairs_that_share(con, columns)
        for columns in (
            ("account",), ("home",), ("account", "home"), ("village",), ("account", "village"), ("home", "village"),
            ("account", "home", "village"), ("township",),
        )
    }  # fmt: skip
    account, home = agree["account",], agree["home",]
    either = account + home - agree["account", "home"]
    near = agree["account", "village"] + agree["home", "village"] - agree["account", "home", "village"]
    village = agree["village",] - near
    counted = (account, either - account, village, max(agree["township",] - agree["village",], 0))
    return dict(zip([level.key for level in WHERE if level.key != OTHERWISE], counted, strict=True))


def pairs_that_share(con: duckdb.DuckDBPyConnection, columns: tuple[str, ...]) -> int:
    """Return how many pairs of sightings have the same values, all known, in some columns."""
    known = " AND ".join(f"{column} IS NOT NULL" for column in columns)
    found = con.execute(PAIRS.format(known=known, keys=", ".join(columns))).fetchall()
    return int(found[0][0])


NAMES = f"""CREATE TABLE name_chance AS
SELECT plain, (COUNT(*) + {WEIGHT * USUAL_NAME}) / ((SELECT COUNT(*) FROM sighting) + {WEIGHT}) AS tf_plain
FROM sighting
WHERE plain IS NOT NULL
GROUP BY plain"""
