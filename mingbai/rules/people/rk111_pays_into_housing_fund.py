"""RK-111 公积金缴存: an active housing-fund account whose base is well above the standard."""

from typing import Any

from mingbai.rules.people import NEEDY
from mingbai.rules.rule import Phase, Rule, Severity, Subject, example

ALONE: dict[str, Any] = {
    "approvals": [{"head_id": 1, "amount_fen": 50_000, "standard_fen": 60_000}],
    "members": [{"person_id": 1}],
}
ACCOUNT: dict[str, Any] = {"person_id": 1, "base_fen": 300_000, "status": "正常"}

RULE = Rule(
    id="RK-111",
    title="公积金正常缴存且基数较高",
    title_en="Pays into the housing fund",
    plain="保障对象的住房公积金账户仍在缴存，缴存基数超过低保标准的规定倍数，说明有稳定工资。封存、停缴的不算。",
    plain_en="A recipient's housing-fund account still receives deposits, on a base above the set multiple of the "
    "standard: "
    "a steady wage. Sealed or stopped accounts do not count.",
    phase=Phase.BEFORE_PAYMENT,
    severity=Severity.ORANGE,
    grain="person",
    subject=Subject.PERSON,
    cites=("LAW-2026#41", "MF-2021-57#13.1"),
    needs=("housing_fund",),
    when=f"{NEEDY} AND housing_fund_account.base_fen > param.rk111_base_times_standard * person.standard_fen",
    at_stake_fen="person.amount_fen",
    tier="LISTED_TIER(FALSE, person.person_state, person.name, housing_fund_account.name, "
    "housing_fund_account.other_name)",
    message="{name}的公积金正常缴存，月缴存基数{base_fen}，低保标准{standard_fen}，仍享受{programme}",
    message_en="{name} pays into the housing fund on a monthly base of {base_fen} (the standard is {standard_fen}) "
    "while receiving {programme}",
    shows=("person.name", "housing_fund_account.base_fen", "person.standard_fen", "person.programme"),
    examples=(
        example(
            "按每月3000元的基数缴存",
            "deposits on 3,000 yuan a month",
            **ALONE,
            housing_fund=[ACCOUNT],
            finds=(1,),
            at_stake_fen=50_000,
        ),
        example(
            "比低保标准的两倍多一分钱",
            "one fen above twice the standard",
            **ALONE,
            housing_fund=[ACCOUNT | {"base_fen": 120_001}],
            finds=(1,),
        ),
        example(
            "正好是低保标准的两倍",
            "exactly twice the standard",
            **ALONE,
            housing_fund=[ACCOUNT | {"base_fen": 120_000}],
        ),
        example("账户已封存", "the account is sealed", **ALONE, housing_fund=[ACCOUNT | {"status": "封存"}]),
        example("已停缴", "deposits have stopped", **ALONE, housing_fund=[ACCOUNT | {"status": "停止缴存"}]),
        example(
            "账户是未计入保障的儿子的",
            "an uncounted son's account",
            approvals=[{"head_id": 1, "standard_fen": 60_000}],
            members=[{"person_id": 1}, {"person_id": 2, "counted": False}],
            housing_fund=[ACCOUNT | {"person_id": 2}],
        ),
    ),
)
