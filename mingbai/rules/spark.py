"""Runs the same rules over the same frozen month on a Spark cluster; the findings are those of DuckDB."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlglot

from mingbai.files.snapshot.compiling import Compiler
from mingbai.files.snapshot.mill import Stored
from mingbai.files.snapshot.relation import in_order
from mingbai.files.snapshot.snapshot import Snapshot
from mingbai.files.snapshot.told import told
from mingbai.rules.engine import write
from mingbai.rules.facts import RELATIONS
from mingbai.rules.finding import findings
from mingbai.rules.formulas import FORMULAS
from mingbai.rules.parameters import PlacedParameters
from mingbai.rules.reckoned import reckoned
from mingbai.rules.rule import Rule
from mingbai.rules.trial import trials

if TYPE_CHECKING:
    from pyspark.sql import SparkSession
else:
    SparkSession = Any


class SparkMissing(RuntimeError):
    """PySpark is not installed, so there is nothing to speak to a cluster with."""


def session(master: str) -> SparkSession:
    """Return a session on a cluster: `spark://host:port`, `local[2]`, or `sc://host:port` for Spark Connect."""
    try:
        from pyspark.sql import SparkSession as Session  # noqa: PLC0415 -- an extra that few installations have
    except ImportError as error:
        raise SparkMissing(
            "没有安装 Spark 组件，请先安装：pip install -r requirements-spark.lock。"
            " Spark is not installed; install it with: pip install -r requirements-spark.lock."
        ) from error
    builder = Session.builder.appName("mingbai")
    builder = builder.remote(master) if master.startswith("sc://") else builder.master(master)
    return builder.config("spark.sql.session.timeZone", "UTC").config("spark.ui.enabled", "false").getOrCreate()


def run_rules_on_spark(
    spark: SparkSession, snapshot: Snapshot, rules: Iterable[Rule], parameters: PlacedParameters, *, scratch: Path
) -> list[Path]:
    """Do every trial on the cluster and return the files of unsorted findings, written under `scratch`."""
    compiler = Compiler(reckoned(snapshot), parameters, FORMULAS, dialect="spark")
    stored = snapshot.stored()
    tried = trials(rules)
    unmade = {name: relation for name, relation in RELATIONS.items() if name not in stored}
    order = in_order({name for trial in tried for name in (trial.grain, *trial.facts)}, unmade)
    for name in sorted({read for relation in order for read in relation.reads} & stored.keys()):
        spark.read.parquet(*parquet_of(stored[name])).createOrReplaceTempView(f"{name}_kept")
        rows = told(stored[name].columns, f"{name}_kept")
        spark.sql(compiler(sqlglot.parse_one(rows, read="duckdb"))).createOrReplaceTempView(name)
    for relation in order:
        made = spark.sql(compiler(relation.query))
        (made.localCheckpoint() if relation.carry else made).createOrReplaceTempView(relation.name)
    found = scratch / "findings"
    found.mkdir(parents=True, exist_ok=True)
    files: list[Path] = []
    for trial in tried:
        hits = spark.sql(trial.sql(compiler)).toArrow()
        files += write(findings(trial, hits, str(snapshot.month)), found / f"spark-{trial.grain}.parquet")
    return files


def parquet_of(stored: Stored) -> list[str]:
    """Return what Spark reads of stored rows: the folders of its buckets, or the file that only states the columns."""
    folders = sorted(str(folder) for folder in stored.path.glob("bucket=*"))
    return folders or [str(file) for file in sorted(stored.path.glob("*.parquet"))]
