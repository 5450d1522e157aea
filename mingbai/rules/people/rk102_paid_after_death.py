"""RK-102 死亡后继续发放: money paid for a month that began after the death."""

from datetime import date
from typing import Any

from mingbai.rules.rule import Phase, Row, Rule, Severity, Subject, example

AUGUST_2, OCTOBER_1 = date(2026, 8, 2), date(2026, 10, 1)
DUE_WITHOUT = """DIBAO_WITHOUT(payment.member_count, COALESCE(payment.priority_member_count, 0),
    payment.annual_income_fen, payment.standard_fen, COALESCE(param.top_up_bp, 0), param.benefit_rounding,
    paid_to_dead.gone,
    CASE WHEN paid_to_dead.gone_priority > payment.priority_member_count THEN payment.priority_member_count
         ELSE COALESCE(paid_to_dead.gone_priority, 0) END)"""
# What the living are due is set against the earliest payments, so that two halves are not both found whole.
STILL_DUE = f"({DUE_WITHOUT} - paid_to_dead.paid_before_fen)"
FAMILY: dict[str, Any] = {"head_id": 1, "member_count": 3, "annual_income_fen": 0, "standard_fen": 60_000}
WITH_TOP_UP = FAMILY | {"member_count": 2, "priority_member_count": 1}
THREE: list[Row] = [{"person_id": 1}, {"person_id": 2}, {"person_id": 3}]

