"""用款计划表, from the plans of use that were asked for and the books of their funds (R-617)."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.actions.deciding import day_of
from mingbai.offices.kinds import Kind
from mingbai.offices.queries import officer_names
from mingbai.offices.refused import Refused
from mingbai.papers import FundLine, FundPlan, Signature
from mingbai.papers.paper import HANDLER, LEADER, REVIEWER
from mingbai.payments.models import FundRequest
from mingbai.payments.queries import requests, rostered
from mingbai.payments.states import PlanState
from mingbai.printing.places import office_name, place_name, title_of
from mingbai.printing.printed import Printed, signed
from mingbai.treasury.ladder import Rung
from mingbai.treasury.queries import ladder, where_it_is
from mingbai.treasury.states import Level

SOURCES = {Level.CENTRAL: "中央", Level.PROVINCE: "省级", Level.PREFECTURE: "市级", Level.COUNTY: "县级"}
STATES = {PlanState.REQUESTED: "待财政审核", PlanState.APPROVED: "财政已审核", PlanState.ARRIVED: "资金已到位"}
FINANCE = Signature("财政审核", "For finance")


def plan_papers(region: Region, month: Month, *, at: datetime) -> dict[str, Printed]:
    """Return a month's plan of use, one paper for each office that asked; raise Refused where nobody has."""
    asked: dict[str, list[FundRequest]] = defaultdict(list)
    for one in requests(region, month).exclude(state=PlanState.REFUSED).select_related("fund", "minutes"):
        asked[one.region].append(one)
    if not asked:
        raise Refused(
            f"{month}还没有用款计划；请先办理 mingbai payments plan，再打印计划表。",
            f"Nobody has asked for funds for {month}: ask by mingbai payments plan, then print it.",
        )
    return {
        f"用款计划表-{code}-{month}": Printed(_plan(Region(code), month, rows, at), f"{code}/{month}", code, month)
        for code, rows in asked.items()
    }


def _plan(region: Region, month: Month, asked: Sequence[FundRequest], at: datetime) -> FundPlan:
    on = day_of(at)
    office = place_name(region, on)
    due = rostered(region, month, {one.programme for one in asked})
    return FundPlan(
        office=office,
        number=f"{region}-{month}-用款",
        made_at=at,
        signatures=_signatures(asked),
        place=office,
        finance=office_name(region, Kind.FINANCE, on),
        month=month,
        lines=_lines(asked),
        households=due.lines,
        people=due.people,
        needed_fen=due.fen,
        total_fen=sum(one.fen for one in asked),
        documents=_documents(asked),
    )


def _lines(asked: Sequence[FundRequest]) -> list[FundLine]:
    """Return a line for each plan; what another plan of the month takes from the same fund is used already."""
    used = {}
    for fund_id in {one.fund_id for one in asked}:
        given, free = where_it_is(fund_id).given_fen, ladder(fund_id)[Rung.AVAILABLE]
        set_aside = sum(one.fen for one in asked if one.fund_id == fund_id and one.state == PlanState.ARRIVED)
        used[fund_id] = (given, given - free - set_aside)
    lines = []
    for one in asked:
        given, before = used[one.fund_id]
        used[one.fund_id] = (given, before + one.fen)
        source = SOURCES[Level(one.fund.source)]
        state = STATES[PlanState(one.state)]
        lines.append(FundLine(title_of(one.programme), source, one.fund.document, given, before, one.fen, state))
    return lines


def _signatures(asked: Sequence[FundRequest]) -> tuple[Signature, ...]:
    """Return the places to sign; a name where all of the plans bear the same one."""
    names = officer_names([*(one.made_by for one in asked), *(one.approved_by for one in asked)])
    made, approved = {one.made_by for one in asked}, {one.approved_by for one in asked}
    first, last = asked[0], asked[-1]
    handler = signed(HANDLER, first.made_by, last.made_at, names) if len(made) == 1 else HANDLER
    finance = signed(FINANCE, first.approved_by, last.approved_at, names) if len(approved) == 1 else FINANCE
    return handler, REVIEWER, LEADER, finance


def _documents(asked: Sequence[FundRequest]) -> list[str]:
    minutes = [one.minutes.number for one in asked if one.minutes]
    return list(dict.fromkeys([*(one.document for one in asked), *minutes]))
