"""A number with a digit too few or too many: one candidate that another list knows is named, and joins nothing."""

from datetime import date
from functools import cache
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingbai.files.snapshot.by_hand import Row, load, number_of
from mingbai.files.snapshot.compiling import FREEZING, Compiler
from mingbai.files.snapshot.mill import quoted
from mingbai.files.snapshot.relation import in_order
from mingbai.files.tables import TABLES
from mingbai.kernel.identity import is_valid_id, person_key, repair_candidates
from mingbai.kernel.month import Month
from mingbai.rules.catalogue import rule
from mingbai.rules.examples import try_example
from mingbai.rules.facts import RELATIONS
from mingbai.rules.formulas import FORMULAS
from mingbai.rules.reckoned import run_values
from mingbai.rules.rule import example

MONTH = date(2026, 10, 1)
BORN_ON = date(1950, 3, 4)
GOOD = number_of(1, BORN_ON)
SHORT, LONG = GOOD[:8] + GOOD[9:], GOOD[:8] + GOOD[7] + GOOD[8:]
NUMBERS = st.builds(number_of, st.integers(0, 999), st.dates(date(1920, 1, 1), date(2026, 1, 1)))


@cache
def steps() -> list[str]:
    """Return the statements that come to the candidates."""
    compiler = Compiler(run_values(MONTH, MONTH), formulas=FORMULAS | FREEZING)
    wanted = in_order(("mislengthed_number",), RELATIONS)
    return [f"CREATE TEMP TABLE {quoted(relation.name)} AS {compiler(relation.query)}" for relation in wanted]


def candidates(*numbers: str) -> set[int]:
    """Return the keys of the valid numbers that numbers on the roster may have been."""
    with duckdb.connect() as con:
        for name in TABLES:
            rows: list[Row] = [{"payee_id": number, "payee_name": "王某"} for number in numbers]
            load(con, name, rows if name == "roster" else [], Month.parse(MONTH))
        for statement in steps():
            con.execute(statement)
        return {key for (key,) in con.execute("SELECT candidate_key FROM mislengthed_number").fetchall()}


SLIPS = st.tuples(NUMBERS, st.integers(0, 17), st.sampled_from("0123456789X"), st.booleans())


@settings(max_examples=4, deadline=None)
@given(st.lists(SLIPS, min_size=1, max_size=20))
def test_the_number_meant_is_among_the_candidates_and_all_are_the_kernels(
    slips: list[tuple[str, int, str, bool]],
) -> None:
    wrong = {
        (number, number[:place] + ("" if is_short else digit + number[place]) + number[place + 1 :])
        for number, place, digit, is_short in slips
    }
    found = candidates(*(text for _, text in wrong))

    assert {person_key(number) for number, text in wrong if number != text[:18]} <= found
    kernels = {person_key(other.text) for _, text in wrong for other in repair_candidates(text)}
    assert {key for key in found if is_a_date(key)} == kernels


def is_a_date(key: int) -> bool:
    """Return whether a key holds a possible day of birth, as every valid number does."""
    return is_valid_id(f"{key // 11:017d}" + "0123456789X"[key % 11])


def told(number: str, **lists: Any) -> dict[str, Any]:
    case = example(
        "号码位数不对", "a number of a wrong length", roster=[{"payee_id": number, "payee_name": "陈大年"}], **lists
    )
    (found,) = try_example(rule("RK-120"), case)
    return found


def dead(number: str, name: str = "陈大年") -> dict[str, Any]:
    return {"person_id": number, "name": name, "died_on": date(2026, 9, 1)}


@pytest.mark.parametrize(("number", "fault"), [(SHORT, "少一位"), (LONG, "多一位")])
def test_the_one_number_of_that_name_on_another_list_is_named_and_the_card_decides(number: str, fault: str) -> None:
    found = told(number, deaths=[dead(GOOD)])

    assert (
        f"陈大年的证件号码{number}{fault}，无法核对，按校验码推算可能是另一清单中同名的{GOOD}，请对照证件改正"
        in found["message"]
    )
    assert GOOD in found["message_en"]
    assert found["match_tier"] == "B"


@pytest.mark.parametrize("number", [SHORT, LONG])
def test_a_mended_number_alone_finds_nobody_dead(number: str) -> None:
    case = example(
        "号码位数不对",
        "a number of a wrong length",
        roster=[{"payee_id": number, "payee_name": "陈大年"}],
        deaths=[dead(GOOD)],
    )

    assert [row for row in try_example(rule("RK-101"), case) if row["match_tier"] == "A"] == []


def test_another_name_explains_nothing() -> None:
    found = told(SHORT, deaths=[dead(GOOD, "李小年")])

    assert found["message"].startswith(f"陈大年的证件号码{SHORT}少一位，无法核对，请对照证件改正")
    assert GOOD not in found["message"]


def test_two_numbers_of_that_name_explain_nothing() -> None:
    shorts = (GOOD[:place] + GOOD[place + 1 :] for place in range(18))
    short, (first, second, *_) = next(
        (short, [one.text for one in likely]) for short in shorts if len(likely := repair_candidates(short)) > 1
    )
    found = told(short, deaths=[dead(first), dead(second)])

    assert first not in found["message"]
    assert second not in found["message"]


@pytest.mark.parametrize("number", ["12345", "123456789012345678901"])
def test_a_number_of_any_other_length_is_told_so(number: str) -> None:
    assert "既不是18位也不是15位" in told(number)["message"]
