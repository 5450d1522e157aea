"""What may be said of scored pairs: the check-digit veto, twins kept apart, one partner for each number."""

from dataclasses import dataclass
from pathlib import Path

import duckdb

VERDICT = (Path(__file__).parent / "verdict.sql").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Lines:
    """From which probability a pair is told, and from which one where the two look like twins."""

    probability: float
    twins: float


# Twins are registered one after the other. Where each number has a valid check digit, ten places apart are kept apart;
# where one may be mistyped or came in 15 digits, its place is not sure, and only the nearest are.
SIDE_BY_SIDE, NEXT = 10, 4


def judge_pairs(con: duckdb.DuckDBPyConnection, lines: Lines) -> int:
    """Make `verdict` of `scored`: each number that is probably somebody's other one; return how many there are."""
    values = {
        "$line": lines.probability, "$twin_line": lines.twins, "$side_by_side": SIDE_BY_SIDE, "$next": NEXT,
    }  # fmt: skip
    query = VERDICT
    for name, value in sorted(values.items(), reverse=True):
        query = query.replace(name, repr(value))
    con.execute(f"CREATE TABLE verdict AS {query}")
    return int(con.execute("SELECT COUNT(*) FROM verdict").fetchall()[0][0])
