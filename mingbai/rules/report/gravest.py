"""Picks the findings the page holds: the gravest, and some of every rule, so that none goes unseen."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb

from mingbai.kernel.text import literal
from mingbai.rules.report.wording.severities import RANK

MOST = 2_000
OF_EACH_RULE = 20


def gravest(con: duckdb.DuckDBPyConnection, findings: Path, most: int = MOST) -> Iterator[Mapping[str, Any]]:
    """Yield at most about `most` findings, gravest first: by severity, then money, then rule and subject."""
    rank = " ".join(f"WHEN {literal(name)} THEN {place}" for name, place in RANK.items())
    order = "rank, amount_fen DESC NULLS LAST, rule_id, subject_table, subject_id"
    result = con.execute(
        f"""WITH ranked AS (
            SELECT *, CASE severity {rank} END AS rank,
                   ROW_NUMBER() OVER (PARTITION BY rule_id
                                      ORDER BY amount_fen DESC NULLS LAST, subject_table, subject_id) AS in_rule
            FROM read_parquet({literal(str(findings))})
        ), chosen AS (
            SELECT *, ROW_NUMBER() OVER (ORDER BY in_rule > {OF_EACH_RULE}, {order}) AS place FROM ranked
        )
        SELECT * FROM chosen WHERE place <= {most} ORDER BY {order}"""
    )
    names = [column[0] for column in result.description]
    for row in result.fetchall():
        yield dict(zip(names, row, strict=True))
