"""ID numbers: every vector of the data standards, what spreadsheets do to them, and how they are mended."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.kernel.identity import (
    BadId,
    IdNumber,
    Sex,
    check_character,
    clean,
    is_valid_id,
    parse_id,
    person_key,
    repair_candidates,
    spreadsheet_damage,
)

BEIJING = "11010519491231002X"
VALID = [
    BEIJING,
    "230722198801010029",
    "442000200912310037",
    "140431195602290018",
    "370811194006150021",
    "44200019500101003X",
    "230717196001010012",
]


def number(region: int, born_on: date, sequence: int) -> str:
    body = f"{region:06d}{born_on:%Y%m%d}{sequence:03d}"
    return body + check_character(body)


numbers = st.builds(
    number, st.integers(110000, 999999), st.dates(date(1880, 1, 1), date(2099, 12, 31)), st.integers(0, 999)
)


@pytest.mark.parametrize("text", VALID)
def test_every_valid_number_is_accepted_whatever_its_region_and_year(text: str) -> None:
    assert parse_id(text).text == text


def test_synthetic_and_very_old_people_are_accepted() -> None:
    assert is_valid_id(number(999999, date(1955, 5, 5), 1))
    assert is_valid_id(number(230702, date(1880, 1, 1), 1))
    assert not is_valid_id(number(230702, date(1880, 1, 1), 1).replace("1880", "1879"))


@pytest.mark.parametrize(
    "typed",
    [
        "11010519491231002x",
        "１１０１０５１９４９１２３１００２Ｘ",
        " 110105 19491231 002X ",
        "'11010519491231002X",
        "‘11010519491231002X’",
        "110105-19491231-002X",
        "11010519491231002×",
        "11010519491231002Ⅹ",
        "11010519491231002Х",  # Cyrillic
        "\ufeff11010519491231002X\u200b\r\n",
    ],
)
def test_every_way_of_typing_a_number_is_read(typed: str) -> None:
    assert parse_id(typed) == IdNumber(BEIJING)
    assert person_key(typed) == person_key(BEIJING)


def test_fifteen_digits_are_upgraded_and_remembered() -> None:
    read = parse_id("110105491231002")
    assert read == IdNumber(BEIJING, was_15=True)
    assert read.alias_15 == "110105491231002"
    assert person_key("110105491231002") == person_key(BEIJING)
    assert parse_id("442000200912310037").alias_15 is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "missing"),
        ("无", "missing"),
        ("/", "missing"),
        ("000000000000000000", "missing"),
        ("1101**********002X", "masked"),
        ("110105XXXXXXXX002X", "masked"),
        ("110105××××××××0021", "masked"),
        ("1.10105E+17", "scientific"),
        ("1.10105194912310e+17", "scientific"),
        ("110105194912310000", "rounded"),
        ("11010519491231002", "length"),
        ("110105194912310029X", "length"),
        ("1101051949123100AX", "characters"),
        ("X10105194912310021", "characters"),
        ("010105194912310021", "characters"),
        ("110105194902290021", "date"),
        ("110105187912310021", "date"),
        ("110105210012310021", "date"),
        ("110105491331002", "date"),
        ("110105194912310029", "check"),
    ],
)
def test_what_is_wrong_with_a_number_is_named(text: str, reason: str) -> None:
    with pytest.raises(BadId) as refused:
        parse_id(text)
    assert refused.value.reason == reason
    assert not is_valid_id(text)


def test_a_numeric_cell_cannot_hold_eighteen_digits_even_if_they_check() -> None:
    with pytest.raises(BadId, match="取整"):
        parse_id("230722198801010029", from_number=True)
    assert parse_id("110105491231002", from_number=True).was_15


def test_a_valid_number_may_end_in_000() -> None:
    ending = next(
        text
        for s in range(0, 1000, 100)
        for m in range(1, 13)
        for text in [number(230722, date(1950, m, 1), s)]
        if text.endswith("000")
    )
    assert parse_id(ending).text == ending
    assert person_key(ending) > 0


@pytest.mark.parametrize(
    ("text", "from_number", "damage"),
    [
        ("110105194912310000", True, "rounded"),
        ("110105194912310000", False, "rounded"),
        ("110105194912310032", True, "rounded"),
        ("110105194912310032.0", True, "rounded"),
        ("1.10105E+17", False, "scientific"),
        ("1.10105194912310E17", True, "scientific"),
        ("110105194912310032", False, None),
        ("110105491231002", True, None),
        ("11010519491231002X", False, None),
    ],
)
def test_what_a_spreadsheet_did_is_named(text: str, from_number: bool, damage: str | None) -> None:
    assert spreadsheet_damage(text, from_number) == damage


def test_birth_sex_region_and_age_are_in_the_number() -> None:
    leap = parse_id("140431195602290018")
    assert (leap.born_on, leap.sex, leap.region_code) == (date(1956, 2, 29), Sex.MALE, "140431")
    assert parse_id("230722198801010029").sex is Sex.FEMALE
    assert [leap.age_on(day) for day in (date(2016, 2, 28), date(2016, 2, 29), date(2017, 2, 28))] == [59, 60, 61]
    assert leap.age_on(date(2026, 11, 1)) == 70


@given(numbers, st.integers(0, 16), st.integers(1, 9))
def test_no_single_wrong_digit_passes(text: str, place: int, shift: int) -> None:
    wrong = text[:place] + str((int(text[place]) + shift) % 10) + text[place + 1 :]
    assert not is_valid_id(wrong)


@given(numbers, st.integers(0, 16))
def test_no_two_neighbours_swapped_pass(text: str, place: int) -> None:
    swapped = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    assert swapped == text or not is_valid_id(swapped)


@given(numbers, st.integers(0, 17), st.sampled_from("0123456789X"))
def test_the_number_meant_is_among_the_candidates(text: str, place: int, wrong: str) -> None:
    typed = text[:place] + wrong + text[place + 1 :]
    meant = parse_id(text)
    if not is_valid_id(typed) and (wrong != "X" or place == 17):
        assert meant in repair_candidates(typed, meant.born_on, meant.sex)
    dropped = text[:place] + text[place + 1 :]
    assert meant in repair_candidates(dropped, meant.born_on)
    doubled = text[:place] + text[place] + text[place:]
    assert meant in repair_candidates(doubled, meant.born_on)


def test_candidates_agree_with_what_is_known() -> None:
    candidates = repair_candidates("110105194912310029", date(1949, 12, 31), Sex.FEMALE)
    assert IdNumber(BEIJING) in candidates
    assert all(c.born_on == date(1949, 12, 31) and c.sex is Sex.FEMALE for c in candidates)
    assert len(candidates) < len(repair_candidates("110105194912310029"))


def test_a_valid_or_hopeless_number_has_no_candidates() -> None:
    assert repair_candidates(BEIJING) == repair_candidates("11010519") == repair_candidates("1" * 5000) == ()


def test_keys_of_valid_numbers_are_their_digits_and_malformed_ones_meet_themselves() -> None:
    assert person_key(BEIJING) == 11010519491231002 * 11 + 10
    assert person_key("230722198801010029") == 23072219880101002 * 11 + 9
    assert person_key("110105194912310029") == person_key(" １１０１０５194912310029") == -119693924374127023
    assert -(2**60) <= person_key("H1234567") < 0


@pytest.mark.parametrize(
    "text", ["", "不详", "111111111111111111", "1101**********0029", "1.1E+17", "110105194912310000"]
)
def test_what_identifies_nobody_has_no_key(text: str) -> None:
    with pytest.raises(BadId):
        person_key(text)


@given(st.text(max_size=30))
def test_cleaning_twice_changes_nothing_and_any_text_is_judged(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert isinstance(is_valid_id(text), bool)


def test_messages_are_one_short_line_whatever_the_cell_holds() -> None:
    message = str(BadId("length", "1\n2" * 10_000))
    assert "\n" not in message
    assert len(message) < 250
