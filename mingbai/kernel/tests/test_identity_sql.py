"""The SQL of ID numbers gives what the Python gives, for any text."""

from __future__ import annotations  # evaluated, they keep DuckDB alive past the end, and it complains

import random
from collections.abc import Callable, Iterator
from datetime import date

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingbai.kernel.identity import BadId, Sex, clean, is_valid_id, parse_id, person_key, upgraded
from mingbai.kernel.identity_sql import (
    BORN,
    born_on_sql,
    clean_sql,
    is_male_sql,
    is_valid_sql,
    person_key_sql,
    upgraded_sql,
)
from mingbai.kernel.tests.test_identity import VALID, number, numbers

digits_like = st.text("0123456789０１９XxＸ×*Е.E+- '　", max_size=20)
edited = st.builds(
    lambda text, place, new, cut: text[:place] + new + text[place + cut :],
    numbers,
    st.integers(0, 18),
    st.sampled_from(["", "x", "X", "0", "9", " ", "Ｘ", "　", "*", "-", "'", "１", "é", "\0", "𠮷"]),
    st.integers(0, 2),
)
fifteen = numbers.map(lambda text: text[:6] + text[8:17])
fifteen_any_date = st.from_regex(r"[0-9]{15}", fullmatch=True)
scientific = st.from_regex(r"[0-9]\.[0-9]{0,16}[eE]\+?1[0-9]", fullmatch=True)
zeros = st.from_regex(r"[0-9]{13,16}000(\.0?)?", fullmatch=True)
texts = st.one_of(
    st.text(max_size=25),
    numbers,
    numbers.map(str.lower),
    digits_like,
    edited,
    fifteen,
    fifteen_any_date,
    scientific,
    zeros,
)


def python_key(text: str) -> int | None:
    try:
        return person_key(text)
    except BadId:
        return None


ALIKE: list[tuple[Callable[[str], str], Callable[[str], object]]] = [
    (clean_sql, clean),
    (upgraded_sql, lambda text: upgraded(clean(text))),
    (is_valid_sql, is_valid_id),
    (person_key_sql, python_key),
]


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


def column(con: duckdb.DuckDBPyConnection, sql: str, values: list[str]) -> list[object]:
    rows = con.execute(
        f"SELECT {sql} FROM (SELECT unnest($1::VARCHAR[]) AS given, unnest(range($2)) AS place) ORDER BY place",
        [values, len(values)],
    ).fetchall()
    return [row[0] for row in rows]


@settings(deadline=None, max_examples=60)
@given(values=st.lists(texts, min_size=1, max_size=60))
def test_sql_and_python_agree_on_any_text(con: duckdb.DuckDBPyConnection, values: list[str]) -> None:
    for sql, python in ALIKE:
        assert column(con, sql("given"), values) == [python(value) for value in values], sql.__name__


def test_sql_and_python_agree_on_a_hundred_thousand_numbers(con: duckdb.DuckDBPyConnection) -> None:
    chance = random.Random(20_261_101)
    bodies = [f"{chance.randrange(10**17):017d}" for _ in range(50_000)]
    births = [date.fromordinal(chance.randrange(687_000, 766_000)) for _ in range(50_000)]
    real = [number(230722, born_on, chance.randrange(1000)) for born_on in births]
    values = [body + chance.choice("0123456789X") for body in bodies] + real
    assert column(con, person_key_sql("given"), values) == [python_key(value) for value in values]
    assert min(map(person_key, real)) > 0


def test_every_day_of_a_leap_and_a_common_century_is_judged_alike(con: duckdb.DuckDBPyConnection) -> None:
    dates = [
        f"{y}{m:02d}{d:02d}"
        for y in (1879, 1880, 1900, 2000, 2023, 2024, 2099, 2100)
        for m in range(14)
        for d in range(33)
    ]
    legacy = [f"230722{day[2:]}001" for day in dates]
    assert column(con, upgraded_sql("given"), legacy) == [upgraded(text) for text in legacy]


def test_null_is_nobody_and_not_valid(con: duckdb.DuckDBPyConnection) -> None:
    sql = f"SELECT {person_key_sql('given')}, {is_valid_sql('given')} FROM (SELECT NULL::VARCHAR AS given)"
    assert con.execute(sql).fetchall() == [(None, False)]


@pytest.mark.parametrize("text", VALID)
def test_birth_and_sex_are_read_from_the_key(con: duckdb.DuckDBPyConnection, text: str) -> None:
    key = person_key(text)
    rows = con.execute(f"SELECT {born_on_sql('k')}, {is_male_sql('k')} FROM (SELECT {key} AS k)").fetchall()
    assert rows == [(parse_id(text).born_on, parse_id(text).sex is Sex.MALE)]


def test_a_malformed_key_has_neither_birth_nor_sex(con: duckdb.DuckDBPyConnection) -> None:
    assert con.execute(f"SELECT {born_on_sql('k')}, {is_male_sql('k')} FROM (SELECT -5 AS k)").fetchall() == [
        (None, None)
    ]


def test_every_day_of_birth_that_can_be_written_is_one_or_none() -> None:
    written = [f"{year}{month:02}{day:02}" for year in range(1870, 2110) for month in range(14) for day in range(33)]
    connection = duckdb.connect()
    rows = connection.execute(
        f"SELECT day, regexp_full_match(day, '{BORN}') FROM (SELECT unnest(?) AS day)", [written]
    ).fetchall()
    assert len(rows) == len(written)
    assert [day for day, told in rows if told != is_day(day)] == []


def is_day(text: str) -> bool:
    try:
        return 1880 <= date(int(text[:4]), int(text[4:6]), int(text[6:])).year <= 2099
    except ValueError:
        return False
