"""RK-310 to 313, 405: paid twice, late, short, returned, or before it was decided."""

from datetime import timedelta

from mingbai.kernel.calendar import add_working_days
from mingbai.simulation.crafting.desk import Desk
from mingbai.simulation.crafting.families import dibao, relief, tekun
from mingbai.simulation.crafting.stories import fault


@fault("RK-310", "同月发放两次")
def twice(desk: Desk) -> None:
    """Paid twice in one month."""
    family = dibao(desk, 50)
    again = family.pay_again(family.amount_fen)
    desk.expect("RK-310", "payments", again["bank_ref"], family.amount_fen)
    for rule_id in ("RK-307", "RK-308"):
        desk.expect(rule_id, "roster", family.line, family.amount_fen)


@fault("RK-310", "第二次发放金额不同")
def twice_unequal(desk: Desk) -> None:
    """Paid again, another sum."""
    family = tekun(desk, 75)
    again = family.pay_again(20_000, days=2)
    desk.expect("RK-310", "payments", again["bank_ref"], 20_000)
    for rule_id in ("RK-307", "RK-308"):
        desk.expect(rule_id, "roster", family.line, 20_000)


@fault("RK-310", "首次失败后重发成功")
def failed_then_paid(desk: Desk) -> None:
    """Failed, then paid."""
    family = dibao(desk, 45, 44)
    family.pay_again(family.amount_fen)
    family.payment |= {"status": "failed", "reason": "账号户名不符"}
    leave_alone(desk, family.line, family.ref, desk.rows["payments"][-1]["bank_ref"])


@fault("RK-310", "分两笔发放，合计相等")
def two_halves(desk: Desk) -> None:
    """Paid in two halves."""
    family = tekun(desk, 80)
    half = family.amount_fen // 2
    family.payment["amount_fen"] -= half
    again = family.pay_again(half, days=0)
    leave_alone(desk, family.line, family.ref, again["bank_ref"])


@fault("RK-310", "当月另有上月补发")
def back_pay(desk: Desk) -> None:
    """Back-pay for the month before, beside the month's own."""
    family = dibao(desk, 42)
    again = family.pay_again(12_345, purpose="补发上月差额")
    leave_alone(desk, family.line, family.ref, again["bank_ref"])


@fault("RK-311", "逾期发放")
def late(desk: Desk) -> None:
    """Paid late."""
    family = dibao(desk, 48)
    family.payment["paid_on"] = desk.month.first_on.replace(day=18)
    desk.expect("RK-311", "payments", family.ref, family.amount_fen)


@fault("RK-311", "十一日发放（边界）")
def a_day_late(desk: Desk) -> None:
    """Paid on the 11th (boundary)."""
    family = tekun(desk, 66)
    family.payment["paid_on"] = desk.month.first_on.replace(day=11)
    desk.expect("RK-311", "payments", family.ref, family.amount_fen)


@fault("RK-311", "十日发放（边界）")
def on_the_tenth(desk: Desk) -> None:
    """Paid on the 10th (boundary)."""
    family = dibao(desk, 61)
    family.payment["paid_on"] = desk.month.first_on.replace(day=10)
    desk.leave("RK-311", "payments", family.ref)


@fault("RK-311", "临时救助不按月发放")
def relief_is_not_monthly(desk: Desk) -> None:
    """Relief is not monthly."""
    grant = relief(desk, 50_000)
    grant.payment["paid_on"] = desk.month.last_on - timedelta(days=1)
    desk.leave("RK-311", "payments", grant.ref)


@fault("RK-312", "少发")
def short(desk: Desk) -> None:
    """Paid too little."""
    family = dibao(desk, 53, 52)
    family.payment["amount_fen"] -= 3_000
    for rule_id in ("RK-312", "RK-307", "RK-308"):
        desk.expect(rule_id, "roster", family.line, 3_000)


@fault("RK-312", "只发一半")
def half(desk: Desk) -> None:
    """Only half was paid."""
    family = tekun(desk, 73)
    missing = family.amount_fen - family.amount_fen // 2
    family.payment["amount_fen"] -= missing
    for rule_id in ("RK-312", "RK-307", "RK-308"):
        desk.expect(rule_id, "roster", family.line, missing)


@fault("RK-313", "退汇未处理")
def returned(desk: Desk) -> None:
    """Returned and nothing done."""
    family = dibao(desk, 57)
    returned_on = desk.month.first_on.replace(day=9)
    family.payment |= {"status": "returned", "returned_on": returned_on, "reason": "账户已销户"}
    if add_working_days(returned_on, 10).on < desk.month.last_on - timedelta(days=4):
        desk.expect("RK-313", "payments", family.ref, family.amount_fen)
    else:  # a month of holidays: the time to act may not be over when its payments end
        desk.may("RK-313", "payments", family.ref)


@fault("RK-313", "月末刚退汇，尚在处理期限内")
def just_returned(desk: Desk) -> None:
    """Returned only days ago."""
    family = tekun(desk, 68)
    family.payment |= {
        "status": "returned",
        "returned_on": desk.month.last_on - timedelta(days=3),
        "reason": "账户冻结",
    }
    desk.leave("RK-313", "payments", family.ref)


@fault("RK-313", "退汇后已重发")
def paid_again(desk: Desk) -> None:
    """Returned, then paid again."""
    family = dibao(desk, 46)
    family.pay_again(family.amount_fen, days=2)
    family.payment |= {"status": "returned", "returned_on": desk.month.first_on.replace(day=9), "reason": "户名不符"}
    leave_alone(desk, family.line, family.ref)
    desk.leave("RK-313", "payments", family.ref)


@fault("RK-405", "先发放后确认")
def before_decision(desk: Desk) -> None:
    """Paid before it was confirmed."""
    family = dibao(desk, 40, started=0)
    family.approval["confirmed_on"] = desk.month.first_on.replace(day=20)
    desk.expect("RK-405", "payments", family.ref, family.amount_fen)
    desk.expect("RK-320", "approvals", family.entry, family.amount_fen)


@fault("RK-405", "急难救助先行救助后补手续")
def relief_first(desk: Desk) -> None:
    """Emergency relief first, papers later."""
    grant = relief(desk, 40_000, reason="火灾")
    grant.approval["confirmed_on"] = desk.month.first_on.replace(day=25)
    grant.payment["paid_on"] = desk.month.first_on.replace(day=21)
    desk.leave("RK-405", "payments", grant.ref)


def leave_alone(desk: Desk, line: str, *refs: str) -> None:
    """Nothing about the payments of a line may be found."""
    for rule_id in ("RK-307", "RK-308", "RK-312"):
        desk.leave(rule_id, "roster", line)
    for ref in refs:
        desk.leave("RK-310", "payments", ref)