RULE = Rule(
    id="RK-102",
    title="死亡后继续发放",
    title_en="Paid after death",
    plain="发放月份开始之前已经有人死亡，银行仍把这一月的钱发了出去。多发的是实发金额减去其余成员应得的部分。",
    plain_en="Somebody had died before the month began, and the bank still paid. "
    "What was paid too much is the payment less what the other members are due.",
    phase=Phase.AFTER_PAYMENT,
    severity=Severity.RED,
    grain="payment",
    subject=Subject.PAYMENT,
    cites=("ZS-2023#2.3.3", "ZS-2023#2.3.4", "LAW-2026#46"),
    needs=("payments", "deaths|cremations"),
    when="paid_to_dead.deaths > 0",
    at_stake_fen=f"""CASE
        WHEN payment.programme NOT LIKE 'dibao%' OR paid_to_dead.payees_gone > 0
            OR COALESCE(payment.member_count, 1) <= paid_to_dead.gone THEN payment.amount_fen
        WHEN {STILL_DUE} <= 0 THEN payment.amount_fen
        WHEN {STILL_DUE} < payment.amount_fen THEN payment.amount_fen - {STILL_DUE}
        WHEN {STILL_DUE} >= payment.amount_fen THEN 0 END""",
    tier="paid_to_dead.tier",
    message="{dead_name}已于{died_on}死亡，{paid_on}仍发放{month}{programme}{amount_fen}（已故{deaths}人）",
    message_en="{dead_name} died on {died_on}; {amount_fen} of {programme} for {month} was still paid on {paid_on} "
    "(people who had died: {deaths})",
    shows=(
        "paid_to_dead.dead_name",
        "paid_to_dead.died_on",
        "paid_to_dead.deaths",
        "payment.paid_on",
        "payment.month",
        "payment.programme",
        "payment.amount_fen",
    ),
    examples=(
        example(
            "独自生活的人两个月前去世，钱仍照发",
            "paid to a person who lived alone and died two months ago",
            roster=[{"payee_id": 1}],
            payments=[{"payee_id": 1, "amount_fen": 50_000}],
            deaths=[{"person_id": 1, "died_on": AUGUST_2}],
            finds=("T1",),
            at_stake_fen=50_000,
        ),
        example(
            "三人中两人去世，第三人仍应得一份",
            "two of three died: the third is still due a benefit",
            approvals=[FAMILY],
            members=THREE,
            roster=[{"payee_id": 1, "amount_fen": 180_000}],
            payments=[{"payee_id": 1, "amount_fen": 180_000}],
            deaths=[{"person_id": 2, "died_on": AUGUST_2}, {"person_id": 3, "died_on": AUGUST_2}],
            finds=("T1",),
            at_stake_fen=120_000,
        ),
        example(
            "分两笔发放：在世成员应得的只扣一次，从第一笔扣",
            "paid in two halves: what the living are due is taken off once, from the first half",
            approvals=[FAMILY],
            members=THREE,
            roster=[{"payee_id": 1, "amount_fen": 180_000}],
            payments=[
                {"payee_id": 1, "amount_fen": 90_000, "paid_on": date(2026, 10, 8)},
                {"payee_id": 1, "amount_fen": 90_000, "paid_on": date(2026, 10, 9)},
            ],
            deaths=[{"person_id": 3, "died_on": AUGUST_2}],
            finds=("T1", "T2"),
            at_stake_fen=0,
        ),
        example(
            "各份名单都已去掉，银行仍付给了死者",
            "taken off every list, yet the bank paid the dead person",
            roster=[{"payee_id": 2, "household_id": "H2"}],
            payments=[{"payee_id": 1, "programme": "dibao_rural", "amount_fen": 41_000}],
            deaths=[{"person_id": 1, "died_on": AUGUST_2}],
            finds=("T1",),
            at_stake_fen=41_000,
        ),
        example(
            "审批已随死亡终止，银行还在发",
            "the approval ended with the death, and the bank paid on",
            approvals=[{"head_id": 1, "valid_to": date(2026, 9, 1)}, {"head_id": 2, "household_id": "H2"}],
            payments=[{"payee_id": 1, "amount_fen": 41_000}],
            deaths=[{"person_id": 1, "died_on": AUGUST_2}],
            finds=("T1",),
            at_stake_fen=41_000,
        ),
        example(
            "代领的监护人去世，被监护人的钱全付给了死者",
            "the guardian who collects died; the ward's whole money went to the dead",
            approvals=[{"programme": "tekun_rural", "head_id": 2, "payee_id": 1}],
            roster=[{"programme": "tekun_rural", "payee_id": 1}],
            payments=[{"payee_id": 1, "amount_fen": 72_800}],
            deaths=[{"person_id": 1, "died_on": AUGUST_2}],
            finds=("T1",),
            at_stake_fen=72_800,
        ),
        example(
            "去世成员到当月1日本应满60周岁，他的加发随人取消",
            "the dead member was sixty on the first of the month: the top-up goes with the person",
            approvals=[WITH_TOP_UP],
            members=[{"person_id": 1}, {"person_id": (2, date(1966, 10, 1))}],
            payments=[{"payee_id": 1, "amount_fen": 130_000}],
            deaths=[{"person_id": (2, date(1966, 10, 1)), "died_on": AUGUST_2}],
            finds=("T1",),
            at_stake_fen=70_000,
        ),
        example(
            "去世成员到当月1日本应满18周岁，当月已没有他的加发",
            "the dead member turned eighteen on the first of the month: no top-up any more",
            approvals=[WITH_TOP_UP],
            members=[{"person_id": 1}, {"person_id": (2, date(2008, 10, 1))}],
            payments=[{"payee_id": 1, "amount_fen": 130_000}],
            deaths=[{"person_id": (2, date(2008, 10, 1)), "died_on": AUGUST_2}],
            finds=("T1",),
            at_stake_fen=61_000,
        ),
        example(
            "当月1日去世，各份名单已去掉，当月的钱仍应发",
            "died on the first of the month, taken off every list, paid for that month",
            approvals=[{"head_id": 1, "valid_to": date(2026, 9, 1)}],
            payments=[{"payee_id": 1}],
            deaths=[{"person_id": 1, "died_on": OCTOBER_1}],
        ),
        example(
            "当月1日去世，当月名单上从未有他",
            "died on the first of the month, on none of the month's lists",
            roster=[{"payee_id": 2}],
            payments=[{"payee_id": 1, "programme": "dibao_rural"}],
            deaths=[{"person_id": 1, "died_on": OCTOBER_1}],
        ),
        example(
            "当月1日去世，名单上仍有他，当月应发",
            "died on the first of the month: that month is due",
            roster=[{"payee_id": 1}],
            payments=[{"payee_id": 1}],
            deaths=[{"person_id": 1, "died_on": OCTOBER_1}],
        ),
        example(
            "银行已把钱退回",
            "the bank sent the money back",
            roster=[{"payee_id": 1}],
            payments=[{"payee_id": 1, "status": "returned", "returned_on": date(2026, 10, 12)}],
            deaths=[{"person_id": 1, "died_on": AUGUST_2}],
        ),
        example(
            "补发的是在世那几个月的钱",
            "back-pay for months in which the person lived",
            roster=[{"payee_id": 1}],
            payments=[{"payee_id": 1, "purpose": "补发5月至7月"}],
            deaths=[{"person_id": 1, "died_on": AUGUST_2}],
        ),
        example(
            "去世的是另一个同名的人",
            "somebody of the same name died",
            roster=[{"payee_id": 1, "payee_name": "王伟"}],
            payments=[{"payee_id": 1}],
            deaths=[{"person_id": 2, "name": "王伟", "died_on": AUGUST_2}],
        ),
    ),
)
