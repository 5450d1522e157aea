"""RK-122 收入变化超档: with what departments know, income per person reaches the standard."""

from datetime import date
from typing import Any

from mingbai.rules.rule import Phase, Row, Rule, Severity, Subject, example


def couple(**columns: Any) -> dict[str, Any]:
    """Return two people on dibao under a standard of 600 yuan."""
    row = {"head_id": 1, "member_count": 2, "standard_fen": 60_000, "annual_income_fen": 0, "amount_fen": 120_000}
    return {"approvals": [row | columns], "members": [{"person_id": 1}, {"person_id": 2}]}


def pension(fen: int) -> list[Row]:
    """Return the head's pension."""
    return [{"person_id": 1, "amount_fen": fen, "kind": "企业职工基本养老金"}]


def wage(fen: int, *months: int) -> list[Row]:
    """Return the second member's contributions in those months of 2026."""
    row = {"person_id": 2, "kind": "企业养老", "base_fen": fen}
    return [row | {"month": date(2026, month, 1)} for month in months]


RULE = Rule(
    id="RK-122",
    title="收入已达低保标准",
    title_en="Income has reached the standard",
    plain="把部门查到的每月养老金和连续参保的工资合起来，家庭人均收入已达到低保标准，又不在渐退期。"
    "符合条件的要求是低于标准，所以正好等于标准也不再符合。停发前须听取意见并书面告知。",
    plain_en="The pensions and the steady wages that departments know of bring income per person to the standard, "
    "and no "
    "grace is running. Income must be below the standard, so exactly at it is too much. Before anything is stopped the "
    "family is heard and told in writing.",
    phase=Phase.BEFORE_PAYMENT,
    severity=Severity.ORANGE,
    grain="line",
    subject=Subject.APPROVAL,
    cites=("YC-2022-2#2.2.3", "LAW-2026#18", "LAW-2026#47", "LAW-2026#48"),
    needs=("approvals", "pensions|insurance"),
    when="""line.in_approvals AND line.programme LIKE 'dibao%' AND line.case_kind IS DISTINCT FROM 'single'
        AND (line.grace_until IS NULL OR line.grace_until < line.month)
        AND household_income.income_fen * 12 - household_income.yearly_cost_fen
            >= line.standard_fen * line.member_count * 12""",
    at_stake_fen="line.amount_fen",
    tier="household_income.tier",
    message="{earner}家每月养老金{pension_fen}、参保工资{wage_fen}，{member_count}人，人均已达低保标准{standard_fen}",
    message_en="The household of {earner} has pensions of {pension_fen} and insured wages of {wage_fen} a month for "
    "{member_count} persons: the standard of {standard_fen} per person is reached",
    shows=(
        "household_income.earner",
        "household_income.pension_fen",
        "household_income.wage_fen",
        "line.member_count",
        "line.standard_fen",
        "line.annual_income_fen",
    ),
    partly=(
        "可扣减的刚性支出不在名单中，仅扣除就业成本。",
        "Rigid spending that may be deducted is on no list; only the cost of working is.",
    ),
    examples=(
        example(
            "养老金正好等于两个人的低保标准",
            "a pension of exactly the standard for two",
            **couple(),
            pensions=pension(120_000),
            finds=("H1",),
            at_stake_fen=120_000,
        ),
        example(
            "养老金加上稳定的工资",
            "a pension and a steady wage together",
            **couple(),
            pensions=pension(40_000),
            insurance=wage(120_000, 8, 9, 10),
            finds=("H1",),
        ),
        example(
            "已经申报，收入仍高于标准",
            "declared, and still above the standard",
            **couple(annual_income_fen=1_500_000),
            pensions=pension(125_000),
            finds=("H1",),
        ),
        example("比两个人的标准少一分钱", "one fen below the standard for two", **couple(), pensions=pension(119_999)),
        example(
            "正在渐退期内",
            "the grace months are running",
            **couple(grace_until=date(2026, 10, 1)),
            pensions=pension(150_000),
        ),
        example(
            "工资减去就业成本后低于标准",
            "without the cost of working the wage stays below",
            **couple(),
            insurance=wage(150_000, 8, 9, 10),
        ),
        example(
            "工资高，但只有两个月，不算稳定收入",
            "a good wage for two months is no steady income",
            **couple(),
            insurance=wage(900_000, 9, 10),
        ),
        example(
            "单人户，其家庭收入可以高于标准",
            "a single-person case may have a family above the standard",
            **couple(case_kind="single"),
            pensions=pension(150_000),
        ),
        example(
            "特困不按低保标准衡量",
            "tekun is not measured by this standard",
            pensions=pension(150_000),
            approvals=[{"programme": "tekun_rural", "head_id": 1, "standard_fen": 78_000}],
        ),
    ),
)
