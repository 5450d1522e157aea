"""Lists that lack a whole programme: one finding about the list with its total, not one about each line it lacks."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import Any, cast

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from mingbai.files.snapshot.mill import literal
from mingbai.files.tables import TABLES
from mingbai.rules.checking import Checked
from mingbai.rules.rule import Rule
from mingbai.rules.speaking import said

LEAST = "list_gap_lines"  # the parameter: below so many lines each is a finding of its own
COMPARED = {  # rule → the lists it compares → what its evidence shows of them
    "RK-306": {"approvals": "approved_fen"},
    "RK-307": {"roster": "rostered_fen", "payments": "bank_fen"},
    "RK-308": {"approvals": "approved_fen", "appropriations": "appropriated_fen", "payments": "bank_fen"},
}
LISTS = tuple(dict.fromkeys(name for lists in COMPARED.values() for name in lists))
COUNTY = "COALESCE(SUBSTRING(region_code, 1, 6), '')"
MESSAGE = (
    "{lists}里没有{programme}的任何一笔，别的清单里却有{lines}笔，共{total_fen}；"
    "是整类没有报送、没有拨款还是没有发放，请先查清，这些行不再逐笔列出"
)
MESSAGE_EN = (
    "Not one line of {programme} stands in the {lists_en}, where other lists have {lines} ({total_fen}); "
    "find out first whether it was not sent, not appropriated or not paid; the lines are not listed one by one"
)

Place = tuple[str, str]  # county ('' where no list tells it), programme


@dataclass(frozen=True)
class Gap:
    """The lists that have no line at all of a programme in a county, though others have."""

    county: str
    programme: str
    lists: tuple[str, ...]


def with_gaps_told_once(con: duckdb.DuckDBPyConnection, checked: Checked, into: Path) -> Checked:
    """
    Return the check with one finding for each rule and list that lacks a whole programme of a county.

    It stands for the findings that say nothing but that lack, and names their number and their money; a line
    that differs in anything else keeps its own. Below `list_gap_lines` lines nothing is put together.
    """
    least = cast("int | None", checked.parameters.value(LEAST, checked.parameters.region))
    if least is None:
        return checked
    told = f"read_parquet({literal(str(checked.findings))})"
    given = checked.snapshot.given
    gaps = list(gaps_of(con, checked, crowded(con, told, least)))
    con.execute(f"CREATE OR REPLACE TEMP TABLE of_a_gap AS SELECT *, NULL::INTEGER AS gap FROM {told} LIMIT 0")
    for (place, gap), rule_id in product(enumerate(gaps), COMPARED):
        if lacking := [name for name in gap.lists if name in COMPARED[rule_id]]:
            con.execute(
                f"INSERT INTO of_a_gap SELECT *, {place} FROM {told} WHERE {explained(gap, rule_id, lacking, given)}"
            )
    rules = {rule.id: rule for rule in checked.run}
    found = [
        gap_finding(rules[rule_id], gaps[gap], lines, total_fen, only_fen, checked)
        for rule_id, gap, lines, total_fen, only_fen in summed(con, told, least)
    ]
    if not found:
        return checked
    rewritten(con, told, found, least, into)
    return replace(checked, findings=into, count=int(pq.read_metadata(into).num_rows))


def crowded(con: duckdb.DuckDBPyConnection, told: str, least: int) -> list[Place]:
    """Return the counties and programmes in which one of the comparing rules has so many findings."""
    listed = ", ".join(literal(rule_id) for rule_id in COMPARED)
    sql = f"""SELECT DISTINCT county, programme FROM (
        SELECT rule_id, {COUNTY} AS county, programme FROM {told} WHERE rule_id IN ({listed})
        GROUP BY ALL HAVING COUNT(*) >= {least}) ORDER BY ALL"""
    return cast("list[Place]", con.execute(sql).fetchall())


def gaps_of(con: duckdb.DuckDBPyConnection, checked: Checked, places: Iterable[Place]) -> Iterator[Gap]:
    """Yield the gaps among these places: lists that were given, and hold no line of the programme in the county."""
    places = list(places)
    if not places:
        return
    given = [name for name in LISTS if name in checked.snapshot.given]
    files = checked.snapshot.stored()["benefit_line"].files(None)
    counts = ", ".join(f"COUNT(*) FILTER (in_{name})" for name in given)
    sql = f"""SELECT {COUNTY}, programme, {counts} FROM read_parquet(?, hive_partitioning = false)
        WHERE programme IN (SELECT UNNEST(?)) GROUP BY ALL"""
    rows = con.execute(sql, [files, [programme for _, programme in places]]).fetchall()
    for county, programme in places:
        # Where no list tells the county, a list lacks the programme only if it lacks it everywhere.
        held = [row[2:] for row in rows if row[1] == programme and county in ("", row[0])]
        lists = tuple(name for name, *lines in zip(given, *held, strict=True) if not any(lines))
        if lists:
            yield Gap(county, programme, lists)


def explained(gap: Gap, rule_id: str, lacking: Collection[str], given: Collection[str]) -> str:
    """Return the condition for a rule's finding that says nothing but that a list lacks the programme."""
    rest = [shows for name, shows in COMPARED[rule_id].items() if name in given and name not in lacking]
    values = [f"COALESCE(CAST(json_extract_string(evidence, '$.{shows}') AS BIGINT), 0)" for shows in rest]
    here = (
        f"rule_id = {literal(rule_id)}",
        f"{COUNTY} = {literal(gap.county)}",
        f"programme = {literal(gap.programme)}",
    )
    return " AND ".join((*here, *(f"{value} = {values[0]}" for value in values[1:])))


