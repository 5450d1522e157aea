"""Lists that lack a whole programme: one finding about the list with its total, not one about each line it lacks."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
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
    gaps = list(gaps_of(con, checked, crowded(con, told, least)))
    if not gaps:
        return checked
    put_together(con, told, gaps, checked.snapshot.given)
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
    """Return the counties and programmes of which a rule has so many findings, none of which shows one of its lists."""
    shown = {
        rule_id: " OR ".join(f"COUNT(json_extract_string(evidence, '$.{shows}')) = 0" for shows in lists.values())
        for rule_id, lists in COMPARED.items()
    }
    found = (
        f"SELECT {COUNTY} AS county, programme FROM {told} WHERE rule_id = {literal(rule_id)} "
        f"GROUP BY ALL HAVING COUNT(*) >= {least} AND ({absent})"
        for rule_id, absent in shown.items()
    )
    return cast("list[Place]", con.execute(f"{' UNION '.join(found)} ORDER BY ALL").fetchall())


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
    held: dict[Place, list[int]] = defaultdict(lambda: [0] * len(given))
    for county, programme, *lines in con.execute(sql, [files, [programme for _, programme in places]]).fetchall():
        # Where no list tells the county, a list lacks the programme only if it lacks it everywhere.
        for place in {(county, programme), ("", programme)}:
            held[place] = [before + more for before, more in zip(held[place], lines, strict=True)]
    for place in places:
        lists = tuple(name for name, lines in zip(given, held[place], strict=True) if not lines)
        if lists:
            yield Gap(*place, lists)


def put_together(con: duckdb.DuckDBPyConnection, told: str, gaps: Sequence[Gap], given: Collection[str]) -> None:
    """Make the table of findings that say nothing but that a list lacks their programme, each with its gap."""
    about = "rule_id, subject_table, subject_id, programme, household_id, amount_fen"
    con.execute(f"CREATE OR REPLACE TEMP TABLE of_a_gap AS SELECT {about}, NULL::INTEGER AS gap FROM {told} LIMIT 0")
    for rule_id, lists in product(COMPARED, sorted({gap.lists for gap in gaps})):
        lacking = [name for name in lists if name in COMPARED[rule_id]]
        if not lacking:
            continue
        places = [(gap.county, gap.programme, place) for place, gap in enumerate(gaps) if gap.lists == lists]
        con.execute(
            f"""INSERT INTO of_a_gap
                WITH here AS (SELECT UNNEST(?) AS county, UNNEST(?) AS programme, UNNEST(?) AS gap)
                SELECT {about}, here.gap FROM {told} AS told
                JOIN here USING (programme) WHERE here.county = {COUNTY} AND {explained(rule_id, lacking, given)}""",
            [list(column) for column in zip(*places, strict=True)],
        )


def explained(rule_id: str, lacking: Collection[str], given: Collection[str]) -> str:
    """Return the condition for a rule's finding that says nothing but that these lists lack its programme."""
    rest = [shows for name, shows in COMPARED[rule_id].items() if name in given and name not in lacking]
    values = [f"COALESCE(CAST(json_extract_string(evidence, '$.{shows}') AS BIGINT), 0)" for shows in rest]
    return " AND ".join((f"rule_id = {literal(rule_id)}", *(f"{value} = {values[0]}" for value in values[1:])))


def summed(con: duckdb.DuckDBPyConnection, told: str, least: int) -> list[tuple[str, int, int, int, int]]:
    """Return rule, gap, findings, their money, and the money of households nothing else is found of, gap by gap."""
    sql = f"""WITH told_once AS (
            SELECT * FROM of_a_gap QUALIFY COUNT(*) OVER (PARTITION BY rule_id, gap) >= {least}
        ), other AS (
            SELECT DISTINCT one.programme, one.household_id FROM {told} AS one
            ANTI JOIN told_once USING (rule_id, subject_table, subject_id)
        )
        SELECT rule_id, gap, COUNT(*), CAST(COALESCE(SUM(amount_fen), 0) AS BIGINT),
               CAST(COALESCE(SUM(amount_fen) FILTER (other.programme IS NULL), 0) AS BIGINT)
        FROM told_once LEFT JOIN other USING (programme, household_id)
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
            WITH told_once AS (
                SELECT * FROM of_a_gap QUALIFY COUNT(*) OVER (PARTITION BY rule_id, gap) >= {least}
            )
            SELECT one.* FROM {told} AS one ANTI JOIN told_once USING (rule_id, subject_table, subject_id)
            UNION ALL BY NAME SELECT * FROM gap_findings
            ORDER BY rule_id, subject_table, subject_id
        ) TO {literal(str(into))} (FORMAT parquet)"""
    )
