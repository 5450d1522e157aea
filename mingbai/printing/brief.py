"""监管月报, from a month's kept sums, its three lists and its alerts; with a workbook of all places."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from mingbai.cockpit.actions import reckon_division
from mingbai.cockpit.queries.history import History, Sums, history
from mingbai.cockpit.queries.watch import clocks, funnel
from mingbai.evidence.installation import installed_policy
from mingbai.evidence.queries import standing as log_standing
from mingbai.files.writing.sheets import Sheet, write_workbook
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.actions.deciding import day_of
from mingbai.offices.places import names_of
from mingbai.offices.refused import Refused
from mingbai.papers import Compared, MonthBrief
from mingbai.papers.month.month_brief import Came, Place, Watched
from mingbai.printing.places import place_name, title_of
from mingbai.printing.printed import Printed
from mingbai.receipts.queries import appropriated, is_closed, three_figures
from mingbai.receipts.queries.standing import left
from mingbai.rules.rule import Severity

SEVERITIES = {Severity.RED: "红色预警", Severity.ORANGE: "橙色预警", Severity.YELLOW: "黄色预警", "": "整改事项"}
UNPROVEN = {
    "line": "应发未证实到账 {}笔", "urgent": "急难发放未核清 {}笔", "roster": "名册未放行 {}份",
    "entry": "银行回单未对上 {}笔", "item": "差异未办结 {}项",
}  # fmt: skip
HEADER = ("地区", "区划代码", "应发笔数", "人数", "应发金额（元）", "到账金额（元）", "未对上（元）", "退回未付（元）",
          "在途（元）", "未发出（元）", "新增", "增发", "减发", "停发")  # fmt: skip
NOTHING = (0, 0)


def brief_papers(region: Region, month: Month, *, at: datetime) -> dict[str, Printed]:
    """Return the month's brief, its sums reckoned anew; raise Refused where no roster was made."""
    reckon_division(region=region, month=month, at=at)
    found = history(region, month, 2)
    if found.now.rostered_lines == 0:
        raise Refused(
            f"{month}还没有名册，没有月报；请先编制名册。",
            f"{month} has no roster yet, hence no brief: make one first.",
        )
    office, unproven = place_name(region, day_of(at)), left(region, month)
    log = log_standing(installed_policy())
    paper = MonthBrief(
        office=office, number=f"{region}-{month}-月报", made_at=at, place=office, month=month, as_of=at,
        persons=found.now.persons, compared=_compared(region, month), places=_places(found, month),
        changes=_changes(found.now), before_fen=found.by_month[found.months[0]].fen or None,
        watched=_watched(region, at), came=_came(region, month), is_closed=is_closed(region, month),
        unproven=[UNPROVEN[what].format(f"{count:,}") for what, count in unproven.items() if count],
        log_size=log.placed, witnessed=log.witnessed,
    )  # fmt: skip
    return {f"监管月报-{region}-{month}": Printed(paper, f"{region}/{month}", region.code, month)}


def write_annex(path: Path, region: Region, month: Month) -> None:
    """Write the figures of every place of a division's month as a workbook: the brief's, and what it leaves out."""
    found = history(region, month, 2)
    names = names_of([Region(place) for place in found.places])
    rows = [
        [names.get(Region(place), place), place, *_row(sums)]
        for place in found.places
        if (sums := found.at(place, month)) is not None
    ]
    write_workbook(path, [Sheet(f"{month}各地发放", HEADER, [*rows, ["合计", "", *_row(found.now)]])])


def _row(sums: Sums) -> list[int | float]:
    yuan = (sums.fen, sums.arrived_fen, sums.unmatched_fen, sums.returned_fen, sums.on_way_fen, sums.unsent_fen)
    moves = (sums.entries, sums.raised, sums.lowered, sums.exits)
    return [sums.lines, sums.persons, *(fen / 100 for fen in yuan), *moves]


def _compared(region: Region, month: Month) -> list[Compared]:
    business, paid = three_figures(region, month)
    given = appropriated(region, month)
    return [
        Compared(
            title_of(name),
            (business[name].lines, business[name].fen) if name in business else NOTHING,
            given.get(name, NOTHING),
            (paid[name].lines, paid[name].fen) if name in paid else NOTHING,
        )
        for name in sorted({*business, *given, *paid})
    ]


def _places(found: History, month: Month) -> list[Place]:
    names = names_of([Region(place) for place in found.places])
    return [
        Place(names.get(Region(place), place), sums.lines, sums.fen, sums.arrived_fen, sums.returned_fen)
        for place in found.places
        if (sums := found.at(place, month)) is not None
    ]


def _changes(sums: Sums) -> Mapping[str, int]:
    return {"新增": sums.entries, "增发": sums.raised, "减发": sums.lowered, "停发": sums.exits}


def _watched(region: Region, at: datetime) -> list[Watched]:
    waits = clocks(region, day_of(at))
    return [
        Watched(title, waits[severity].late, waits[severity].soon, waits[severity].later)
        for severity, title in SEVERITIES.items()
        if severity in waits
    ]


def _came(region: Region, month: Month) -> Came:
    found = funnel(region, month, month)
    return Came(found.tasks, found.verified, found.confirmed, found.confirmed_fen, found.recovered_fen)