def summed(con: duckdb.DuckDBPyConnection, told: str, least: int) -> list[tuple[str, int, int, int, int]]:
    """Return rule, gap, findings, their money, and the money of households nothing else is found of, gap by gap."""
    sql = f"""WITH put_together AS (
            SELECT * FROM of_a_gap QUALIFY COUNT(*) OVER (PARTITION BY rule_id, gap) >= {least}
        ), other AS (
            SELECT DISTINCT one.programme, one.household_id FROM {told} AS one
            ANTI JOIN put_together AS gone USING (rule_id, subject_table, subject_id)
        )
        SELECT rule_id, gap, COUNT(*), CAST(COALESCE(SUM(amount_fen), 0) AS BIGINT),
               CAST(COALESCE(SUM(amount_fen) FILTER (other.programme IS NULL), 0) AS BIGINT)
        FROM put_together LEFT JOIN other USING (programme, household_id)
        GROUP BY rule_id, gap ORDER BY rule_id, gap"""
    return cast("list[tuple[str, int, int, int, int]]", con.execute(sql).fetchall())


def gap_finding(rule: Rule, gap: Gap, lines: int, total_fen: int, only_fen: int, checked: Checked) -> dict[str, Any]:
    """Return the one finding (columns of the contract) that a rule makes of a gap."""
    tables = [TABLES[name] for name in COMPARED[rule.id] if name in gap.lists]
    evidence: Mapping[str, Any] = {
        "lists": "、".join(table.title for table in tables),
        "lists_en": ", ".join(table.title_en for table in tables),
        "programme": gap.programme,
        "lines": lines,
        "total_fen": total_fen,
        "only_fen": only_fen,
    }
    return {
        "rule_id": rule.id, "rule_version": rule.version, "severity": rule.severity.value, "gates": rule.gates,
        "proposes_hold": False, "subject_table": "region", "subject_id": f"{gap.county}/{gap.programme}",
        "region_code": gap.county or None, "programme": gap.programme, "month": str(checked.snapshot.month),
        "amount_fen": total_fen, "months": 1, "message": said(MESSAGE, evidence, "zh"),
        "message_en": said(MESSAGE_EN, evidence, "en"), "evidence": json.dumps(evidence, ensure_ascii=False),
        "cites": " ".join(rule.cites), "match_tier": "A", "input_digest": checked.input_digest,
    }  # fmt: skip


def rewritten(con: duckdb.DuckDBPyConnection, told: str, found: list[dict[str, Any]], least: int, into: Path) -> None:
    """Write the findings anew, in their order, with the gaps in place of the lines they explain."""
    schema = con.sql(f"SELECT * FROM {told} LIMIT 0").to_arrow_table().schema
    gap_findings = pa.Table.from_pylist(found, schema=schema)  # noqa: F841 -- DuckDB reads it by its name
    con.execute(
        f"""COPY (
            WITH put_together AS (
                SELECT * FROM of_a_gap QUALIFY COUNT(*) OVER (PARTITION BY rule_id, gap) >= {least}
            )
            SELECT one.* FROM {told} AS one ANTI JOIN put_together USING (rule_id, subject_table, subject_id)
            UNION ALL BY NAME SELECT * FROM gap_findings
            ORDER BY rule_id, subject_table, subject_id
        ) TO {literal(str(into))} (FORMAT parquet)"""
    )
