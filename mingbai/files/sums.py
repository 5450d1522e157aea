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
from mingbai.files.typing.amounts import money_sql
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
    rows, running = _column(con, part, column)
    stated_of = _stated(con, part, column, totals)
    since = 0
    for total in totals:
        above = int(np.searchsorted(rows, total.row_no))
        everything = int(running[above - 1] if above else running[-1]) if len(running) else 0  # some put it on top
        page, since = everything - since, everything if above else 0
        stated = stated_of.get(total.row_no)
        if stated is not None and stated not in (page, everything):
            yield total, page if total.is_subtotal else everything, stated


def _column(con: duckdb.DuckDBPyConnection, part: Part, column: str) -> tuple[Numbers, Numbers]:
    """Return the row numbers of a part in order and the running sum of a column over them."""
    value = _value(part, column, f'"{column}"')
    sql = f"SELECT row_no, COALESCE({value}, 0) AS v FROM ({part.select}) ORDER BY row_no"
    found = con.execute(sql).fetchnumpy()
    return np.asarray(found["row_no"], np.int64), np.cumsum(np.asarray(found["v"], np.int64))


def _stated(con: duckdb.DuckDBPyConnection, part: Part, column: str, totals: list[Total]) -> dict[int, int | None]:
    """Return what each total states for a column by row number, None where that is no number."""
    texts = {total.row_no: total.stated[column] for total in totals if column in total.stated}
    sql = (
        f"SELECT {_value(part, column, 'stated')} FROM (SELECT unnest(?) AS stated, unnest(?) AS place) ORDER BY place"
    )
    values = con.execute(sql, [list(texts.values()), list(range(len(texts)))]).fetchall()
    return dict(zip(texts, (value for (value,) in values), strict=True))


def _value(part: Part, column: str, cell: str) -> str:
    is_money = TABLES[part.table][column].kind is Kind.MONEY
    return money_sql(cell, dict(part.relation.units).get(column, "元")) if is_money else count_sql(cell)


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
