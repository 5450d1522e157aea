"""What may be said of two likely records: the veto of the check digit, twins apart, one partner for each number."""

from typing import Any

import duckdb
import pyarrow as pa
import pytest

from mingbai.kernel.identity import check_character, is_valid_id, person_key
from mingbai.rules.linkage.levels import NAME, NUMBER, WHERE
from mingbai.rules.linkage.verdicts import Lines, judge_pairs

LINES = Lines(0.9, 0.999)


def number(sequence: int, born: str = "19580517", place: str = "999901") -> str:
    body = f"{place}{born}{sequence:03d}"
    return body + check_character(body)


FIRST = number(1)
MISTYPED = FIRST[:8] + "9" + FIRST[9:]


def pair(one: str, other: str, agree: str, probability: float = 0.9999, weight: float = 20.0) -> dict[str, Any]:
    """Return a scored pair; `agree` names its levels of number, name and place."""
    levels = {
        f"gamma_{what}": len(compared) - 1 - [level.key for level in compared].index(key)
        for (what, compared), key in zip(
            (("number", NUMBER), ("name", NAME), ("place", WHERE)), agree.split(), strict=True
        )
    }
    sides = {
        f"{column}_{side}": value
        for side, text in (("l", one), ("r", other))
        for column, value in (("unique_id", person_key(text)), ("person_key", person_key(text)), ("number", text),
                              ("checked", is_valid_id(text)), ("surname", "zeng"))
    }  # fmt: skip
    return levels | sides | {"match_probability": probability, "match_weight": weight}


def told(*pairs: dict[str, Any]) -> list[tuple[int, int]]:
    """Return who is told to be whom."""
    with duckdb.connect() as con:
        con.register("scored", pa.Table.from_pylist(list(pairs)))
        judge_pairs(con, LINES)
        found: list[tuple[int, int]] = con.execute("SELECT person_key, other_key FROM verdict ORDER BY ALL").fetchall()
    return found


VALID = number(500)


@pytest.mark.parametrize(
    ("other", "agree"),
    [
        pytest.param(VALID, "same_birthday same_name same_village", id="name, birthday and village"),
        pytest.param(VALID, "same_birthday same_sound same_account", id="sound, birthday and account"),
        pytest.param(
            number(500, "19580518"), "near_birthday same_name same_account", id="name, account, nearly the birthday"
        ),
        pytest.param(MISTYPED, "one_slip same_name otherwise", id="one slip and the name, wherever"),
        pytest.param(MISTYPED, "one_slip fits otherwise", id="one slip and what can be read of the name"),
        pytest.param(number(2), "same_birthday same_name same_home", id="the same name side by side is no twin"),
    ],
)
def test_enough_agrees(other: str, agree: str) -> None:
    assert len(told(pair(FIRST, other, agree))) == 1


@pytest.mark.parametrize(
    ("other", "agree"),
    [
        pytest.param(VALID, "same_birthday same_name same_township", id="namesakes born on one day in two villages"),
        pytest.param(VALID, "near_birthday same_name same_village", id="namesakes of nearly one age in a village"),
        pytest.param(VALID, "otherwise same_name same_account", id="namesakes of another age"),
        pytest.param(VALID, "same_birthday one_character same_account", id="brothers"),
        pytest.param(VALID, "same_birthday same_surname same_home", id="twins far apart"),
        pytest.param(number(3), "same_birthday same_sound same_home", id="twins whose names sound the same"),
        pytest.param(number(11), "same_birthday same_sound same_home", id="twins ten numbers apart"),
        pytest.param(number(3), "same_birthday fits same_account", id="twins, one with an unreadable name"),
        pytest.param(MISTYPED, "one_slip same_surname same_home", id="a slip, but another name"),
        pytest.param(FIRST[:16] + "4" + FIRST[17:], "one_slip one_character same_home", id="a twin's number mistyped"),
        pytest.param(FIRST[:16] + "30", "two_slips same_sound same_home", id="a twin's number mistyped twice"),
    ],
)
def test_too_little_agrees_however_likely(other: str, agree: str) -> None:
    assert told(pair(FIRST, other, agree, probability=0.999_999)) == []


def test_who_looks_like_a_twin_must_be_all_but_certain() -> None:
    close = number(51)
    assert told(pair(FIRST, close, "same_birthday same_sound same_home", probability=0.998)) == []
    assert told(pair(FIRST, close, "same_birthday same_sound same_home", probability=0.9995))
    assert told(pair(FIRST, VALID, "same_birthday same_sound same_home", probability=0.998))


def test_the_number_worth_less_is_told_of_and_once_with_its_likeliest_partner() -> None:
    likely = pair(FIRST, MISTYPED, "one_slip same_name same_home", weight=30)
    other = pair(VALID, MISTYPED, "two_slips same_name same_home", weight=12)
    assert told(likely, other) == [(person_key(MISTYPED), person_key(FIRST))]
    assert told(other, likely) == [(person_key(MISTYPED), person_key(FIRST))]
    assert told(likely, other | {"match_weight": 40.0}) == [(person_key(MISTYPED), person_key(VALID))]


def test_one_twins_other_number_is_not_the_other_twins() -> None:
    elsewhere, twin = number(300, place="998212"), number(3)
    own = pair(FIRST, elsewhere, "same_birthday same_name same_account", weight=18)
    sibling = pair(twin, elsewhere, "same_birthday same_sound same_home", weight=25)
    assert told(sibling) == [(person_key(twin), person_key(elsewhere))]
    assert told(own, sibling) == [(person_key(FIRST), person_key(elsewhere))]


def test_fifteen_digits_are_worth_less_than_a_check_digit() -> None:
    short = number(7)
    row = pair(FIRST, short, "two_slips same_name same_home") | {"checked_r": False}
    assert told(row) == [(person_key(short), person_key(FIRST))]
