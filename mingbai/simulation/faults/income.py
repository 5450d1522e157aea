"""RK-112, RK-122, RK-123: income that departments know of, and grace that is over."""

from mingbai.simulation.crafting.desk import Desk, Person
from mingbai.simulation.crafting.families import Family, dibao
from mingbai.simulation.crafting.stories import fault

EMPLOYEE = "城镇职工基本养老保险"


def draw_pension(desk: Desk, person: Person, fen: int, kind: str = "企业职工基本养老金") -> None:
    """Pay a pension every month."""
    desk.add("pensions", person_id=person.id, name=person.name, amount_fen=fen, kind=kind)


def insure(desk: Desk, person: Person, base_fen: int, ago: tuple[int, ...], kind: str = EMPLOYEE) -> None:
    """Have an employer pay contributions in those months, counted back from the month checked."""
    for months in ago:
        desk.add("insurance", person_id=person.id, name=person.name, month=desk.month.plus(-months), kind=kind,
                 base_fen=base_fen, employer="示范宏业劳务有限公司")  # fmt: skip


def expect_more_income(desk: Desk, family: Family, monthly_fen: int) -> None:
    """Expect the difference to the benefit recomputed with that monthly income, and RK-122 if none is left."""
    left = family.benefit_fen(income_fen=monthly_fen * 12)
    desk.expect("RK-112", "approvals", family.entry, family.amount_fen - left)
    if left == 0:
        desk.expect("RK-122", "approvals", family.entry, family.amount_fen)


@fault("RK-112", "养老金高于申报收入，仍符合条件")
def pension(desk: Desk) -> None:
    """A pension above the declared income; a smaller benefit is still due."""
    family = dibao(desk, 64, 40, 39, income_fen=360_000)
    draw_pension(desk, family.head, 60_000)
    expect_more_income(desk, family, 60_000)


@fault("RK-112", "养老金使人均收入超过标准")
def large_pension(desk: Desk) -> None:
    """A pension that lifts the family above the standard."""
    family = dibao(desk, 63, 61, income_fen=0)
    draw_pension(desk, family.people[1], 280_000, "机关事业单位养老金")
    expect_more_income(desk, family, 280_000)


@fault("RK-112", "连续三个月由单位参保")
def employed(desk: Desk) -> None:
    """Insured by an employer three months in a row."""
    family = dibao(desk, 48, 47, 22, 15, income_fen=120_000)
    insure(desk, family.people[2], 150_000, (0, 1, 2))
    expect_more_income(desk, family, 150_000)


@fault("RK-112", "养老金仅高出五十元（边界）")
def tolerated(desk: Desk) -> None:
    """A pension exactly 50 yuan above the declared income (boundary)."""
    family = dibao(desk, 66, 41, income_fen=480_000)
    draw_pension(desk, family.head, 45_000)
    leave_income(desk, family)


@fault("RK-112", "城乡居民基础养老金不计入")
def basic_pension(desk: Desk) -> None:
    """The residents' basic pension does not count."""
    family = dibao(desk, 74, income_fen=0)
    draw_pension(desk, family.head, 19_800, "城乡居民基本养老保险")
    leave_income(desk, family)


@fault("RK-112", "在校生假期打工，参保两个月")
def holiday_work(desk: Desk) -> None:
    """A student's holiday work, insured for two months."""
    family = dibao(desk, 46, 20, income_fen=0)
    student = family.people[1]
    insure(desk, student, 420_000, (2, 3))
    desk.add("students", person_id=student.id, name=student.name, school="示范职业技术学院", level="大学专科")
    leave_income(desk, family)


@fault("RK-112", "参保三个月但已中断")
def no_longer_employed(desk: Desk) -> None:
    """Three months of insurance that ended before the month."""
    family = dibao(desk, 33, 32, income_fen=0)
    insure(desk, family.head, 420_000, (3, 4, 5))
    leave_income(desk, family)


@fault("RK-112", "季节工，参保月份不连续")
def seasonal(desk: Desk) -> None:
    """A seasonal worker: months not in a row, never averaged."""
    family = dibao(desk, 38, 37, income_fen=0)
    insure(desk, family.head, 500_000, (0, 1, 3, 5))
    leave_income(desk, family)


@fault("RK-122", "养老金未超容差但收入已达标准")
def over_the_edge(desk: Desk) -> None:
    """A pension within the tolerance that still reaches the standard."""
    standard = desk.county.standard_fen(urban=False)
    family = dibao(desk, 65, 62, income_fen=(standard * 2 - 2_000) * 12)
    draw_pension(desk, family.head, standard * 2)
    desk.leave("RK-112", "approvals", family.entry)
    desk.expect("RK-122", "approvals", family.entry, family.amount_fen)


@fault("RK-122", "渐退期内收入超标")
def in_grace(desk: Desk) -> None:
    """Income above the standard during the grace months."""
    family = dibao(desk, 45, 23, income_fen=300_000, grace_until=desk.month.plus(2))
    family.approval["annual_income_fen"] = family.standard_fen * 2 * 12 * 11 // 10
    desk.leave("RK-122", "approvals", family.entry)
    desk.leave("RK-123", "roster", family.line)
    desk.leave("RK-318", "roster", family.line)


@fault("RK-123", "渐退期满仍在册")
def grace_over(desk: Desk) -> None:
    """The grace months are over, the line is still on the roster."""
    family = dibao(desk, 42, 12, grace_until=desk.month.previous())
    desk.expect("RK-123", "roster", family.line, family.amount_fen)


@fault("RK-123", "渐退期早已届满")
def grace_long_over(desk: Desk) -> None:
    """The grace months were over long ago."""
    family = dibao(desk, 57, urban=True, grace_until=desk.month.plus(-5))
    desk.expect("RK-123", "roster", family.line, family.amount_fen)


@fault("RK-123", "本月为渐退期最后一月（边界）")
def last_month_of_grace(desk: Desk) -> None:
    """The last month of grace (boundary)."""
    family = dibao(desk, 39, grace_until=desk.month)
    desk.leave("RK-123", "roster", family.line)


def leave_income(desk: Desk, family: Family) -> None:
    """Neither rule about income may speak of the family."""
    desk.leave("RK-112", "approvals", family.entry)
    desk.leave("RK-122", "approvals", family.entry)
