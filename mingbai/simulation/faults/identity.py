"""RK-117, 118, 120, 120b, 212: disability cards, marriages, numbers and names that do not fit."""

from datetime import date, timedelta

from mingbai.simulation.crafting.desk import Desk, Person
from mingbai.simulation.crafting.families import Family, dibao, tekun
from mingbai.simulation.crafting.stories import fault
from mingbai.simulation.faults.standing import disabled, marry, own_business

RARE = ("欧阳", "尉迟", "令狐", "诸葛", "缪", "臧", "佟", "苟", "瞿", "晏", "戚", "窦")


def use_disability(family: Family, position: int, degree: str) -> None:
    """Grant the supplement for a member's disability of that degree."""
    family.members[position] |= {"disability": degree, "category": "重度残疾"}
    family.approval["priority_member_count"] += 1
    family.set_amount(family.benefit_fen())


@fault("RK-117", "加发所用残疾等级高于残疾人证")
def higher_degree(desk: Desk) -> None:
    """The degree of disability used is higher than the register's."""
    family = dibao(desk, 43, 42)
    use_disability(family, 0, "肢体一级")
    disabled(desk, family.head, "肢体", "三级")
    desk.expect("RK-117", "person", family.head.id, family.top_up_fen)


@fault("RK-117", "残疾人证已过期")
def expired(desk: Desk) -> None:
    """The disability card expired the day before the month."""
    family = dibao(desk, 37)
    use_disability(family, 0, "视力一级")
    disabled(desk, family.head, "视力", "一级", desk.month.first_on - timedelta(days=1))
    desk.expect("RK-117", "person", family.head.id, family.top_up_fen)


@fault("RK-117", "残疾人证库中无此人")
def unregistered(desk: Desk) -> None:
    """Not in the disability register at all."""
    family = dibao(desk, 51, 50)
    use_disability(family, 1, "精神二级")
    desk.expect("RK-117", "person", family.people[1].id, family.top_up_fen)


@fault("RK-117", "残疾人证当月一日到期仍有效（边界）")
def still_valid(desk: Desk) -> None:
    """The card is valid until the first of the month (boundary)."""
    family = dibao(desk, 40)
    use_disability(family, 0, "肢体二级")
    disabled(desk, family.head, "肢体", "二级", desk.month.first_on)
    desk.leave("RK-117", "person", family.head.id)


@fault("RK-118", "隐瞒配偶")
def hidden_spouse(desk: Desk) -> None:
    """A spouse who is listed nowhere."""
    family, spouse = dibao(desk, 36, 7), desk.person(38)
    marry(desk, family.head, spouse)
    desk.expect("RK-118", "person", family.head.id, family.amount_fen)


@fault("RK-118", "离婚后再婚，现配偶未列入")
def second_spouse(desk: Desk) -> None:
    """Divorced, then married again: the new spouse is not listed."""
    family, first, second = dibao(desk, 44), desk.person(45), desk.person(41)
    marry(desk, family.head, first, "married", date(2009, 9, 9))
    marry(desk, family.head, first, "ended", date(2016, 2, 3))
    marry(desk, family.head, second, "married", date(2020, 10, 1))
    desk.expect("RK-118", "person", family.head.id, family.amount_fen)


@fault("RK-118", "已离婚")
def divorced(desk: Desk) -> None:
    """Divorced."""
    family, spouse = dibao(desk, 42, 15), desk.person(43)
    marry(desk, family.head, spouse, "married", date(2008, 8, 8))
    marry(desk, family.head, spouse, "ended", date(2019, 3, 12))
    desk.leave("RK-118", "person", family.head.id)


@fault("RK-118", "配偶在册但服刑未计入")
def spouse_in_prison(desk: Desk) -> None:
    """The spouse is listed, but in prison and not counted."""
    family, spouse = dibao(desk, 35, 34), desk.person(36)
    marry(desk, family.head, spouse)
    list_uncounted(desk, family, spouse, "服刑")
    desk.add("prisoners", person_id=spouse.id, name=spouse.name, from_on=date(2024, 4, 1), to_on=None)
    desk.leave("RK-118", "person", family.head.id)
    desk.leave("RK-105", "person", spouse.id)
    desk.leave("RK-211", "approvals", family.entry)


def list_uncounted(desk: Desk, family: Family, person: Person, why: str | None) -> None:
    """List somebody who lives in the household but is not counted."""
    row = family.approval
    family.members.append(desk.add(
        "members", household_id=row["household_id"], programme=row["programme"], person_id=person.id, name=person.name,
        relation="配偶", counted=False, exclusion=why, born_on=person.born_on,
    ))  # fmt: skip


def misprint(family: Family, wrong: str) -> None:
    """Write the head's number wrongly in every list."""
    rows = [family.approval, family.roster, family.appropriation, family.payment, *family.previous, *family.members]
    for row in rows:
        for name in ("head_id", "payee_id", "person_id"):
            if row.get(name) == family.head.id:
                row[name] = wrong


@fault("RK-120", "校验码错误")
def wrong_check(desk: Desk) -> None:
    """A wrong check character."""
    family = dibao(desk, 58)
    number = family.head.id
    wrong = number[:17] + desk.random.choice([c for c in "0123456789" if c != number[17]])
    misprint(family, wrong)
    desk.expect("RK-120", "person", wrong, family.amount_fen)


@fault("RK-120", "出生日期不存在")
def no_such_day(desk: Desk) -> None:
    """A birthday that does not exist."""
    family = tekun(desk, 67)
    wrong = family.head.id[:10] + "0231" + family.head.id[14:]
    misprint(family, wrong)
    desk.expect("RK-120", "person", wrong, family.amount_fen)
    desk.may("RK-116", "person", wrong)


