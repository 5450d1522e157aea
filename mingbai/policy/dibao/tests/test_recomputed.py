"""The benefit over the columns of a line, and without those who have died."""

from typing import Any

import duckdb
import pytest

from mingbai.policy.dibao.recomputed import benefit_without_members, dibao_benefit
from mingbai.policy.facts import as_sql

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
