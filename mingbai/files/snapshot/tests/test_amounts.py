"""What a benefit line was approved, ordered, appropriated and paid: each row once, this month's only."""

from datetime import date

import pytest

from mingbai.files.snapshot.by_hand import MONTH, Row
from mingbai.files.snapshot.tests.made import SEPTEMBER, TWO, Made, paid, roster


def test_failed_then_paid_is_one_instruction_carried_out() -> None:
    made = Made(roster=[roster("H1", 1)], payments=[paid(status="failed"), paid()])
    assert [made["H1"][name] for name in ("successes", "instructions", "bank_fen", "paid_fen")] == [
        1,
        2,
        50_000,
        50_000,
    ]


def test_failed_then_paid_to_a_corrected_account_shows_that_account() -> None:
    made = Made(roster=[roster("H1", 1)], payments=[paid(status="failed", payee_id=1), paid(account=TWO, payee_id=1)])
    assert made["H1"]["lowest_account_key"] == made["H1"]["highest_account_key"] != made["H1"]["rostered_account_key"]


def test_failed_then_paid_as_a_correction_is_paid_in_full() -> None:
    made = Made(roster=[roster("H1", 1)], payments=[paid(status="failed"), paid(purpose="账户更正重发")])
    assert [made["H1"][name] for name in ("bank_fen", "successes", "back_pay_fen")] == [50_000, 0, 50_000]


def test_back_pay_stands_apart_from_the_months_payment() -> None:
    made = Made(roster=[roster("H1", 1)], payments=[paid(), paid(12_345, purpose="补发上月差额")])
    assert [made["H1"][name] for name in ("bank_fen", "paid_fen", "back_pay_fen")] == [50_000, 50_000, 12_345]


def test_back_pay_that_completes_the_month_counts() -> None:
    made = Made(
        approvals=[{"head_id": 1}], roster=[roster("H1", 1)], payments=[paid(30_000), paid(20_000, purpose="补发10月")]
    )
    assert (made["H1"]["bank_fen"], made["H1"]["paid_fen"]) == (50_000, 50_000)


def test_back_pay_alone_is_no_payment_of_the_month() -> None:
    made = Made(roster=[roster("H1", 1)], payments=[paid(10_000, purpose="补发9月")])
    assert (made["H1"]["bank_fen"], made["H1"]["back_pay_fen"]) == (None, 10_000)


def test_back_pay_takes_no_line_from_the_months_payment() -> None:
    lines = [roster("H1", 1, 50_000), roster("H2", 1, 80_000)]
    payments = [paid(50_000, payee_id=1, purpose="补发9月"), paid(80_000, payee_id=1), paid(50_000, payee_id=1)]
    made = Made(roster=lines, payments=payments)
    assert (made["H1"]["bank_fen"], made["H2"]["bank_fen"]) == (50_000, 80_000)
    assert (made["H1"]["back_pay_fen"], made["H2"]["back_pay_fen"]) == (50_000, 0)


def test_two_halves_make_the_month() -> None:
    made = Made(roster=[roster("H1", 1)], payments=[paid(25_000), paid(25_000)])
    assert (made["H1"]["bank_fen"], made["H1"]["successes"]) == (50_000, 2)


def test_the_same_transaction_listed_twice_counts_once() -> None:
    made = Made(roster=[roster("H1", 1)], payments=[paid(bank_ref="T"), paid(bank_ref="T")])
    assert (made["H1"]["bank_fen"], made["H1"]["successes"]) == (50_000, 1)
    assert sorted(row["is_repeat"] for row in made.rows("payments")) == [False, True]


def test_a_transaction_first_paid_and_later_returned_is_returned() -> None:
    later = paid(bank_ref="T", status="returned", returned_on=date(2026, 10, 15))
    made = Made(roster=[roster("H1", 1)], payments=[later, paid(bank_ref="T")])
    assert (made["H1"]["status"], made["H1"]["successes"]) == ("returned", 0)


def test_a_batchs_reference_does_not_make_its_payments_one() -> None:
    wards = [roster("W1", 9, 91_000), roster("W2", 9, 91_000), roster("H1", 1)]
    payments = [
        paid(91_000, payee_id=9, bank_ref="B"),
        paid(91_000, payee_id=9, bank_ref="B"),
        paid(bank_ref="B", payee_id=1),
    ]
    made = Made(roster=wards, payments=payments)
    assert [made[line]["successes"] for line in ("W1", "W2", "H1")] == [1, 1, 1]


def test_payments_of_other_months_are_nobodys_of_this_month() -> None:
    lines = [roster("H1", 1, 50_000), roster("H2", 1, 80_000)]
    payments = [
        paid(50_000, payee_id=1, month=SEPTEMBER, bank_ref="S"),
        paid(50_000, payee_id=1),
        paid(80_000, payee_id=1),
    ]
    made = Made(roster=lines, payments=payments)
    assert (made["H1"]["successes"], made["H2"]["successes"]) == (1, 1)
    assert made.line_of("S") == "H1"


def test_a_returned_payment_alone_says_what_was_instructed_and_that_nothing_arrived() -> None:
    made = Made(roster=[roster("H1", 1)], payments=[paid(status="returned", returned_on=date(2026, 10, 12))])
    assert (made["H1"]["bank_fen"], made["H1"]["paid_fen"]) == (50_000, 0)


