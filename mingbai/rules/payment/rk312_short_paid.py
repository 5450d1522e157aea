"""RK-312 未足额: less was paid than approved."""

from datetime import date

from mingbai.rules.rule import Phase, Rule, Severity, Subject, example

RULE = Rule(
    id="RK-312",
    title="未足额发放",
    title_en="Paid too little",
    plain="当月已发放的金额少于审批金额，差额应补发。分笔发放合计足额、当月补发补足的不算；一分未发的见其他规则。",
    plain_en="What was paid for the month is less than was approved; the difference is owed. Parts that add up, "
    "and back-pay that completes the month, are not meant; that nothing was paid at all is found by other rules.",
    phase=Phase.AFTER_PAYMENT,
    severity=Severity.ORANGE,
    grain="line",
    subject=Subject.LINE,
    cites=("JN-2020-21#4", "LAW-2026#70.5"),
    needs=("approvals", "payments"),
    when="""line.in_approvals AND line.paid_fen > 0 AND line.paid_fen < line.approved_fen
        AND line.paid_fen + line.back_pay_fen < line.approved_fen""",
    at_stake_fen="line.approved_fen - line.paid_fen",
    message="{name}（{programme}）审批{approved_fen}，实发{paid_fen}，少发{missing_fen}",
    message_en="{name} ({programme}): approved {approved_fen}, paid {paid_fen}, {missing_fen} too little",
    shows=(
        "line.name",
        "line.programme",
        "line.approved_fen",
        "line.paid_fen",
        "line.approved_fen - line.paid_fen AS missing_fen",
        "line.back_pay_fen",
        "line.paid_on",
    ),
    examples=(
        example(
            "少发30元",
            "30 yuan too little",
            approvals=[{"head_id": 1}],
            roster=[{"payee_id": 1}],
            payments=[{"payee_id": 1, "amount_fen": 47_000}],
            finds=("H1",),
            at_stake_fen=3_000,
        ),
        example(
            "少发一分钱",
            "a fen too little",
            approvals=[{"head_id": 1}],
            payments=[{"payee_id": 1, "amount_fen": 49_999}],
            finds=("H1",),
            at_stake_fen=1,
        ),
        example(
            "两笔中有一笔失败",
            "of two halves one failed",
            approvals=[{"head_id": 1}],
            payments=[
                {"payee_id": 1, "amount_fen": 25_000},
                {"payee_id": 1, "amount_fen": 25_000, "status": "failed"},
            ],
            finds=("H1",),
            at_stake_fen=25_000,
        ),
        example(
            "补发的是上月的钱，不抵本月的差额",
            "last month's back-pay does not make up for it",
            approvals=[{"head_id": 1}],
            payments=[
                {"payee_id": 1, "amount_fen": 40_000},
                {"payee_id": 1, "amount_fen": 5_000, "purpose": "补发9月差额"},
            ],
            finds=("H1",),
            at_stake_fen=10_000,
        ),
        example("正好是审批金额", "exactly what was approved", approvals=[{"head_id": 1}], payments=[{"payee_id": 1}]),
        example(
            "分两笔发足",
            "paid in full, in two halves",
            approvals=[{"head_id": 1}],
            payments=[{"payee_id": 1, "amount_fen": 25_000}] * 2,
        ),
        example(
            "当月已补发补足",
            "completed by back-pay in the same month",
            approvals=[{"head_id": 1}],
            payments=[
                {"payee_id": 1, "amount_fen": 45_000},
                {"payee_id": 1, "amount_fen": 5_000, "purpose": "补发10月差额"},
            ],
        ),
        example(
            "补发的比差额还多",
            "more back-pay than is missing",
            approvals=[{"head_id": 1}],
            payments=[
                {"payee_id": 1, "amount_fen": 45_000},
                {"payee_id": 1, "amount_fen": 9_000, "purpose": "补发9月、10月差额"},
            ],
        ),
        example(
            "一分未到账，属于退汇，不是少发",
            "nothing arrived at all: that is a return, not a short payment",
            approvals=[{"head_id": 1}],
            payments=[{"payee_id": 1, "status": "returned", "returned_on": date(2026, 10, 12)}],
        ),
        example(
            "足额之后又发一小笔",
            "a second, small payment after the whole",
            approvals=[{"head_id": 1}],
            payments=[{"payee_id": 1}, {"payee_id": 1, "amount_fen": 2_000}],
        ),
    ),
)
