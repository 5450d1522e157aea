"""RK-201 to RK-208: one person supported twice."""

from mingbai.simulation.county import PLACES, County
from mingbai.simulation.crafting.desk import Desk, Person
from mingbai.simulation.crafting.families import Family, allowance, dibao, tekun
from mingbai.simulation.crafting.stories import fault
from mingbai.simulation.faults.standing import disabled
from mingbai.simulation.programmes import single_case_fen


@fault("RK-201", "同一成员计入两个低保家庭")
def two_families(desk: Desk) -> None:
    """One person is a member of two families on dibao."""
    person = desk.person(38)
    first, second = dibao(desk, people=[desk.person(61), person]), dibao(desk, people=[desk.person(35), person])
    desk.expect("RK-201", "person", person.id, min(first.loss_fen(), second.loss_fen()))


@fault("RK-201", "户主在两户领取")
def two_heads(desk: Desk) -> None:
    """One head of household collects for two."""
    person = desk.person(54)
    first, second = dibao(desk, people=[person]), dibao(desk, people=[person, desk.person(12)])
    desk.expect("RK-201", "person", person.id, min(first.loss_fen(), second.loss_fen()))


@fault("RK-201", "同一特困人员两个户编号")
def two_numbers(desk: Desk) -> None:
    """One tekun person under two household numbers."""
    person = desk.person(73)
    first, second = tekun(desk, person=person), tekun(desk, person=person, care=1)
    desk.expect("RK-201", "person", person.id, min(first.amount_fen, second.amount_fen))


@fault("RK-201", "名册中同一行出现两次")
def two_rows(desk: Desk) -> None:
    """The same line stands on the roster twice."""
    family = tekun(desk, 69)
    desk.add("roster", **family.roster)
    desk.expect("RK-201", "person", family.head.id, family.amount_fen)
    for rule_id in ("RK-307", "RK-308", "RK-318"):
        desk.may(rule_id, "roster", family.line)


@fault("RK-201", "一名监护人代两名孩子领款")
def guardian_of_two(desk: Desk) -> None:
    """One guardian collects for two wards."""
    keeper, card = desk.person(51), desk.card()
    for age in (9, 12):
        ward = tekun(desk, age, payee=keeper)
        ward.set_account(card, keeper.name)
        desk.leave("RK-201", "person", ward.head.id)
    desk.leave("RK-201", "person", keeper.id)
    desk.leave("RK-301", "account", card)
    desk.leave("RK-305", "person", keeper.id)


@fault("RK-202", "同一人同时享受低保和特困")
def dibao_and_tekun(desk: Desk) -> None:
    """One person on dibao and tekun."""
    person = desk.person(68)
    family = dibao(desk, people=[desk.person(44), person])
    tekun(desk, person=person)
    desk.expect("RK-202", "person", person.id, family.loss_fen(priority=1))


@fault("RK-202", "独居老人同时领取城市低保和农村特困")
def urban_dibao_and_tekun(desk: Desk) -> None:
    """Urban dibao and rural tekun for one old person."""
    person = desk.person(75)
    family = dibao(desk, people=[person], urban=True)
    tekun(desk, person=person)
    desk.expect("RK-202", "person", person.id, family.amount_fen)


@fault("RK-203", "城市低保与农村低保重复")
def urban_and_rural(desk: Desk) -> None:
    """Urban and rural dibao at once."""
    person = desk.person(46)
    rural, urban = dibao(desk, people=[person]), dibao(desk, people=[person, desk.person(21)], urban=True)
    desk.expect("RK-203", "person", person.id, min(rural.loss_fen(), urban.loss_fen()))


@fault("RK-203", "城市特困与农村特困重复")
def urban_and_rural_tekun(desk: Desk) -> None:
    """Urban and rural tekun at once."""
    person = desk.person(80)
    rural, urban = tekun(desk, person=person), tekun(desk, person=person, urban=True)
    desk.expect("RK-203", "person", person.id, min(rural.amount_fen, urban.amount_fen))