def test_a_certificate_entered_twice_counts_once_as_entered_last() -> None:
    twice = [
        {"certificate_no": "Z1", "amount_fen": 50_000, "valid_from": date(2026, 1, 1)},
        {"certificate_no": "Z1", "amount_fen": 45_000, "valid_from": date(2026, 7, 1), "annual_income_fen": 60_000},
    ]
    for order in (twice, twice[::-1]):
        made = Made(approvals=list(order))
        assert [made["H1"][name] for name in ("approved_fen", "certificates", "annual_income_fen")] == [
            45_000,
            1,
            60_000,
        ]


def test_two_certificates_of_one_line_add_up() -> None:
    made = Made(
        approvals=[{"certificate_no": "Z1", "amount_fen": 50_000}, {"certificate_no": "Z2", "amount_fen": 20_000}]
    )
    assert (made["H1"]["approved_fen"], made["H1"]["certificates"]) == (70_000, 2)


def test_rows_without_certificate_of_one_line_count_once() -> None:
    made = Made(approvals=[{"amount_fen": 50_000}, {"amount_fen": 50_000}])
    assert (made["H1"]["approved_fen"], made["H1"]["certificates"]) == (50_000, 1)


@pytest.mark.parametrize(
    ("approval", "active"),
    [
        ({"valid_from": MONTH}, True),
        ({"valid_from": date(2026, 11, 1)}, False),
        ({"valid_to": MONTH}, True),
        ({"valid_to": SEPTEMBER}, False),
        ({"programme": "linshi", "valid_from": MONTH}, True),
        ({"programme": "linshi", "valid_from": SEPTEMBER}, False),
        ({"programme": "linshi", "valid_from": SEPTEMBER, "valid_to": MONTH}, True),
        ({"grace_until": SEPTEMBER}, True),
    ],
)
def test_which_approvals_are_in_force(approval: Row, active: bool) -> None:
    made = Made(approvals=[approval], roster=[{"programme": approval.get("programme", "dibao_rural"), "payee_id": 1}])
    assert made["H1"]["in_approvals"] is active


def test_two_roster_rows_of_one_line_add_up() -> None:
    made = Made(roster=[roster("H1", 1, 50_000), roster("H1", 1, 20_000)])
    assert [made["H1"][name] for name in ("rostered_fen", "largest_fen", "roster_rows")] == [70_000, 50_000, 2]


def test_the_roster_of_another_month_is_history() -> None:
    made = Made(roster=[roster("H1", 1)], previous_roster=[roster("H2", 2, month=SEPTEMBER)])
    assert [row["household_id"] for row in made.rows("benefit_line")] == ["H1"]
    assert [row["household_id"] for row in made.rows("history")] == ["H2"]


def test_finance_names_the_household_where_it_can() -> None:
    wards = [roster("W1", 9, 91_000), roster("W2", 9, 91_000)]
    granted = [
        {"payee_id": 9, "household_id": name, "amount_fen": fen} for name, fen in (("W2", 80_000), ("W1", 91_000))
    ]
    made = Made(roster=wards, appropriations=[dict(row, programme="dibao_rural") for row in granted])
    assert (made["W1"]["appropriated_fen"], made["W2"]["appropriated_fen"]) == (91_000, 80_000)


def test_finance_without_households_and_accounts_appropriates_for_each_ward_once() -> None:
    wards = [roster("W1", 9, 91_000), roster("W2", 9, 91_000)]
    made = Made(roster=wards, appropriations=[{"payee_id": 9, "household_id": None, "amount_fen": 91_000}] * 2)
    assert (made["W1"]["appropriated_fen"], made["W2"]["appropriated_fen"]) == (91_000, 91_000)


def test_an_appropriation_in_parts_adds_up() -> None:
    made = Made(
        roster=[roster("H1", 1)],
        appropriations=[{"payee_id": 1, "amount_fen": 20_000}, {"payee_id": 1, "amount_fen": 30_000}],
    )
    assert made["H1"]["appropriated_fen"] == 50_000


def test_an_appropriation_of_another_month_is_left_out() -> None:
    made = Made(roster=[roster("H1", 1)], appropriations=[{"payee_id": 1, "month": SEPTEMBER}])
    assert made["H1"]["appropriated_fen"] is None


def test_one_off_relief_beside_dibao_is_a_line_of_its_own() -> None:
    made = Made(
        approvals=[{"head_id": 1}, {"head_id": 1, "programme": "linshi", "valid_from": MONTH, "amount_fen": 80_000}],
        roster=[roster("H1", 1), roster("H1", 1, 80_000, programme="linshi")],
        payments=[paid(80_000, payee_id=1), paid(50_000, payee_id=1)],
    )
    assert (made["H1", "linshi"]["bank_fen"], made["H1", "dibao_rural"]["bank_fen"]) == (80_000, 50_000)


def test_two_wards_of_one_guardian_in_one_household_add_up_without_certificates() -> None:
    made = Made(approvals=[{"head_id": 1, "payee_id": 9}, {"head_id": 2, "payee_id": 9}])
    assert (made["H1"]["approved_fen"], made["H1"]["certificates"]) == (100_000, 2)
