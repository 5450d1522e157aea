"""The names of divisions: the shipped directory's, else what the register's own addresses call the township."""

from dataclasses import dataclass, field
from functools import lru_cache

import duckdb

from mingbai.files.snapshot.snapshot import Snapshot
from mingbai.kernel.region import BadRegion, Region, shipped_directory
from mingbai.policy.parameters.entry import NATION

PATTERNS = {  # digits of a code → how addresses write the name of such a division
    9: "([^省市县区旗州盟0-9]{1,10}?(?:街道办事处|街道|镇|乡|苏木))",
    6: "([^省市县区旗州盟0-9]{1,10}(?:县|区|旗|市))[^省市县区旗]*$",
}
LEAST_SHARE = 2  # a name counts when at least one address in so many of the division has it
ENOUGH = 400_000  # addresses tell the names of a province; of longer registers some buckets are asked


@dataclass(frozen=True)
class Places:
    """What divisions are called in this report; a division nobody names is its code."""

    by_addresses: dict[str, str] = field(default_factory=dict)

    def name(self, code: str) -> str | None:
        """Return what people call a division; None where nothing says."""
        return _shipped(code) or self.by_addresses.get(code)


@lru_cache(maxsize=10_000)
def _shipped(code: str) -> str | None:
    if code in ("", NATION):
        return None
    try:
        region = Region.parse(code)
    except BadRegion:
        return None
    full = shipped_directory().full_name(region)
    return None if full == region.code else full


def places(con: duckdb.DuckDBPyConnection, snapshot: Snapshot) -> Places:
    """Return the names that the addresses of the approval register give its counties and townships."""
    if "approvals" not in snapshot.given:
        return Places()
    names: dict[str, str] = {}
    files = [file for bucket in range(buckets_asked(snapshot)) for file in snapshot.stored()["approvals"].files(bucket)]
    for digits, pattern in PATTERNS.items():
        asked = NAMED.format(digits=digits, pattern=pattern, share=LEAST_SHARE)
        names |= dict(con.execute(asked, [files]).fetchall())
    return Places(names)


def buckets_asked(snapshot: Snapshot) -> int:
    """Return how many buckets hold enough addresses; households lie in them at random."""
    return min(snapshot.buckets, 1 + ENOUGH * snapshot.buckets // max(1, snapshot.rows.get("approvals", 0)))


NAMED = """
    WITH named AS (
        SELECT SUBSTRING(region_code, 1, {digits}) AS code,
               NULLIF(regexp_extract(COALESCE(NULLIF(address, ''), region_name, ''), '{pattern}', 1), '') AS name
        FROM read_parquet(?, hive_partitioning = false)
    ), counted AS (
        SELECT code, name, COUNT(*) AS rows, SUM(COUNT(*)) OVER (PARTITION BY code) AS all_rows
        FROM named GROUP BY code, name
    )
    SELECT code, name FROM counted WHERE name IS NOT NULL AND rows * {share} >= all_rows
    ORDER BY code, rows, name DESC"""
