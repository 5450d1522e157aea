"""Reckons a raise over all lines at once; every fen is the one a single family would be granted."""

from collections.abc import Iterable, Sequence

import duckdb
import pyarrow as pa

from mingbai.offices.refused import Refused
from mingbai.policy.parameters import Parameters
from mingbai.standards.raising.due import PROGRAMMES, due_sql
from mingbai.standards.raising.outcome import Outcome, Sums

COLUMNS = {  # a line as it must be given; what a programme does not need may be NULL
    "line_id": "TEXT",
    "region_code": "TEXT",
    "programme": "TEXT",
    "member_count": "BIGINT",
    "priority_member_count": "BIGINT",
    "annual_income_fen": "BIGINT",
    "care_level": "TEXT",
    "in_institution": "BOOLEAN",
}
TOWNSHIP = 9  # digits
SAID = 5  # lines named in a sentence
UNKNOWN = "FROM due WHERE before_fen IS NULL OR after_fen IS NULL"
SUMS = """
SELECT {region} AS region, {programme} AS programme, count(*), coalesce(sum(member_count), 0)::BIGINT,
    count(*) FILTER (gain_fen > 0), count(*) FILTER (before_fen = 0 AND after_fen > 0),
    count(*) FILTER (gain_fen < 0), count(*) FILTER (gain_fen = 0),
    coalesce(sum(before_fen), 0)::BIGINT, coalesce(sum(after_fen), 0)::BIGINT,
    coalesce(sum(gain_fen) FILTER (gain_fen > 0), 0)::BIGINT,
    coalesce(-sum(gain_fen) FILTER (gain_fen < 0), 0)::BIGINT
FROM reckoned {group}
"""


class BadLines(Refused):
    """Lines that cannot be reckoned: a fact is missing, or a programme has no standard of its own."""


def simulate_raise(lines: pa.Table, before: Parameters, after: Parameters, *, leave_out: bool = False) -> Outcome:
    """
    Return who gains what and what it costs, when `after` takes the place of `before`.

    `lines` has the columns of COLUMNS, one row per household of dibao and per person of tekun; households that are
    due nothing yet may be among them, and those that come to be due something are counted as newly due. Raise
    BadLines, naming the lines, for one whose facts are not known, unless they are to be left out and told of; raise
    NotInForce where a standard is missing.
    """
    missing = sorted(COLUMNS.keys() - set(lines.column_names))
    if missing:
        raise BadLines(f"测算名单缺少{'、'.join(missing)}列。", f"The lines lack {', '.join(missing)}.")
    with duckdb.connect() as mill:
        mill.register("given", lines)
        chosen = ", ".join(f"CAST({name} AS {kind}) AS {name}" for name, kind in COLUMNS.items())
        mill.execute(f"CREATE TEMP TABLE line AS SELECT row_number() OVER () AS place, {chosen} FROM given")
        programmes = [programme for (programme,) in mill.execute("SELECT DISTINCT programme FROM line").fetchall()]
        _refuse_unknown(programmes)
        mill.execute(
            f"CREATE TEMP TABLE due AS SELECT *, {_case(before, programmes)} AS before_fen, "
            f"{_case(after, programmes)} AS after_fen FROM line"
        )
        left_out = [str(line_id) for (line_id,) in mill.execute(f"SELECT line_id {UNKNOWN} ORDER BY place").fetchall()]
        if left_out and not leave_out:
            raise _unreckoned(left_out)
        mill.execute(f"DELETE {UNKNOWN}")
        mill.execute("CREATE TEMP TABLE reckoned AS SELECT *, after_fen - before_fen AS gain_fen FROM due")
        township = f"left(region_code, {TOWNSHIP})"
        total = _sums(mill, region="''", programme="''", group="")
        parts = _sums(mill, region=township, programme="programme", group="GROUP BY 1, 2 ORDER BY 1, 2")
        table = mill.sql("SELECT * EXCLUDE (place) FROM reckoned ORDER BY place").to_arrow_table()
    return Outcome(table, total[0], tuple(parts), tuple(left_out))


def _case(parameters: Parameters, programmes: Iterable[str]) -> str:
    whens = [f"WHEN '{programme}' THEN {due_sql(parameters, programme)}" for programme in sorted(programmes)]
    return f"CASE programme {' '.join(whens)} END" if whens else "CAST(NULL AS BIGINT)"


def _refuse_unknown(programmes: Iterable[str | None]) -> None:
    strange = sorted(str(programme) for programme in programmes if programme not in PROGRAMMES)
    if strange:
        raise BadLines(
            f"只能测算{'、'.join(PROGRAMMES)}，名单里还有{'、'.join(strange)}。",
            f"Only {', '.join(PROGRAMMES)} can be reckoned; the lines also have {', '.join(strange)}.",
        )


def _unreckoned(lines: Sequence[str]) -> BadLines:
    count, names = len(lines), lines[:SAID]
    others = ("等", " and others") if count > len(names) else ("", "")
    return BadLines(
        f"有{count}行缺少人数、收入、自理等级等测算所需内容：{'、'.join(names)}{others[0]}。",
        f"{count} lines lack what the calculation needs (persons, income, level of care): "
        f"{', '.join(names)}{others[1]}.",
    )


def _sums(mill: duckdb.DuckDBPyConnection, **said: str) -> list[Sums]:
    return [Sums(*row) for row in mill.execute(SUMS.format(**said)).fetchall()]
