"""RK-405 先发后审: money was paid before the benefit was confirmed."""

from datetime import date

from mingbai.rules.rule import Phase, Rule, Severity, Subject, example

NINTH, TENTH = date(2026, 10, 9), date(2026, 10, 10)

RULE = Rule(
    id="RK-405",
    title="先发后审",
    title_en="Paid before the decision",
    plain="发放成功的日期早于审批确认的日期，属于系统外先发放、后补手续。临时救助可以先行救助、事后补办，不在此列。",
    plain_en="The money arrived before the benefit was confirmed: paid outside the system, the papers made up "
    "afterwards. Emergency relief may lawfully come first and is not meant.",
    phase=Phase.AFTER_PAYMENT,
    severity=Severity.RED,
    grain="payment",
    subject=Subject.PAYMENT,
    cites=("YC-2022-2#2.4.2", "LAW-2026#50"),
    needs=("approvals", "payments"),
    when="payment.status = 'paid' AND payment.paid_on < payment.confirmed_on AND payment.programme <> 'linshi'",
    at_stake_fen="payment.amount_fen",
    message="{name}（{programme}）{paid_on}已发放{amount_fen}，{confirmed_on}才审批确认",
    message_en="{name} ({programme}) was paid {amount_fen} on {paid_on} and confirmed only on {confirmed_on}",
    shows=("payment.name", "payment.programme", "payment.amount_fen", "payment.paid_on", "payment.confirmed_on"),
    partly=(
        "以台账填写的确认日期为准，日期倒填的查不出来，须核对审批档案",
        "The register's date of confirmation is believed: one set back is not seen, and the file must be looked at",
    ),
    examples=(
        example(
            "20日确认，9日已发放",
            "confirmed on the 20th, paid on the 9th",
            approvals=[{"head_id": 1, "confirmed_on": date(2026, 10, 20), "valid_from": date(2026, 10, 1)}],
            payments=[{"payee_id": 1, "bank_ref": "A"}],
            finds=("A",),
            at_stake_fen=50_000,
        ),
        example(
            "确认前一天发放",
            "a day before the decision",
            approvals=[{"head_id": 1, "confirmed_on": TENTH}],
            payments=[{"payee_id": 1, "bank_ref": "A", "paid_on": NINTH}],
            finds=("A",),
        ),
        example(
            "确认当天发放",
            "on the day of the decision",
            approvals=[{"head_id": 1, "confirmed_on": TENTH}],
            payments=[{"payee_id": 1, "paid_on": TENTH}],
        ),
        example(
            "两个证中有一个早已确认",
            "of two certificates one had been confirmed long before",
            approvals=[
                {"head_id": 1, "certificate_no": "Z1", "confirmed_on": date(2026, 10, 20)},
                {"head_id": 1, "certificate_no": "Z2"},
            ],
            payments=[{"payee_id": 1}],
        ),
        example(
            "急难型临时救助，先发放后补手续",
            "emergency relief first, the papers later",
            approvals=[
                {
                    "head_id": 1,
                    "programme": "linshi",
                    "confirmed_on": date(2026, 10, 25),
                    "valid_from": date(2026, 10, 1),
                }
            ],
            payments=[{"payee_id": 1, "paid_on": date(2026, 10, 21)}],
        ),
        example(
            "确认之前银行试发过，没有成功",
            "the bank tried before the decision and failed",
            approvals=[{"head_id": 1, "confirmed_on": TENTH}],
            payments=[{"payee_id": 1, "status": "failed"}, {"payee_id": 1, "paid_on": TENTH}],
        ),
        example(
            "没有人审批过，另由RK-306核对",
            "nobody approved it: that is RK-306",
            approvals=[{"head_id": 2}],
            payments=[{"payee_id": 1}],
        ),
    ),
)
