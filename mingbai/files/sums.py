"""Adds up the rows above a total and says where the total states another sum."""

from collections.abc import Iterator

import duckdb
import numpy as np
import numpy.typing as npt

from mingbai.files.part import Part
from mingbai.files.problems import Problem, problem
from mingbai.files.reader import Reader
from mingbai.files.recognition.furniture import Total
from mingbai.files.tables import TABLES, Kind
from mingbai.files.typing.amounts import money_sql, plain_money_sql
from mingbai.files.typing.coded import count_sql
from mingbai.kernel.money import show_yuan

MOST_TOLD = 20  # of a sheet
Numbers = npt.NDArray[np.int64]


def differing_totals(con: duckdb.DuckDBPyConnection, reader: Reader) -> Iterator[Problem]:
    """Yield a note for every total that its rows do not add up to; a few a sheet are told, the others counted."""
    for part in reader.parts:
        totals = [total for total in reader.totals.get(part.source, ()) if total.stated]
        differing = [
            (column, *found)
            for column in dict.fromkeys(name for total in totals for name in total.stated)
            for found in _disagreeing(con, part, column, totals)
        ]
        for column, total, summed, stated in differing[:MOST_TOLD]:
            yield _told(reader, part, column, total, summed, stated)
        if len(differing) > MOST_TOLD:
            place = reader.sources[part.source].place
            yield problem("more_totals_differ", place, count=len(differing) - MOST_TOLD)


def _disagreeing(
    con: duckdb.DuckDBPyConnection, part: Part, column: str, totals: list[Total]
) -> Iterator[tuple[Total, int, int]]:
    """Yield (total, sum of its rows, what it states) where neither the page nor everything above adds up to it."""
    rows, running, stated_of = _numbers(con, part, column, totals)
    since = 0
    for total in totals:
        above = int(np.searchsorted(rows, total.row_no))
        everything = int(running[above - 1] if above else running[-1]) if len(running) else 0  # some put it on top
        page, since = everything - since, everything if above else 0
        stated = stated_of.get(total.row_no)
        if stated is not None and stated not in (page, everything):
            yield total, page if total.is_subtotal else everything, stated


def _numbers(
    con: duckdb.DuckDBPyConnection, part: Part, column: str, totals: list[Total]
) -> tuple[Numbers, Numbers, dict[int, int | None]]:
    """
    Return the row numbers of a part in order, the running sum of a column over them, and what each total states.

    What a total states is None where that is no number. The plain way is taken if every cell is plain.
    """
    texts = {total.row_no: total.stated[column] for total in totals if column in total.stated}
    stated = "SELECT unnest(?::BIGINT[]) AS row_no, unnest(?::VARCHAR[]) AS cell, TRUE AS is_stated"
    cells = f'SELECT row_no, "{column}" AS cell, FALSE AS is_stated FROM ({part.select}) UNION ALL {stated}'
    for value in _values(part, column):
        read = f"{value} AS v, v IS NULL AND cell IS NOT NULL AS unread"
        sql = f"SELECT row_no, is_stated, {read} FROM ({cells}) ORDER BY row_no"
        found = con.execute(sql, [list(texts), list(texts.values())]).fetchnumpy()
        if not found["unread"].any():
            break
    mine, values = ~found["is_stated"].astype(bool), np.ma.asarray(found["v"], np.int64)
    running = np.cumsum(values.filled(0)[mine])
    told = zip(found["row_no"][~mine].tolist(), values[~mine].tolist(), strict=True)
    return np.asarray(found["row_no"][mine], np.int64), running, dict(told)


def _values(part: Part, column: str) -> Iterator[str]:
    """Yield the SQL of what a cell states, NULL where it cannot be read: of plain cells first, then of any."""
    if TABLES[part.table][column].kind is not Kind.MONEY:
        yield count_sql("cell")
        return
    unit = dict(part.relation.units).get(column, "元")
    yield plain_money_sql("cell", unit)
    yield money_sql("cell", unit)


def _told(reader: Reader, part: Part, column: str, total: Total, summed: int, stated: int) -> Problem:
    of = TABLES[part.table][column]
    show = show_yuan if of.kind is Kind.MONEY else str
    header = next(entry.header for entry in part.mapping if entry.column == column)
    return problem(
        "total_differs",
        reader.sources[part.source].place.at(row=total.row_no),
        label=total.label,
        column=header or of.headers[0],
        stated=show(stated),
        summed=show(summed),
        difference=show(stated - summed),
    )
