"""RK-105, 107, 108, 111, 116: people whose standing does not fit: prisoners, staff, owners, the able-bodied."""

from datetime import date, timedelta

from mingbai.simulation.crafting.desk import Desk, Person
from mingbai.simulation.crafting.families import Family, dibao, tekun
from mingbai.simulation.crafting.stories import fault


def imprison(desk: Desk, person: Person, start: date, end: date | None) -> None:
    """List the person as a prisoner from one day to another."""
    desk.add("prisoners", person_id=person.id, name=person.name, from_on=start, to_on=end)


@fault("RK-105", "服刑人员仍按保障人口计算")
def in_prison(desk: Desk) -> None:
    """A prisoner is still counted in the family."""
    family = dibao(desk, 41, 40, 13)
    imprison(desk, family.people[1], date(desk.month.year - 1, 3, 9), None)
    desk.expect("RK-105", "person", family.people[1].id, family.loss_fen())


@fault("RK-105", "整月在押，首尾两日为边界")
def in_prison_exactly_the_month(desk: Desk) -> None:
    """In custody from the first to the last day of the month (boundary)."""
    family = dibao(desk, 36, 35)
    imprison(desk, family.people[0], desk.month.first_on, desk.month.last_on)
    desk.expect("RK-105", "person", family.head.id, family.loss_fen())


@fault("RK-105", "特困人员服刑")
def tekun_in_prison(desk: Desk) -> None:
    """A tekun person is in prison."""
    family = tekun(desk, 64)
    imprison(desk, family.head, date(desk.month.year - 2, 6, 1), date(desk.month.year + 3, 5, 31))
    desk.expect("RK-105", "person", family.head.id, family.amount_fen)


@fault("RK-105b", "月中刑满释放")
def released(desk: Desk) -> None:
    """Released in the middle of the month."""
    family = dibao(desk, 44, 17)
    imprison(desk, family.head, date(desk.month.year - 2, 1, 5), desk.month.first_on.replace(day=16))
    desk.expect("RK-105b", "person", family.head.id)
    desk.leave("RK-105", "person", family.head.id)


@fault("RK-105b", "本月二日入监（边界）")
def imprisoned_on_the_second(desk: Desk) -> None:
    """Imprisoned on the second of the month (boundary)."""
    family = dibao(desk, 33)
    imprison(desk, family.head, desk.month.first_on + timedelta(days=1), None)
    desk.expect("RK-105b", "person", family.head.id)
    desk.leave("RK-105", "person", family.head.id)


@fault("RK-105", "上月已刑满释放")
def free(desk: Desk) -> None:
    """Released before the month began."""
    family = dibao(desk, 46)
    imprison(desk, family.head, date(desk.month.year - 3, 2, 2), desk.month.first_on - timedelta(days=1))
    desk.leave("RK-105", "person", family.head.id)
    desk.leave("RK-105b", "person", family.head.id)


def employ(desk: Desk, person: Person, kind: str, unit: str = "示范县第一中学") -> None:
    """Put the person on the public payroll."""
    desk.add("payroll", person_id=person.id, name=person.name, unit=unit, kind=kind)


@fault("RK-107", "事业编人员计入低保家庭")
def on_the_payroll(desk: Desk) -> None:
    """A member of the family is on the public payroll."""
    family = dibao(desk, 45, 24)
    employ(desk, family.people[1], "事业编制")
    desk.expect("RK-107", "person", family.people[1].id, family.amount_fen)


@fault("RK-107", "特困人员为退休公务员")
def tekun_on_the_payroll(desk: Desk) -> None:
    """A tekun person is a civil servant."""
    family = tekun(desk, 63)
    employ(desk, family.head, "行政编制", "示范县水利局")
    desk.expect("RK-107", "person", family.head.id, family.amount_fen)


@fault("RK-107", "隐瞒的配偶为财政供养人员")
def spouse_on_the_payroll(desk: Desk) -> None:
    """The spouse nobody listed is on the public payroll."""
    family, spouse = dibao(desk, 38, 9), desk.person(39)
    marry(desk, family.head, spouse)
    employ(desk, spouse, "参公管理", "示范县税务所")
    desk.expect("RK-107", "person", family.head.id, family.amount_fen)
    desk.expect("RK-118", "person", family.head.id, family.amount_fen)


