"""Every bank line and every appropriation means the right benefit line, however little it says."""

from datetime import date

import pytest

from mingbai.files.snapshot.tests.made import ONE, SEPTEMBER, THREE, TWO, Made, paid, roster


def test_a_bank_line_without_number_and_programme_is_found_by_its_account() -> None:
    made = Made(roster=[roster("H1", 1), roster("H2", 2, account=TWO)], payments=[paid(), paid(40_000, TWO)])
    assert (made["H1"]["bank_fen"], made["H2"]["bank_fen"]) == (50_000, 40_000)
    assert not made.outside()


def test_a_joint_card_is_told_apart_by_amount_though_the_bank_names_its_holder_only() -> None:
    lines = [roster("H1", 1, 50_000), roster("H2", 2, 91_000)]
    made = Made(roster=lines, payments=[paid(91_000, payee_name="王乙甲"), paid(50_000, payee_name="王乙甲")])
    assert (made["H1"]["bank_fen"], made["H2"]["bank_fen"]) == (50_000, 91_000)


def test_a_joint_card_with_equal_amounts_is_told_apart_by_name() -> None:
    lines = [roster("H1", 1, payee_name="赵一"), roster("H2", 2, payee_name="钱二"), roster("H3", 3, payee_name="孙三")]
    names = ("孙三", "赵一", "钱二")
    made = Made(roster=lines, payments=[paid(payee_name=name, bank_ref=name) for name in names])
    assert [made.line_of(name) for name in names] == ["H3", "H1", "H2"]
    assert [made[line]["successes"] for line in ("H1", "H2", "H3")] == [1, 1, 1]


def test_a_joint_card_with_equal_amounts_and_no_telling_names_gives_each_line_one_payment() -> None:
    lines = [roster("H1", 1), roster("H2", 2), roster("H3", 3)]
    made = Made(roster=lines, payments=[paid(payee_name="敬老院") for _ in range(3)])
    assert [made[line]["successes"] for line in ("H1", "H2", "H3")] == [1, 1, 1]


def test_the_programme_decides_where_the_bank_says_it() -> None:
    lines = [roster("H1", 1), roster("H1", 1, programme="tekun_rural")]
    made = Made(
        roster=lines,
        payments=[paid(programme="tekun_rural", bank_ref="T"), paid(programme="dibao_rural", bank_ref="D", payee_id=1)],
    )
    assert made["H1", "tekun_rural"]["bank_ref"] == "T"
    assert made["H1", "dibao_rural"]["bank_ref"] == "D"


def test_a_guardian_of_two_wards_with_equal_amounts_is_paid_once_for_each() -> None:
    wards = [roster("W1", 9, 91_000), roster("W2", 9, 91_000)]
    made = Made(roster=wards, payments=[paid(91_000, payee_id=9), paid(91_000, payee_id=9)])
    assert (made["W1"]["successes"], made["W2"]["successes"]) == (1, 1)


def test_a_third_payment_for_two_equal_wards_is_a_second_one_of_either() -> None:
    wards = [roster("W1", 9, 91_000), roster("W2", 9, 91_000)]
    made = Made(roster=wards, payments=[paid(91_000, payee_id=9) for _ in range(3)])
    assert sorted((made["W1"]["successes"], made["W2"]["successes"])) == [1, 2]


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 0, 2), (2, 1, 0), (1, 2, 0)])
def test_of_two_equal_wards_one_was_tried_twice(order: tuple[int, ...]) -> None:
    tries = [
        paid(91_000, payee_id=9, status="failed", bank_ref="F"),
        paid(91_000, payee_id=9, bank_ref="A"),
        paid(91_000, payee_id=9, bank_ref="B"),
    ]
    made = Made(roster=[roster("W1", 9, 91_000), roster("W2", 9, 91_000)], payments=[tries[place] for place in order])
    assert (made["W1"]["paid_fen"], made["W2"]["paid_fen"]) == (91_000, 91_000)


def test_of_two_equal_wards_one_was_paid_and_the_other_returned() -> None:
    returned = paid(91_000, payee_id=9, status="returned", returned_on=date(2026, 10, 12))
    wards = [roster("W1", 9, 91_000), roster("W2", 9, 91_000)]
    made = Made(roster=wards, payments=[returned, paid(91_000, payee_id=9)])
    assert sorted((made["W1"]["paid_fen"], made["W2"]["paid_fen"])) == [0, 91_000]
    assert (made["W1"]["bank_fen"], made["W2"]["bank_fen"]) == (91_000, 91_000)


def test_several_lines_of_a_payee_are_told_apart_by_amount_then_account() -> None:
    lines = [roster("H1", 1, 50_000, ONE), roster("H2", 1, 80_000, TWO)]
    made = Made(roster=lines, payments=[paid(80_000, TWO, payee_id=1), paid(49_000, ONE, payee_id=1)])
    assert (made["H1"]["bank_fen"], made["H2"]["bank_fen"]) == (49_000, 80_000)


def test_the_second_amount_sent_to_the_first_account_is_still_the_second_line() -> None:
    lines = [roster("H1", 1, 50_000, ONE), roster("H2", 1, 80_000, TWO)]
    made = Made(roster=lines, payments=[paid(50_000, ONE, payee_id=1), paid(80_000, ONE, payee_id=1)])
    assert (made["H1"]["bank_fen"], made["H2"]["bank_fen"]) == (50_000, 80_000)
    assert made["H2"]["bank_account_no"] == ONE


