"""RK-108b 小微经营提示: a small stall, or a business whose size nobody knows, is a hint and no more."""

from typing import Any

from mingbai.rules.people import NEEDY
from mingbai.rules.rule import Phase, Rule, Severity, Subject, example

ALONE: dict[str, Any] = {"approvals": [{"head_id": 1}], "members": [{"person_id": 1}]}
STALL: dict[str, Any] = {
    "person_id": 1,
    "enterprise": "便民小吃店",
    "role": "经营者",
    "status": "存续",
    "capital_fen": 1_000_000,
}

RULE = Rule(
    id="RK-108b",
    title="小微经营提示",
    title_en="Small business, a hint",
    plain="保障对象名下有正常登记的小摊小店，或注册资本、职务不明的主体。小生意不影响资格，只在计算收入时留意。"
    "也可能是被他人冒名登记。",
    plain_en="A small business, or one whose capital or whose tie to the person is unknown. A stall is no bar, only "
    "income "
    "to be counted; others may have registered it in the person's name.",
    phase=Phase.BEFORE_PAYMENT,
    severity=Severity.BLUE,
    grain="person",
    subject=Subject.PERSON,
    cites=("ZS-2023#2.3.3", "MF-2021-57#13.2"),
    needs=("businesses",),
    when=f"{NEEDY} AND business.person_key IS NOT NULL "
    "AND (business.capital_fen IS NULL OR business.capital_fen <= param.rk108_capital_fen)",
    tier="MATCH_TIER(person.person_state, person.name, business.name)",
    message="{name}名下有{enterprise}（{role}，{status}，注册资本{capital_fen}），核算收入时请留意",
    message_en="{enterprise} is registered in the name of {name} ({role}, {status}, capital {capital_fen}): "
    "mind it when income is reckoned",
    shows=("person.name", "business.enterprise", "business.role", "business.status", "business.capital_fen"),
    examples=(
        example("摆小吃摊", "a snack stall", **ALONE, businesses=[STALL], finds=(1,)),
        example(
            "注册资本正好等于关注线",
            "capital exactly at the line",
            **ALONE,
            businesses=[STALL | {"capital_fen": 10_000_000}],
            finds=(1,),
        ),
        example(
            "空壳公司，注册资本不明",
            "a shell company, capital unknown",
            **ALONE,
            businesses=[STALL | {"capital_fen": None}],
            finds=(1,),
        ),
        example(
            "公司很大，但名单没写他的职务",
            "the list does not say what the person is to a large company",
            **ALONE,
            businesses=[STALL | {"role": None, "capital_fen": 90_000_000}],
            finds=(1,),
        ),
        example(
            "超过关注线，另由RK-108核对",
            "capital above the line: that is RK-108",
            **ALONE,
            businesses=[STALL | {"capital_fen": 10_000_001}],
        ),
        example("已经注销", "a stall that has closed", **ALONE, businesses=[STALL | {"status": "已注销"}]),
        example("只是店里的雇员", "an employee of a shop", **ALONE, businesses=[STALL | {"role": "店员"}]),
    ),
)
