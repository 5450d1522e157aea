"""Numbers one slip away are found by a few sums in SQL, the same ones the kernel finds, and never count as sure."""

from datetime import date
from functools import cache

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
from mingbai.rules.rule import example as rule_example

MONTH, BORN_ON = date(2026, 10, 1), date(1950, 3, 4)
NUMBERS = st.builds(number_of, st.integers(0, 999), st.dates(date(1920, 1, 1), date(2026, 1, 1)))


@cache
def steps() -> list[str]:
    """Return the statements that come to the candidates."""
    compiler = Compiler(run_values(MONTH, MONTH), formulas=FORMULAS | FREEZING)
    wanted = in_order(("misspelt_number",), RELATIONS)
    return [f"CREATE TEMP TABLE {quoted(relation.name)} AS {compiler(relation.query)}" for relation in wanted]


def candidates(*numbers: str) -> set[int]:
    """Return the keys of the numbers that misspelt ones on the death list may have been."""
    with duckdb.connect() as con:
        for name in TABLES:
            rows: list[Row] = [{"person_id": number, "name": "王某", "died_on": MONTH} for number in numbers]
            load(con, name, rows if name == "deaths" else [], Month.parse(MONTH))
        for statement in steps():
            con.execute(statement)
        return {key for (key,) in con.execute("SELECT candidate_key FROM misspelt_number").fetchall()}


@settings(max_examples=4, deadline=None)
@given(st.lists(st.tuples(NUMBERS, st.integers(0, 17), st.integers(1, 9)), min_size=1, max_size=20))
def test_the_number_meant_is_among_the_candidates_and_all_are_the_kernels(slips: list[tuple[str, int, int]]) -> None:
    slipped = {number: one_digit_off(number, place, more) for number, place, more in slips}
    meant = {number: wrong for number, wrong in slipped.items() if not is_valid_id(wrong)}
    found = candidates(*meant.values())
    assert {person_key(number) for number in meant} <= found
    kernels = {person_key(other.text) for wrong in meant.values() for other in repair_candidates(wrong)}
    assert {key for key in found if is_a_date(key)} == kernels


def one_digit_off(number: str, place: int, more: int) -> str:
    digit = "10" if number[place] == "X" else number[place]
    return number[:place] + str((int(digit) + more) % 10) + number[place + 1 :]


@settings(max_examples=3, deadline=None)
@given(st.lists(st.tuples(NUMBERS, st.integers(0, 16)), min_size=1, max_size=20))
def test_two_neighbours_swapped_are_put_back(slips: list[tuple[str, int]]) -> None:
    swapped = {number: number[:at] + number[at + 1] + number[at] + number[at + 2 :] for number, at in slips}
    meant = {number: wrong for number, wrong in swapped.items() if not is_valid_id(wrong) and "X" not in wrong[:17]}
    assert {person_key(number) for number in meant} <= candidates(*meant.values())


def test_a_number_of_another_kind_has_no_candidates() -> None:
    assert not candidates(number_of(1)[:16], "HKG12345678901234X", "1234567890123456AX")


@pytest.mark.parametrize("times", [0, 2], ids=["lost", "doubled"])
@settings(max_examples=2, deadline=None)
@given(st.lists(st.tuples(NUMBERS, st.integers(0, 17)), min_size=1, max_size=20))
def test_a_digit_lost_or_doubled_is_put_right(times: int, slips: list[tuple[str, int]]) -> None:
    wrong = {number: number[:place] + number[place] * times + number[place + 1 :] for number, place in slips}
    meant = {number: typed for number, typed in wrong.items() if "XX" not in typed}  # which is a masked number
    assert {person_key(number) for number in meant} <= candidates(*meant.values())


def test_a_misspelt_number_is_tier_b_and_asks_nobody_to_hold() -> None:
    number = number_of(1, BORN_ON)
    wrong = number[:16] + str((int(number[16]) + 5) % 10) + number[17]
    case = rule_example(
        "号码错一位",
        "one digit wrong",
        roster=[{"payee_id": (1, BORN_ON), "payee_name": "陈大年"}],
        deaths=[{"person_id": wrong, "name": "陈大年", "died_on": date(2026, 9, 1)}],
    )
    (found,) = try_example(rule("RK-101"), case)
    assert (found["match_tier"], found["proposes_hold"]) == ("B", False)
    assert "核实" in found["message"]


def test_a_renamed_person_is_tier_b_and_an_equal_name_is_tier_a() -> None:
    for listed, tier, holds in (("陈大年", "A", True), ("陈新年", "B", False)):
        case = rule_example(
            "号码有效",
            "valid number",
            roster=[{"payee_id": 1, "payee_name": "陈大年"}],
            deaths=[{"person_id": 1, "name": listed, "died_on": date(2026, 9, 1)}],
        )
        (found,) = try_example(rule("RK-101"), case)
        assert (found["match_tier"], found["proposes_hold"]) == (tier, holds)


def test_a_number_spelt_right_outweighs_a_misspelt_report() -> None:
    number = number_of(1, BORN_ON)
    wrong = number[:16] + str((int(number[16]) + 5) % 10) + number[17]
    case = rule_example(
        "两者都有",
        "both",
        roster=[{"payee_id": (1, BORN_ON), "payee_name": "陈大年"}],
        deaths=[
            {"person_id": wrong, "name": "陈大年", "died_on": date(2020, 1, 1)},
            {"person_id": (1, BORN_ON), "name": "陈大年", "died_on": date(2026, 9, 1)},
        ],
    )
    (found,) = try_example(rule("RK-101"), case)
    assert found["match_tier"] == "A"
    assert '"died_on": "2026-09-01"' in found["evidence"]


def is_a_date(key: int) -> bool:
    """Return whether a key holds a possible day of birth, as every valid number does."""
    text = f"{key // 11:017d}"
    return is_valid_id(text + "0123456789X"[key % 11])
