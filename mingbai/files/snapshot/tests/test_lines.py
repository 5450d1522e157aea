"""Every row of every list belongs to exactly one benefit line, and to the right one."""

from datetime import date
from typing import Any

import duckdb
import pytest

from mingbai.files.snapshot.by_hand import MONTH, Row, load
from mingbai.files.snapshot.compiling import FREEZING, Compiler, Run
from mingbai.files.snapshot.freeze import MADE
from mingbai.files.snapshot.relation import in_order
from mingbai.files.tables import TABLES
from mingbai.kernel.month import Month

SEPTEMBER = date(2026, 9, 1)
ONE, TWO, THREE = "6217000000000000001", "6217000000000000002", "6217000000000000003"
WANTED = ("benefit_line", "payments", "appropriations", "account_uses", "appearances", "history")


class Made:
    """The lines of a month, looked up by household and programme."""

    def __init__(self, **tables: list[Row]) -> None:
        self.con = duckdb.connect()
        for name in TABLES:
            load(self.con, name, tables.get(name, []), Month.parse(MONTH))
        compiler = Compiler(Run(Month.parse(MONTH), date(2026, 10, 31)), formulas=FREEZING)
        for relation in in_order(WANTED, MADE):
            self.con.execute(f"CREATE TEMP TABLE {relation.name} AS {compiler(relation.query)}")

    def rows(self, relation: str) -> list[dict[str, Any]]:
        return self.con.sql(f"SELECT * FROM {relation}").to_arrow_table().to_pylist()

    def __getitem__(self, key: str | tuple[str, str]) -> dict[str, Any]:
        household, programme = key if isinstance(key, tuple) else (key, None)
        found = [
            row
            for row in self.rows("benefit_line")
            if row["household_id"] == household and programme in (None, row["programme"])
        ]
        assert len(found) == 1, f"{len(found)} lines of {key}"
        return found[0]

    def outside(self) -> list[dict[str, Any]]:
        return [row for row in self.rows("benefit_line") if not row["in_approvals"] and not row["in_roster"]]

    def line_of(self, bank_ref: str) -> str:
        return next(row["household_id"] for row in self.rows("payments") if row["bank_ref"] == bank_ref)


def roster(household: str, payee: Any, fen: int = 50_000, account: str = ONE, **more: Any) -> Row:
    return {"household_id": household, "payee_id": payee, "amount_fen": fen, "account_no": account} | more


def paid(fen: int = 50_000, account: str = ONE, **more: Any) -> Row:
    return {"amount_fen": fen, "account_no": account} | more


# ── which line a bank line means


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


# ── what the bank was told and what it did


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


# ── what was approved, ordered and appropriated


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
    made = Made(roster=[roster("H1", 1), roster("H2", 2, month=SEPTEMBER)])
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
