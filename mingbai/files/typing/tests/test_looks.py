"""What a look at the bytes tells of a cell is what the careful way reads from it."""

import duckdb
import pytest

from mingbai.files.grids.grid import NUMERIC
from mingbai.files.tables import TABLES, Kind
from mingbai.files.typing.blanks import blank_sql, says_nothing, silent_words
from mingbai.files.typing.coded import count_sql, region_sql, share_sql, text_sql, word_sql
from mingbai.kernel.text import literal

BLANK = [" ", "\u00a0", "\u1680", "\u2003", "\u202f", "\u205f", "\u3000"]  # what Unicode calls a space


def read(sql: str, cell: str) -> object:
    """Return what a cell comes to."""
    with duckdb.connect() as con:
        return con.execute(f"SELECT {sql} FROM (SELECT {literal(cell)} AS c)").fetchall()[0][0]


@pytest.mark.parametrize("blank", BLANK)
@pytest.mark.parametrize("text", ["Z9999", "村东2组", "龙泉镇", "2组", "甲"])
def test_a_text_loses_every_kind_of_blank_around_it_and_none_within(text: str, blank: str) -> None:
    within = f"{text}{blank}{text}"
    for cell in (text, f"{blank}{text}", f"{text}{blank}", f"{blank}{text}{blank}", f"{NUMERIC}{text}"):
        assert read(text_sql("c"), cell) == text
    assert read(text_sql("c"), f"{within}{blank}") == within
    assert read(text_sql("c"), blank) is None


@pytest.mark.parametrize("cell", ["1.2345678e11", "12345678901.", "12345678901 ", "+23456789012", "1_2345678901"])
def test_twelve_bytes_that_a_cast_would_read_are_no_region(cell: str) -> None:
    assert read(region_sql("c"), cell) != cell


def test_counts_shares_and_words_are_read_alike_short_or_long() -> None:
    programme = TABLES["approvals"]["programme"]
    assert [read(count_sql("c"), cell) for cell in ("0", "7", "12", "3人", "７", "-", "a")] == [
        0,
        7,
        12,
        3,
        7,
        None,
        None,
    ]
    assert [read(share_sql("c"), cell) for cell in ("100%", "1", "1/1", "50%", "全部")] == [10_000] * 3 + [
        5_000,
        10_000,
    ]
    assert [read(word_sql("c", programme), cell) for cell in ("农村低保", " 农村 低保", "别的")] == [
        "dibao_rural"
    ] * 2 + [None]


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.NAME, Kind.MONEY, Kind.WORD, Kind.FLAG])
def test_a_silent_word_is_found_by_its_first_character_and_only_as_a_whole(kind: Kind) -> None:
    for word in silent_words(kind):
        assert read(blank_sql("c", kind), word) is None
    for cell in ("无名", "暂住", "不", "-5", "nana", "#1", "是", "户主", "Nil"):
        assert not says_nothing(cell, kind)
        assert read(blank_sql("c", kind), cell) == cell