def neighbour(desk: Desk) -> tuple[str, str, str]:
    """Return a village of the next county; its line stands in a merged roster."""
    here = desk.county
    there = County(here.size, here.index + 1, here.seed, here.month, here.history)
    place = desk.random.randrange(3, PLACES)
    address = f"{there.title}{there.township_names[0]}{there.village_names[place]}{desk.random.randint(1, 9)}组77号"
    desk.neighbours.add(there.code)
    return str(there.village_codes[place]), there.village_names[place], address


@fault("RK-204", "跨县重复享受特困")
def two_counties(desk: Desk) -> None:
    """Tekun in two counties."""
    person = desk.person(71)
    here, there = tekun(desk, person=person), tekun(desk, person=person, place=neighbour(desk))
    stake = min(here.amount_fen, there.amount_fen)
    desk.expect("RK-204", "person", person.id, stake)
    desk.expect("RK-201", "person", person.id, stake)
    desk.may("RK-318", "roster", there.line)


@fault("RK-204", "本县农村低保与邻县城市低保重复")
def two_counties_two_standards(desk: Desk) -> None:
    """Rural dibao here, urban dibao in the next county."""
    person = desk.person(43)
    here = dibao(desk, people=[person])
    there = dibao(desk, people=[person, desk.person(40)], urban=True, place=neighbour(desk))
    for rule_id in ("RK-204", "RK-203"):
        desk.expect(rule_id, "person", person.id, min(here.loss_fen(), there.loss_fen()))
    desk.may("RK-318", "roster", there.line)


@fault("RK-205", "特困与孤儿基本生活费重复")
def orphan(desk: Desk) -> None:
    """Tekun and the orphan allowance."""
    person, keeper = desk.person(10), desk.person(48)
    tekun(desk, person=person, payee=keeper)
    other = allowance(desk, "orphan", person, 118_000, payee=keeper)
    desk.expect("RK-205", "person", person.id, min(other.amount_fen, desk.county.tekun_fen(urban=False, care=0)))


@fault("RK-205", "特困与事实无人抚养儿童补贴重复")
def unsupported(desk: Desk) -> None:
    """Tekun and the unsupported-child allowance."""
    person, keeper = desk.person(13), desk.person(45)
    first = tekun(desk, person=person, payee=keeper, care=1)
    other = allowance(desk, "unsupported_child", person, 94_400, payee=keeper)
    desk.expect("RK-205", "person", person.id, min(first.amount_fen, other.amount_fen))


def subsidy(desk: Desk, person: Person, programme: str, fen: int) -> Family:
    """Return a disability subsidy of a person on the register."""
    disabled(desk, person, "肢体", "一级")
    family = allowance(desk, programme, person, fen)
    for row in desk.rows["members"]:
        if row["person_id"] == person.id:
            row["disability"] = "肢体一级"
    return family


@fault("RK-206", "特困与重度残疾人护理补贴重复")
def care(desk: Desk) -> None:
    """Tekun and the care subsidy for the severely disabled."""
    person = desk.person(52)
    tekun(desk, person=person, care=2)
    desk.expect("RK-206", "person", person.id, subsidy(desk, person, "care_disabled", 12_400).amount_fen)


@fault("RK-206", "特困与困难残疾人生活补贴重复")
def living(desk: Desk) -> None:
    """Tekun and the living subsidy for the disabled."""
    person = desk.person(62)
    tekun(desk, person=person, care=1)
    desk.expect("RK-206", "person", person.id, subsidy(desk, person, "living_disabled", 11_800).amount_fen)


@fault("RK-206", "低保与困难残疾人生活补贴可同时享受")
def dibao_and_living(desk: Desk) -> None:
    """Dibao beside the living subsidy is lawful."""
    person = desk.person(66)
    dibao(desk, people=[person])
    subsidy(desk, person, "living_disabled", 11_800)
    desk.leave("RK-206", "person", person.id)
    desk.leave("RK-202", "person", person.id)


