"""Adds the findings up: by severity, by rule, by division; money once per rule, and once per benefit line."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from mingbai.rules.report.wording.severities import TOLD

MOST_AREAS = 300  # rows people still read; above that the next larger division
DIGITS = (9, 6, 4, 2)


@dataclass(frozen=True)
class Tally:
    """So many findings, and the money they name; `None` where none of them names any."""

    count: int = 0
    amount_fen: int | None = None

    def __add__(self, other: "Tally") -> "Tally":
        known = [amount for amount in (self.amount_fen, other.amount_fen) if amount is not None]
        return Tally(self.count + other.count, sum(known) if known else None)


@dataclass(frozen=True)
class Area:
    """One division and its findings by severity; code '' gathers those that belong to none."""

    code: str
    by_severity: dict[str, Tally]

    @property
    def all(self) -> Tally:
        """Return the findings of all severities."""
        return summed(self.by_severity.values())


@dataclass(frozen=True)
class Totals:
    """Everything a reader adds up. Sums over rules re-add; `once_fen` counts no line's money twice."""

    by_rule: dict[str, Tally]
    by_severity: dict[str, Tally]
    areas: tuple[Area, ...]
    once_fen: int
    holds: Tally
    gates: Tally
    households: int
    persons: int
    tiers: dict[str, int] = field(default_factory=dict)

    @property
    def all(self) -> Tally:
        """Return all findings."""
        return summed(self.by_rule.values())

    @property
    def digits(self) -> int:
        """Return how many digits the codes of the divisions have, 0 without any."""
        return max((len(area.code) for area in self.areas), default=0)


def summed(tallies: Iterable[Tally]) -> Tally:
    """Return the sum of tallies."""
    total = Tally()
    for tally in tallies:
        total += tally
    return total


def totals(con: duckdb.DuckDBPyConnection, findings: Path) -> Totals:
    """Return the totals of a file of findings (the Parquet of `Checked.findings`)."""
    con.execute(
        "CREATE OR REPLACE TEMP VIEW told AS SELECT * FROM read_parquet($file)".replace("$file", _text(findings))
    )
    counted = "COUNT(*), CAST(SUM(amount_fen) AS BIGINT)"
    by_rule = _tallies(con, f"SELECT rule_id, {counted} FROM told GROUP BY ALL ORDER BY rule_id")
    found = _tallies(con, f"SELECT severity, {counted} FROM told GROUP BY ALL")
    facts = con.execute(FACTS).fetchall()[0]
    tiers = con.execute("SELECT match_tier, COUNT(*) FROM told GROUP BY ALL ORDER BY 1").fetchall()
    return Totals(
        by_rule,
        {name: found.get(name, Tally()) for name in TOLD},
        _areas(con),
        once_fen=int(facts[0]),
        holds=Tally(int(facts[1]), facts[2]),
        gates=Tally(int(facts[3]), facts[4]),
        households=int(facts[5]),
        persons=int(facts[6]),
        tiers=dict(tiers),
    )


# A line flagged by three rules is one line's money. What is counted by account or division is made of other lines,
# but for a programme that a list lacks: its finding stands for lines, and tells the money nothing else names.
FACTS = """
    WITH line AS (
        SELECT programme, household_id, MAX(amount_fen) AS amount_fen
        FROM told
        WHERE subject_table NOT IN ('account', 'region') AND household_id <> ''
        GROUP BY programme, household_id
        UNION ALL
        SELECT programme, region_code, MAX(CAST(json_extract_string(evidence, '$.only_fen') AS BIGINT))
        FROM told
        WHERE subject_table = 'region' AND programme <> ''
        GROUP BY programme, region_code
    )
    SELECT COALESCE((SELECT CAST(SUM(amount_fen) AS BIGINT) FROM line), 0),
           COUNT(*) FILTER (proposes_hold), CAST(SUM(amount_fen) FILTER (proposes_hold) AS BIGINT),
           COUNT(*) FILTER (gates), CAST(SUM(amount_fen) FILTER (gates) AS BIGINT),
           COUNT(DISTINCT NULLIF(household_id, '')), COUNT(DISTINCT NULLIF(person_id, ''))
    FROM told"""


def _areas(con: duckdb.DuckDBPyConnection) -> tuple[Area, ...]:
    digits = DIGITS[-1]
    for digits in DIGITS:
        sql = f"SELECT COUNT(DISTINCT SUBSTRING(region_code, 1, {digits})) FROM told"
        if con.execute(sql).fetchall()[0][0] <= MOST_AREAS:
            break
    rows = con.execute(
        f"SELECT COALESCE(SUBSTRING(region_code, 1, {digits}), ''), severity, COUNT(*), "
        "CAST(SUM(amount_fen) AS BIGINT) FROM told GROUP BY ALL ORDER BY 1, 2"
    ).fetchall()
    areas: dict[str, dict[str, Tally]] = {}
    for code, severity, count, amount_fen in rows:
        areas.setdefault(code, {})[severity] = Tally(count, amount_fen)
    return tuple(Area(code, found) for code, found in areas.items())


def _tallies(con: duckdb.DuckDBPyConnection, sql: str) -> dict[str, Tally]:
    rows: list[tuple[Any, ...]] = con.execute(sql).fetchall()
    return {name: Tally(count, amount_fen) for name, count, amount_fen in rows}


def _text(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
