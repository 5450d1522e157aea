"""The digest of a roster is over what is paid and over nothing else; one fen, one letter, one digit is another one."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.rosters.digests import Paid, digest

LINE = Paid("2026-11", "dibao_rural", "999901101201", 1, 1, 1, None, 1, None, "王甲", 1, "ab", "王甲", 50_000, 1, 0)
CHANGES: dict[str, Any] = {
    "month": "2026-12", "programme": "tekun_rural", "region": "999901101202", "award_id": 2, "decision_id": 2,
    "household_id": 2, "person_id": 1, "payee_id": 2, "payee_organisation_id": 1, "payee_name": "王乙", "account_id": 2,
    "account_index": "ac", "holder_name": "王乙", "amount_fen": 50_001, "member_count": 2, "instalment": 1,
}  # fmt: skip


@pytest.mark.requirement("R-728")
@pytest.mark.parametrize("column", CHANGES)
def test_every_column_of_a_line_counts(column: str) -> None:
    assert digest([replace(LINE, **{column: CHANGES[column]})]) != digest([LINE])


@given(st.permutations([replace(LINE, award_id=number, amount_fen=number * 100) for number in range(1, 7)]))
def test_the_order_in_which_lines_come_does_not_count(lines: list[Paid]) -> None:
    assert digest(lines) == digest(sorted(lines, key=lambda line: -line.award_id))


@given(st.text(alphabet='王",\\|[] \u3000', max_size=6), st.text(alphabet='王",\\|[] \u3000', max_size=6))
def test_names_cannot_be_written_so_that_two_lines_read_alike(payee: str, holder: str) -> None:
    one, other = (
        replace(LINE, payee_name=payee, holder_name=holder),
        replace(LINE, payee_name=holder, holder_name=payee),
    )
    assert (digest([one]) == digest([other])) == (payee == holder)
