"""Dates and months read in SQL as `kernel.dates.parse_date` and `kernel.month.Month.parse` read them."""

from mingbai.files.grids.grid import NUMERIC
from mingbai.kernel.dates import CLOCK, EARLIEST, FIRST_SERIAL, LAST_SERIAL, LATEST, SERIAL_ZERO
from mingbai.kernel.dates import FOLDS as DATE_FOLDS
from mingbai.kernel.month import EARLIEST_YEAR, LATEST_YEAR
from mingbai.kernel.month import FOLDS as MONTH_FOLDS
from mingbai.kernel.month import WRITTEN as WRITTEN_MONTH
from mingbai.kernel.text import folded_sql, literal

ISO = "'[0-9]{4}-[0-9]{2}-[0-9]{2}'"
UNFOLDED_DATE, UNFOLDED_MONTH = (
    "'[0-9/.年月日号-]{6,15}'",
    "'[0-9]{4}[0-9/.年月日份-]{2,10}'",
)  # folding leaves these alone
SERIAL = "'[0-9]{4,5}(\\.[0-9]+)?'"
IN_RANGE = f"BETWEEN DATE '{EARLIEST}' AND DATE '{LATEST}'"
# The kernel's pattern without its back-reference, which DuckDB's engine has not: one pattern for each mark.
MARKED = [rf"(\d{{4}})\s*{mark}\s*(\d{{1,2}})\s*{mark}\s*(\d{{1,2}})" for mark in ("-", "/", "\\.")]
SHAPES = [r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?", *MARKED, r"(\d{4})(\d{2})(\d{2})(?:\.0+)?"]


def date_sql(column: str) -> str:
    """Return the SQL of a DATE, NULL where the text is none."""
    quick = f"TRY_CAST({column} AS DATE)"
    iso = f"CASE WHEN {quick} {IN_RANGE} THEN {quick} END"
    text = f"trim({folded_sql(f'substr({column}, 1, 60)', DATE_FOLDS)})"
    rare = f"list_transform([{text}], LAMBDA t: {_any_date('t')})[1]"
    return (
        f"CASE WHEN {column} IS NULL THEN NULL WHEN regexp_full_match({column}, {ISO}) THEN {iso} "
        f"WHEN regexp_full_match({column}, {UNFOLDED_DATE}) THEN {_any_date(column)} ELSE {rare} END"
    )


def month_sql(column: str) -> str:
    """Return the SQL of a month's first day, NULL where the text is no month."""
    year = f"substr({column}, 1, 4) BETWEEN '{EARLIEST_YEAR}' AND '{LATEST_YEAR}'"
    shapes = " ".join(
        f"WHEN regexp_full_match({column}, '[0-9]{{4}}{dash}(?:0[1-9]|1[0-2])') THEN CASE WHEN {year} THEN {day} END"
        for dash, day in (
            ("-", f"CAST({column} || '-01' AS DATE)"),
            ("", f"CAST(substr({column}, 1, 4) || '-' || substr({column}, 5) || '-01' AS DATE)"),
        )
    )
    text = folded_sql(f"substr({column}, 1, 40)", MONTH_FOLDS)
    written = f"list_transform([{text}], LAMBDA t: {_any_month('t')})[1]"
    number = f"regexp_full_match({column}, '{NUMERIC}?[0-9]{{5}}')"  # a day's number, where a cell lost its format
    serial = f"CASE WHEN {number} THEN date_trunc('month', {date_sql(column)}) END"
    rare = (
        f"CASE WHEN regexp_full_match({column}, {UNFOLDED_MONTH}) THEN {_any_month(column)} "
        f"ELSE CAST(COALESCE({written}, {serial}) AS DATE) END"
    )
    short = f"starts_with({column}, '{NUMERIC}') AND contains({column}, '.')"  # 2026.1 as a number: January, October?
    return f"CASE WHEN {column} IS NULL THEN NULL {shapes} WHEN {short} THEN NULL ELSE {rare} END"


def _any_date(text: str) -> str:
    cases = "".join(
        f" WHEN regexp_full_match({text}, {literal(shape + CLOCK)}) THEN {_assembled(text, shape)}" for shape in SHAPES
    )
    number = f"CAST({text} AS DECIMAL(38, 10))"
    serial = f"regexp_full_match({text}, {SERIAL}) AND {number} >= {FIRST_SERIAL} AND {number} < {LAST_SERIAL + 1}"
    days = f"DATE '{SERIAL_ZERO}' + CAST(floor({number}) AS INTEGER)"
    return f"CASE{cases} WHEN {serial} THEN {days} END"


def _assembled(text: str, shape: str) -> str:
    groups = f"regexp_extract({text}, {literal(shape + CLOCK)}, ['y', 'm', 'd'])"
    day = "TRY_CAST(g.y || '-' || lpad(g.m, 2, '0') || '-' || lpad(g.d, 2, '0') AS DATE)"
    return f"list_transform([{groups}], LAMBDA g: CASE WHEN {day} {IN_RANGE} THEN {day} END)[1]"


def _any_month(text: str) -> str:
    pattern = literal(WRITTEN_MONTH.pattern)
    groups = f"regexp_extract({text}, {pattern}, ['year', 'a', 'b', 'c', 'day'])"
    number = "lpad(CASE WHEN g.a <> '' THEN g.a WHEN g.b <> '' THEN g.b ELSE g.c END, 2, '0')"
    day = "CASE WHEN g.day = '' THEN '01' ELSE lpad(g.day, 2, '0') END"
    exists = f"TRY_CAST(g.year || '-' || {number} || '-' || {day} AS DATE) IS NOT NULL"
    first = _year_in_range(f"TRY_CAST(g.year || '-' || {number} || '-01' AS DATE)")
    read = f"list_transform([{groups}], LAMBDA g: CASE WHEN {exists} THEN {first} END)[1]"
    return f"CASE WHEN regexp_full_match({text}, {pattern}) THEN {read} END"


def _year_in_range(day: str) -> str:
    return f"CASE WHEN {day} BETWEEN DATE '{EARLIEST_YEAR}-01-01' AND DATE '{LATEST_YEAR}-12-31' THEN {day} END"
