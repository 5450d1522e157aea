"""RK-801 频繁救助: relief for one person or household again and again within a year."""

from datetime import date

from mingbai.rules.rule import Phase, Row, Rule, Severity, Subject, example


def granted(*months: int, **more: object) -> list[Row]:
    """Return relief approvals of one person and household, one for each month counted back from October 2026."""
    return [
        {
            "programme": "linshi", "head_id": 1, "household_id": "H1", "certificate_no": f"L{ago}",
            "confirmed_on": date(2026 - (ago + 2) // 12, (9 - ago) % 12 + 1, 15),
            "valid_from": date(2026 - (ago + 2) // 12, (9 - ago) % 12 + 1, 1), "amount_fen": 10_000 * (ago + 1),
        } | more
        for ago in months
    ]  # fmt: skip


RULE = Rule(
    id="RK-801",
    title="频繁临时救助",
    title_en="Relief again and again",
    plain="同一个人或同一家庭，截至本月的十二个月内得到三次以上临时救助（次数、月数各地可定），"
    "换乡镇、换户号也合并计算。经常困难的，应评估是否转入低保；也要核实有没有人情救助。",
    plain_en="One person or household was granted relief three times or more within the twelve months up to this one, "
    "wherever it was granted. Who is in need that often may be due dibao; or somebody is being favoured.",
    phase=Phase.BEFORE_PAYMENT,
    severity=Severity.YELLOW,
    grain="relief",
    subject=Subject.APPROVAL,
    cites=("LAW-2026#29", "QY-2022-51#3.1.1.6"),
    needs=("approvals",),
    when="relief_repeat.times >= param.rk801_times",
    at_stake_fen="relief_repeat.beyond_fen",
    message="{name}或其家庭{household_id}在{rk801_months}个月内获临时救助{times}次，最近一次{confirmed_on}",
    message_en="{name} or household {household_id} was granted relief {times} times within {rk801_months} months, "
    "last on {confirmed_on}",
    shows=(
        "relief.name", "relief.household_id", "relief_repeat.times", "param.rk801_months", "relief.confirmed_on",
        "relief_repeat.beyond_fen",
    ),
    examples=(
        example("得到三次：报最后一次，涉及金额是这一次的", "three times: the last is found, what it gave is at stake",
                approvals=granted(0, 4, 7), finds=("H1",), at_stake_fen=10_000),
        example("最早一次在十二个月的第一个月", "the oldest in the first month of the twelve",
                approvals=granted(1, 4, 11), finds=("H1",), at_stake_fen=20_000),
        example("最早一次在十二个月之前", "the oldest lies a month before the twelve", approvals=granted(1, 4, 12)),
        example("查的月份之后才批的，当时还不知道", "a grant after the month checked is not yet known of",
                approvals=granted(-1, 1, 4)),
        example(
            "两个户号共四次：除头两次外，都计入涉及金额",
            "four times under two household numbers: all but the first two",
            approvals=[*granted(1, 6, 9), *granted(3, household_id="H2", region_code="999902001001")],
            finds=("H1",),
            at_stake_fen=60_000,
        ),
        example(
            "一户三人轮流申请",
            "three members of one household in turn",
            approvals=[{**row, "head_id": place + 1} for place, row in enumerate(granted(0, 4, 7))],
            finds=("H1",),
        ),
        example("同一次审批录入两次", "one decision entered twice", approvals=[*granted(0, 4), *granted(4)]),
        example("只有两次", "twice only", approvals=granted(0, 4)),
        example(
            "两个县的三户，户号恰好相同",
            "three households of two counties with one number",
            approvals=[*granted(0, 4), *granted(7, head_id=2, region_code="999902001001")],
        ),
        example(
            "三个人写着同一个无效号码",
            "three people with one impossible number",
            approvals=[
                {**row, "head_id": "999901197001010016", "head_name": f"王{place}", "household_id": f"H{place}"}
                for place, row in enumerate(granted(0, 4, 7))
            ],
        ),
        example("按月发的低保不是临时救助", "monthly dibao is no relief",
                approvals=granted(0, 4, 7, programme="dibao_rural")),
    ),
)  # fmt: skip