@fault("RK-107", "公益性岗位在岗人员依法享受低保")
def welfare_post(desk: Desk) -> None:
    """A public-welfare post is no bar."""
    family = dibao(desk, 52)
    employ(desk, family.head, "公益性岗位", "石桥村委会")
    desk.leave("RK-107", "person", family.head.id)


def marry(desk: Desk, one: Person, other: Person, status: str = "married", on: date = date(2015, 5, 20)) -> None:
    """Register a marriage, or its end."""
    desk.add("marriages", person_id=one.id, name=one.name, spouse_id=other.id, status=status, registered_on=on)


def own_business(desk: Desk, family: Family, role: str, capital_fen: int | None, status: str = "存续",
                 name: str = "顺达商贸有限公司") -> None:  # fmt: skip
    """Register a business in the name of the head."""
    desk.add("businesses", person_id=family.head.id, name=family.head.name, enterprise=f"示范{name}", role=role,
             status=status, capital_fen=capital_fen, since=date(desk.month.year - 4, 7, 15))  # fmt: skip


@fault("RK-108", "低保对象为企业法定代表人")
def company(desk: Desk) -> None:
    """The head of the family is a company's legal representative."""
    family = dibao(desk, 48, 47)
    own_business(desk, family, "法定代表人", 50_000_000)
    desk.expect("RK-108", "person", family.head.id, family.amount_fen)


@fault("RK-108", "低保对象为企业股东，出资额刚过关注线")
def shareholder(desk: Desk) -> None:
    """A shareholder of a company just above the line."""
    family = dibao(desk, 39)
    own_business(desk, family, "股东", 10_000_100, "在业")
    desk.expect("RK-108", "person", family.head.id, family.amount_fen)


@fault("RK-108", "特困人员登记为个体工商户经营者")
def tekun_owner(desk: Desk) -> None:
    """A tekun person runs a registered business."""
    family = tekun(desk, 66)
    own_business(desk, family, "个体经营者", 30_000_000, "开业", "鑫源建材经营部")
    desk.expect("RK-108", "person", family.head.id, family.amount_fen)


@fault("RK-108b", "小摊贩，注册资本等于关注线（边界）")
def stall(desk: Desk) -> None:
    """A small stall, capital exactly at the line (boundary)."""
    family = dibao(desk, 53)
    own_business(desk, family, "经营者", 10_000_000, name="便民小吃店")
    desk.expect("RK-108b", "person", family.head.id)
    desk.leave("RK-108", "person", family.head.id)


@fault("RK-108b", "被他人冒名登记的空壳公司")
def shell(desk: Desk) -> None:
    """A shell company others registered in the person's name, capital unknown."""
    family = dibao(desk, 57, 56)
    own_business(desk, family, "法定代表人", None)
    desk.expect("RK-108b", "person", family.head.id)
    desk.leave("RK-108", "person", family.head.id)


@fault("RK-108", "企业已注销")
def closed(desk: Desk) -> None:
    """The company has been deregistered."""
    family = dibao(desk, 43)
    own_business(desk, family, "法定代表人", 80_000_000, desk.random.choice(["注销", "吊销，未注销"]))
    desk.leave("RK-108", "person", family.head.id)
    desk.leave("RK-108b", "person", family.head.id)


@fault("RK-108", "企业监事，不是经营者")
def supervisor(desk: Desk) -> None:
    """A company's supervisor does not run it."""
    family = dibao(desk, 35)
    own_business(desk, family, "监事", 80_000_000)
    desk.leave("RK-108", "person", family.head.id)


def save_for_housing(desk: Desk, person: Person, base_fen: int, status: str = "正常") -> None:
    """Open a housing-fund account."""
    desk.add("housing_fund", person_id=person.id, name=person.name, base_fen=base_fen, status=status)


@fault("RK-111", "公积金正常缴存，基数较高")
def housing_fund(desk: Desk) -> None:
    """An active housing-fund account with a high base."""
    family = dibao(desk, 42, 25)
    save_for_housing(desk, family.people[1], 600_000)
    desk.expect("RK-111", "person", family.people[1].id, family.amount_fen)
    desk.may("RK-112", "approvals", family.entry)
    desk.may("RK-122", "approvals", family.entry)


