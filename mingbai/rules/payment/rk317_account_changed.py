"""RK-317 账户频繁变更: the money goes to another account than last month, or to a third one within the year."""

from datetime import date
from typing import Any

from mingbai.rules.rule import Phase, Rule, Severity, Subject, example

ONE, TWO, THREE = (f"621700000000000000{n}" for n in (1, 2, 3))


def before(month: int, account: str) -> dict[str, Any]:
    """Return a line of an earlier roster of 2026."""
    return {"payee_id": 1, "month": date(2026, month, 1), "account_no": account}


RULE = Rule(
    id="RK-317",
    title="账户频繁变更",
    title_en="Account changed",
    plain="本月名册的收款账户与上月不同，或十二个月内先后使用三个以上账户。换卡本身合法，发放前核对是否本人办理。",
    plain_en="The account differs from last month's roster, or there were three or more within twelve months. "
    "Changing a card is lawful; before paying, ask whether it was the recipient who changed it.",
    phase=Phase.BEFORE_PAYMENT,
    severity=Severity.YELLOW,
    grain="line",
    subject=Subject.ROSTER,
    cites=("JN-2020-21#2.3", "YC-2022-2#2.4.3"),
    needs=("roster", "previous_roster"),
    when="""line.in_roster AND (account_before.previous_account_no IS NOT NULL
        OR account_before.accounts >= param.rk317_changes)""",
    at_stake_fen="line.rostered_fen",
    message="{name}（{programme}）本月账户{rostered_account_no}，上月{previous_account_no}，十二个月内共{accounts}"
    "个账户",
    message_en="{name} ({programme}): account {rostered_account_no}, last month {previous_account_no}, {accounts} "
    "within twelve months",
    shows=(
        "line.name",
        "line.programme",
        "line.rostered_account_no",
        "COALESCE(account_before.previous_account_no, line.rostered_account_no) AS previous_account_no",
        "account_before.accounts",
    ),
    partly=(
        "没有账户变更登记，不能判断是否在发放前三日内变更；以与上月名册不同代替",
        "No register of account changes: a difference from last month's roster stands in for one within three days",
    ),
    examples=(
        example(
            "账户与上月不同",
            "another account than last month",
            roster=[{"payee_id": 1, "account_no": TWO}],
            previous_roster=[before(9, ONE)],
            finds=("H1",),
            at_stake_fen=50_000,
        ),
        example(
            "一年内用过三个账户，本月没有换",
            "three accounts within the year, none of them new this month",
            roster=[{"payee_id": 1, "account_no": THREE}],
            previous_roster=[before(9, THREE), before(6, TWO), before(3, ONE)],
            finds=("H1",),
        ),
        example(
            "最早的账户在十一个月前，仍计算",
            "the oldest account counts up to eleven months back",
            roster=[{"payee_id": 1, "account_no": THREE}],
            previous_roster=[before(9, THREE), before(6, TWO), before(3, ONE) | {"month": date(2025, 11, 1)}],
            finds=("H1",),
        ),
        example(
            "最早的账户在十二个月前，不再计算",
            "the oldest account lies twelve months back",
            roster=[{"payee_id": 1, "account_no": THREE}],
            previous_roster=[before(9, THREE), before(6, TWO), before(3, ONE) | {"month": date(2025, 10, 1)}],
        ),
        example(
            "半年前换过一次",
            "one change, half a year ago",
            roster=[{"payee_id": 1, "account_no": TWO}],
            previous_roster=[before(9, TWO), before(4, TWO), before(3, ONE)],
        ),
        example(
            "一直是同一个账户",
            "the same account throughout",
            roster=[{"payee_id": 1, "account_no": ONE}],
            previous_roster=[before(9, ONE), before(8, ONE)],
        ),
        example(
            "新列入名册",
            "new on the roster",
            roster=[{"payee_id": 1, "account_no": ONE}],
            previous_roster=[{"payee_id": 2, "household_id": "H2", "month": date(2026, 9, 1), "account_no": TWO}],
        ),
    ),
)
