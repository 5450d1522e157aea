"""The benefit over the columns of a line, and without those who have died."""

from dataclasses import dataclass
from typing import Any

import duckdb
import pytest
import sqlglot
from hypothesis import given
from hypothesis import strategies as st

from mingbai.policy.dibao.recomputed import benefit_without_members, dibao_benefit
from mingbai.policy.facts import Facts, as_sql
from mingbai.policy.ops import Number
from mingbai.policy.tests.bulk import Row, in_bulk, one_by_one, rows, table

LINE = ("line.member_count", "line.priority_member_count", "line.annual_income_fen", 70_000, 1_500)
LINES = "(VALUES (1, 3, 2, 1440000, 1, 0), (2, 3, 2, 1440000, 1, 1), (3, 2, 0, 0, 2, 0), (4, 3, 0, NULL, 1, 0), "
LINES += "(5, 1, 0, 0, 2, 0)) AS line(id, member_count, priority_member_count, annual_income_fen, gone, gone_priority)"


def over_the_lines(result: Any) -> list[int | None]:
    with duckdb.connect() as con:
        return [found for (found,) in con.execute(f"SELECT {as_sql(result)} FROM {LINES} ORDER BY id").fetchall()]


def test_rules_read_the_benefit_from_the_columns_of_a_line() -> None:
    assert over_the_lines(dibao_benefit(*LINE)) == [111_000, 111_000, 140_000, None, 70_000]


def test_a_dead_member_takes_the_standard_and_the_supplement_along() -> None:
    without = benefit_without_members(*LINE, gone_count="line.gone", gone_priority_count="line.gone_priority")
    # nobody left: nothing due; income unknown, or more dead than members: unknown
    assert over_the_lines(without) == [41_000, 30_500, 0, None, None]


@dataclass(frozen=True)
class Line(Facts):
    """A line in which everything is a column, the dead included."""

    members: Number
    priority: Number
    income_fen: Number
    standard_fen: Number
    supplement_bp: Number
    gone: Number
    gone_priority: Number
    gone_income_fen: Number


small, money = st.integers(0, 6), st.integers(0, 2_000_000)


@table
@given(
    rows(
        members=small,
        priority=small,
        income_fen=money,
        standard_fen=st.integers(1, 200_000),
        supplement_bp=st.integers(0, 5_000),
        gone=small,
        gone_priority=small,
        gone_income_fen=money,
    )
)
def test_a_table_recomputes_without_the_dead_as_each_household_does(lines: list[Row]) -> None:
    def without(line: Line) -> Any:
        return benefit_without_members(
            line.members,
            line.priority,
            line.income_fen,
            line.standard_fen,
            line.supplement_bp,
            gone_count=line.gone,
            gone_priority_count=line.gone_priority,
            gone_income_fen=line.gone_income_fen,
        )

    assert in_bulk(without, Line, lines) == one_by_one(without, Line, lines)


@pytest.mark.parametrize("operation", ["a + b", "a - b", "a * b", "a // b", "a % b"])
def test_an_expression_given_as_a_fact_keeps_its_brackets(operation: str) -> None:
    raw = sqlglot.parse_one(operation, read="duckdb")
    facts = {"members": "5", "priority": "2", "income": "100000", "standard": "70000", "bp": "1500"}
    for fact in facts:
        values = [raw.copy() if name == fact else sqlglot.parse_one(f"{text}::BIGINT") for name, text in facts.items()]
        with duckdb.connect() as con:
            sql = (
                f"SELECT {as_sql(dibao_benefit(*values))}, {operation} FROM (VALUES (7::BIGINT, 3::BIGINT)) AS t(a, b)"
            )
            [(found, value)] = con.execute(sql).fetchall()
        assert found == dibao_benefit(*(value if name == fact else int(text) for name, text in facts.items()))


def test_the_overpayment_is_no_share_per_head() -> None:
    with_all = dibao_benefit(3, 0, 1_440_000, 70_000, 1_500)
    without_one = benefit_without_members(3, 0, 1_440_000, 70_000, 1_500, gone_count=1)
    assert with_all - without_one == 70_000 != with_all // 3


def test_the_income_of_the_dead_goes_with_them_when_it_is_known() -> None:
    assert benefit_without_members(3, 0, 1_440_000, 70_000, 0, gone_count=1, gone_income_fen=1_440_000) == 140_000


def test_more_dead_than_members_is_refused() -> None:
    with pytest.raises(ValueError, match="less than nothing"):
        benefit_without_members(1, 0, 0, 70_000, 0, gone_count=2)


def test_a_standard_that_is_a_column_too_changes_nothing() -> None:
    columns = (*LINE[:3], "line.id * 0 + 70000", "line.id * 0 + 1500")
    without = benefit_without_members(*columns, gone_count="line.gone", gone_priority_count="line.gone_priority")
    assert over_the_lines(without) == [41_000, 30_500, 0, None, None]
