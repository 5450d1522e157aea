"""RK-212 疑似同人异号: two numbers in the month's lists that are probably one person's."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, cast

from mingbai.rules.linkage.levels import NAME, NUMBER, Level
from mingbai.rules.linkage.search import same_persons
from mingbai.rules.linkage.verdicts import Lines
from mingbai.rules.reckoned import compiler_of
from mingbai.rules.rule import Phase, Row, Severity, Subject, example
from mingbai.rules.study import Material, Study

SLIP = ("疑为同一人，其中一个号码录入有误", "are probably one person, one of the numbers being mistyped")
TWO_NUMBERS = (
    "疑为一人多号（两个号码校验码均正确，须先排除双胞胎和同名者）",
    "may be one person with two numbers (both numbers are valid: first rule out twins and namesakes)",
)
AGREE = {
    "same_birthday": ("出生日期相同", "same date of birth"), "same_account": ("账号相同", "same account"),
    "same_home": ("住址或家庭相同", "same address or household"), "same_village": ("同村（社区）", "same village"),
}  # fmt: skip
CORROBORATED = 2  # things that must agree besides a mistyped number, for match tier B


def find(material: Material) -> Iterator[dict[str, Any]]:
    """Yield each number that is probably another number of somebody, with that one."""
    compiler = compiler_of(material.snapshot, material.parameters)
    lines = Lines(probability(material, "rk212_probability_bp"), probability(material, "rk212_twin_probability_bp"))
    for pair in same_persons(material.snapshot, compiler, lines, material.scratch):
        yield pair | told(pair)


def probability(material: Material, key: str) -> float:
    """Return a probability that stands in the parameters in basis points."""
    return cast("int", material.parameters.value(key, material.parameters.region)) / 10_000


def told(pair: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a finding says of a pair: which queue it belongs to, what agrees, how sure that is."""
    number, name = level(NUMBER, pair["gamma_number"]), level(NAME, pair["gamma_name"])
    agree = [text for key, text in AGREE.items() if pair[key]]
    slip = number in NUMBER[:2] and not pair["both_checked"]
    said = [*([(number.zh, number.en)] if slip or number is NUMBER[3] else []), (name.zh, name.en), *agree]
    corroborated = len(agree) + (name in NAME[:3]) >= CORROBORATED
    return {
        "queue": (SLIP if slip else TWO_NUMBERS)[0] if slip or pair["both_checked"] else "疑为同一人",
        "queue_en": (SLIP if slip else TWO_NUMBERS)[1] if slip or pair["both_checked"] else "may be one person",
        "agreed": "、".join(zh for zh, _ in said),
        "agreed_en": ", ".join(en for _, en in said),
        "probability": f"{pair['probability_bp'] // 100}.{pair['probability_bp'] % 100:02d}%",
        "tier": "B" if slip and corroborated else "C",
        "months": 1,
    }


def level(levels: tuple[Level, ...], gamma: int) -> Level:
    """Return the level Splink means; it counts from the weakest."""
    return levels[len(levels) - 1 - gamma]


MAY = date(1958, 5, 17)
FIRST = {"head_id": (1, MAY), "head_name": "曾秀兰", "household_id": "H1"}
MISTYPED, SWAPPED, SHORT = "999901195805170911", "999901195805710011", "99990119580517011"  # of 999901195805170011
ELSEWHERE = {"household_id": "H2", "account_no": "6217000000000000009"}


def listed_as(number: Any, name: str = "曾秀兰", **more: Any) -> list[Row]:
    """Return two approvals: of 曾秀兰, and in another household of the village under another number."""
    return [FIRST, {"head_id": number, "head_name": name, **ELSEWHERE, "amount_fen": 40_000, **more}]


