"""One calculation over a whole table, to be compared with one household at a time."""

from collections.abc import Callable, Sequence
from dataclasses import fields
from typing import Any, TypeVar

import duckdb
from hypothesis import settings
from hypothesis import strategies as st

from mingbai.policy.facts import MOST, SQL_TYPES, Facts, UnknownFact, as_sql, columns
from mingbai.policy.ops import UnknownChoice

F = TypeVar("F", bound=Facts)
Row = dict[str, Any]  # one value per field of the facts; None is an unknown fact

fen = st.one_of(
    st.integers(0, 3_000_000), st.integers(-2, 10**11), st.sampled_from([MOST, MOST + 1, 10**15, 2**63 - 1])
)
heads = st.one_of(st.integers(-1, 12), st.sampled_from([1_000, 1_001, 2**63 - 1]))
table = settings(deadline=None, max_examples=25)


def rows(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Row]]:
    """Return tables of up to forty rows in which any fact may also be unknown."""
    unknown = {name: st.one_of(field, st.none()) for name, field in fields.items()}
    row = st.one_of(st.fixed_dictionaries(fields), st.fixed_dictionaries(unknown))
    return st.lists(row, min_size=1, max_size=40)


def in_bulk(calculation: Callable[[F], Any], facts: type[F], rows: Sequence[Row]) -> list[Any]:
    """Return the calculation's result for each row, computed by DuckDB over one table in one statement."""
    types = {field.name: SQL_TYPES[field.type] for field in fields(facts)}
    with duckdb.connect() as con:
        con.execute(f"CREATE TABLE line (row_number BIGINT, {', '.join(f'{n} {t}' for n, t in types.items())})")
        marks = ", ".join([f"({', '.join('?' * (len(types) + 1))})"] * len(rows))
        values = [value for number, row in enumerate(rows) for value in (number, *(row[name] for name in types))]
        con.execute(f"INSERT INTO line VALUES {marks}", values)
        sql = as_sql(calculation(columns(facts, "line")))
        found = con.execute(f"SELECT {sql} FROM line ORDER BY row_number").fetchall()
    return [result for (result,) in found]


def one_by_one(calculation: Callable[[F], Any], facts: type[F], rows: Sequence[Row]) -> list[Any]:
    """Return the calculation's result for each row in plain Python; None where it refuses."""

    def one(row: Row) -> Any:
        try:
            return calculation(facts(**row))
        except (UnknownFact, UnknownChoice, ValueError):
            return None

    return [one(row) for row in rows]
