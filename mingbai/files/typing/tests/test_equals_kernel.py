"""What SQL reads from a column, the kernel's Python reads from the cell: the same value, or nothing in both."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import duckdb
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mingbai.files.grids.grid import NUMERIC
from mingbai.files.grids.workbook import number_text
from mingbai.files.typing import keyed
from mingbai.files.typing.amounts import money_sql, plain_money_sql
from mingbai.files.typing.days import date_sql, month_sql
from mingbai.kernel.cards import BadAccount, account_key
from mingbai.kernel.dates import parse_date
from mingbai.kernel.identity import is_valid_id, person_key
from mingbai.kernel.money import parse_yuan
from mingbai.kernel.month import Month
from mingbai.kernel.names.normal import normal_name
from mingbai.kernel.unreadable import Unreadable

EXAMPLES = settings(deadline=None, max_examples=40)


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


def in_sql(con: duckdb.DuckDBPyConnection, expression: str, cells: list[str]) -> list[Any]:
    given = "SELECT unnest($1::VARCHAR[]) AS cell, unnest(range($2)) AS place"
    rows = con.execute(f"SELECT {expression} FROM ({given}) ORDER BY place", [cells, len(cells)]).fetchall()
    return [value for (value,) in rows]


def in_python(read: Callable[[str], Any], cells: list[str]) -> list[Any]:
    return [_or_none(read, cell) for cell in cells]


def _or_none(read: Callable[[str], Any], cell: str) -> Any:
    try:
        return read(cell)
    except Unreadable:
        return None


def texts(alphabet: str, longest: int = 16) -> st.SearchStrategy[str]:
    return st.text(st.sampled_from(alphabet), min_size=1, max_size=longest)


digits = st.integers(0, 10**17).map(str)
typed_money = st.one_of(
    st.decimals(-(10**9), 10**9, places=2).map(str),
    st.builds(
        "{}{:,}.{}{}".format,
        st.sampled_from(["", "-", "¥", "(", "+"]),
        st.integers(0, 10**9),
        digits,
        st.sampled_from(["", "元", "万元", "亿", "分", "元整", ")", " "]),
    ),
    texts("0123456789.,，。-－()（）¥￥元万分亿整正+ 　\t１２３eE'"),
    digits,
    st.just("9" * 59),
    st.integers(0, 10**70).map(str),
)


@EXAMPLES
@given(st.lists(typed_money, min_size=1, max_size=60), st.sampled_from(["元", "万元", "分"]))
@example(
    ["0.124万", "1,240.50元", "12345678.1234567", "1e3", "00000000000000000000012.50", "1240.", ".5", "1,24"], "元"
)
def test_money_people_type(con: duckdb.DuckDBPyConnection, cells: list[str], unit: str) -> None:
    assert in_sql(con, money_sql("cell", unit), cells) == in_python(lambda cell: parse_yuan(cell, unit), cells)


@EXAMPLES
@given(
    st.lists(
        st.one_of(
            st.floats(-1e14, 1e14, allow_nan=False).map(lambda number: round(number, 4)),
            st.integers(-(10**12), 10**12).map(lambda fen: fen / 100 + 0.1 - 0.1),
            st.integers(-(10**16), 10**16),
        ),
        min_size=1,
        max_size=60,
    ),
    st.sampled_from(["元", "万元", "分"]),
)
@example([1240.4999999999998, 0.30000000000000004, 1e-9, 1e15, 123.455, 1.005], "元")
def test_money_of_numeric_cells(con: duckdb.DuckDBPyConnection, numbers: list[float], unit: str) -> None:
    cells = [NUMERIC + number_text(number) for number in numbers]
    read = in_python(lambda cell: parse_yuan(cell.lstrip(NUMERIC), unit, from_number=True), cells)
    assert in_sql(con, money_sql("cell", unit), cells) == read


@EXAMPLES
@given(
    st.lists(st.one_of(typed_money, digits.map(lambda cell: NUMERIC + cell)), min_size=1, max_size=60),
    st.sampled_from(["元", "万元", "分"]),
)
@example(["0.5", "12.345", NUMERIC + "300.00", NUMERIC + "1e3", "1,240.50", "123456789012.34", "1234567890123"], "元")
def test_money_read_plainly_is_what_it_is_with_care(
    con: duckdb.DuckDBPyConnection, cells: list[str], unit: str
) -> None:
    plainly = in_sql(con, plain_money_sql("cell", unit), cells)
    told = zip(plainly, in_sql(con, money_sql("cell", unit), cells), strict=True)
    assert all(plain in (None, careful) for plain, careful in told)
    assert in_sql(con, plain_money_sql("cell", "元"), ["300", "300.5", NUMERIC + "300.00"]) == [30_000, 30_050, 30_000]


written_dates = st.builds(
    lambda day, shape: shape.format(day.year, day.month, day.day),
    st.dates(date(1870, 1, 1), date(2120, 12, 31)),
    st.sampled_from(
        [
            "{}-{:02d}-{:02d}",
            "{}/{}/{}",
            "{}年{}月{}日",
            "{}{:02d}{:02d}",
            "{}.{}.{}",
            "{}-{:02d}-{:02d} 08:30",
            "{}-{:02d}-{:02d}T08:30:00Z",
            " {} 年 {} 月 {} 号",
            "{}-{:02d}-{:02d} 00:00:00.000",
            "{}/{:02d}-{:02d}",
        ]
    ),
)


@EXAMPLES
@given(
    st.lists(
        st.one_of(
            written_dates,
            texts("0123456789-/.年月日号:T 　１２'"),
            st.integers(1_000, 99_999).map(str),
            st.floats(2_000, 80_000).map(lambda days: f"{days:.6f}"),
        ),
        min_size=1,
        max_size=60,
    )
)
@example(
    ["2026-02-30", "2026-11-03", "20261103.0", "46329", "2101", "73050", "73051", "２０２６年１１月３日", "0000-01-01"]
)
def test_dates(con: duckdb.DuckDBPyConnection, cells: list[str]) -> None:
    assert in_sql(con, date_sql("cell"), cells) == in_python(parse_date, cells)


written_months = st.builds(
    lambda year, month, shape: shape.format(year, month),
    st.integers(1940, 3005),
    st.integers(0, 13),
    st.sampled_from(
        ["{}-{:02d}", "{}{:02d}", "{}年{}月", "{}/{}", "{}年{}月份", "{}.{}", "{}-{:02d}-01", "{}年{}月31日"]
    ),
)


@EXAMPLES
@given(st.lists(st.one_of(written_months, texts("0123456789-/.年月份 ２'", 10)), min_size=1, max_size=60))
@example(["2026-11", "202611", "2026-11-01 00:00:00", "2026-1", "20261", "2026-13"])
def test_months(con: duckdb.DuckDBPyConnection, cells: list[str]) -> None:
    five = [
        cell for cell in cells if not (len(cell) == 5 and cell.isdigit())
    ]  # a day's number: files read it, see below
    assert in_sql(con, month_sql("cell"), five) == in_python(lambda cell: Month.parse(cell).first_on, five)


def test_a_months_cell_that_lost_its_format_is_the_day_it_counts(con: duckdb.DuckDBPyConnection) -> None:
    assert in_sql(con, month_sql("cell"), [NUMERIC + "46327", "46327"]) == [date(2026, 11, 1)] * 2


def test_a_month_written_as_a_decimal_number_is_never_guessed(con: duckdb.DuckDBPyConnection) -> None:
    # 2026.10 in a numeric cell arrives as 2026.1
    assert in_sql(con, month_sql("cell"), [NUMERIC + "2026.1", "2026.1"]) == [None, date(2026, 1, 1)]


names = st.text(
    st.one_of(st.sampled_from("张三李四·•． 　A b1□"), st.characters(blacklist_categories=["Cs", "Cc"])), max_size=8
)


@EXAMPLES
@given(st.lists(names, min_size=1, max_size=40))
@example(["张　三", "张 三", "买买提·吐尔逊", "Ａnna", "张三1", "", " "])
def test_names(con: duckdb.DuckDBPyConnection, cells: list[str]) -> None:
    assert in_sql(con, keyed.name("cell"), cells) == [normal_name(cell) or None for cell in cells]


ids = st.one_of(
    texts("0123456789Xx", 18),
    st.builds(
        "{}{:04d}{:02d}{:02d}{:03d}{}".format,
        st.just("230722"),
        st.integers(1880, 2026),
        st.integers(1, 12),
        st.integers(1, 28),
        st.integers(0, 999),
        st.sampled_from("0123456789Xx"),
    ),
    texts("0123456789xX -'１２*", 20),
)


@EXAMPLES
@given(st.lists(ids, min_size=1, max_size=40))
@example(["11010519491231002X", "11010519491231002x", "110105491231002", "无", "110105********002X", "4.1E+17"])
def test_persons(con: duckdb.DuckDBPyConnection, cells: list[str]) -> None:
    keys = in_sql(con, keyed.person_key("cell"), cells)
    assert keys == in_python(person_key, cells)
    state = in_sql(con, keyed.person_state("cell", f"({keyed.person_key('cell')})"), cells)
    assert [one in ("valid", "upgraded") for one in state] == [is_valid_id(cell) for cell in cells]
    number = in_sql(con, keyed.person_id("cell", f"({keyed.person_key('cell')})"), cells)
    assert [key for key in in_python(person_key, number) if key and key > 0] == [key for key in keys if key and key > 0]


@EXAMPLES
@given(st.lists(st.one_of(digits, texts("0123456789 -A１*", 21)), min_size=1, max_size=40))
def test_accounts(con: duckdb.DuckDBPyConnection, cells: list[str]) -> None:
    def key(cell: str) -> int | None:
        try:
            return account_key(cell)
        except BadAccount:
            return None

    account = keyed.account_no("cell")
    assert in_sql(con, keyed.account_key(f"({account})"), cells) == [key(cell) for cell in cells]


def test_a_number_of_more_than_fifteen_digits_from_a_numeric_cell_identifies_nobody(
    con: duckdb.DuckDBPyConnection,
) -> None:
    # A cell keeps fifteen digits: 11010519491231002X could not be there, and 110105194912310021 is 110105194912310000.
    cells = [NUMERIC + "110105194912310000", NUMERIC + "110105491231002"]
    assert in_sql(con, keyed.person_key("cell"), cells) == [None, person_key("110105491231002")]
    assert in_sql(con, keyed.account_no("cell"), [NUMERIC + "6228480000000010000"]) == [None]
