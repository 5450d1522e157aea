"""RK-112 养老金/社保缴费收入不符: departments know of more monthly income than the family declared."""

from datetime import date
from typing import Any

from mingbai.rules.rule import Phase, Row, Rule, Severity, Subject, example

WAGE_KIND = "城镇职工基本养老保险"
RECOMPUTED = """DIBAO_BENEFIT(line.member_count, COALESCE(line.priority_member_count, 0),
    household_income.income_fen * 12, line.standard_fen, COALESCE(param.top_up_bp, 0), param.benefit_rounding)"""


def family(annual_income_fen: int | None = 0, **columns: Any) -> dict[str, Any]:
    """Return a family of two on dibao with that declared income."""
    row = {"head_id": 1, "member_count": 2, "standard_fen": 60_000, "amount_fen": 120_000}
    return {
        "approvals": [row | {"annual_income_fen": annual_income_fen} | columns],
        "members": [{"person_id": 1}, {"person_id": 2}],
    }


def insured(*months: int, base_fen: int = 100_000, **columns: Any) -> list[Row]:
    """Return a person's contributions in those months of 2026."""
    row = {"person_id": 2, "kind": WAGE_KIND, "base_fen": base_fen, "employer": "示范劳务公司"}
    return [row | {"month": date(2026, month, 1)} | columns for month in months]


def pension(fen: int, kind: str = "企业职工基本养老金", person: int = 1) -> dict[str, Any]:
    """Return a monthly pension."""
    return {"person_id": person, "amount_fen": fen, "kind": kind}