@fault("RK-207", "特困集中与分散供养同时发放")
def central_and_dispersed(desk: Desk) -> None:
    """Central and dispersed support at once."""
    person = desk.person(79)
    home, house = tekun(desk, person=person), tekun(desk, person=person, supply_mode="central", care=2)
    live_in(desk, house)
    stake = min(home.amount_fen, house.amount_fen)
    desk.expect("RK-207", "person", person.id, stake)
    desk.expect("RK-201", "person", person.id, stake)


def live_in(desk: Desk, family: Family) -> str:
    """Pay the line to a care institution's account and return it."""
    if not desk.institutions:
        name, card = f"{desk.county.title}夕阳红养老院", desk.card()
        desk.add("institutions", name=name, account_no=card, region_code=desk.village()[0])
        desk.institutions.append((name, card))
    name, card = desk.institutions[0]
    family.set_account(card, name)
    family.payment["payee_name"] = name
    return card


@fault("RK-301", "机构账户由多名在院特困人员共用")
def institution(desk: Desk) -> None:
    """Residents of an institution share its account."""
    for age in (72, 81, 88):
        family = tekun(desk, age, supply_mode="central", care=1)
        desk.leave("RK-301", "account", live_in(desk, family))
        desk.leave("RK-302", "roster", family.line)


def single_case(desk: Desk, person: Person) -> Family:
    """Return a single-person case of a severely disabled member of an edge family."""
    family = dibao(desk, people=[person], income_fen=0)
    family.approval |= {"case_kind": "single", "priority_member_count": 1, "annual_income_fen": None}
    family.members[0] |= {"category": "重度残疾", "disability": "肢体一级"}
    family.set_amount(single_case_fen(family.standard_fen))
    return family


@fault("RK-208", "单人户又计入整户")
def single_and_whole(desk: Desk) -> None:
    """A single-person case who is also counted in a family."""
    person = desk.person(34)
    disabled(desk, person, "肢体", "一级")
    single, family = single_case(desk, person), dibao(desk, people=[desk.person(57), person])
    family.members[1] |= {"category": "重度残疾", "disability": "肢体一级"}
    family.approval["priority_member_count"] = 1
    family.set_amount(family.benefit_fen())
    desk.expect("RK-208", "person", person.id, single.amount_fen)
    desk.expect("RK-201", "person", person.id, min(single.amount_fen, family.loss_fen(priority=1)))


@fault("RK-208", "单人户，家人不在保")
def single_alone(desk: Desk) -> None:
    """A single-person case whose family gets nothing."""
    person = desk.person(31)
    disabled(desk, person, "肢体", "一级")
    family = single_case(desk, person)
    desk.leave("RK-208", "person", person.id)
    desk.leave("RK-201", "person", person.id)
    if desk.county.index == 0:
        desk.leave("RK-318", "roster", family.line)


@fault("RK-201", "第二户已审批尚未列入名册")
def second_only_approved(desk: Desk) -> None:
    """A person counted in two families, one of them approved but not on the roster yet."""
    person = desk.person(37)
    first, second = dibao(desk, people=[person]), dibao(desk, people=[desk.person(58), person])
    stake = min(first.loss_fen(), second.loss_fen())
    second.take_off("roster", "appropriations", "payments")
    desk.expect("RK-201", "person", person.id, stake)
    desk.expect("RK-308", "approvals", second.entry, second.amount_fen)


@fault("RK-202", "低保已审批尚未发放，特困已发放")
def dibao_only_approved(desk: Desk) -> None:
    """A tekun person whose dibao is approved but not paid yet."""
    person = desk.person(77)
    family = dibao(desk, people=[person])
    family.take_off("roster", "appropriations", "payments")
    tekun(desk, person=person, care=1)
    desk.expect("RK-202", "person", person.id, family.amount_fen)
    desk.expect("RK-308", "approvals", family.entry, family.amount_fen)
