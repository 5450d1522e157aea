"""Checks a frozen month: which rules can run, their findings in one sorted file, and what could not be checked."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import cast

import duckdb

from mingbai.files.snapshot.mill import literal
from mingbai.files.snapshot.snapshot import Snapshot
from mingbai.policy.parameters import ParameterSet
from mingbai.policy.parameters.entry import NATION
from mingbai.rules.engine import NotRun, run_rules, runnable, sorted_findings, write
from mingbai.rules.parameters import PlacedParameters
from mingbai.rules.rule import Rule
from mingbai.rules.spark import run_rules_on_spark, session
from mingbai.rules.study import Material, Study, study_findings

LEVELS = (9, 6, 4, 2)  # digits of a township, county, prefecture and province

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Checked:
    """What a check came to; `findings` is a Parquet file sorted by rule and subject, one row per finding."""

    snapshot: Snapshot
    parameters: PlacedParameters
    run: tuple[Rule, ...]
    not_run: tuple[NotRun, ...]
    findings: Path
    count: int
    input_digest: str


def check(
    con: duckdb.DuckDBPyConnection,
    snapshot: Snapshot,
    rules: Iterable[Rule],
    parameters: ParameterSet,
    *,
    scratch: Path,
    region: str | None = None,
    master: str | None = None,
    fuzzy: bool | None = None,
    progress: Progress = lambda *_: None,
) -> Checked:
    """
    Return the findings of all rules that can run on the month, made under `scratch`.

    With a `master` the conditions are tried on that Spark cluster; studies always run here, once.
    `region` narrows whose parameters count; without it, it is the division all rows lie in.
    `fuzzy` tries or leaves out the studies that large months leave out, whatever the size of this one.
    """
    placed = PlacedParameters(parameters, region or common_region(con, snapshot), snapshot.month.first_on)
    can, cannot = runnable(rules, snapshot, placed)
    left_out = {rule.id: one for rule in can if (one := not_asked_for(rule, snapshot, placed, fuzzy))}
    can, cannot = [rule for rule in can if rule.id not in left_out], [*cannot, *left_out.values()]
    conditions = [rule for rule in can if not isinstance(rule, Study)]
    if master:
        files = run_rules_on_spark(session(master), snapshot, conditions, placed, scratch=scratch)
    else:
        files = run_rules(con, snapshot, conditions, placed, scratch=scratch, progress=progress)
    material = Material(con, snapshot, placed, scratch)
    for study in (rule for rule in can if isinstance(rule, Study)):
        progress(study.id, 0, 1)
        files += write(study_findings(study, material), scratch / "findings" / f"{study.name}.parquet")
    raw, final = scratch / "raw.parquet", scratch / "findings.parquet"
    count = sorted_findings(con, files, raw)
    digest = input_digest(snapshot)
    placed_in_files(con, raw, snapshot, digest, final)
    return Checked(
        snapshot, placed, tuple(rule.told_by(snapshot.given) for rule in can), tuple(cannot), final, count, digest
    )


def not_asked_for(rule: Rule, snapshot: Snapshot, placed: PlacedParameters, fuzzy: bool | None) -> NotRun | None:
    """Return why a study of small months is left out of this one, None where it or another rule is tried."""
    if not isinstance(rule, Study) or rule.most_lines is None or fuzzy:
        return None
    if fuzzy is not None:
        return NotRun(rule, (), (), ("按要求没有运行（--no-fuzzy）", "left out as asked (--no-fuzzy)"))
    most = cast("int", placed.value(rule.most_lines, placed.region))
    if snapshot.lines <= most:
        return None
    return NotRun(
        rule, (), (),
        (
            f"超过{most:,}行时不自动运行，本月有{snapshot.lines:,}行；需要时请加 --fuzzy",
            f"left out above {most:,} lines, and this month has {snapshot.lines:,}; ask for it with --fuzzy",
        ),
    )  # fmt: skip


def common_region(con: duckdb.DuckDBPyConnection, snapshot: Snapshot) -> str:
    """Return the smallest division that holds every row of the month's roster and approvals."""
    files = [file for name in ("roster", "approvals") for file in snapshot.stored()[name].files(None)]
    found = con.execute(
        "SELECT MIN(region_code), MAX(region_code) FROM read_parquet(?, hive_partitioning = false)", [files]
    ).fetchall()
    first, last = found[0]
    return next((first[:digits] for digits in LEVELS if first and first[:digits] == last[:digits]), NATION)


def input_digest(snapshot: Snapshot) -> str:
    """Return the SHA-256 that stands for everything the month was frozen from."""
    said = {"month": str(snapshot.month), "as_of": snapshot.as_of.isoformat(), "sources": snapshot.sources}
    return sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def placed_in_files(con: duckdb.DuckDBPyConnection, raw: Path, snapshot: Snapshot, digest: str, into: Path) -> None:
    """Write the findings anew with the file and sheet of each row, in the order the contract lists the columns."""
    con.execute("CREATE OR REPLACE TEMP TABLE finding_source (source INTEGER, file VARCHAR, sheet VARCHAR)")
    rows = [(place, source.get("file"), source.get("sheet")) for place, source in enumerate(snapshot.sources)]
    if rows:
        con.executemany("INSERT INTO finding_source VALUES (?, ?, ?)", rows)
    con.execute(
        f"""COPY (
            SELECT rule_id, rule_version, severity, gates, proposes_hold, subject_table, subject_id,
                   finding_source.file, finding_source.sheet, row_no AS "row", person_id, name, household_id,
                   region_code, programme, month, amount_fen, months, message, message_en, evidence, cites, match_tier,
                   {literal(digest)} AS input_digest
            FROM read_parquet({literal(str(raw))}) AS found
            LEFT JOIN finding_source ON finding_source.source = found.source
            ORDER BY rule_id, subject_table, subject_id
        ) TO {literal(str(into))} (FORMAT parquet)"""
    )
