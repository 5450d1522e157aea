"""RK-209, 210, 211, 320, 902: the household, its certificate, its first month and its supplements."""

from datetime import date, timedelta

from mingbai.kernel.month import Month
from mingbai.simulation.crafting.desk import Desk
from mingbai.simulation.crafting.families import Family, dibao, tekun
from mingbai.simulation.crafting.stories import fault
from mingbai.simulation.faults.identity import list_uncounted
from mingbai.simulation.faults.standing import disabled, marry


@fault("RK-209", "一户两证，夫妻各持一证")
def two_certificates(desk: Desk) -> None:
    """One household, a certificate each for husband and wife."""
    first = dibao(desk, 56, started=30)
    household = first.approval["household_id"]
    second = dibao(desk, 54, household=household, place=place_of(first), started=20)
    desk.expect("RK-209", "approvals", second.entry, min(first.amount_fen, second.amount_fen))
    for family in (first, second):
        desk.may("RK-201", "person", family.head.id)
        desk.may("RK-318", "roster", family.line)
        desk.may("RK-210", "approvals", family.entry)


@fault("RK-209", "同一户号既有农村低保证又有城市低保证")
def rural_and_urban(desk: Desk) -> None:
    """One household number with a rural and an urban certificate."""
    person = desk.person(59)
    first = dibao(desk, people=[person], started=40)
    second = dibao(desk, people=[person], urban=True, household=first.approval["household_id"], started=16,
                   place=place_of(first))  # fmt: skip
    smaller = min(first.amount_fen, second.amount_fen)
    desk.expect("RK-209", "approvals", second.entry, smaller)
    desk.expect("RK-203", "person", person.id, smaller)


def place_of(family: Family) -> tuple[str, str, str]:
    """Return where a family lives."""
    row = family.approval
    return row["region_code"], row["region_name"], row["address"]


def later(first: Family, second: Family) -> Family:
    """Return the family whose household number comes later."""
    return max(first, second, key=lambda family: str(family.approval["household_id"]))


def expect_split(desk: Desk, first: Family, second: Family) -> None:
    """Expect two halves of one household to be found."""
    stake = min(first.amount_fen, second.amount_fen)
    desk.expect("RK-210", "approvals", later(first, second).entry, stake)


@fault("RK-210", "夫妻分户，同一住址")
def spouses_apart(desk: Desk) -> None:
    """Husband and wife as two households at one address."""
    first = dibao(desk, 45)
    second = dibao(desk, 43, place=place_of(first))
    marry(desk, first.head, second.head)
    expect_split(desk, first, second)
    for family in (first, second):
        desk.expect("RK-118", "person", family.head.id, family.amount_fen)


@fault("RK-210", "父亲与未成年子女分户，住址写法不同")
def child_apart(desk: Desk) -> None:
    """Father and minor child apart, the address written differently."""
    first = dibao(desk, 41)
    child = desk.person(14)
    second = dibao(desk, people=[desk.person(67), child], place=place_of(first))
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    second.approval["address"] = str(first.approval["address"]).translate(wide).replace("组", "组 ")
    desk.add("kinships", person_id=first.head.id, other_id=child.id, relation="子女")
    expect_split(desk, first, second)


@fault("RK-210", "成年子女与父母同址分户")
def grown_up_child(desk: Desk) -> None:
    """A grown-up child at the parents' address."""
    first = dibao(desk, 68)
    second = dibao(desk, 39, place=place_of(first))
    desk.add("kinships", person_id=first.head.id, other_id=second.head.id, relation="子女")
    for family in (first, second):
        desk.leave("RK-210", "approvals", family.entry)


@fault("RK-210", "夫妻两户住址均空")
def no_address(desk: Desk) -> None:
    """Spouses in two households without an address."""
    first, second = dibao(desk, 52), dibao(desk, 50)
    marry(desk, first.head, second.head)
    for family in (first, second):
        family.approval["address"] = None
        desk.leave("RK-210", "approvals", family.entry)
        desk.expect("RK-118", "person", family.head.id, family.amount_fen)


@fault("RK-211", "共同生活成员未纳入且无原因")
def left_out(desk: Desk) -> None:
    """A member of the household is left out without a reason."""
    family = dibao(desk, 48, 47)
    list_uncounted(desk, family, desk.person(16), None)
    desk.expect("RK-211", "approvals", family.entry)


@fault("RK-211", "未纳入成员注明已分户独立生活")
def lawfully_left_out(desk: Desk) -> None:
    """The member left out lives on his own: the reason stands there."""
    family = dibao(desk, 63)
    list_uncounted(desk, family, desk.person(35), "已分户独立生活")
    desk.leave("RK-211", "approvals", family.entry)


