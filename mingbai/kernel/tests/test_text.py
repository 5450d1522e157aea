"""One folding table means the same to Python and to SQL."""

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingbai.kernel import cards, dates, month, uscc
from mingbai.kernel.identity import number
from mingbai.kernel.money import reading
from mingbai.kernel.names import normal
from mingbai.kernel.text import Folds, folded, folded_sql

TABLES: list[Folds] = [table.FOLDS for table in (cards, dates, month, uscc, number, reading, normal)]


@pytest.mark.parametrize("place", range(len(TABLES)))
def test_every_character_of_the_basic_plane_is_folded_alike(place: int) -> None:
    values = [f"1{chr(code)}2" for code in range(0x10000) if not 0xD800 <= code < 0xE000]
    with duckdb.connect() as con:
        sql = f"SELECT {folded_sql('t.v', TABLES[place])} FROM (SELECT unnest($1::VARCHAR[]) AS v) AS t"
        rows = con.execute(sql, [values]).fetchall()
    assert [text for (text,) in rows] == [folded(value, TABLES[place]) for value in values]


@settings(deadline=None, max_examples=20)
@given(st.lists(st.text("'\\-.·１ａ　\0-[]^é", max_size=12), min_size=1, max_size=20), st.sampled_from(TABLES))
def test_marks_that_mean_something_to_sql_are_only_text(values: list[str], table: Folds) -> None:
    with duckdb.connect() as con:
        rows = con.execute(
            f"SELECT {folded_sql('v', table)} FROM (SELECT unnest($1::VARCHAR[]) AS v)", [values]
        ).fetchall()
    assert [text for (text,) in rows] == [folded(value, table) for value in values]


def test_a_table_that_would_fold_a_fold_is_refused() -> None:
    with pytest.raises(AssertionError, match="one pass"):
        folded_sql("v", {"a": "b", "b": "c"})
