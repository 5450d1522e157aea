"""The single-person case and the grace months explained (F6, F7)."""

from fractions import Fraction

from mingbai.kernel.month import Month, months_between
from mingbai.policy.dibao.grace import Grace, grace_benefit, last_grace_month
from mingbai.policy.dibao.local import local_standard
from mingbai.policy.dibao.monthly_benefit import BASIS
from mingbai.policy.dibao.single_person import County, single_person_benefit
from mingbai.policy.explained.benefit import rounding_step, top_up_step
from mingbai.policy.explained.explanation import Explanation, Ground, Step, yuan
from mingbai.policy.parameters import Parameters, definitions
from mingbai.policy.parameters.showing import shown


def explain_single_person(parameters: Parameters, programme: str) -> Explanation:
    """Return how the benefit of a single-person case came about; raise NotInForce without the county's average."""
    standard, average = local_standard(parameters, programme), parameters.origin("average_supplement_fen")
    due_fen = single_person_benefit(County(average.value), standard)
    exact = average.value + Fraction(standard.standard_fen * standard.supplement_bp, BASIS)
    steps = (
        Step(
            f"参照单人户：取本县低保人均补助水平每月{yuan(average.value)}元。",
            f"As a single-person case: the county's average supplement, {yuan(average.value)} yuan a month.",
            (Ground.of(parameters.origin("single_person_method")), Ground.of(average)),
            {"average_supplement_fen": average.value},
        ),
        top_up_step(1, standard, parameters),
        rounding_step(exact, due_fen, parameters),
    )
    return Explanation("单人户救助金计算说明", "How the single-person benefit was computed", steps, amount_fen=due_fen)


def explain_grace(
    decided: Month, paid_for: Month, last_benefit_fen: int, single_fen: int, parameters: Parameters
) -> Explanation:
    """Return how the benefit of a month of grace came about; `decided` is the month of the decision."""
    months = parameters.number("grace_months")
    grace = Grace(
        last_benefit_fen=last_benefit_fen,
        month_number=max(months_between(decided, paid_for), 0),
        grace_months=months,
        single_fen=single_fen,
        rule=parameters.text("grace_amount"),
        rounding=parameters.text("benefit_rounding"),
    )
    due_fen = grace_benefit(grace)
    steps = (_term_step(decided, months, parameters), _month_step(grace, paid_for, due_fen, parameters))
    return Explanation("渐退期救助金计算说明", "How the benefit in grace was computed", steps, amount_fen=due_fen)


def _term_step(decided: Month, months: int, parameters: Parameters) -> Step:
    first, last = decided.next(), last_grace_month(decided, months)
    return Step(
        f"渐退期{months}个月，自作出决定的次月{first}起，至{last}止。",
        f"Grace lasts {months} months, from {first}, the month after the decision, to {last}.",
        (Ground.of(parameters.origin("grace_months")),),
        {"grace_months": months, "first": str(first), "last": str(last)},
    )


def _month_step(grace: Grace, paid_for: Month, due_fen: int, parameters: Parameters) -> Step:
    values = {"month_number": grace.month_number, "rule": grace.rule, "amount_fen": due_fen}
    if not 1 <= grace.month_number <= grace.grace_months:
        return Step(
            f"{paid_for}不在渐退期内，应发{yuan(due_fen)}元。",
            f"{paid_for} is no month of grace: {yuan(due_fen)} yuan are due.",
            values=values,
        )
    entry = parameters.origin("grace_amount")
    how = {lang: shown(definitions()[entry.key], entry.value, lang) for lang in ("zh", "en")}
    return Step(
        f"{paid_for}是渐退期第{grace.month_number}个月，原金额{yuan(grace.last_benefit_fen)}元，{how['zh']}，应发{yuan(due_fen)}元。",
        f"{paid_for} is month {grace.month_number} of grace; the last benefit was {yuan(grace.last_benefit_fen)} yuan, "
        f"{how['en']}: {yuan(due_fen)} yuan are due.",
        (Ground.of(entry),),
        values,
    )