@fault("RK-111", "公积金基数等于两倍标准（边界）")
def housing_fund_at_the_line(desk: Desk) -> None:
    """A housing-fund base of exactly twice the standard (boundary)."""
    family = dibao(desk, 42, 41, 14)
    save_for_housing(desk, family.head, family.standard_fen * 2)
    desk.leave("RK-111", "person", family.head.id)
    desk.may("RK-112", "approvals", family.entry)
    desk.may("RK-122", "approvals", family.entry)


@fault("RK-111", "公积金账户已封存")
def housing_fund_sealed(desk: Desk) -> None:
    """The housing-fund account is sealed."""
    family = dibao(desk, 51)
    save_for_housing(desk, family.head, 700_000, "封存")
    desk.leave("RK-111", "person", family.head.id)


@fault("RK-116", "特困人员未满六十周岁且无残疾")
def too_young(desk: Desk) -> None:
    """A tekun person is not sixty and not disabled."""
    family = tekun(desk, 46)
    desk.expect("RK-116", "person", family.head.id, family.amount_fen)


@fault("RK-116", "次日才满六十周岁（边界）")
def sixty_tomorrow(desk: Desk) -> None:
    """Turns sixty one day after the month begins (boundary)."""
    first = desk.month.first_on
    family = tekun(desk, person=desk.person(born=first.replace(year=first.year - 60, day=2)))
    desk.expect("RK-116", "person", family.head.id, family.amount_fen)


@fault("RK-116", "听力残疾不属于无劳动能力")
def wrong_disability(desk: Desk) -> None:
    """Deafness is not on the list of those unable to work."""
    family = tekun(desk, 50)
    disabled(desk, family.head, "听力", "二级")
    family.members[0]["disability"] = "听力二级"
    desk.expect("RK-116", "person", family.head.id, family.amount_fen)


@fault("RK-116", "年满十八周岁且不在校")
def grown_up(desk: Desk) -> None:
    """Eighteen and no longer at school."""
    family = tekun(desk, 18, payee=desk.person(50))
    desk.expect("RK-116", "person", family.head.id, family.amount_fen)


@fault("RK-116", "本月一日年满六十周岁（边界）")
def sixty_today(desk: Desk) -> None:
    """Turns sixty on the first of the month (boundary)."""
    first = desk.month.first_on
    family = tekun(desk, person=desk.person(born=first.replace(year=first.year - 60)))
    desk.leave("RK-116", "person", family.head.id)


@fault("RK-116", "年满十八周岁仍在读高中")
def at_school(desk: Desk) -> None:
    """Eighteen and still at upper-secondary school."""
    family = tekun(desk, 18, payee=desk.person(49))
    desk.add("students", person_id=family.head.id, name=family.head.name, school="示范县第二中学", level="普通高中")
    desk.leave("RK-116", "person", family.head.id)


@fault("RK-116", "肢体二级残疾属于无劳动能力")
def right_disability(desk: Desk) -> None:
    """A limb disability of the second degree counts as unable to work."""
    family = tekun(desk, 45)
    disabled(desk, family.head, "肢体", "二级")
    family.members[0]["disability"] = "肢体二级"
    desk.leave("RK-116", "person", family.head.id)


def disabled(desk: Desk, person: Person, kind: str, level: str, until: date | None = date(2032, 12, 31)) -> None:
    """Register a disability card."""
    desk.add("disability", person_id=person.id, name=person.name, kind=kind, level=level, valid_to=until)


@fault("RK-107", "财政供养人员家庭已审批，尚未列入名册")
def approved_only(desk: Desk) -> None:
    """A family with a member on the payroll is approved but not on the roster yet."""
    family = dibao(desk, 46, 23)
    amount = family.amount_fen
    family.take_off("roster", "appropriations", "payments")
    employ(desk, family.people[1], "事业编制", "示范县人民医院")
    desk.expect("RK-107", "person", family.people[1].id, amount)
    desk.expect("RK-308", "approvals", family.entry, amount)
