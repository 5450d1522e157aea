"""RK-109, RK-110: cars and houses."""

from datetime import date

from mingbai.simulation.crafting.desk import Desk, Person
from mingbai.simulation.crafting.families import dibao
from mingbai.simulation.crafting.stories import fault


def drive(desk: Desk, person: Person, kind: str, status: str = "正常") -> None:
    """Register a vehicle."""
    plate = f"示A{desk.random.randint(10_000, 99_999)}"
    desk.add("vehicles", person_id=person.id, name=person.name, plate=plate, kind=kind, status=status,
             registered_on=date(desk.month.year - 3, 4, 8))  # fmt: skip


@fault("RK-109", "低保家庭名下有小轿车")
def car(desk: Desk) -> None:
    """A family on dibao owns a car."""
    family = dibao(desk, 44, 43)
    drive(desk, family.people[1], "小型轿车")
    desk.expect("RK-109", "approvals", family.entry, family.amount_fen)


@fault("RK-109", "夫妻各有一辆汽车，只应一条")
def two_cars(desk: Desk) -> None:
    """Husband and wife own a car each: one finding."""
    family = dibao(desk, 37, 36, 8)
    drive(desk, family.people[0], "小型普通客车")
    drive(desk, family.people[1], "重型半挂牵引车", "违法未处理")
    desk.expect("RK-109", "approvals", family.entry, family.amount_fen)


@fault("RK-109", "车辆已报废未注销")
def scrapped(desk: Desk) -> None:
    """A car scrapped but not yet deregistered."""
    family = dibao(desk, 54)
    drive(desk, family.head, "小型轿车", "达到报废标准")
    desk.leave("RK-109", "approvals", family.entry)


@fault("RK-109", "摩托车、农用车和残疾人代步车不算")
def necessities(desk: Desk) -> None:
    """A motorcycle, a tractor or a disability vehicle is no car."""
    family = dibao(desk, 49)
    for kind in ("普通二轮摩托车", "手扶拖拉机", "残疾人专用小型汽车"):
        drive(desk, family.head, kind)
    desk.leave("RK-109", "approvals", family.entry)


def own_house(desk: Desk, person: Person, area: float, share: int = 10_000, kind: str = "住宅") -> None:
    """Register a house, or a share of one in basis points."""
    address = f"示范县解放路{desk.random.randint(1, 300)}号"
    desk.add("properties", person_id=person.id, name=person.name, address=address, area=area, share=share, kind=kind)


@fault("RK-110", "名下两套住宅")
def two_houses(desk: Desk) -> None:
    """Two dwellings."""
    family = dibao(desk, 50, 49, 16)
    own_house(desk, family.head, 88.5)
    own_house(desk, family.people[1], 92)
    desk.expect("RK-110", "approvals", family.entry, family.amount_fen)


@fault("RK-110", "人均住房面积过大")
def large_house(desk: Desk) -> None:
    """A dwelling far too large for one person."""
    family = dibao(desk, 56)
    own_house(desk, family.head, 210)
    desk.expect("RK-110", "approvals", family.entry, family.amount_fen)


@fault("RK-110", "份额合计两套（一套全部、两套各半）")
def shares_of_two(desk: Desk) -> None:
    """Shares that add up to two dwellings."""
    family = dibao(desk, 52, 51, 19)
    own_house(desk, family.head, 70)
    own_house(desk, family.head, 66, 5_000)
    own_house(desk, family.people[1], 64, 5_000)
    desk.expect("RK-110", "approvals", family.entry, family.amount_fen)


@fault("RK-110", "继承农村老宅四分之一份额")
def inherited(desk: Desk) -> None:
    """A quarter share of an inherited village house."""
    family = dibao(desk, 46, 45, 12)
    own_house(desk, family.head, 90)
    own_house(desk, family.head, 120, 2_500, "宅基地住宅")
    desk.leave("RK-110", "approvals", family.entry)


@fault("RK-110", "人均面积等于关注线（边界）")
def area_at_the_line(desk: Desk) -> None:
    """Area per person exactly at the line (boundary)."""
    family = dibao(desk, 47, 11)
    own_house(desk, family.head, 160)
    desk.leave("RK-110", "approvals", family.entry)


@fault("RK-110", "商铺和车库不是住房")
def shop(desk: Desk) -> None:
    """A shop and a garage are no dwellings."""
    family = dibao(desk, 48, 47)
    own_house(desk, family.head, 75)
    own_house(desk, family.head, 30, kind="商业服务")
    own_house(desk, family.head, 14, kind="车库")
    desk.leave("RK-110", "approvals", family.entry)
