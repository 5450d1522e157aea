"""RK-805 超标准: a relief grant above the locality's multiple of the monthly dibao standard."""

from datetime import date

from mingbai.rules.rule import Phase, Rule, Severity, Subject, example

OCTOBER = date(2026, 10, 1)
GRANT: dict[str, object] = {
    "programme": "linshi", "head_id": 1, "valid_from": OCTOBER, "confirmed_on": date(2026, 10, 8),
    "standard_fen": 60_000, "amount_fen": 900_000,
}  # fmt: skip
UNSTATED = GRANT | {"standard_fen": None}
RURAL: dict[str, object] = {"region_code": "999901000000", "programme": "dibao_rural", "standard_fen": 80_000}
URBAN: dict[str, object] = RURAL | {"programme": "dibao_urban", "standard_fen": 90_000}
CITY: dict[str, object] = URBAN | {"region_code": "999900000000", "standard_fen": 10_000}

RULE = Rule(
    id="RK-805",
    title="临时救助超过金额上限",
    title_en="Relief above the cap",
    plain="一次临时救助的金额超过了月低保标准的十倍（倍数各地可定）。标准以审批表上的为准，没有写的取当地城乡标准中较高的。",
    plain_en="A relief grant exceeds ten monthly dibao standards, or the multiple the locality sets. The standard is "
    "the one on the approval, or else the higher of the place's urban and rural ones.",
    phase=Phase.BEFORE_PAYMENT,
    severity=Severity.ORANGE,
    grain="relief",
    subject=Subject.APPROVAL,
    cites=("SC-649#49", "LAW-2026#29"),
    needs=("approvals",),
    when="relief.amount_fen > param.rk805_times_standard * relief_standard.standard_fen",
    at_stake_fen="relief.amount_fen - param.rk805_times_standard * relief_standard.standard_fen",
    message="{name}获临时救助{amount_fen}，超过月低保标准{standard_fen}的{rk805_times_standard}倍",
    message_en="{name} was granted {amount_fen} of relief, above {rk805_times_standard} times the monthly dibao "
    "standard of {standard_fen}",
    shows=("relief.name", "relief.amount_fen", "relief_standard.standard_fen", "param.rk805_times_standard"),
    examples=(
        example("超过标准的十倍，涉及金额是超出部分", "above ten standards: the excess is at stake", approvals=[GRANT],
                finds=("H1",), at_stake_fen=300_000),
        example("超过十倍一分钱", "one fen above ten standards", approvals=[GRANT | {"amount_fen": 600_001}],
                finds=("H1",), at_stake_fen=1),
        example("正好十倍", "exactly ten standards", approvals=[GRANT | {"amount_fen": 600_000}]),
        example("比本县城乡标准中较高的超出一分钱，县的标准先于市的",
                "one fen above the higher of the county's two standards, nearer than the city's",
                approvals=[UNSTATED | {"amount_fen": 900_001}], standards=[RURAL, URBAN, CITY], finds=("H1",),
                at_stake_fen=1),
        example("邻县的标准，不适用本县", "a standard of the next county is not this one's", finds=("H1",),
                at_stake_fen=200_000, approvals=[UNSTATED],
                standards=[URBAN | {"region_code": "999902000000", "standard_fen": 10_000}]),
        example("在本县城乡两个标准之间", "between the county's two standards", approvals=[UNSTATED],
                standards=[RURAL, URBAN, CITY]),
        example("没有标准清单：用当地参数的城市标准700元",
                "no list of standards: the locality's parameters hold the urban one, 700 yuan", approvals=[UNSTATED],
                finds=("H1",), at_stake_fen=200_000),
        example("审批表上标准为0，等于没写", "a standard of 0 on the approval is none",
                approvals=[GRANT | {"standard_fen": 0}], standards=[RURAL, URBAN]),
        example("下月起执行的标准，本月还不算", "a standard that comes into force next month does not count yet",
                approvals=[UNSTATED | {"amount_fen": 850_000}],
                standards=[URBAN, URBAN | {"standard_fen": 10_000, "from_on": date(2026, 11, 1)}]),
        example("哪里都没有标准，不作推测", "no standard is known anywhere: nothing is assumed",
                approvals=[UNSTATED | {"region_code": "110101001001", "amount_fen": 99_000_000}]),
        example("按月发的待遇，另有规则核对", "a monthly benefit has rules of its own",
                approvals=[GRANT | {"programme": "dibao_rural"}]),
    ),
)  # fmt: skip
