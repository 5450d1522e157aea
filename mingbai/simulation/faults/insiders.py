"""RK-303, 501, 503: officers, their accounts and their kin."""

from datetime import date

from mingbai.simulation.crafting.desk import Desk, Person
from mingbai.simulation.crafting.families import dibao, tekun
from mingbai.simulation.crafting.stories import fault


def officer(desk: Desk, age: int = 44, *, person: Person | None = None, account: str | None = None,
            region: str = "") -> Person:  # fmt: skip
    """Return somebody who handles cases or sits on a village committee."""
    person = person or desk.person(age)
    post, unit = desk.random.choice(
        (("村支书", "石桥村"), ("村会计", "柳河村"), ("民政助理员", "清水镇"), ("低保经办人", "县民政局"))
    )
    desk.add("officers", person_id=person.id, name=person.name, unit=unit, post=post,
             region_code=region or desk.village()[0], account_no=account)  # fmt: skip
    return person


def relate(desk: Desk, one: Person, other: Person, relation: str) -> None:
    """Register a relation in the household register."""
    desk.add("kinships", person_id=one.id, other_id=other.id, relation=relation)


def file_relative(desk: Desk, one: Person, other: Person, relation: str) -> None:
    """File a relative as the rules ask."""
    desk.add(
        "relatives", officer_id=one.id, relative_id=other.id, relation=relation, filed_on=date(desk.month.year, 3, 1)
    )


@fault("RK-303", "救助金进入经办人员本人账户")
def own_account(desk: Desk) -> None:
    """The money goes to an officer's own account."""
    family, card = tekun(desk, 83), desk.card()
    officer(desk, account=card)
    family.set_account(card)
    desk.expect("RK-303", "roster", family.line, family.amount_fen)


@fault("RK-303", "村干部代领孩子的供养金")
def cadre_collects(desk: Desk) -> None:
    """A village cadre collects a ward's money."""
    family = tekun(desk, 10, payee=officer(desk))
    desk.expect("RK-303", "roster", family.line, family.amount_fen)


@fault("RK-303", "工作人员未备案的近亲属代领")
def relative_collects(desk: Desk) -> None:
    """An officer's unfiled relative collects."""
    wife = desk.person(42)
    relate(desk, officer(desk), wife, "配偶")
    family = tekun(desk, 13, payee=wife)
    desk.expect("RK-303", "roster", family.line, family.amount_fen)


@fault("RK-303", "已备案的近亲属为监护人")
def filed_guardian(desk: Desk) -> None:
    """A filed relative is the guardian."""
    cadre, sister = officer(desk), desk.person(47)
    relate(desk, cadre, sister, "姐妹")
    file_relative(desk, cadre, sister, "姐妹")
    family = tekun(desk, 9, payee=sister)
    desk.leave("RK-303", "roster", family.line)


@fault("RK-501", "工作人员父亲享受低保未备案")
def father(desk: Desk) -> None:
    """An officer's father is on dibao and was not filed."""
    family = dibao(desk, 68)
    relate(desk, officer(desk), family.head, "父亲")
    desk.expect("RK-501", "person", family.head.id, family.amount_fen)


@fault("RK-501", "工作人员兄弟的孩子（两步）")
def two_steps(desk: Desk) -> None:
    """A nephew, two steps away."""
    brother = desk.person(46, male=True)
    relate(desk, officer(desk), brother, "兄弟")
    family = dibao(desk, 40, 15)
    relate(desk, brother, family.people[1], "父子")
    desk.expect("RK-501", "person", family.people[1].id, family.amount_fen)


@fault("RK-501", "配偶由婚姻登记得知")
def spouse(desk: Desk) -> None:
    """A spouse, known from the marriage register."""
    cadre, family = officer(desk), tekun(desk, 62)
    desk.add("marriages", person_id=cadre.id, name=cadre.name, spouse_id=family.head.id, status="married",
             registered_on=date(2001, 6, 6))  # fmt: skip
    desk.expect("RK-501", "person", family.head.id, family.amount_fen)
    desk.may("RK-118", "person", family.head.id)


@fault("RK-501", "已备案的近亲属")
def filed(desk: Desk) -> None:
    """A relative who was filed."""
    cadre, family = officer(desk), dibao(desk, 71)
    relate(desk, cadre, family.head, "母亲")
    file_relative(desk, cadre, family.head, "母亲")
    desk.leave("RK-501", "person", family.head.id)


@fault("RK-501", "三步以外的亲属")
def three_steps(desk: Desk) -> None:
    """A relative three steps away."""
    uncle, cousin = desk.person(66), desk.person(43)
    relate(desk, officer(desk), uncle, "祖父")
    relate(desk, uncle, cousin, "祖孙")
    family = dibao(desk, 17, 45)
    relate(desk, cousin, family.people[0], "父子")
    desk.leave("RK-501", "person", family.people[0].id)


@fault("RK-503", "村干部本人计入低保家庭")
def cadre_on_dibao(desk: Desk) -> None:
    """A village cadre is on dibao."""
    family = dibao(desk, 49, 48)
    officer(desk, person=family.head)
    desk.expect("RK-503", "person", family.head.id, family.amount_fen)


@fault("RK-503", "经办人员本人享受特困")
def officer_on_tekun(desk: Desk) -> None:
    """An officer is a tekun person."""
    family = tekun(desk, 61)
    officer(desk, person=family.head)
    desk.expect("RK-503", "person", family.head.id, family.amount_fen)


@fault("RK-503", "村干部为低保家庭成员（非户主）")
def cadre_in_the_family(desk: Desk) -> None:
    """A village cadre is a member, not the head, of a family on dibao."""
    family = dibao(desk, 66, 41)
    officer(desk, person=family.people[1])
    desk.expect("RK-503", "person", family.people[1].id, family.amount_fen)


@fault("RK-501", "外县工作人员的近亲属")
def officer_elsewhere(desk: Desk) -> None:
    """A relative of an officer of another county."""
    family = dibao(desk, 64)
    relate(desk, officer(desk, region=f"{int(desk.county.code) + 7}101201"), family.head, "父亲")
    desk.leave("RK-501", "person", family.head.id)
