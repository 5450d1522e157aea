"""Follows the month's money through its four lists: approved, rostered, appropriated, paid; sums that re-add."""

from dataclasses import dataclass

import duckdb

from mingbai.files.snapshot.compiling import Compiler, freezing
from mingbai.files.snapshot.freeze import MADE
from mingbai.files.snapshot.mill import Mill
from mingbai.files.snapshot.snapshot import Snapshot
from mingbai.rules.reckoned import reckoned


@dataclass(frozen=True)
class Sum:
    """Rows of a list and what they add up to."""

    rows: int
    amount_fen: int


@dataclass(frozen=True)
class Flow:
    """The month's sums; None for a list that was not given."""

    approved: Sum | None
    rostered: Sum | None
    appropriated: Sum | None
    paid: Sum | None
    back_pay: Sum | None
    failed: Sum | None
    returned: Sum | None

    @property
    def steps(self) -> tuple[tuple[str, Sum | None], ...]:
        """Return the four lists in the order the money takes."""
        return (
            ("approved", self.approved),
            ("rostered", self.rostered),
            ("appropriated", self.appropriated),
            ("paid", self.paid),
        )


OF_THE_MONTH = "(month = run.month OR month IS NULL) AND NOT is_repeat"


def flow(con: duckdb.DuckDBPyConnection, snapshot: Snapshot) -> Flow:
    """Return the sums of the month's lists as they were sent, refused rows left out."""
    compiler = freezing(reckoned(snapshot))
    mill = Mill(con, snapshot.buckets, snapshot.stored(), {}, str)  # only to show what is stored
    for name in ("approvals", "roster", "appropriations_sent", "payments"):
        mill.view(name, None)
    given = snapshot.given
    active = f"({compiler(MADE['active_approvals'].query)})"
    approved = _sum(con, f"SELECT amount_fen FROM {active}") if "approvals" in given else None
    rostered = _sum(con, "SELECT amount_fen FROM roster") if "roster" in given else None
    appropriated = _sum(con, "SELECT amount_fen FROM appropriations_sent") if "appropriations" in given else None
    bank = _bank(con, compiler) if "payments" in given else {}
    mill.close_bucket()
    return Flow(
        approved, rostered, appropriated, *(bank.get(name) for name in ("paid", "back_pay", "failed", "returned"))
    )


def _sum(con: duckdb.DuckDBPyConnection, query: str) -> Sum:
    rows, amount_fen = con.execute(f"SELECT COUNT(*), CAST(SUM(amount_fen) AS BIGINT) FROM ({query})").fetchall()[0]
    return Sum(rows, amount_fen or 0)


def _bank(con: duckdb.DuckDBPyConnection, compiler: Compiler) -> dict[str, Sum]:
    """Return what the bank says, by outcome; back-pay stands apart, for it belongs to other months' lines too."""
    import sqlglot  # noqa: PLC0415 -- only to fill in the month

    query = sqlglot.parse_one(
        "SELECT CASE WHEN is_back_pay THEN 'back_pay' ELSE status END AS outcome, COUNT(*) AS rows, "
        f"CAST(SUM(amount_fen) AS BIGINT) AS amount_fen FROM payments WHERE {OF_THE_MONTH} GROUP BY 1",
        read="duckdb",
    )
    found = {outcome: Sum(rows, amount_fen) for outcome, rows, amount_fen in con.execute(compiler(query)).fetchall()}
    return {name: found.get(name, Sum(0, 0)) for name in ("paid", "back_pay", "failed", "returned")}
