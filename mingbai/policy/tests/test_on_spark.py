"""The same calculations on Spark: one household, DuckDB and Spark give the same fen."""

import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import date
from functools import partial
from typing import Any

import pytest

from mingbai.policy.dibao.bands import banded_benefit
from mingbai.policy.dibao.edge_family import is_in_edge_band
from mingbai.policy.dibao.grace import Grace, grace_benefit
from mingbai.policy.dibao.monthly_benefit import Household, Standard, monthly_benefit
from mingbai.policy.facts import SQL_TYPES, Facts, as_sql, columns
from mingbai.policy.parameters import shipped
from mingbai.policy.prices.subsidy import Growth, Trigger, price_subsidy
from mingbai.policy.rigid.family import Family, is_rigid_spending_family
from mingbai.policy.tekun.support import Person, care_shares, monthly_support
from mingbai.policy.tests.bulk import Row, in_bulk, one_by_one

pyspark = pytest.importorskip("pyspark", reason="PySpark is not installed (it is the extra mingbai[spark])")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("java") is None, reason="there is no Java for Spark to run on"),
    # PySpark and py4j close their sockets when the process ends, not before
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning"),
]

SOME_DAY = shipped().at("999901", date(2026, 8, 1))
SPARK_TYPES = {"BIGINT": "BIGINT", "TEXT": "STRING", "BOOLEAN": "BOOLEAN"}
CASES: list[tuple[Callable[..., Any], type[Facts]]] = [
    (partial(monthly_benefit, standard=Standard(65_005, 1_500)), Household),
    (partial(monthly_benefit, standard=Standard(65_005, 1_500, "ceil_yuan")), Household),
    (partial(monthly_benefit, Household(3, 1, 1_440_001)), Standard),
    (
        partial(banded_benefit, standard=Standard(70_000, 1_500), bands=[(0, 56_000), (20_000, 40_000)]),
        Household,
    ),
    (partial(is_in_edge_band, standard=Standard(70_000, 0), edge_bp=15_000), Household),
    (grace_benefit, Grace),
    (partial(monthly_support, shares=care_shares(SOME_DAY)), Person),
    (partial(is_rigid_spending_family, share_bp=6_000), Family),
    (lambda growth: price_subsidy(70_000, growth, Trigger(350, 600), "round_yuan"), Growth),
]
TEXTS = {
    "rounding": ["exact_fen_half_up", "ceil_yuan", "round_yuan", "?"],
    "rule": ["keep", "taper", "single"],
    "care_level": ["able", "partial", "total", "?"],
}


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """One small Spark in this process."""
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
    session = builder.config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1")
    session = session.config("spark.sql.shuffle.partitions", "1").getOrCreate()
    yield session
    session.stop()


def some_rows(facts: type[Facts], count: int = 60) -> list[Row]:
    """Rows of small and large numbers, unknown facts and strange words; the same each time."""
    chance = random.Random(20_260_701)

    def value(name: str, kind: str) -> Any:
        if chance.random() < 0.08:
            return None
        if kind == "BOOLEAN":
            return chance.random() < 0.7
        if kind == "TEXT":
            return chance.choice(TEXTS[name])
        if chance.random() < 0.05:
            return 2**63 - 1
        small = name.endswith(("_count", "_months", "_number"))
        return chance.randint(-1, 12) if small else chance.choice([chance.randint(0, 900), chance.randint(0, 10**8)])

    types = {field.name: SQL_TYPES[field.type] for field in fields(facts)}
    return [{name: value(name, kind) for name, kind in types.items()} for _ in range(count)]


@pytest.mark.parametrize(("calculation", "facts"), CASES, ids=lambda case: getattr(case, "__name__", None))
def test_spark_gives_what_duckdb_and_one_household_give(
    spark: Any, calculation: Callable[..., Any], facts: type[Facts]
) -> None:
    rows = some_rows(facts)
    types = ", ".join(f"{field.name} {SPARK_TYPES[SQL_TYPES[field.type]]}" for field in fields(facts))
    numbered = [(number, *row.values()) for number, row in enumerate(rows)]
    spark.createDataFrame(numbered, f"row_number BIGINT, {types}").createOrReplaceTempView("line")
    sql = as_sql(calculation(columns(facts, "line")), "spark")
    on_spark = [found.result for found in spark.sql(f"SELECT {sql} AS result FROM line ORDER BY row_number").collect()]
    assert on_spark == in_bulk(calculation, facts, rows) == one_by_one(calculation, facts, rows)
    assert sum(result is not None for result in on_spark) > 10
