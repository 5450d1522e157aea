"""RK-108 工商登记: a recipient runs or owns a business of some size."""

from datetime import date
from typing import Any

from mingbai.rules.people import NEEDY
from mingbai.rules.rule import Phase, Rule, Severity, Subject, example

ALONE: dict[str, Any] = {"approvals": [{"head_id": 1, "amount_fen": 50_000}], "members": [{"person_id": 1}]}
COMPANY: dict[str, Any] = {
    "person_id": 1,
    "enterprise": "示范商贸有限公司",
    "role": "法定代表人",
    "status": "存续",
    "capital_fen": 50_000_000,
}

RULE = Rule(
    id="RK-108",
    title="有正常经营的市场主体",
    title_en="Runs a business",
    plain="保障对象是正常经营的企业或个体户的法定代表人、股东或经营者，注册资本超过关注线。"
    "小摊小店只作提示（RK-108b）。",
    plain_en="A recipient runs or owns a business that is alive and whose capital is above the line. "
    "A small stall is a mere hint (RK-108b).",
    phase=Phase.BEFORE_PAYMENT,
    severity=Severity.ORANGE,
    grain="person",
    subject=Subject.PERSON,
    cites=("ZS-2023#2.3.3", "LAW-2026#41"),
    needs=("businesses",),
    when=f"{NEEDY} AND business.capital_fen > param.rk108_capital_fen",
    at_stake_fen="person.amount_fen",
    tier="MATCH_TIER(person.person_state, person.name, business.name)",
    message="{name}登记为{enterprise}的{role}（{status}，注册资本{capital_fen}），仍享受{programme}",
    message_en="{name} is registered as {role} of {enterprise} ({status}, capital {capital_fen}) "
    "while receiving {programme}",
    shows=(
        "person.name",
        "business.enterprise",
        "business.role",
        "business.status",
        "business.capital_fen",
        "person.programme",
    ),
    examples=(
        example(
            "是公司的法定代表人",
            "legal representative of a company",
            **ALONE,
            businesses=[COMPANY],
            finds=(1,),
            at_stake_fen=50_000,
        ),
        example(
            "既有小摊又有公司，以公司为准",
            "one stall and one company: the company counts",
            **ALONE,
            businesses=[COMPANY | {"capital_fen": 100, "role": "经营者"}, COMPANY],
            finds=(1,),
        ),
        example(
            "注册资本比关注线多一分钱",
            "capital one fen above the line",
            **ALONE,
            businesses=[COMPANY | {"capital_fen": 10_000_001}],
            finds=(1,),
        ),
        example(
            "注册资本正好等于关注线",
            "capital exactly at the line",
            **ALONE,
            businesses=[COMPANY | {"capital_fen": 10_000_000}],
        ),
        example("注册资本不明", "capital unknown", **ALONE, businesses=[COMPANY | {"capital_fen": None}]),
        example("已注销", "deregistered", **ALONE, businesses=[COMPANY | {"status": "注销"}]),
        example(
            "已吊销，尚未注销",
            "revoked but still to be deregistered",
            **ALONE,
            businesses=[COMPANY | {"status": "吊销，未注销"}],
        ),
        example(
            "税务登记为“非正常户”，不算正常经营",
            "out of touch with the tax office is not in business",
            **ALONE,
            businesses=[COMPANY | {"status": "非正常户"}],
        ),
        example(
            "只任监事，不经营公司",
            "a supervisor does not run the company",
            **ALONE,
            businesses=[COMPANY | {"role": "监事"}],
        ),
        example(
            "当月最后一天成立",
            "founded on the last day of the month",
            **ALONE,
            businesses=[COMPANY | {"since": date(2026, 10, 31)}],
            finds=(1,),
        ),
        example(
            "当月之后才成立", "founded after the month", **ALONE, businesses=[COMPANY | {"since": date(2026, 11, 1)}]
        ),
    ),
)
