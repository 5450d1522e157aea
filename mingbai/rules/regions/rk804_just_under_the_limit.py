"""RK-804 金额贴近审批上限: a township's relief grants crowd just under its approval limit, or are split on a day."""

from datetime import date

from mingbai.rules.rule import Phase, Row, Rule, Severity, Subject, example

LIMIT_FEN = 100_000  # what a township may approve where the locality says nothing else


def grants(amounts: list[int], **more: object) -> list[Row]:
    """Return relief approvals of one township, one household and day per amount."""
    return [
        {
            "programme": "linshi", "household_id": f"H{place}", "head_id": place + 1, "amount_fen": amount,
            "confirmed_on": date(2026, 10, 1 + place), "valid_from": date(2026, 10, 1), "approval_level": "township",
        } | more
        for place, amount in enumerate(amounts)
    ]  # fmt: skip


RULE = Rule(
    id="RK-804",
    title="临时救助金额贴近审批上限",
    title_en="Relief just under the approval limit",
    plain="一个乡镇近一年审批的临时救助，多数恰好压在乡镇审批限额之下，或者同一家庭同一天拆成几笔、合计超过限额。",
    plain_en="Most relief a township granted within a year lies just under what it may approve alone, "
    "or one family's grant was split on one day so that each part stays under the limit.",
    phase=Phase.BEFORE_PAYMENT,
    severity=Severity.YELLOW,
    grain="township",
    subject=Subject.REGION,
    cites=("GEN#2.4", "YC-2022-2#3.3"),
    needs=("approvals",),
    when="township.splits > 0 OR (township.grants >= param.rk804_min_cases "
    "AND township.near_limit * 10000 >= township.grants * param.rk804_share_bp)",
    at_stake_fen="township.amount_fen",
    message="{region_code}乡镇（街道）近12个月审批临时救助{grants}笔，其中{near_limit}笔贴近审批限额{limit_fen}，"
    "同日拆分超限{splits}户次",
    message_en="Township {region_code} granted relief {grants} times in 12 months: {near_limit} times just under its "
    "limit of {limit_fen}, and split {splits} times on one day above it",
    shows=("township.region_code", "township.grants", "township.near_limit", "township.limit_fen", "township.splits"),
    examples=(
        example("十笔中六笔在限额的95%以上", "six of ten from 95 % of the limit",
                approvals=grants([LIMIT_FEN] * 3 + [95_000] * 3 + [30_000] * 4), finds=("999901001",),
                at_stake_fen=585_000),
        example("十笔中五笔", "five of ten", approvals=grants([LIMIT_FEN] * 5 + [30_000] * 5)),
        example("949.99元，不算贴近", "949.99 yuan is not near", approvals=grants([94_999] * 10)),
        example("只有九笔，说明不了什么", "nine cases say nothing", approvals=grants([LIMIT_FEN] * 9)),
        example(
            "同一家庭同一天两笔，合计超过限额",
            "one family, one day, two grants that together pass the limit",
            approvals=grants([60_000, 60_000], household_id="H1", head_id=1, confirmed_on=date(2026, 10, 9)),
            finds=("999901001",),
            at_stake_fen=120_000,
        ),
        example("由县级审批，不受乡镇限额约束", "what the county approves may lie anywhere",
                approvals=grants([LIMIT_FEN] * 12, approval_level="county")),
    ),
)  # fmt: skip
