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
from mingbai.kernel.text import literal

Numbers = npt.NDArray[np.int64]


def differing_totals(con: duckdb.DuckDBPyConnection, reader: Reader) -> Iterator[Problem]:
    """Yield a note for every total that its rows do not add up to."""
    for part in reader.parts:
        totals = [total for total in reader.totals.get(part.source, ()) if total.stated]
        for column in dict.fromkeys(name for total in totals for name in total.stated):
            rows, values = _column(con, part, column)
            for total, summed, stated in _disagreeing(con, part, column, totals, rows, values):
                yield _told(reader, part, column, total, summed, stated)


def _column(con: duckdb.DuckDBPyConnection, part: Part, column: str) -> tuple[Numbers, Numbers]:
    """Return the row numbers of a part in order and the running sum of a column over them."""
    sql = f"SELECT row_no, COALESCE({_value(part, column)}, 0) AS v FROM ({part.select}) ORDER BY row_no"
    found = con.execute(sql).fetchnumpy()
    return np.asarray(found["row_no"], np.int64), np.cumsum(np.asarray(found["v"], np.int64))


def _value(part: Part, column: str) -> str:
    is_money = TABLES[part.table][column].kind is Kind.MONEY
    return (
        money_sql(f'"{column}"', dict(part.relation.units).get(column, "元")) if is_money else count_sql(f'"{column}"')
    )


def _disagreeing(
    con: duckdb.DuckDBPyConnection, part: Part, column: str, totals: list[Total], rows: Numbers, running: Numbers
) -> Iterator[tuple[Total, int, int]]:
    """Yield (total, sum of its rows, what it states) where neither the page nor everything above adds up to it."""
    since = 0
    for total in totals:
        above = int(np.searchsorted(rows, total.row_no))
        everything = int(running[above - 1]) if above else 0
        page = everything - since
        since = everything
        if column not in total.stated:
            continue
        stated = _stated(con, part, column, total.stated[column])
        if stated is not None and stated not in (page, everything):
            yield total, page if total.is_subtotal else everything, stated


def _stated(con: duckdb.DuckDBPyConnection, part: Part, column: str, text: str) -> int | None:
    value = _value(part, column).replace(f'"{column}"', "stated")
    found: list[tuple[int | None]] = con.execute(f"SELECT {value} FROM (SELECT {literal(text)} AS stated)").fetchall()
    return found[0][0]


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