RULE = Study(
    id="RK-212",
    title="疑似同人异号",
    title_en="One person under two numbers",
    plain="名单里的两个身份证号很可能是同一个人的：号码只差一处录入错误，或者姓名、出生日期、住处、账号都对得上。"
    "两个号码都能通过校验的，先当作两个人，另有两项以上相符才提示，并须先排除双胞胎和同名者；"
    "双胞胎（同生日、同姓、号码相邻、名字不同）从不提示。只是线索，核实前不影响待遇。",
    plain_en="Two numbers in the lists are probably one person's: one slip of the hand apart, or name, birthday, place "
    "and account agree. Two valid numbers count as two people until the name and two more things say otherwise. "
    "Twins (one birthday and surname, neighbouring numbers, different names) are never told. "
    "It is a lead: nothing changes before somebody has looked.",
    phase=Phase.BEFORE_PAYMENT,
    severity=Severity.YELLOW,
    grain="person",
    subject=Subject.PERSON,
    cites=("YC-2022-2#2.4.2", "YC-2022-2#2.4.3", "GEN#2.4"),
    needs=("approvals|roster",),
    when="",
    message="{name}（{number}）与{other_name}（{other_number}）{queue}：{agreed}，把握{probability}",
    message_en="{name} ({number}) and {other_name} ({other_number}) {queue_en}: {agreed_en}; probability {probability}",
    shows=(
        "name", "number", "other_name", "other_number", "born", "other_born", "village", "other_village",
        "account_no", "other_account_no", "household_id", "other_household_id", "queue", "queue_en", "agreed",
        "agreed_en", "probability",
    ),
    examples=(
        example(
            "号码错一位，姓名、村相同，涉及金额取较小的",
            "one digit mistyped, same name and village: the smaller benefit is at stake",
            approvals=listed_as(MISTYPED), finds=(91,), at_stake_fen=40_000,
        ),
        example("号码相邻两位颠倒", "two neighbouring digits swapped", approvals=listed_as(SWAPPED), finds=(1,)),
        example("号码漏写一位", "a digit left out", approvals=listed_as(SHORT), finds=(11,)),
        example("号码错一位，姓名有一个同音字", "a digit mistyped, and a character of the name that sounds the same",
                approvals=listed_as(MISTYPED, "曾秀蓝"), finds=(91,)),
        example("15位号码错一位，没有校验码可查", "15 digits with one wrong, which no check digit tells",
                approvals=listed_as("999901580517007"), finds=(7,)),
        example("两个号码都有效，姓名、生日、村都相同", "two valid numbers, one name, birthday and village",
                approvals=listed_as((500, MAY)), finds=(500,), at_stake_fen=40_000),
        example("同一号码的15位写法，本是一个人，另由RK-201核对",
                "the same number in 15 digits: that is one person, and RK-201's affair",
                approvals=listed_as("999901580517001")),
        example("双胞胎：号码相邻，生日相同，住址相同", "twins: neighbouring numbers, one birthday, one address",
                approvals=listed_as((3, MAY), "曾秀芳", address="3组7号")),
        example("双胞胎，名字同音", "twins whose names sound the same", approvals=listed_as((3, MAY), "曾秀岚")),
        example("姓名、生日相同，不在一个村", "same name, same birthday, another village",
                approvals=listed_as((500, MAY), region_code="999901001009")),
        example("同村同名，生日不同", "same name, another birthday, one village",
                approvals=listed_as((500, date(1983, 2, 6)))),
        example("像是姐妹：名字相近，号码只差在顺序码",
                "a brother's name and a number that differs where brothers' numbers do",
                approvals=listed_as("999901195805170041", "曾秀芳")),
        example("号码错一位，姓名完全不同", "a mistyped number and another name",
                approvals=listed_as(MISTYPED, "李国强")),
        example("替对方领款的人，不算两次在册", "somebody who collects for the other is not listed twice",
                approvals=[FIRST, {"head_id": (500, date(2011, 3, 4)), "head_name": "曾小宝", "household_id": "H2",
                                   "payee_id": MISTYPED, "payee_name": "曾秀兰", "programme": "orphan"}]),
    ),
    partly=("名单没有电话号码和照片，只比对号码、姓名、出生日期、住处和账号",
            "the lists hold no telephone numbers or photographs; number, name, birthday, place, account are compared"),
    find=find,
    uses=("rk212_probability_bp", "rk212_twin_probability_bp"),
    most_lines="rk212_lines",
)  # fmt: skip
