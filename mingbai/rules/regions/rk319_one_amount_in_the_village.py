"""RK-319 整村同额: most dibao lines of a village have one amount that neither a zero income nor a band explains."""

from mingbai.rules.rule import Phase, Row, Rule, Severity, Subject, example


def village(amounts: list[int], **more: object) -> list[Row]:
    """Return the approvals of one village, one household per amount."""
    return [
        {"household_id": f"H{place}", "head_id": place + 1, "amount_fen": amount, "standard_fen": 70_000} | more
        for place, amount in enumerate(amounts)
    ]


RULE = Rule(
    id="RK-319",
    title="整村同额",
    title_en="One amount in the whole village",
    plain="低保按家庭收入补差，一个村里大多数家庭不会恰好同额。收入为零、按标准全额发放或按档发放的，不算异常。",
    plain_en="Dibao fills the gap to the standard, so most families of a village do not happen to get one amount. "
    "Zero incomes, the full standard and bands explain equal amounts.",
    phase=Phase.BEFORE_PAYMENT,
    severity=Severity.YELLOW,
    grain="village",
    subject=Subject.REGION,
    cites=("JN-2020-21#2.3",),
    needs=("roster|approvals",),
    when="param.benefit_method = 'difference' AND village.lines >= param.rk319_min_lines "
    "AND village.same * 10000 >= village.lines * param.rk319_share_bp",
    at_stake_fen="village.amount_fen",
    message="{region_code}村（社区）{lines}户低保中有{same}户月保障金同为{same_fen}",
    message_en="In the village {region_code}, {same} of {lines} dibao lines have the same amount, {same_fen}",
    shows=("village.region_code", "village.lines", "village.same", "village.same_fen"),
    examples=(
        example(
            "十户中八户同额，正好到80%",
            "eight of ten at the limit of 80 %",
            approvals=village([31_200] * 8 + [20_000, 45_100]),
            finds=("999901001001",),
            at_stake_fen=249_600,
        ),
        example("十户中七户同额", "seven of ten", approvals=village([31_200] * 7 + [20_000, 45_100, 12_000])),
        example(
            "只有九户，太少，不能说是整村",
            "nine families are too few to speak of a village",
            approvals=village([31_200] * 9),
        ),
        example(
            "都没有收入，同额是对的",
            "all have no income: equal amounts are right",
            approvals=village([80_500] * 12, annual_income_fen=0),
        ),
        example("都按标准全额发放", "all get the full standard", approvals=village([70_000] * 12)),
    ),
)
