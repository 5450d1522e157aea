"""RK-101, RK-102: the dead on the roster and money paid to them."""

from datetime import date, timedelta

from mingbai.simulation.crafting.desk import Desk, Person
from mingbai.simulation.crafting.families import Family, allowance, dibao, tekun
from mingbai.simulation.crafting.stories import fault


def report_death(desk: Desk, person: Person, on: date, **other: object) -> None:
    """Let the police cancel the person's registration."""
    reported = max(on + timedelta(days=12), desk.month.first_on)
    desk.add("deaths", **{"person_id": person.id, "name": person.name, "died_on": on, "reported_on": reported} | other)


def earlier(desk: Desk) -> date:
    """Return a day in the two months before the one checked."""
    return desk.month.first_on - timedelta(days=desk.random.randint(2, 50))


def expect_dead_payee(desk: Desk, family: Family, stake: int, paid: int | None = None) -> None:
    """Expect the line of a dead payee to be found, and its payment."""
    desk.expect("RK-101", "roster", family.line, stake)
    desk.expect("RK-102", "payments", family.ref, stake if paid is None else paid)


@fault("RK-101", "独居低保对象死亡后仍在册并发放")
def alone(desk: Desk) -> None:
    """A person living alone died and is still on the roster and paid."""
    family = dibao(desk, 66)
    report_death(desk, family.head, earlier(desk))
    expect_dead_payee(desk, family, family.amount_fen)


@fault("RK-101", "上月最后一天死亡（边界）")
def on_the_last_day(desk: Desk) -> None:
    """Died on the last day of the month before (boundary)."""
    family = tekun(desk, 78)
    report_death(desk, family.head, desk.month.first_on - timedelta(days=1))
    expect_dead_payee(desk, family, family.amount_fen)


@fault("RK-101", "户主死亡，家庭尚有其他成员")
def head_of_three(desk: Desk) -> None:
    """The head of a family died, the others live."""
    family = dibao(desk, 63, 38, 12)
    report_death(desk, family.head, earlier(desk))
    expect_dead_payee(desk, family, family.loss_fen(priority=1))


@fault("RK-101", "非领款人的家庭成员死亡")
def member_of_three(desk: Desk) -> None:
    """A family member who does not collect the money died."""
    family = dibao(desk, 45, 44, 71)
    report_death(desk, family.people[2], earlier(desk))
    stake = family.loss_fen(priority=1)
    desk.expect("RK-101", "person", family.people[2].id, stake)
    desk.expect("RK-102", "payments", family.ref, stake)


@fault("RK-101", "同户两人死亡")
def two_of_four(desk: Desk) -> None:
    """Two members of one family died."""
    family = dibao(desk, 47, 46, 15, 74)
    report_death(desk, family.head, earlier(desk))
    report_death(desk, family.people[3], earlier(desk))
    desk.expect("RK-101", "roster", family.line, family.loss_fen())
    desk.expect("RK-101", "person", family.people[3].id, family.loss_fen(priority=1))
    desk.expect("RK-102", "payments", family.ref, family.loss_fen(people=2, priority=1))


@fault("RK-101", "仅殡葬部门有火化记录")
def cremated(desk: Desk) -> None:
    """Only the crematorium knows of the death."""
    family = tekun(desk, 82)
    desk.add("cremations", person_id=family.head.id, name=family.head.name, cremated_on=earlier(desk))
    expect_dead_payee(desk, family, family.amount_fen)


@fault("RK-101", "公安和殡葬都报送，只应一条")
def reported_twice(desk: Desk) -> None:
    """Police and crematorium both report it: one finding."""
    family = dibao(desk, 50)
    day = earlier(desk)
    report_death(desk, family.head, day)
    desk.add("cremations", person_id=family.head.id, name=family.head.name, cremated_on=day + timedelta(days=2))
    expect_dead_payee(desk, family, family.amount_fen)


@fault("RK-101", "死亡名单用十五位旧号")
def old_number(desk: Desk) -> None:
    """The death list carries the old number of 15 digits."""
    family = dibao(desk, 70)
    report_death(desk, family.head, earlier(desk), person_id=family.head.id[:6] + family.head.id[8:17])
    expect_dead_payee(desk, family, family.amount_fen)


@fault("RK-101", "监护人领款，监护人已死亡")
def guardian(desk: Desk) -> None:
    """The guardian who collects a ward's money died."""
    keeper = desk.person(52)
    family = tekun(desk, 11, payee=keeper)
    report_death(desk, keeper, earlier(desk))
    desk.expect("RK-101", "roster", family.line, family.amount_fen)
    desk.expect("RK-102", "payments", family.ref)


@fault("RK-101", "高龄津贴对象死亡")
def old_age(desk: Desk) -> None:
    """A person on the old-age allowance died."""
    family = allowance(desk, "old_age", desk.person(86), 10_000)
    report_death(desk, family.head, earlier(desk))
    expect_dead_payee(desk, family, family.amount_fen)


@fault("RK-102", "已从名册退出，银行仍代发给死者")
def off_the_roster(desk: Desk) -> None:
    """Taken off every list, yet the bank still paid the dead person."""
    family = dibao(desk, 55)
    report_death(desk, family.head, desk.month.first_on - timedelta(days=25))
    family.approval["valid_to"] = desk.month.previous()
    family.take_off("roster", "appropriations")
    for rule_id in ("RK-102", "RK-306", "RK-307", "RK-308"):
        desk.expect(rule_id, "payments", family.ref, family.amount_fen)


@fault("RK-101", "当月一日死亡，当月仍应发（边界）")
def on_the_first(desk: Desk) -> None:
    """Died on the first of the month being paid (boundary)."""
    family = dibao(desk, 69)
    report_death(desk, family.head, desk.month.first_on)
    leave_both(desk, family)


@fault("RK-101", "发放日之后死亡")
def after_pay_day(desk: Desk) -> None:
    """Died after pay day."""
    family = tekun(desk, 90)
    report_death(desk, family.head, desk.month.first_on.replace(day=20))
    leave_both(desk, family)


@fault("RK-101", "同名者火化，证件号码不同")
def same_name(desk: Desk) -> None:
    """Somebody else of the same name was cremated."""
    family = dibao(desk, 72)
    other = desk.person(77, name=family.head.name)
    desk.add("cremations", person_id=other.id, name=other.name, cremated_on=earlier(desk))
    leave_both(desk, family)


@fault("RK-101", "同名者火化，无证件号码")
def same_name_without_number(desk: Desk) -> None:
    """Somebody of the same name was cremated, no number given."""
    family = dibao(desk, 61)
    desk.add("cremations", name=family.head.name, cremated_on=earlier(desk))
    leave_both(desk, family)


@fault("RK-101", "同名同日生者死亡")
def same_name_and_birthday(desk: Desk) -> None:
    """Somebody of the same name and birthday died."""
    family = dibao(desk, 58)
    head = family.head
    report_death(desk, desk.person(born=head.born_on, male=not head.male, name=head.name), earlier(desk))
    leave_both(desk, family)


def leave_both(desk: Desk, family: Family) -> None:
    """Neither the line nor its people nor its payment may be found."""
    desk.leave("RK-101", "roster", family.line)
    desk.leave("RK-101", "person", family.head.id)
    desk.leave("RK-102", "payments", family.ref)
