"""RK-310 重复发放: one line was paid more than once for the month, and together more than is due."""

from datetime import date

from mingbai.rules.rule import Phase, Rule, Severity, Subject, example

LATER = date(2026, 10, 12)
DUE = "COALESCE(payment.approved_fen, payment.rostered_fen)"

RULE = Rule(
    id="RK-310",
    title="重复发放",
    title_en="Paid twice",
    plain="同一对象同一项目当月有两笔以上发放成功，合计超过应发金额。分两笔发放合计相等、失败后重发、补发款不算重复"
    "；同一流水号重复列示只算一笔。",
    plain_en="One line has more than one successful payment in the month, together more than is due. Two halves "
    "that add up, a second try after a failure and back-pay are no double payment; a transaction listed twice "
    "counts once.",
    phase=Phase.AFTER_PAYMENT,
    severity=Severity.RED,
    grain="payment",
    subject=Subject.PAYMENT,
    cites=("GEN#2.4", "YC-2022-2#2.4.2"),
    needs=("payments", "approvals|roster"),
    when=f"paid_again.turn > 1 AND paid_again.paid_so_far_fen > {DUE}",
    at_stake_fen=f"LEAST(payment.amount_fen, paid_again.paid_so_far_fen - {DUE})",
    message="{name}（{programme}）当月第{turn}笔{amount_fen}发放成功，累计{paid_so_far_fen}，应发{due_fen}",
    message_en="{name} ({programme}): payment no. {turn} of the month, {amount_fen}, makes {paid_so_far_fen}; due "
    "is {due_fen}",
    shows=(
        "payment.name",
        "payment.programme",
        "paid_again.turn",
        "payment.amount_fen",
        "paid_again.paid_so_far_fen",
        f"{DUE} AS due_fen",
        "payment.paid_on",
        "payment.account_no",
    ),
    examples=(
        example(
            "三天后又发一次",
            "paid again three days later",
            approvals=[{"head_id": 1}],
            payments=[{"payee_id": 1, "bank_ref": "A"}, {"payee_id": 1, "bank_ref": "B", "paid_on": LATER}],
            finds=("B",),
            at_stake_fen=50_000,
        ),
        example(
            "不论先后排列，报的是较晚的一笔",
            "the later one is meant whatever the order of the rows",
            roster=[{"payee_id": 1}],
            payments=[{"payee_id": 1, "bank_ref": "B", "paid_on": LATER}, {"payee_id": 1, "bank_ref": "A"}],
            finds=("B",),
        ),
        example(
            "第二笔金额不同",
            "a second payment of another sum",
            approvals=[{"head_id": 1}],
            payments=[
                {"payee_id": 1, "bank_ref": "A"},
                {"payee_id": 1, "bank_ref": "B", "paid_on": LATER, "amount_fen": 20_000},
            ],
            finds=("B",),
            at_stake_fen=20_000,
        ),
        example(
            "先发一半，第二笔超过另一半：多出的部分",
            "half, and then more than the other half: what is beyond the whole",
            approvals=[{"head_id": 1}],
            payments=[
                {"payee_id": 1, "bank_ref": "A", "amount_fen": 25_000},
                {"payee_id": 1, "bank_ref": "B", "amount_fen": 40_000, "paid_on": LATER},
            ],
            finds=("B",),
            at_stake_fen=15_000,
        ),
        example(
            "第一笔已经多发，第二笔是重复的",
            "the first was too much already: the second is the double one",
            approvals=[{"head_id": 1}],
            payments=[
                {"payee_id": 1, "bank_ref": "A", "amount_fen": 60_000},
                {"payee_id": 1, "bank_ref": "B", "amount_fen": 50_000, "paid_on": LATER},
            ],
            finds=("B",),
            at_stake_fen=50_000,
        ),
        example(
            "合计比应发多一分钱",
            "one fen more than is due",
            approvals=[{"head_id": 1}],
            payments=[
                {"payee_id": 1, "bank_ref": "A", "amount_fen": 25_000},
                {"payee_id": 1, "bank_ref": "B", "amount_fen": 25_001},
            ],
            finds=("B",),
            at_stake_fen=1,
        ),
        example(
            "分两笔发放，合计正好是应发",
            "two halves that add up to what is due",
            approvals=[{"head_id": 1}],
            payments=[{"payee_id": 1, "amount_fen": 25_000}, {"payee_id": 1, "amount_fen": 25_000}],
        ),
        example(
            "失败后重发",
            "failed, then paid",
            approvals=[{"head_id": 1}],
            payments=[{"payee_id": 1, "status": "failed"}, {"payee_id": 1, "paid_on": LATER}],
        ),
        example(
            "退汇后重发",
            "returned, then paid again",
            approvals=[{"head_id": 1}],
            payments=[{"payee_id": 1, "status": "returned", "returned_on": LATER}, {"payee_id": 1, "paid_on": LATER}],
        ),
        example(
            "当月款之外另有补发",
            "back-pay beside the month's own payment",
            approvals=[{"head_id": 1}],
            payments=[{"payee_id": 1}, {"payee_id": 1, "purpose": "补发上月差额", "paid_on": LATER}],
        ),
        example(
            "监护人代领两人，每人一笔",
            "a guardian is paid once for each of two wards",
            approvals=[
                {"head_id": 1, "household_id": "W1", "payee_id": 9, "programme": "tekun_rural"},
                {"head_id": 2, "household_id": "W2", "payee_id": 9, "programme": "tekun_rural"},
            ],
            payments=[{"payee_id": 9}, {"payee_id": 9, "paid_on": LATER}],
        ),
        example(
            "银行把同一笔流水列了两次",
            "the bank lists one transaction twice",
            approvals=[{"head_id": 1}],
            payments=[{"payee_id": 1, "bank_ref": "A"}, {"payee_id": 1, "bank_ref": "A"}],
        ),
        example(
            "另一笔是上月的款",
            "the other payment was last month's",
            approvals=[{"head_id": 1}],
            payments=[{"payee_id": 1}, {"payee_id": 1, "month": date(2026, 9, 1), "paid_on": LATER}],
        ),
    ),
)