RULE = Rule(
    id="RK-112",
    title="养老金或工资收入与申报不符",
    title_en="Income not declared",
    plain="社保部门每月发给保障对象的养老金，或连续几个月由单位参保的缴费基数，高于家庭申报的月收入。"
    "只比较同一个月，从不把全年收入平均到各月；学生假期打工、灵活就业自缴、公益性岗位不算；就业成本先扣除。",
    plain_en="The pension paid to counted members each month, or the base on which an employer insured them several "
    "months in "
    "a row, is more than the family declared for a month. Months are compared with months: a year is never spread over "
    "them. Holiday work of students, self-paid insurance and public-welfare posts are left out, and the cost of "
    "working "
    "is deducted first.",
    phase=Phase.BEFORE_PAYMENT,
    severity=Severity.ORANGE,
    grain="line",
    subject=Subject.APPROVAL,
    cites=("ZS-2023#2.3.3", "MF-2021-57#13.1", "MF-2021-57#13.4"),
    needs=("approvals", "pensions|insurance"),
    # Income that rises while grace lasts is what grace is for.
    when="""line.in_approvals AND (line.grace_until IS NULL OR line.grace_until < line.month) AND (
        household_income.income_fen * 12 - household_income.yearly_cost_fen
            > line.annual_income_fen + param.rk112_tolerance_fen * 12
        OR (household_income.wage_fen > 0
            AND household_income.wage_fen * 12 - household_income.yearly_cost_fen > line.annual_income_fen))""",
    at_stake_fen=f"""CASE WHEN line.programme NOT LIKE 'dibao%' OR line.case_kind = 'single' THEN line.amount_fen
        WHEN line.amount_fen > {RECOMPUTED} THEN line.amount_fen - {RECOMPUTED}
        WHEN line.amount_fen <= {RECOMPUTED} THEN 0 END""",
    tier="household_income.tier",
    message="{earner}等{earners}人每月养老金{pension_fen}、单位参保基数{wage_fen}，家庭申报年收入{annual_income_fen}",
    message_en="{earner} (earners: {earners}) receives pensions of {pension_fen} and is insured by an employer on "
    "{wage_fen} "
    "a month; the family declared {annual_income_fen} for the year",
    shows=(
        "household_income.earner",
        "household_income.earners",
        "household_income.pension_fen",
        "household_income.wage_fen",
        "line.annual_income_fen",
        "household_income.employer",
    ),
    partly=(
        "家庭已抵扣的刚性支出不在名单中，抵扣较多的家庭请先核对收入核算表。",
        "Rigid spending already deducted is on no list: where there is much of it, look at the income sheet first.",
    ),
    examples=(
        example(
            "养老金600元没有申报，重新计算后仍有应得的部分",
            "a pension of 600 yuan, nothing declared: a smaller benefit stays due",
            **family(),
            pensions=[pension(60_000)],
            finds=("H1",),
            at_stake_fen=60_000,
        ),
        example(
            "比允许的50元误差多一分钱",
            "one fen above the tolerated 50 yuan",
            **family(12 * 40_000),
            pensions=[pension(45_001)],
            finds=("H1",),
        ),
        example(
            "连续三个月由单位参保",
            "three months in a row insured by an employer",
            **family(12 * 30_000),
            insurance=insured(8, 9, 10),
            finds=("H1",),
            at_stake_fen=100_000,
        ),
        example(
            "一个月参加三种保险只算一份工资，取三个月中最低的",
            "three insurances a month are one wage, and the least of three months counts",
            **family(),
            insurance=insured(8, 9, 10) + insured(9, kind="失业保险") + insured(10, base_fen=110_000, kind="工伤保险"),
            finds=("H1",),
            at_stake_fen=100_000,
        ),
        example(
            "特困人员领取养老金",
            "a tekun person draws a pension",
            approvals=[{"programme": "tekun_rural", "head_id": 1, "annual_income_fen": 0, "amount_fen": 90_000}],
            pensions=[pension(60_000)],
            finds=("H1",),
            at_stake_fen=90_000,
        ),
        example(
            "正好比申报多50元", "exactly 50 yuan more than declared", **family(12 * 40_000), pensions=[pension(45_000)]
        ),
        example(
            "同一笔养老金列了两次",
            "the same pension stated twice",
            **family(12 * 60_000),
            pensions=[pension(60_000), pension(60_000)],
        ),
        example(
            "领的是城乡居民基本养老金，不计算",
            "the residents' basic pension does not count",
            **family(),
            pensions=[pension(19_800, "城乡居民基本养老保险")],
        ),
        example(
            "申报收入不明，不等于申报为零",
            "declared income unknown is not declared nothing",
            **family(None),
            pensions=[pension(60_000)],
        ),
        example(
            "养老金是未计入保障的人的",
            "a pension of someone not counted",
            **family(),
            pensions=[pension(60_000, person=3)],
        ),
        example(
            "学生七、八月假期打工",
            "a student's holiday work in July and August",
            **family(),
            insurance=insured(7, 8),
            students=[{"person_id": 2, "level": "大学本科"}],
        ),
        example(
            "学生开学后在店里一直做到10月",
            "a student who stays on at the shop into October",
            **family(),
            insurance=insured(8, 9, 10),
            students=[{"person_id": 2, "level": "大学本科"}],
        ),
        example(
            "季节工，从没有连续三个月",
            "a seasonal worker: never three in a row",
            **family(),
            insurance=insured(5, 7, 8, 10, base_fen=500_000),
        ),
        example("做到9月为止", "worked until September", **family(), insurance=insured(7, 8, 9)),
        example(
            "9月至11月参保，截至本月才两个月",
            "insured from September to November: two months so far",
            **family(),
            insurance=insured(9, 10, 11),
        ),
        example(
            "灵活就业，自己缴费",
            "flexible work, insured by oneself",
            **family(),
            insurance=insured(8, 9, 10, kind="职工养老（灵活就业）"),
        ),
        example(
            "在公益性岗位工作",
            "a public-welfare post",
            **family(),
            insurance=insured(8, 9, 10, employer="村公益性岗位"),
        ),
        example(
            "如实申报：工资减去就业成本，正是申报的数",
            "an honest worker: the wage less the cost of working is what was declared",
            **family(100_000 * 12 - 2 * 196_000),
            insurance=insured(8, 9, 10),
        ),
        example(
            "渐退期内就业",
            "working in the grace months",
            **family(grace_until=date(2026, 10, 1)),
            insurance=insured(8, 9, 10),
        ),
    ),
)
