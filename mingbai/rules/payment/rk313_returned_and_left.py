"""RK-313 退汇未处理: money came back from the bank and nobody paid it again or stopped the benefit."""

from datetime import date

from mingbai.rules.reckoned import LONGEST_WAIT
from mingbai.rules.rule import Phase, Rule, Severity, Subject, example

# Judged on 31 October 2026, a Saturday: ten working days before it lies the 19th.
END = {"payee_id": 2, "paid_on": date(2026, 10, 31)}
OTHER = {"head_id": 2, "household_id": "H2"}

LATEST = f"""CASE param.rk313_return_wd {
    " ".join(f"WHEN {days} THEN run.working_day_{days}_ago" for days in range(1, LONGEST_WAIT + 1))
} END"""  # what came back before that day has waited longer than the locality allows

RULE = Rule(
    id="RK-313",
    title="退汇未处理",
    title_en="Returned and left",
    plain="银行退汇或发放失败后，超过规定的工作日（默认10个）既没有重新发放，也没有停发决定，钱没有到困难群众手里。",
    plain_en="A payment came back or failed, and after the working days allowed (10) it was neither paid again nor "
    "was the benefit stopped: the money has not reached the family.",
    phase=Phase.AFTER_PAYMENT,
    severity=Severity.ORANGE,
    grain="payment",
    subject=Subject.PAYMENT,
    cites=("JN-2020-21#2.3", "LAW-2026#70.5"),
    needs=("payments",),
    when=f"""not_delivered.known_on < {LATEST} AND not_delivered.later_successes = 0
        AND not_delivered.later_failures = 0
        AND not_delivered.arrived_fen < COALESCE(payment.approved_fen, payment.rostered_fen, payment.amount_fen)
        AND (payment.in_approvals OR NOT run.has_approvals)
        AND NOT COALESCE(payment.programme <> 'linshi' AND payment.valid_to <= run.month, FALSE)""",
    at_stake_fen="payment.amount_fen",
    message="{name}（{programme}）的{amount_fen}于{known_on}退汇或发放失败（{reason}），"
    "超过{allowed_wd}个工作日仍未重新发放",
    message_en="{name} ({programme}): {amount_fen} came back or failed on {known_on} ({reason}) and was not paid again "
    "within {allowed_wd} working days",
    shows=(
        "payment.name",
        "payment.programme",
        "payment.amount_fen",
        "not_delivered.known_on",
        "payment.reason",
        "payment.status",
        "payment.account_no",
        "not_delivered.arrived_fen",
        "param.rk313_return_wd AS allowed_wd",
    ),
    partly=("停发以审批台账的终止月为准", "A stop is known from the last month of the approval only"),
    helps=("approvals",),
    examples=(
        example(
            "退汇三周，没有处理",
            "returned three weeks ago, and nothing done",
            approvals=[{"head_id": 1}, OTHER],
            payments=[{"payee_id": 1, "bank_ref": "A", "status": "returned", "returned_on": date(2026, 10, 9)}, END],
            finds=("A",),
            at_stake_fen=50_000,
        ),
        example(
            "发放失败三周，没有重发",
            "failed three weeks ago, and never tried again",
            roster=[{"payee_id": 1}],
            payments=[{"payee_id": 1, "bank_ref": "A", "status": "failed"}, END],
            finds=("A",),
        ),
        example(
            "退汇已过11个工作日",
            "returned eleven working days ago",
            approvals=[{"head_id": 1}],
            payments=[{"payee_id": 1, "bank_ref": "A", "status": "returned", "returned_on": date(2026, 10, 16)}, END],
            finds=("A",),
        ),
        example(
            "退汇10个工作日，当天还来得及",
            "returned ten working days ago: there is still today",
            approvals=[{"head_id": 1}, OTHER],
            payments=[{"payee_id": 1, "status": "returned", "returned_on": date(2026, 10, 19)}, END],
        ),
        example(
            "退汇后已重发",
            "returned, then paid again",
            approvals=[{"head_id": 1}, OTHER],
            payments=[
                {"payee_id": 1, "status": "returned", "returned_on": date(2026, 10, 9)},
                {"payee_id": 1, "paid_on": date(2026, 10, 14)},
                END,
            ],
        ),
        example(
            "退汇入账之前已重发",
            "paid again before the return was booked",
            approvals=[{"head_id": 1}, OTHER],
            payments=[
                {"payee_id": 1, "status": "returned", "returned_on": date(2026, 10, 14)},
                {"payee_id": 1, "paid_on": date(2026, 10, 12)},
                END,
            ],
        ),
        example(
            "已按账户更正重发",
            "paid again as a correction",
            approvals=[{"head_id": 1}, OTHER],
            payments=[
                {"payee_id": 1, "status": "returned", "returned_on": date(2026, 10, 9)},
                {"payee_id": 1, "paid_on": date(2026, 10, 14), "purpose": "账户更正重发"},
                END,
            ],
        ),
        example(
            "两笔中一笔退回，没有处理",
            "one of two halves came back and was left",
            approvals=[{"head_id": 1}, OTHER],
            payments=[
                {"payee_id": 1, "amount_fen": 25_000},
                {
                    "payee_id": 1,
                    "amount_fen": 25_000,
                    "bank_ref": "A",
                    "status": "returned",
                    "returned_on": date(2026, 10, 12),
                },
                END,
            ],
            finds=("A",),
            at_stake_fen=25_000,
        ),
        example(
            "一笔退回的当天，另一笔正好到账",
            "the other half arrived on the very day this one came back",
            approvals=[{"head_id": 1}, OTHER],
            payments=[
                {"payee_id": 1, "amount_fen": 25_000, "paid_on": date(2026, 10, 12)},
                {
                    "payee_id": 1,
                    "amount_fen": 25_000,
                    "bank_ref": "A",
                    "status": "returned",
                    "returned_on": date(2026, 10, 12),
                },
                END,
            ],
            finds=("A",),
        ),
        example(
            "同一流水号，银行先记成功、后记退汇",
            "the bank first called it paid, and later returned, under one reference",
            approvals=[{"head_id": 1}, OTHER],
            payments=[
                {"payee_id": 1, "bank_ref": "A"},
                {"payee_id": 1, "bank_ref": "A", "status": "returned", "returned_on": date(2026, 10, 12)},
                END,
            ],
            finds=("A",),
        ),
        example(
            "11月自己的款，不能抵10月的",
            "November's own payment does not make good for October's",
            approvals=[{"head_id": 1}, OTHER],
            payments=[
                {"payee_id": 1, "bank_ref": "A", "status": "returned", "returned_on": date(2026, 10, 12)},
                {"payee_id": 1, "month": date(2026, 11, 1), "paid_on": date(2026, 11, 9)},
            ],
            finds=("A",),
        ),
        example(
            "随11月名单补发",
            "paid again with November's list, as back-pay",
            approvals=[{"head_id": 1}, OTHER],
            payments=[
                {"payee_id": 1, "status": "returned", "returned_on": date(2026, 10, 12)},
                {"payee_id": 1, "month": date(2026, 11, 1), "paid_on": date(2026, 11, 9), "purpose": "补发10月"},
            ],
        ),
        example(
            "两次都退回：只报最后一次",
            "two tries came back: one finding, on the last",
            approvals=[{"head_id": 1}, OTHER],
            payments=[
                {"payee_id": 1, "bank_ref": "A", "status": "failed"},
                {"payee_id": 1, "bank_ref": "B", "status": "returned", "returned_on": date(2026, 10, 14)},
                END,
            ],
            finds=("B",),
        ),
        example(
            "待遇到本月为止，已停发",
            "the benefit was stopped with this month",
            approvals=[{"head_id": 1, "valid_to": date(2026, 10, 1)}, OTHER],
            payments=[{"payee_id": 1, "status": "returned", "returned_on": date(2026, 10, 9)}, END],
        ),
        example(
            "临时救助本来只有一个月，仍应付给他",
            "relief ends with its month by nature: it is still owed",
            approvals=[
                {"head_id": 1, "programme": "linshi", "valid_from": date(2026, 10, 1), "valid_to": date(2026, 10, 1)},
                OTHER,
            ],
            payments=[{"payee_id": 1, "bank_ref": "A", "status": "returned", "returned_on": date(2026, 10, 9)}, END],
            finds=("A",),
        ),
        example(
            "退汇的款没有审批，不欠他的钱",
            "returned, and no approval stands behind it: nothing is owed",
            approvals=[OTHER],
            payments=[{"payee_id": 1, "status": "returned", "returned_on": date(2026, 10, 9)}, END],
        ),
    ),
)
