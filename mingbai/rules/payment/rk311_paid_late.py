"""RK-311 未按时发放: monthly assistance reached the account after the pay day of its month."""

from datetime import date

from mingbai.rules.rule import Phase, Rule, Severity, Subject, example

TENTH, ELEVENTH = date(2026, 10, 10), date(2026, 10, 11)
DUE = "COALESCE(payment.approved_fen, payment.rostered_fen)"
LAST_DAY = "(param.rk311_pay_day - CASE WHEN param.pay_day_inclusive THEN 0 ELSE 1 END)"

RULE = Rule(
    id="RK-311",
    title="未按时发放",
    title_en="Paid late",
    plain="按月发放的救助金应在每月规定日期（默认10日，含当日）前到账，晚于该日即为逾期。失败后重发的按最终到账日计"
    "算。临时救助、补发款不按此日期计算。",
    plain_en="Monthly assistance arrives by the pay day (the 10th, inclusive, unless the place says otherwise). "
    "After a failure the day it arrived counts. Relief and back-pay have no such day.",
    phase=Phase.AFTER_PAYMENT,
    severity=Severity.ORANGE,
    grain="payment",
    subject=Subject.PAYMENT,
    cites=("YC-2022-2#2.4.5", "MF-2021-57#25"),
    needs=("payments",),
    # What was paid a second time beyond what is due is RK-310's business, whatever its day.
    when=f"""payment.status = 'paid' AND NOT payment.is_back_pay AND payment.programme NOT IN ('linshi', '')
        AND (payment.paid_on >= run.next_month OR (payment.paid_on >= run.month AND DAY(payment.paid_on) > {LAST_DAY}))
        AND NOT COALESCE(paid_again.turn > 1 AND paid_again.paid_so_far_fen > {DUE}, FALSE)""",
    at_stake_fen="payment.amount_fen",
    message="{name}（{programme}）{month}的{amount_fen}于{paid_on}才发放，应在{last_day}日前发放",
    message_en="{name} ({programme}): {amount_fen} of {month} was paid on {paid_on}; the pay day is the {last_day}th",
    shows=(
        "payment.name",
        "payment.programme",
        "payment.month",
        "payment.amount_fen",
        "payment.paid_on",
        f"{LAST_DAY} AS last_day",
    ),
    examples=(
        example(
            "18日才发放",
            "paid on the 18th",
            roster=[{"payee_id": 1}],
            payments=[{"payee_id": 1, "bank_ref": "A", "paid_on": date(2026, 10, 18)}],
            finds=("A",),
            at_stake_fen=50_000,
        ),
        example(
            "晚了一天",
            "a day late",
            roster=[{"payee_id": 1}],
            payments=[{"payee_id": 1, "bank_ref": "A", "paid_on": ELEVENTH}],
            finds=("A",),
        ),
        example(
            "下月1日才发放",
            "paid on the first day of the next month",
            roster=[{"payee_id": 1}],
            payments=[{"payee_id": 1, "bank_ref": "A", "paid_on": date(2026, 11, 1)}],
            finds=("A",),
        ),
        example(
            "一半按时，一半逾期",
            "half of it on time, half of it late",
            roster=[{"payee_id": 1}],
            payments=[
                {"payee_id": 1, "bank_ref": "A", "amount_fen": 25_000},
                {"payee_id": 1, "bank_ref": "B", "amount_fen": 25_000, "paid_on": date(2026, 10, 20)},
            ],
            finds=("B",),
            at_stake_fen=25_000,
        ),
        example(
            "10日当天到账", "paid on the 10th", roster=[{"payee_id": 1}], payments=[{"payee_id": 1, "paid_on": TENTH}]
        ),
        example(
            "长假前提前发放",
            "ahead of the month, before a long holiday",
            roster=[{"payee_id": 1}],
            payments=[{"payee_id": 1, "paid_on": date(2026, 9, 28)}],
        ),
        example(
            "临时救助批准后即发",
            "relief is paid when it is approved",
            roster=[{"payee_id": 1, "programme": "linshi"}],
            payments=[{"payee_id": 1, "paid_on": date(2026, 10, 26)}],
        ),
        example(
            "规定日期之后的补发款",
            "back-pay after the pay day",
            roster=[{"payee_id": 1}],
            payments=[{"payee_id": 1, "amount_fen": 900, "purpose": "补发上月差额", "paid_on": date(2026, 10, 26)}],
        ),
        example(
            "逾期的是一笔失败记录，不是发放",
            "a late failure is not a payment",
            roster=[{"payee_id": 1}],
            payments=[{"payee_id": 1, "status": "failed", "paid_on": ELEVENTH}],
        ),
        example(
            "12日又发同样一笔，是重复发放，不是逾期",
            "the same sum again on the 12th is a double payment, not a late one",
            roster=[{"payee_id": 1}],
            payments=[{"payee_id": 1}, {"payee_id": 1, "paid_on": date(2026, 10, 12)}],
        ),
    ),
)
