"""Overpayment explained: month by month, and for a member who has died (F12)."""

from collections.abc import Sequence

from mingbai.policy.dibao.local import local_benefit
from mingbai.policy.dibao.monthly_benefit import Household
from mingbai.policy.explained.explanation import Explanation, Ground, Step, yuan
from mingbai.policy.parameters import Parameters
from mingbai.policy.recovery.overpayment import PaidMonth, overpayment


def explain_overpayment(months: Sequence[PaidMonth]) -> Explanation:
    """Return how the sum overpaid came about, month by month; below nothing when too little was paid."""
    total = overpayment(months)
    steps = (*map(_month_step, months), _total_step(total))
    return Explanation("多发金额计算说明", "How the overpayment was computed", steps, amount_fen=total)


def explain_death(with_all: Household, without: Household, parameters: Parameters, programme: str) -> Explanation:
    """Return what a month's benefit was too high for counting members who had died, and why."""
    paid, due = (local_benefit(household, parameters, programme) for household in (with_all, without))
    total = paid - due
    steps = (
        Step(
            f"按{with_all.member_count}人计算，整户每月{yuan(paid)}元。",
            f"Counting {with_all.member_count} members, the household's benefit is {yuan(paid)} yuan a month.",
            (Ground.of(parameters.origin("benefit_method")),),
            {"member_count": with_all.member_count, "benefit_fen": paid},
        ),
        Step(
            f"不计已死亡成员，按{without.member_count}人重新计算，整户每月{yuan(due)}元。",
            f"Without those who have died, for {without.member_count} members, it is {yuan(due)} yuan a month.",
            (Ground("MF-2022-DD#1.3"),),
            {"member_count": without.member_count, "benefit_fen": due},
        ),
        Step(
            f"多发金额为两个整户金额之差{yuan(total)}元，不按人头分摊。",
            f"The overpayment is the difference of the two, {yuan(total)} yuan, not a share per head.",
            values={"amount_fen": total},
        ),
    )
    return Explanation("死亡成员多发金额说明", "What was overpaid for the dead", steps, amount_fen=total)


def _month_step(month: PaidMonth) -> Step:
    difference = month.paid_fen - month.due_fen
    return Step(
        f"{month.month}：实发{yuan(month.paid_fen)}元，按当月真实情况应发{yuan(month.due_fen)}元，相差{yuan(difference)}元。",
        f"{month.month}: {yuan(month.paid_fen)} yuan were paid, {yuan(month.due_fen)} yuan were due as things really "
        f"were, a difference of {yuan(difference)} yuan.",
        values={"paid_fen": month.paid_fen, "due_fen": month.due_fen, "difference_fen": difference},
    )


def _total_step(total: int) -> Step:
    zh, en = ("多发", "overpaid") if total >= 0 else ("少发", "underpaid")
    return Step(
        f"合计{zh}{yuan(abs(total))}元。",
        f"Together {yuan(abs(total))} yuan were {en}.",
        (Ground("LAW-2026#74"),) if total > 0 else (),
        {"amount_fen": total},
    )
