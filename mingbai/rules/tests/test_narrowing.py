"""Narrowing never loses a row: what a condition needs, and what a grain alone can tell, hold wherever it does."""

from collections.abc import Iterator
from itertools import product

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingbai.rules.narrowing import needed, parsed, seen_from

FACTS = ("f", "g")
VALUES = ("NULL", "0", "1", "2")
COLUMNS = ("grain.a", "grain.b", "f.x", "g.x")

operands = st.sampled_from((*COLUMNS, "0", "1", "grain.a + f.x", "f.x * 2 - g.x", "COALESCE(g.x, 0)", "ABS(f.x)"))
leaves = st.one_of(
    st.builds("{} {} {}".format, operands, st.sampled_from(("=", "<>", "<", ">=", "IS DISTINCT FROM")), operands),
    st.builds("{} IS {}NULL".format, st.sampled_from(COLUMNS), st.sampled_from(("", "NOT "))),
    st.builds("{} {}IN (0, {})".format, st.sampled_from(COLUMNS), st.sampled_from(("", "NOT ")), operands),
    st.builds("({} = 1) IS {}".format, st.sampled_from(COLUMNS), st.sampled_from(("TRUE", "NOT TRUE"))),
)
conditions = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds("({} {} {})".format, inner, st.sampled_from(("AND", "OR")), inner),
        st.builds("NOT ({})".format, inner),
        st.builds("COALESCE({}, {})".format, inner, st.sampled_from(("TRUE", "FALSE"))),
        st.builds("CASE WHEN {} THEN {} END".format, inner, inner),
        st.builds("CASE WHEN {} THEN {} ELSE {} END".format, inner, inner, inner),
    ),
    max_leaves=6,
)


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    """Every combination of known and unknown values, with and without a row of either fact."""
    with duckdb.connect() as con:
        rows = ", ".join(f"({a}, {b}, {x}, {y})" for a, b, x, y in product(VALUES, VALUES, VALUES, VALUES))
        con.execute(f"CREATE TABLE grain AS SELECT *, row_number() OVER () AS k FROM (VALUES {rows}) AS t(a, b, x, y)")
        con.execute("CREATE TABLE f AS SELECT k, x FROM grain WHERE k % 3 <> 0")
        con.execute("CREATE TABLE g AS SELECT k, y AS x FROM grain WHERE k % 5 <> 0")
        yield con


@settings(deadline=None)
@given(when=conditions)
def test_no_row_is_lost(con: duckdb.DuckDBPyConnection, when: str) -> None:
    tree = parsed(when)
    told = needed(tree, FACTS)
    here = seen_from(tree, {"grain"})
    kept = [" OR ".join(f"{name}.k IS NOT NULL" for name in sorted(told))] if told else []
    kept += [here.sql("duckdb")] if here is not None else []
    for fact in told or ():
        there = seen_from(tree, {fact})
        if there is not None and len(told or ()) == 1:
            kept.append(there.sql("duckdb"))
    lost = con.execute(
        f"""SELECT COUNT(*) FROM grain LEFT JOIN f ON f.k = grain.k LEFT JOIN g ON g.k = grain.k
        WHERE ({when}) AND NOT COALESCE({" AND ".join(f"({one})" for one in kept) or "TRUE"}, FALSE)"""
    ).fetchall()
    assert lost == [(0,)]


@pytest.mark.parametrize(
    ("when", "told", "here"),
    [
        ("f.x > 1 AND grain.a = 1", {"f"}, "grain.a = 1"),
        ("f.k IS NOT NULL OR g.x = 1", {"f", "g"}, None),
        ("f.k IS NULL AND grain.a = 1", None, "grain.a = 1"),
        ("NOT (f.x = 1 OR grain.a = 1)", {"f"}, "NOT grain.a = 1"),
        ("COALESCE(f.x = 1, TRUE)", None, None),
        ("grain.a = 1 OR (grain.b = 1 AND g.x = 1)", None, "(grain.a = 1 OR grain.b = 1)"),
        ("CASE WHEN grain.a = 1 THEN COALESCE(f.x = 1, FALSE) END", {"f"}, "grain.a = 1"),
    ],
)
def test_what_a_condition_tells(when: str, told: set[str] | None, here: str | None) -> None:
    tree = parsed(when)
    seen = seen_from(tree, {"grain"})
    assert needed(tree, FACTS) == told
    assert (None if seen is None else seen.sql("duckdb")) == here