@fault("RK-120", "仅成员号码有误")
def wrong_member(desk: Desk) -> None:
    """Only a member's number is wrong."""
    family = dibao(desk, 49, 48)
    number = family.people[1].id
    wrong = number[:16] + str((int(number[16]) + 1) % 10) + number[17]
    family.members[1]["person_id"] = wrong
    desk.expect("RK-120", "person", wrong, family.amount_fen)


@fault("RK-120", "十五位旧号、小写x、全角数字均有效")
def odd_but_valid(desk: Desk) -> None:
    """Old 15 digits, a small x and full-width digits are fine."""
    family = dibao(desk, 60)
    number = family.head.id
    family.members[0]["person_id"] = number.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    family.appropriation["payee_id"] = number[:6] + number[8:17]
    family.payment["payee_id"] = number.lower()
    desk.leave("RK-120", "person", number)
    desk.leave("RK-307", "roster", family.line)
    desk.leave("RK-308", "roster", family.line)


@fault("RK-120b", "同一号码姓名不同")
def two_names(desk: Desk) -> None:
    """One number, two names."""
    family = dibao(desk, 47, 46)
    family.members[1]["name"] = family.people[1].name
    family.members[0]["name"] = desk.name(male=family.head.male, surname="欧阳")
    desk.expect("RK-120b", "person", family.head.id)


@fault("RK-120b", "两个部门均登记为另一姓名")
def departments_agree(desk: Desk) -> None:
    """Two departments agree on another name."""
    family = dibao(desk, 53)
    name = desk.name(male=family.head.male, surname="尉迟")
    desk.add("vehicles", person_id=family.head.id, name=name, plate="示B20011", kind="普通二轮摩托车", status="正常")
    desk.add("illnesses", person_id=family.head.id, name=name, kind="血友病")
    family.members[0]["category"] = "重病"
    family.approval["priority_member_count"] = 1
    family.set_amount(family.benefit_fen())
    desk.expect("RK-120b", "person", family.head.id)


@fault("RK-120b", "改过名，一个部门仍用曾用名")
def renamed(desk: Desk) -> None:
    """A renamed person: one department still has the old name."""
    family = dibao(desk, 45)
    own_business(desk, family, "经营者", 1_000_000, "注销")
    desk.rows["businesses"][-1]["name"] = desk.name(male=family.head.male)
    desk.leave("RK-120b", "person", family.head.id)


def twice(desk: Desk, number: str, person: Person, *, age: int) -> tuple[Family, Family]:
    """Return two families of one person: as he is, and under another number, of one village and address."""
    place = desk.village()
    first = dibao(desk, people=[person], place=place)
    other = Person(number, person.name, person.born_on, person.male)
    second = dibao(desk, people=[other, desk.person(age)], place=place)
    desk.expect("RK-212", "person", f"{person.id}|{number}", min(first.loss_fen(), second.loss_fen()))
    return first, second


def rare(desk: Desk, age: int) -> Person:
    """Return somebody whose name nobody shares."""
    return desk.person(age, surname=desk.random.choice(RARE))


@fault("RK-212", "号码录错一位，同名同住址")
def typo(desk: Desk) -> None:
    """One digit of the number mistyped, same name and address."""
    person = rare(desk, 48)
    wrong = person.id[:15] + str((int(person.id[15]) + 3) % 10) + person.id[16:]
    _, second = twice(desk, wrong, person, age=33)
    desk.expect("RK-120", "person", wrong, second.amount_fen)


@fault("RK-212", "号码相邻两位颠倒，同名同住址")
def swapped(desk: Desk) -> None:
    """Two neighbouring digits swapped, same name and address."""
    person = rare(desk, 52)
    while person.id[9] == person.id[8]:
        person = rare(desk, desk.random.randint(36, 55))
    wrong = person.id[:8] + person.id[9] + person.id[8] + person.id[10:]
    _, second = twice(desk, wrong, person, age=30)
    desk.expect("RK-120", "person", wrong, second.amount_fen)


@fault("RK-212", "一人两号，均有效，同名同生日同住址")
def replaced(desk: Desk) -> None:
    """Two valid numbers, same name, birthday and address."""
    person = rare(desk, 41)
    other = desk.person(born=person.born_on, male=person.male, name=person.name)
    twice(desk, other.id, person, age=29)


@fault("RK-212", "双胞胎，号码相邻")
def twins(desk: Desk) -> None:
    """Twins with neighbouring numbers."""
    surname, born, male = desk.random.choice(("王", "陈", "赵")), desk.born(35), desk.random.random() < 0.5
    pair = [
        desk.person(born=born, male=male, name=f"{surname}{name}")
        for name in (("大军", "小军") if male else ("大丽", "小丽"))
    ]
    place = desk.village()
    for person in pair:
        dibao(desk, people=[person], place=place)
    for person in pair:
        desk.leave("RK-212", "person", person.id)
        desk.leave("RK-201", "person", person.id)


@fault("RK-212", "同名同生日，不同地方的两个人")
def namesakes(desk: Desk) -> None:
    """Same name and birthday, two people in two places."""
    first = desk.person(50, name="张伟", male=True)
    second = desk.person(born=first.born_on, male=True, name="张伟")
    here = there = desk.village()
    while there[0] == here[0]:
        there = desk.village()
    for person, place in ((first, here), (second, there)):
        dibao(desk, people=[person], place=place)
        desk.leave("RK-212", "person", person.id)
