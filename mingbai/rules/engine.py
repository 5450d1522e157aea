"""Runs rules over a frozen month on DuckDB: bucket by bucket, in bounded memory, findings sorted at the end."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from mingbai.files.snapshot.mill import Mill, literal
from mingbai.files.snapshot.snapshot import Snapshot
from mingbai.rules.facts import RELATIONS
from mingbai.rules.finding import COLUMNS, findings
from mingbai.rules.parameters import PlacedParameters
from mingbai.rules.plan import sweeps
from mingbai.rules.reckoned import compiler_of
from mingbai.rules.rule import Rule
from mingbai.rules.trial import Trial, trials

Progress = Callable[[str, int, int], None]  # what, bucket, buckets


@dataclass(frozen=True)
class NotRun:
    """A rule that could not be tried, and why."""

    rule: Rule
    missing_tables: tuple[str, ...]
    missing_parameters: tuple[str, ...]
    left_out: tuple[str, str] | None = None  # why nobody tried it though it could be: Chinese, English


def runnable(
    rules: Iterable[Rule], snapshot: Snapshot, parameters: PlacedParameters
) -> tuple[list[Rule], list[NotRun]]:
    """Return the rules that can be tried on the month, and the others with what they lack."""
    can: list[Rule] = []
    cannot: list[NotRun] = []
    for rule in rules:
        tables = rule.missing(snapshot.given)
        unknown = tuple(key for key in rule.parameters if not parameters.is_in_force(key))
        if tables or unknown:
            cannot.append(NotRun(rule, tables, unknown))
        else:
            can.append(rule)
    return can, cannot


def run_rules(
    con: duckdb.DuckDBPyConnection,
    snapshot: Snapshot,
    rules: Iterable[Rule],
    parameters: PlacedParameters,
    *,
    scratch: Path,
    progress: Progress = lambda *_: None,
) -> list[Path]:
    """Do every trial and return the files of unsorted findings (schema `COLUMNS`), written under `scratch`."""
    compiler = compiler_of(snapshot, parameters)
    mill = Mill(con, snapshot.buckets, snapshot.stored(), RELATIONS, compiler.statement)
    found = scratch / "findings"
    found.mkdir(parents=True, exist_ok=True)
    files: list[Path] = []
    for turn, sweep in enumerate(sweeps(trials(rules), snapshot.homes)):
        progress(f"{turn}", 0, snapshot.buckets)
        statements = {trial.grain: trial.statements(compiler) for trial in sweep.trials}
        for bucket in range(snapshot.buckets):
            mill.open_bucket(sweep.home, bucket, sweep.wanted)
            mill.keep(sweep.carries, scratch / "carried", bucket)

            def tried(
                con: duckdb.DuckDBPyConnection, trial: Trial, mark: str = f"{turn:02d}-{bucket:04d}"
            ) -> list[Path]:
                *before, last = statements[trial.grain]  # noqa: B023 -- run within this turn
                for statement in before:
                    con.execute(statement)
                hits = con.sql(last).to_arrow_table()
                return write(findings(trial, hits, str(snapshot.month)), found / f"{mark}-{trial.grain}.parquet")

            files += chain.from_iterable(mill.side_by_side(tried, sweep.trials))
            mill.close_bucket()
            progress(f"{turn}", bucket + 1, snapshot.buckets)
        mill.kept(sweep.carries, scratch / "carried")
    return files


def write(table: pa.Table, file: Path) -> list[Path]:
    """Write findings to a file of their own and return it; nothing for none."""
    if not table.num_rows:
        return []
    pq.write_table(table, file)
    return [file]


def sorted_findings(con: duckdb.DuckDBPyConnection, files: Sequence[Path], into: Path) -> int:
    """Write all findings to one Parquet file, one per rule and subject, in the order of their keys; return how many."""
    if not files:
        pq.write_table(COLUMNS.empty_table(), into)
        return 0
    listed = ", ".join(literal(str(file)) for file in files)
    con.execute(
        f"""COPY (
            SELECT * FROM read_parquet([{listed}], hive_partitioning = false)
            QUALIFY ROW_NUMBER() OVER (
                PARTITION BY rule_id, subject_table, subject_id
                ORDER BY amount_fen DESC NULLS LAST, household_id, programme, source, row_no, evidence
            ) = 1
            ORDER BY rule_id, subject_table, subject_id
        ) TO {literal(str(into))} (FORMAT parquet)"""
    )
    return int(pq.read_metadata(into).num_rows)
