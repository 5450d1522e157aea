"""Numbers pass every check and belong to nobody."""

from datetime import date

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.files.tables import TABLES
from mingbai.files.tables.column import Kind
from mingbai.kernel.cards import luhn_ok
from mingbai.kernel.identity.number import is_valid_id
from mingbai.simulation.people.numbers import card_number, check_index, crafted_id, id_bodies, id_number
from mingbai.simulation.place import Place
from mingbai.simulation.sizes import county_code, number_prefix
from mingbai.simulation.text import id_numbers


def written_numbers(place: Place) -> set[str]:
    """Return every ID number in every list, as it stands there."""
    return {
        number
        for name, table in place.tables.items()
        for column in TABLES[name].columns
        if column.kind is Kind.ID and column.name in table.column_names
        for number in table[column.name].to_pylist()
        if number
    }


@given(st.integers(999_000 * 10**11, 10**17 - 1))
def test_check_characters_of_columns_and_of_one_number_agree(body: int) -> None:
    column = np.array([body], dtype=np.int64)
    assert id_numbers(column, check_index(column)).to_pylist() == [id_number(body)]


def test_every_number_begins_with_a_code_nobody_was_ever_given(county_with_history: Place) -> None:
    folded = {
        number.translate(str.maketrans("０１２３４５６７８９", "0123456789"))
        for number in written_numbers(county_with_history)
    }
    assert {number[:3] for number in folded} == {"999"}


def test_only_the_planted_misprints_fail_the_check(county_with_history: Place) -> None:
    wrong = {number for number in written_numbers(county_with_history) if len(number) == 18 and not is_valid_id(number)}
    planted = {
        row.subject_id for row in county_with_history.key if row.rule_id == "RK-120" and row.expectation == "find"
    }
    assert wrong == planted


def test_people_born_on_one_day_get_different_numbers() -> None:
    born = np.full(200, 19500101)
    bodies = id_bodies(5, born, np.arange(200) % 2 == 0)
    assert len(set(bodies.tolist())) == 200
    assert (bodies % 2 == (np.arange(200) % 2 == 0)).all(), "odd numbers are men's"


def test_planted_people_never_share_a_number_with_the_crowd_or_another_county() -> None:
    day, born = date(1950, 1, 1), np.full(100, 19500101)
    crowd = {
        id_number(body) for index in (3, 1003, 2003) for body in id_bodies(index, born, np.zeros(100, bool)).tolist()
    }
    planted = {crafted_id(index, day, False, count) for index in (3, 1003, 2003) for count in range(40)}
    assert len(crowd) == 300
    assert len(planted) == 120
    assert not crowd & planted


def test_more_people_on_a_day_than_numbers_are_refused() -> None:
    with pytest.raises(AssertionError):
        id_bodies(0, np.full(600, 19500101), np.zeros(600, bool))


@given(st.integers(0, 2_999), st.integers(1, 9), st.integers(0, 9_999_999))
def test_cards_have_a_valid_luhn_digit(county: int, bank: int, number: int) -> None:
    card = card_number(county, bank, number)
    assert len(card) == 19
    assert luhn_ok(card)
    assert card[10] == str(bank)


def test_three_thousand_counties_have_codes_of_their_own() -> None:
    codes = {county_code(index) for index in range(3_000)}
    assert len(codes) == 3_000
    assert {code[:2] for code in codes} == {"99"}
    assert county_code(0) == str(number_prefix(0)) == "999901"


def test_bytes_of_digits_keep_their_zeros() -> None:
    from mingbai.simulation.text import digits

    assert digits(np.array([7, 1234567]), 9, "Z").equals(pa.array(["Z000000007", "Z001234567"]))