def decide(family: Family, confirmed_on: date, first_month: Month, publicity: date | None = None) -> None:
    """Set when a line was decided and when its money began."""
    family.approval |= {"confirmed_on": confirmed_on, "valid_from": first_month, "publicity_ended_on": publicity}
    for row in list(family.previous):
        if row["month"] < first_month:
            family.desk.drop("previous_roster", row)
            family.previous.remove(row)


@fault("RK-320", "提前一个月起发")
def a_month_early(desk: Desk) -> None:
    """Paid from the month of the decision."""
    family, month = dibao(desk, 44, 12), desk.month.plus(-3)
    decide(family, month.first_on.replace(day=18), month)
    desk.expect("RK-320", "approvals", family.entry, family.amount_fen)


@fault("RK-320", "推迟两个月起发")
def two_months_late(desk: Desk) -> None:
    """Paid two months late."""
    family, month = tekun(desk, 66), desk.month.plus(-6)
    decide(family, month.first_on.replace(day=9), month.plus(3))
    desk.expect("RK-320", "approvals", family.entry, family.amount_fen * 2)


@fault("RK-320", "公示结束前已起发")
def before_publicity(desk: Desk) -> None:
    """Paid before publicity had ended."""
    family, month = dibao(desk, 51), desk.month.plus(-2)
    decide(family, month.previous().last_on, month, month.first_on.replace(day=4))
    desk.expect("RK-320", "approvals", family.entry, family.amount_fen)


@fault("RK-320", "公示在次月结束，再次月起发")
def after_publicity(desk: Desk) -> None:
    """Publicity ended in the month after the decision, paid from the next."""
    family, month = dibao(desk, 50), desk.month.plus(-2)
    decide(family, month.previous().last_on, month.next(), month.first_on.replace(day=4))
    desk.leave("RK-320", "approvals", family.entry)


@fault("RK-320", "月末最后一日确认，次月起发（边界）")
def on_the_last_day(desk: Desk) -> None:
    """Decided on the last day, paid from the next month (boundary)."""
    family, month = dibao(desk, 38), desk.month.plus(-1)
    decide(family, month.last_on, desk.month)
    desk.leave("RK-320", "approvals", family.entry)


def forget_supplements(family: Family, missing: int) -> None:
    """Leave some members out of the supplement and expect it to be noticed."""
    family.approval["priority_member_count"] -= missing
    family.set_amount(family.benefit_fen())
    family.desk.expect("RK-902", "approvals", family.entry, missing * family.top_up_fen)


@fault("RK-902", "老年人未加发")
def old(desk: Desk) -> None:
    """An old member without the supplement."""
    family = dibao(desk, 71, 40)
    family.members[0]["category"] = None
    forget_supplements(family, 1)


@fault("RK-902", "老人和孩子均未加发")
def old_and_young(desk: Desk) -> None:
    """Neither the old nor the young got the supplement."""
    forget_supplements(dibao(desk, 66, 38, 10, urban=True), 2)


@fault("RK-902", "重度残疾人未加发")
def severe(desk: Desk) -> None:
    """A severely disabled member without the supplement."""
    family = dibao(desk, 39, 37)
    family.members[1] |= {"disability": "肢体一级", "category": "重度残疾"}
    disabled(desk, family.people[1], "肢体", "一级")
    family.approval["priority_member_count"] = 1
    forget_supplements(family, 1)


@fault("RK-902", "重病患者未加发")
def ill(desk: Desk) -> None:
    """A seriously ill member without the supplement."""
    family = dibao(desk, 47)
    desk.add("illnesses", person_id=family.head.id, name=family.head.name, kind="终末期肾病")
    family.approval["priority_member_count"] = 1
    forget_supplements(family, 1)


@fault("RK-902", "本月一日年满六十周岁未加发（边界）")
def sixty_today(desk: Desk) -> None:
    """Sixty on the first of the month, no supplement (boundary)."""
    first = desk.month.first_on
    forget_supplements(dibao(desk, people=[desk.person(born=first.replace(year=first.year - 60))]), 1)


@fault("RK-902", "次日才满六十周岁（边界）")
def sixty_tomorrow(desk: Desk) -> None:
    """Sixty a day later (boundary)."""
    first = desk.month.first_on
    born = first.replace(year=first.year - 60) + timedelta(days=1)
    family = dibao(desk, people=[desk.person(born=born)])
    desk.leave("RK-902", "approvals", family.entry)


@fault("RK-902", "轻度残疾不加发")
def slight(desk: Desk) -> None:
    """A slight disability gives no supplement."""
    family = dibao(desk, 42)
    family.members[0]["disability"] = "听力四级"
    disabled(desk, family.head, "听力", "四级")
    desk.leave("RK-902", "approvals", family.entry)
    desk.leave("RK-117", "person", family.head.id)
