"""Bank accounts and organisations' codes."""

from __future__ import annotations  # evaluated, they keep DuckDB alive past the end, and it complains

from collections.abc import Iterator

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingbai.kernel.cards import (
    BadAccount,
    account_damage,
    account_key,
    account_key_sql,
    clean_account,
    kind_of_account,
    luhn_ok,
)
from mingbai.kernel.uscc import BadUscc, is_valid_uscc, parse_uscc

CARD = "6217001234567890122"


def test_a_card_passes_luhn_however_it_is_typed() -> None:
    for typed in (CARD, "6217 0012 3456 7890 122", "６２１７００１２３４５６７８９０１２２", "6217-0012-3456-7890-122"):
        assert clean_account(typed) == CARD
        assert luhn_ok(typed)
        assert kind_of_account(typed) == "card"
        assert account_key(typed) == int(CARD)


@given(st.integers(0, 18), st.integers(1, 9))
def test_no_single_wrong_digit_of_a_card_passes(place: int, shift: int) -> None:
    wrong = CARD[:place] + str((int(CARD[place]) + shift) % 10) + CARD[place + 1 :]
    assert not luhn_ok(wrong)


@pytest.mark.parametrize(
    "number", ["0987654321", "2307220101000000123", "62170012345678", "62170012345678901220", "ZH12345", ""]
)
def test_what_is_no_card_is_a_passbook_and_owes_no_luhn(number: str) -> None:
    assert kind_of_account(number) == "passbook"


def test_luhn_of_nothing_is_not_ok() -> None:
    assert not luhn_ok("")
    assert not luhn_ok("62A7")


@pytest.mark.parametrize(
    ("text", "from_number", "damage"),
    [
        ("", False, "missing"),
        ("无", False, "missing"),
        ("6217****0122", False, "masked"),
        ("6.217E+18", False, "scientific"),
        ("6217001234567890000", True, "rounded"),
        ("6217001234567890000", False, None),
        ("230722010100000000", False, None),
        ("2307220101", True, None),
    ],
)
def test_how_an_account_was_spoilt_is_named(text: str, from_number: bool, damage: str | None) -> None:
    assert account_damage(text, from_number) == damage


def test_leading_zeros_make_another_account() -> None:
    assert account_key("0123456") != account_key("123456") == 123456
    assert account_key("0123456") < 0
    assert account_key("9" * 17 + "8") == 10**18 - 2
    assert account_key("9" * 18 + "8") < 0


@pytest.mark.parametrize("text", ["", "6217****0122", "6.2E+18"])
def test_what_identifies_no_account_has_no_key(text: str) -> None:
    with pytest.raises(BadAccount):
        account_key(text)


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


def python_key(text: str) -> int | None:
    try:
        return account_key(text)
    except BadAccount:
        return None


accounts = st.one_of(
    st.text(max_size=24),
    st.from_regex(r"[0-9]{1,24}", fullmatch=True),
    st.text("0123456789０９ -－'*EXx.", max_size=24),
    st.just(CARD),
)


@settings(deadline=None, max_examples=50)
@given(values=st.lists(accounts, min_size=1, max_size=60))
def test_sql_and_python_give_one_key(con: duckdb.DuckDBPyConnection, values: list[str]) -> None:
    rows = con.execute(f"SELECT {account_key_sql('a')} FROM (SELECT unnest($1::VARCHAR[]) AS a)", [values]).fetchall()
    assert [key for (key,) in rows] == [python_key(value) for value in values]


@pytest.mark.parametrize("code", ["91110000600037341L", "914403001922038216", "11140431MB1234567H"])
def test_valid_codes_of_organisations(code: str) -> None:
    assert parse_uscc(f" {code.lower()} ") == code
    assert is_valid_uscc(code)


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("", "missing"),
        ("91110000600037341M", "check"),
        ("9111000060003734", "length"),
        ("9111000060003734IL", "format"),
        ("统一社会信用代码一二三四五六七八九十", "format"),
    ],
)
def test_what_is_wrong_with_a_code_is_named(code: str, reason: str) -> None:
    with pytest.raises(BadUscc) as refused:
        parse_uscc(code)
    assert refused.value.reason == reason
    assert not is_valid_uscc(code)
