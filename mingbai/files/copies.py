"""Finds lists that were saved again in another form: row for row the same as one read before, so counted once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import duckdb

from mingbai.files.part import Part, Source
from mingbai.files.problems import Problem, problem
from mingbai.files.tables import TABLES, Kind
from mingbai.files.typing import typed_select

NAMING = (Kind.ID, Kind.NAME, Kind.ACCOUNT)
FEWEST_ROWS = 3  # two lists of a row or two may well agree


def counted_once(
    con: duckdb.DuckDBPyConnection, parts: Sequence[Part], sources: Sequence[Source]
) -> tuple[list[Part], list[Problem]]:
    """Return the parts without those whose rows are all in an earlier one, and a note for each left out."""
    alike: dict[tuple[str, int], list[Part]] = defaultdict(list)
    for part in parts:
        if part.rows >= FEWEST_ROWS:
            alike[part.table, part.rows].append(part)
    copies: dict[int, Part] = {}
    for (table, _), several in alike.items():
        for suspected in _of_the_same_people(con, table, several) if len(several) > 1 else ():
            copies |= _copies(con, table, suspected)
    notes = [
        problem("same_list", sources[source].place, first=sources[first.source].place.path)
        for source, first in copies.items()
    ]
    return [part for part in parts if part.source not in copies], notes


def _of_the_same_people(con: duckdb.DuckDBPyConnection, table: str, parts: Sequence[Part]) -> Iterator[list[Part]]:
    """Yield the parts that name the same people; cells as they came are quickly compared, typing takes its time."""
    named = next((column.name for column in TABLES[table].columns if column.kind in NAMING), None)
    if named is None:
        return
    told: dict[tuple[int, int], list[Part]] = defaultdict(list)
    by_relation: dict[str, list[Part]] = defaultdict(list)
    for part in parts:
        by_relation[part.relation.sql].append(part)
    for relation, several in by_relation.items():
        sources = {part.source: part for part in several}
        cells = f"hash(upper(trim({named}))) AS h FROM ({relation}) WHERE source IN ({', '.join(map(str, sources))})"
        sums = con.execute(f"SELECT source, sum(h)::HUGEINT, bit_xor(h) FROM (SELECT source, {cells}) GROUP BY source")
        for source, total, mixed in sums.fetchall():
            told[int(total), int(mixed)].append(sources[source])
    yield from (sorted(alike, key=lambda part: part.source) for alike in told.values() if len(alike) > 1)


def _copies(con: duckdb.DuckDBPyConnection, table: str, parts: Iterable[Part]) -> dict[int, Part]:
    """Return the sources that repeat an earlier part of that table, with the part."""
    firsts: dict[tuple[int, int], Part] = {}
    copies: dict[int, Part] = {}
    of = TABLES[table]
    columns = ", ".join(f'"{name}"' for name in of.frozen() if name not in ("source", "row_no"))
    by_source = {part.source: part for part in parts}
    rows = f"SELECT source, refused, hash({columns}) AS h FROM ({typed_select(of, list(by_source.values()))})"
    sums = con.execute(
        f"SELECT source, sum(h)::HUGEINT, bit_xor(h) FROM ({rows}) "
        "GROUP BY source HAVING count(refused) = 0 ORDER BY source"  # what is refused is never left out
    )
    for source, total, mixed in sums.fetchall():
        part = by_source[source]
        first = firsts.setdefault((int(total), int(mixed)), part)
        if first is not part:
            copies[source] = first
    return copies
