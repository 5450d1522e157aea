"""RK-320 起始月错误: a monthly benefit does not begin with the month after its decision took effect."""

from datetime import date

from mingbai.rules.rule import Phase, Rule, Severity, Subject, example

EFFECTIVE = "GREATEST(certificate.confirmed_on, COALESCE(certificate.publicity_ended_on, certificate.confirmed_on))"
MONTHS = f"""(YEAR(certificate.valid_from) * 12 + MONTH(certificate.valid_from)
    - YEAR({EFFECTIVE}) * 12 - MONTH({EFFECTIVE}) - 1)"""
JULY, AUGUST = date(2026, 7, 1), date(2026, 8, 1)

RULE = Rule(
    id="RK-320",
    title="起始月错误",
    title_en="Wrong first month",
    plain="按月发放的救助从确认（公示结束更晚的，从公示结束）的次月起享受，提前或推迟都不对。临时救助批准后即发，不"
    "在此列。",
    plain_en="A monthly benefit begins with the month after it was confirmed, or after publicity ended where that "
    "is later: neither sooner nor later. Relief is paid when approved and is not meant.",
    phase=Phase.BEFORE_PAYMENT,
    severity=Severity.ORANGE,
    grain="certificate",
    subject=Subject.APPROVAL,
    cites=("YC-2022-2#2.1.5", "YC-2022-2#2.4.2", "MF-2021-43#17"),
    needs=("approvals",),
    when=f"certificate.programme <> 'linshi' AND certificate.amount_fen > 0 AND {MONTHS} <> 0",
    at_stake_fen=f"certificate.amount_fen * ABS({MONTHS})",
    months=f"ABS({MONTHS})",
    message="{name}（{programme}）{effective_on}生效，应从次月起享受，台账却从{valid_from}起，{direction}{months}个月",
    message_en="{name} ({programme}): effective {effective_on}, so due from the next month; the register begins "
    "with {valid_from}, {months} month(s) too {direction_en}",
    shows=(
        "certificate.name",
        "certificate.programme",
        "certificate.valid_from",
        "certificate.confirmed_on",
        "certificate.publicity_ended_on",
        f"{EFFECTIVE} AS effective_on",
        f"ABS({MONTHS}) AS months",
        f"CASE WHEN {MONTHS} < 0 THEN '提前' ELSE '推迟' END AS direction",
        f"CASE WHEN {MONTHS} < 0 THEN 'early' ELSE 'late' END AS direction_en",
    ),
    partly=(
        "以台账填写的确认日期、公示结束日期为准：日期倒填的查不出来；台账若把复核日期填成确认日期，请改填首次确认日期",
        "The dates of the register are believed: one set back is not seen, and where the date of a review stands in "
        "place of the first decision, the first must be entered",
    ),
    examples=(
        example(
            "确认当月就开始享受",
            "paid from the very month of the decision",
            approvals=[{"head_id": 1, "confirmed_on": date(2026, 7, 18), "valid_from": JULY}],
            finds=("H1",),
            at_stake_fen=50_000,
        ),
        example(
            "晚了两个月",
            "two months late",
            approvals=[{"head_id": 1, "confirmed_on": date(2026, 5, 9), "valid_from": AUGUST}],
            finds=("H1",),
            at_stake_fen=100_000,
        ),
        example(
            "公示没有结束就享受",
            "paid before publicity had ended",
            approvals=[
                {
                    "head_id": 1,
                    "confirmed_on": date(2026, 6, 30),
                    "publicity_ended_on": date(2026, 7, 4),
                    "valid_from": JULY,
                }
            ],
            finds=("H1",),
        ),
        example(
            "跨年：12月31日确认，12月就享受",
            "across the turn of the year",
            approvals=[{"head_id": 1, "confirmed_on": date(2025, 12, 31), "valid_from": date(2025, 12, 1)}],
            finds=("H1",),
            at_stake_fen=50_000,
        ),
        example(
            "当月最后一天确认，次月起享受",
            "decided on the last day, paid from the next month",
            approvals=[{"head_id": 1, "confirmed_on": date(2026, 7, 31), "valid_from": AUGUST}],
        ),
        example(
            "8月14日确认，9月起享受",
            "decided on 14 August, paid from September",  # T-34
            approvals=[{"head_id": 1, "confirmed_on": date(2026, 8, 14), "valid_from": date(2026, 9, 1)}],
        ),
        example(
            "公示在确认之前已结束",
            "publicity ended before the decision",
            approvals=[
                {
                    "head_id": 1,
                    "confirmed_on": date(2026, 7, 18),
                    "publicity_ended_on": date(2026, 6, 30),
                    "valid_from": AUGUST,
                }
            ],
        ),
        example(
            "确认的次月公示结束，再下个月起享受",
            "publicity ended in the month after the decision, paid from the next",
            approvals=[
                {
                    "head_id": 1,
                    "confirmed_on": date(2026, 6, 30),
                    "publicity_ended_on": date(2026, 7, 4),
                    "valid_from": AUGUST,
                }
            ],
        ),
        example(
            "临时救助批准当月即发",
            "relief is paid in the month it is approved",
            approvals=[
                {
                    "head_id": 1,
                    "programme": "linshi",
                    "confirmed_on": date(2026, 10, 8),
                    "valid_from": date(2026, 10, 1),
                }
            ],
        ),
        example(
            "低保边缘家庭不发钱，从哪个月起都一样",
            "an edge family gets no money, from whatever month",
            approvals=[
                {
                    "head_id": 1,
                    "programme": "bianyuan",
                    "amount_fen": 0,
                    "confirmed_on": date(2026, 7, 8),
                    "valid_from": JULY,
                }
            ],
        ),
    ),
)
