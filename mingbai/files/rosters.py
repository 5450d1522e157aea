"""Parts a roster: the month being checked stays in it, earlier months become the previous roster, row by row."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

import duckdb

from mingbai.files.part import Part, Relation
from mingbai.files.typing.days import month_sql
from mingbai.kernel.month import Month

Counts = dict[tuple[int, bool], int]  # (source, whether earlier than the month) → rows


def by_month(con: duckdb.DuckDBPyConnection, parts: Iterable[Part], month: Month | None) -> Iterator[Part]:
    """Yield the parts, each roster that holds earlier months as two: `roster` and `previous_roster`."""
    everything = list(parts)
    rosters = [part for part in everything if part.table == "roster"]
    counts = _counts(con, rosters, month) if month else {}
    for part in everything:
        if part.table != "roster" or month is None:
            yield part
            continue
        earlier, others = counts.get((part.source, True), 0), counts.get((part.source, False), 0)
        first = f"DATE '{month.first_on}'"
        if others or not earlier:
            keep = f"(month >= {first} OR month IS NULL)" if earlier else None
            yield replace(part, rows=others, keep=keep, checked=month)
        if earlier:
            yield replace(part, table="previous_roster", rows=earlier, keep=f"month < {first}")


def _counts(con: duckdb.DuckDBPyConnection, rosters: list[Part], month: Month) -> Counts:
    """Return how many rows of each roster are earlier than the month; a row without a readable month is not."""
    counts: Counts = {}
    relations: dict[Relation, None] = dict.fromkeys(part.relation for part in rosters)
    for relation in relations:
        earlier = f"COALESCE({month_sql('month')} < DATE '{month.first_on}', FALSE)"
        written = (
            f"SELECT source, month, count(*) AS rows FROM ({relation.sql}) GROUP BY ALL"  # few words, each read once
        )
        rows = con.execute(f"SELECT source, {earlier}, sum(rows)::BIGINT FROM ({written}) GROUP BY ALL").fetchall()
        counts |= {(source, before): count for source, before, count in rows}
    return counts
