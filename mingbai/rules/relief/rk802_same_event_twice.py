"""RK-802 同一事由重复: relief twice for the same event within a year."""

from datetime import date

from mingbai.rules.rule import Phase, Rule, Severity, Subject, example


def granted(confirmed_on: date, reason: str | None = "火灾", **more: object) -> dict[str, object]:
    """Return a relief approval of one person."""
    return {
        "programme": "linshi", "head_id": 1, "household_id": "H1", "certificate_no": f"L{confirmed_on}",
        "confirmed_on": confirmed_on, "valid_from": confirmed_on.replace(day=1), "reason_code": reason,
    } | more  # fmt: skip


LAST = granted(date(2026, 10, 12), household_id="H2", amount_fen=55_000)

RULE = Rule(
    id="RK-802",
    title="同一事由重复救助",
    title_en="Relief twice for one event",
    plain="同一个人或同一家庭因为同一事由，在十二个月内得到两次临时救助，换一个乡镇、县或户号申请也算。"
    "事由写“其他”的看不出是不是一件事，不比对。",
    plain_en="One person or household was granted relief twice for the same event within twelve months, also if the "
    "second application went to another township or county. “Other” names no event and is not compared.",
    phase=Phase.BEFORE_PAYMENT,
    severity=Severity.ORANGE,
    grain="relief",
    subject=Subject.APPROVAL,
    cites=("QY-2022-51#3.1.1.6", "LAW-2026#37.p2"),
    needs=("approvals",),
    when="relief_repeat.months_apart < param.rk802_months AND relief.reason_code NOT IN ('', '无', '其他', '其它')",
    at_stake_fen="relief.amount_fen",
    message="{name}因“{reason_code}”于{confirmed_on}获临时救助，{earlier_on}已因同一事由救助过",
    message_en="{name} was granted relief for “{reason_code}” on {confirmed_on}; "
    "the same event was relieved on {earlier_on}",
    shows=("relief.name", "relief.reason_code", "relief.confirmed_on", "relief_repeat.earlier_on"),
    examples=(
        example("五个月后换个户号再领：报后一次",
                "again after five months, under another household number: the later is found",
                approvals=[granted(date(2026, 5, 20)), LAST], finds=("H2",), at_stake_fen=55_000),
        example("又在外县领", "again in another county",
                approvals=[granted(date(2026, 9, 1), region_code="999902001001"), LAST], finds=("H2",)),
        example("一户夫妻先后申请", "husband and wife of one household in turn", finds=("H2",),
                approvals=[granted(date(2026, 9, 1), head_id=2, household_id="H2"), LAST]),
        example("相隔十一个月，连当月算在十二个月内", "eleven months apart, the month counted",
                approvals=[granted(date(2025, 11, 30)), LAST], finds=("H2",)),
        example("相隔十二个月", "twelve months apart", approvals=[granted(date(2025, 10, 31)), LAST]),
        example("同一天两份，证号不同", "both on one day, under two certificates", finds=("H2",),
                approvals=[LAST, LAST | {"certificate_no": "L0"}]),
        example("同一天两次审批，都没有证号", "two decisions of one day without certificate numbers", finds=("H2",),
                at_stake_fen=55_000,
                approvals=[LAST | {"certificate_no": None, "amount_fen": 1}, LAST | {"certificate_no": None}]),
        example("同一次审批没有证号，录入两次", "one decision without a certificate number entered twice",
                approvals=[LAST | {"certificate_no": None}, LAST | {"certificate_no": None}]),
        example("事由不同", "another event", approvals=[granted(date(2026, 5, 20), "交通事故"), LAST]),
        example("同一次审批录入两次", "one decision entered twice", approvals=[LAST, LAST]),
        example("两次事由都写“其他”", "“other” twice",
                approvals=[granted(date(2026, 5, 20), "其他"), LAST | {"reason_code": "其他"}]),
        example("两次都没写事由", "no reason given, twice",
                approvals=[granted(date(2026, 5, 20), None), LAST | {"reason_code": None}]),
        example("是另一个家庭", "another family", approvals=[granted(date(2026, 5, 20), head_id=2), LAST]),
        example("两个同名的邻居遭了同一场火灾", "a fire that two neighbours of one name suffered",
                approvals=[granted(date(2026, 10, 1), head_id=2, head_name="王某"), LAST | {"head_name": "王某"}]),
    ),
)  # fmt: skip