def test_the_first_amount_sent_to_the_second_account_is_still_the_second_line() -> None:
    lines = [roster("H1", 1, 50_000, ONE), roster("H2", 1, 80_000, TWO)]
    made = Made(roster=lines, payments=[paid(50_000, ONE, payee_id=1), paid(50_000, TWO, payee_id=1)])
    assert (made["H1"]["bank_fen"], made["H2"]["bank_fen"]) == (50_000, 50_000)


def test_two_lines_each_paid_short_are_not_one_line_paid_twice() -> None:
    lines = [roster("H1", 1, 50_000), roster("H2", 1, 80_000)]
    made = Made(roster=lines, payments=[paid(79_000, payee_id=1), paid(49_000, payee_id=1)])
    assert (made["H1"]["bank_fen"], made["H2"]["bank_fen"]) == (49_000, 79_000)


def test_two_halves_go_to_the_line_nobody_has_paid_yet() -> None:
    lines = [roster("H1", 1, 100_000), roster("H2", 1, 80_000)]
    payments = [paid(50_000, payee_id=1), paid(80_000, payee_id=1), paid(50_000, payee_id=1)]
    made = Made(roster=lines, payments=payments)
    assert (made["H1"]["bank_fen"], made["H2"]["bank_fen"]) == (100_000, 80_000)


def test_both_lines_paid_in_halves() -> None:
    lines = [roster("H1", 1, 100_000), roster("H2", 1, 80_001)]
    payments = [paid(fen, payee_id=1) for fen in (40_000, 50_000, 40_001, 50_000)]
    made = Made(roster=lines, payments=payments)
    assert (made["H1"]["bank_fen"], made["H2"]["bank_fen"]) == (100_000, 80_001)


def test_a_payment_of_the_same_amount_again_is_the_same_line_again() -> None:
    lines = [roster("H1", 1, 50_000), roster("H2", 1, 80_000)]
    payments = [paid(fen, payee_id=1) for fen in (50_000, 80_000, 50_000)]
    made = Made(roster=lines, payments=payments)
    assert (made["H1"]["successes"], made["H2"]["successes"]) == (2, 1)


def test_a_failed_payment_of_a_paid_line_does_not_look_like_another_lines() -> None:
    lines = [roster("H1", 1, 50_000), roster("H2", 1, 80_000)]
    made = Made(roster=lines, payments=[paid(80_000, payee_id=1, status="failed"), paid(80_000, payee_id=1)])
    assert (made["H2"]["instructions"], made["H2"]["bank_fen"], made["H1"]["bank_fen"]) == (2, 80_000, None)


def test_two_payees_paid_to_each_others_account_keep_their_lines() -> None:
    lines = [roster("H1", 1, account=ONE), roster("H2", 2, account=TWO)]
    made = Made(roster=lines, payments=[paid(account=TWO, payee_id=1), paid(account=ONE, payee_id=2)])
    assert (made["H1"]["bank_account_no"], made["H2"]["bank_account_no"]) == (TWO, ONE)


def test_the_approvals_account_is_known_too() -> None:
    made = Made(
        approvals=[{"head_id": 1, "account_no": TWO}],
        roster=[roster("H1", 1, account=ONE)],
        payments=[paid(account=TWO)],
    )
    assert made["H1"]["bank_fen"] == 50_000


def test_a_bank_line_nothing_explains_stays_alone() -> None:
    made = Made(
        roster=[roster("H1", 1)],
        payments=[paid(), paid(account=TWO, bank_ref="X"), paid(account=THREE, payee_id=7, bank_ref="Y")],
    )
    assert sorted(row["bank_ref"] for row in made.outside()) == ["X", "Y"]
    assert not any(row["resolved"] for row in made.outside())


def test_a_bank_line_without_number_and_account_stays_alone() -> None:
    made = Made(payments=[paid(account=None, bank_ref="X"), paid(account=None, bank_ref="Y")])
    assert sorted(row["bank_ref"] for row in made.outside()) == ["X", "Y"]


def test_who_is_paid_and_appropriated_outside_everything_is_one_line_even_if_the_bank_omits_the_programme() -> None:
    made = Made(
        roster=[roster("H1", 1)],
        appropriations=[{"payee_id": 7, "programme": "tekun_rural"}],
        payments=[paid(account=THREE, payee_id=7)],
    )
    (line,) = made.outside()
    assert (line["in_appropriations"], line["in_payments"], line["programme"]) == (True, True, "tekun_rural")


def test_another_programme_than_any_of_the_payees_is_outside() -> None:
    made = Made(roster=[roster("H1", 1)], payments=[paid(payee_id=1, programme="old_age")])
    assert made["H1"]["bank_fen"] is None
    assert [row["programme"] for row in made.outside()] == ["old_age"]


def test_what_an_ended_approval_explains_is_named_by_it() -> None:
    ended = {"head_id": 7, "household_id": "E1", "valid_to": SEPTEMBER, "programme": "tekun_rural"}
    made = Made(approvals=[ended], payments=[paid(payee_id=7)])
    line = made["E1"]
    assert (line["in_approvals"], line["in_lapsed"], line["lapsed_to"]) == (False, True, SEPTEMBER)
    assert (line["programme"], line["region_code"]) == ("tekun_rural", "999901001001")


def test_an_ended_approval_never_competes_with_one_in_force() -> None:
    ended = {"head_id": 1, "household_id": "E1", "valid_to": SEPTEMBER, "amount_fen": 91_000, "account_no": TWO}
    made = Made(approvals=[ended, {"head_id": 1}], payments=[paid(91_000, TWO, payee_id=1)])
    assert made["H1"]["bank_fen"] == 91_000
