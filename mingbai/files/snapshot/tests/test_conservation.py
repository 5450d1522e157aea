"""Nothing is lost and nothing is counted twice on the way from rows to benefit lines, whatever the lists look like."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingbai.files.snapshot.by_hand import MONTH, Row
from mingbai.files.snapshot.tests.made import ONE, THREE, TWO, Made

people = st.integers(1, 3)
households = st.sampled_from(["H1", "H2", "H3"])
amounts = st.sampled_from([40_000, 50_000, 80_000, 25_000, 0])
programmes = st.sampled_from(["dibao_rural", "tekun_rural", "linshi"])
accounts = st.sampled_from([ONE, TWO, THREE])
months = st.sampled_from([MONTH, MONTH, date(2026, 9, 1)])

ROSTER = st.fixed_dictionaries(
    {"household_id": households, "payee_id": people, "amount_fen": amounts, "programme": programmes,
     "account_no": accounts, "month": months}
)  # fmt: skip
APPROVALS = st.fixed_dictionaries(
    {"household_id": households, "head_id": people, "payee_id": people, "amount_fen": amounts, "programme": programmes,
     "account_no": accounts, "certificate_no": st.sampled_from(["Z1", "Z2", None]),
     "valid_from": st.sampled_from([date(2026, 1, 1), MONTH, date(2026, 11, 1)]),
     "valid_to": st.sampled_from([None, date(2026, 9, 1), MONTH])}
)  # fmt: skip
APPROPRIATIONS = st.fixed_dictionaries(
    {"household_id": st.none() | households, "payee_id": people, "amount_fen": amounts, "programme": programmes,
     "account_no": st.none() | accounts, "month": months}
)  # fmt: skip
PAYMENTS = st.fixed_dictionaries(
    {"bank_ref": st.sampled_from(["T1", "T2", "T3", "T4", "T5", "T6"]), "payee_id": st.none() | people,
     "programme": st.none() | programmes, "account_no": st.none() | accounts, "amount_fen": amounts,
     "month": st.none() | months, "status": st.sampled_from(["paid", "paid", "failed", "returned"]),
     "purpose": st.sampled_from([None, "补发"]), "payee_name": st.sampled_from(["王乙甲", "王丙甲"])}
)  # fmt: skip


def of_month(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row["month"] in (MONTH, None)]


def total(rows: Iterable[Row], name: str = "amount_fen") -> int:
    return sum(row[name] or 0 for row in rows)


def only_once(rows: Iterable[Row], *key: str) -> bool:
    counted = Counter(tuple(row[name] for name in key) for row in rows)
    return not counted or max(counted.values()) == 1


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(
    approvals=st.lists(APPROVALS, max_size=5),
    roster=st.lists(ROSTER, max_size=5),
    appropriations=st.lists(APPROPRIATIONS, max_size=5),
    payments=st.lists(PAYMENTS, max_size=8),
)
def test_every_row_belongs_to_exactly_one_line_and_sums_re_add(
    approvals: list[Any], roster: list[Any], appropriations: list[Any], payments: list[Any]
) -> None:
    made = Made(approvals=approvals, roster=roster, appropriations=appropriations, payments=payments)
    lines, bank, finance = made.rows("benefit_line"), made.rows("payments"), made.rows("appropriations")
    keys = {line["line_key"] for line in lines}

    assert only_once(lines, "line_key")
    assert total(lines, "rostered_fen") == total(of_month(roster))
    assert total(lines, "appropriated_fen") == total(of_month(appropriations))
    assert len(bank) == len(payments)
    assert only_once(bank, "row_id")
    assert len(finance) == len(of_month(appropriations))
    counted = [row for row in of_month(bank) if not row["is_repeat"]]
    assert {row["line_key"] for row in counted} <= keys
    assert {row["line_key"] for row in finance} <= keys
    assert only_once(counted, "row_id")
    told = made.rows("bank_line")
    main = [row for row in counted if row["status"] == "paid" and not row["is_back_pay"]]
    extra = [row for row in counted if row["status"] == "paid" and row["is_back_pay"]]
    assert total(told, "paid_fen") == total(main)
    assert total(told, "back_pay_fen") == total(extra)
    assert sum(row["successes"] for row in told) == len(main)

    assert only_once(made.rows("account_uses"), "account_key", "line_key")
    assert only_once(made.rows("appearances"), "person_key", "programme", "household_key")
    for line in lines:
        unexplained = line["line_key"] < 0
        assert unexplained is not (line["in_approvals"] or line["in_roster"] or line["in_lapsed"])
