"""RK-801, 802, 804, 805: relief too often, twice for one event, just under the limit, above the cap."""

from mingbai.simulation.county import TOWNSHIP_LIMIT_FEN
from mingbai.simulation.crafting.desk import Desk
from mingbai.simulation.crafting.families import Family, relief
from mingbai.simulation.crafting.stories import fault

REASONS = ("突发重病", "意外事故", "火灾", "交通事故")


def again(desk: Desk, first: Family, fen: int, ago: int, reason: str, **columns: object) -> Family:
    """Grant relief to the same person and household once more."""
    row = first.approval
    place = (row["region_code"], row["region_name"], row["address"])
    usual = {"household": row["household_id"], "place": place}
    grant = relief(desk, fen, ago=ago, person=first.head, reason=reason, **usual | columns)
    grant.set_account(str(row["account_no"]), first.head.name)
    return grant


@fault("RK-801", "一年三次救助")
def three_times(desk: Desk) -> None:
    """Three grants in a year."""
    first = relief(desk, 40_000, ago=7, reason=REASONS[0])
    again(desk, first, 50_000, 4, REASONS[1])
    last = again(desk, first, 60_000, 0, REASONS[2])
    desk.expect("RK-801", "approvals", last.entry, 60_000)


@fault("RK-801", "同一人以两个户编号四次救助")
def four_times(desk: Desk) -> None:
    """Four grants to one person under two household numbers."""
    first = relief(desk, 30_000, ago=9, reason=REASONS[0])
    again(desk, first, 30_000, 6, REASONS[1])
    again(desk, first, 35_000, 3, REASONS[2], household=desk.household_id())
    last = again(desk, first, 40_000, 1, REASONS[3])
    desk.expect("RK-801", "approvals", last.entry, 75_000)


@fault("RK-801", "三次救助跨越十二个月以上（边界）")
def over_a_year(desk: Desk) -> None:
    """Three grants over more than twelve months (boundary)."""
    first = relief(desk, 40_000, ago=12, reason=REASONS[0])
    again(desk, first, 50_000, 5, REASONS[1])
    last = again(desk, first, 60_000, 0, REASONS[2])
    desk.leave("RK-801", "approvals", last.entry)


@fault("RK-802", "同一事由两次救助")
def same_event(desk: Desk) -> None:
    """The same event relieved twice."""
    first = relief(desk, 45_000, ago=5, reason=REASONS[0])
    last = again(desk, first, 55_000, 0, REASONS[0])
    desk.expect("RK-802", "approvals", last.entry, 55_000)


@fault("RK-802", "换乡镇、换户编号再次申请同一事由")
def another_township(desk: Desk) -> None:
    """The same event again in another township."""
    first = relief(desk, 35_000, ago=3, reason=REASONS[3])
    last = again(desk, first, 65_000, 0, REASONS[3], household=desk.household_id(), place=desk.village())
    desk.expect("RK-802", "approvals", last.entry, 65_000)


@fault("RK-802", "两次救助事由不同")
def different_events(desk: Desk) -> None:
    """Two grants for different events."""
    first = relief(desk, 45_000, ago=2, reason=REASONS[1])
    last = again(desk, first, 55_000, 0, REASONS[2])
    desk.leave("RK-802", "approvals", last.entry)
    desk.leave("RK-801", "approvals", last.entry)


@fault("RK-802", "同一事由相隔十四个月")
def after_fourteen_months(desk: Desk) -> None:
    """The same event after fourteen months."""
    first = relief(desk, 45_000, ago=14, reason=REASONS[0])
    last = again(desk, first, 55_000, 0, REASONS[0])
    desk.leave("RK-802", "approvals", last.entry)


def new_township(desk: Desk) -> tuple[str, str, str]:
    """Return a village of a township that only this story uses."""
    code = f"{desk.county.code}{180 + desk.townships}"
    desk.townships += 1
    return f"{code}201", "开发区一村", f"{desk.county.title}开发区{desk.townships}号"


@fault("RK-804", "多数救助金额贴近乡镇审批限额", apart=True)
def just_under(desk: Desk) -> None:
    """Most grants lie just under the township's limit."""
    place = new_township(desk)
    near = [99_900, 98_000, 100_000, 95_000, 99_500, 97_000, 96_000, 99_000]
    for position, fen in enumerate([*near, 40_000, 55_000, 30_000]):
        relief(desk, fen, ago=position % 5, place=place, reason=REASONS[position % 4])
    desk.expect("RK-804", "region", place[0][:9], sum(near))


@fault("RK-804", "同日拆分为两笔，合计超过限额", apart=True)
def split(desk: Desk) -> None:
    """One grant split in two on one day, together above the limit."""
    place = new_township(desk)
    first = relief(desk, 70_000, ago=2, place=place, reason=REASONS[0])
    second = again(desk, first, 80_000, 2, REASONS[1])
    second.approval["confirmed_on"] = first.approval["confirmed_on"]
    desk.expect("RK-804", "region", place[0][:9], 150_000)


@fault("RK-804", "十笔中六笔贴近限额（边界）", apart=True)
def six_of_ten(desk: Desk) -> None:
    """Six grants of ten lie just under the limit (boundary)."""
    place = new_township(desk)
    near = [95_000, 100_000, 96_500, 98_800, 99_000, 97_700]
    for position, fen in enumerate([*near, 94_999, 40_000, 55_000, 30_000]):
        relief(desk, fen, ago=position % 3, place=place, reason=REASONS[position % 4])
    desk.expect("RK-804", "region", place[0][:9], sum(near))


@fault("RK-804", "十笔中五笔贴近限额（边界）", apart=True)
def five_of_ten(desk: Desk) -> None:
    """Five grants of ten lie just under the limit (boundary)."""
    place = new_township(desk)
    for position, fen in enumerate([95_000, 100_000, 96_500, 98_800, 99_000, 94_999, 40_000, 55_000, 30_000, 62_000]):
        relief(desk, fen, ago=position % 3, place=place, reason=REASONS[position % 4])
    desk.leave("RK-804", "region", place[0][:9])


@fault("RK-804", "救助金额分散", apart=True)
def spread(desk: Desk) -> None:
    """Grants of many sizes."""
    place = new_township(desk)
    for position in range(12):
        relief(desk, 30_000 + position * 6_000, ago=position % 6, place=place, reason=REASONS[position % 4])
    desk.leave("RK-804", "region", place[0][:9])


@fault("RK-805", "救助金额超过低保标准十倍")
def above_the_cap(desk: Desk) -> None:
    """A grant above ten monthly standards."""
    grant = relief(desk, 900_000, level="county", reason=REASONS[0])
    desk.expect("RK-805", "approvals", grant.entry, 900_000 - grant.standard_fen * 10)


@fault("RK-805", "救助金额等于低保标准十倍（边界）")
def at_the_cap(desk: Desk) -> None:
    """A grant of exactly ten monthly standards (boundary)."""
    grant = relief(desk, desk.county.standard_fen(urban=False) * 10, level="county", reason=REASONS[1])
    desk.leave("RK-805", "approvals", grant.entry)


assert TOWNSHIP_LIMIT_FEN == 100_000, "the sums above are written for this limit"
