"""Countable income explained: the cost of working and rigid spending (F3, F4)."""

from collections.abc import Sequence

from mingbai.policy.dibao.income import Income, Wage, countable_income, earned_income, employment_cost, employment_costs
from mingbai.policy.dibao.monthly_benefit import MONTHS
from mingbai.policy.dibao.rigid_spending import Expense, Verdict, rigid_spending, self_paid, verdict
from mingbai.policy.explained.explanation import Explanation, Ground, Step, yuan
from mingbai.policy.parameters import Parameters, standard_key


def explain_income(
    member_count: int,
    items_fen: int,
    wages: Sequence[Wage],
    expenses: Sequence[Expense],
    parameters: Parameters,
    programme: str,
) -> Explanation:
    """
    Return how the year's countable income came about.

    `items_fen` are all countable items of the year, wages included; of the `expenses`
    those count that the locality deducts, and each of the others is told why not.
    """
    months = parameters.number("employment_cost_months")
    spent_fen = rigid_spending(expenses, parameters)
    income = Income(member_count, items_fen, employment_costs(wages, months), spent_fen)
    standard_fen = parameters.number(standard_key(programme))
    steps = (
        _items_step(items_fen),
        *(_wage_step(wage, months, parameters) for wage in wages),
        *(_left_out_step(one, parameters) for one in expenses if verdict(one, parameters) is not Verdict.DEDUCTED),
        *_rigid_steps(income, standard_fen, parameters),
        _result_step(countable_income(income, standard_fen)),
    )
    countable_fen = countable_income(income, standard_fen)
    return Explanation("家庭收入核算说明", "How countable income was computed", steps, amount_fen=countable_fen)


def _items_step(items_fen: int) -> Step:
    return Step(
        f"全年各项收入合计{yuan(items_fen)}元。",
        f"All items of the year add up to {yuan(items_fen)} yuan.",
        (Ground("MF-2021-57#13"),),
        {"items_fen": items_fen},
    )


def _wage_step(wage: Wage, months: int, parameters: Parameters) -> Step:
    cost = employment_cost(wage, months)
    limit = months * wage.minimum_wage_fen
    return Step(
        f"就业成员年工资{yuan(wage.annual_wage_fen)}元，扣减{months}个月务工地最低工资{yuan(limit)}元"
        f"（以工资为限），就业成本{yuan(cost)}元。",
        f"From a wage of {yuan(wage.annual_wage_fen)} yuan a year, {months} minimum wages of the place of work, "
        f"{yuan(limit)} yuan, are deducted, but no more than the wage: {yuan(cost)} yuan.",
        (Ground.of(parameters.origin("employment_cost_months")),),
        {"annual_wage_fen": wage.annual_wage_fen, "limit_fen": limit, "employment_cost_fen": cost},
    )


def _left_out_step(expense: Expense, parameters: Parameters) -> Step:
    why = {
        Verdict.WRONG_KIND: ("不属于当地扣减的种类", "of no kind that is deducted here"),
        Verdict.NO_VOUCHER: ("没有支出凭据", "without a voucher"),
    }[verdict(expense, parameters)]
    own_fen = self_paid(expense)
    return Step(
        f"另一笔支出自负{yuan(own_fen)}元，{why[0]}，不予扣减。",
        f"Another expense, {yuan(own_fen)} yuan of it self-paid, is {why[1]} and is not deducted.",
        (Ground.of(parameters.origin("rigid_kinds")),),
        {"kind": expense.kind, "self_paid_fen": own_fen, "verdict": verdict(expense, parameters).value},
    )


def _rigid_steps(income: Income, standard_fen: int, parameters: Parameters) -> list[Step]:
    earned, needed = earned_income(income), standard_fen * income.member_count * MONTHS
    values = {"earned_fen": earned, "needed_fen": needed, "rigid_spending_fen": income.rigid_spending_fen}
    if not income.rigid_spending_fen:
        return []
    grounds = (Ground.of(parameters.origin("rigid_kinds")),)
    if earned < needed:
        return [
            Step(
                f"收入{yuan(earned)}元已低于全年标准{yuan(needed)}元，不再扣减刚性支出。",
                f"Income of {yuan(earned)} yuan is below the year's standard of {yuan(needed)} yuan already; "
                "rigid spending is not deducted.",
                grounds,
                values,
            )
        ]
    return [
        Step(
            f"收入{yuan(earned)}元不低于全年标准{yuan(needed)}元，凭票据扣减自负刚性支出{yuan(income.rigid_spending_fen)}元。",
            f"Income of {yuan(earned)} yuan is not below the year's standard of {yuan(needed)} yuan; self-paid rigid "
            f"spending with vouchers, {yuan(income.rigid_spending_fen)} yuan, is deducted.",
            grounds,
            values,
        )
    ]


def _result_step(countable_fen: int) -> Step:
    return Step(
        f"可计入年收入为{yuan(countable_fen)}元（扣减后不低于零）。",
        f"Countable income of the year is {yuan(countable_fen)} yuan (never less than nothing).",
        values={"amount_fen": countable_fen},
    )
