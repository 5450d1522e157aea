"""No page asks the database more because there is more to show: every page, at two sizes of the county."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mingbai.access.actions import give_key
from mingbai.alerts import actions as alerts
from mingbai.alerts.tests.world import found
from mingbai.awards.tests.cases import Office
from mingbai.config.guards import scope
from mingbai.inspections import actions as inspections
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.actor import working_as
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import COUNTY
from mingbai.people.tests.families import Bureau
from mingbai.rosters import actions as rosters
from mingbai.rosters.tests.world import VILLAGE, awarded
from mingbai.rules.rule import Severity
from mingbai.web.access import ADDRESSES, ANYBODY
from mingbai.web.tests.addresses import address, names
from mingbai.web.tests.families import OCTOBER, award
from mingbai.web.tests.furnishing import FRIDAY, furnish
from mingbai.web.tests.money import answered, relieved
from mingbai.web.tests.seats import Seats

DECEMBER = Month(2026, 12)
MORE = 12  # of everything
BUREAU, TOWNSHIP = Kind.CIVIL_AFFAIRS, Kind.TOWNSHIP
PAGES = [name for name in names() if ADDRESSES[name] is not ANYBODY]
ROWS = {  # pages whose rows are of another month or of a question, with what is asked
    "month": "?month=2026-12",
    "people": "?q=张三",
    "alerts": "?size=100",
    "payments.file": "?size=100",
}
GROWING = ("month", "people", "alerts", "inspections", "payments", "receipts.statements", "keys")


@pytest.fixture(scope="module")
def county(seats: Seats) -> Seats:
    return furnish(seats)


def test_no_page_asks_more_because_there_is_more_to_show(county: Seats) -> None:
    derived(county, places(101, 104))
    before = asked_by_page(county)
    grown(county)
    after = asked_by_page(county)

    assert {name: (before[name], after[name]) for name in PAGES if after[name].questions > before[name].questions} == {}
    assert [name for name in GROWING if after[name].letters <= before[name].letters] == []


@dataclass(frozen=True)
class Asked:
    """How often a page asked the database, and how long it came out."""

    questions: int
    letters: int


def asked_by_page(county: Seats) -> dict[str, Asked]:
    """Return page → what it asks, opened by whoever may; once before, so that all is warm."""
    told = {}
    for name in PAGES:
        opens = ADDRESSES[name]
        assert opens is not None
        seat = next(seat for seat in [(BUREAU, Role.HANDLER), *county.actors] if opens.to(county.actors[seat]))
        client = county.client(*seat)
        opened(client, name)
        with CaptureQueriesContext(connection) as questions:
            letters = opened(client, name)
        told[name] = Asked(len(questions), letters)
    return told


def opened(client: Client, name: str) -> int:
    answer = client.get(address(name) + ROWS.get(name, ""))
    assert answer.status_code < 500, name
    return len(answer.content)


def grown(county: Seats) -> None:
    """Have more families, rosters, alerts, problems, files, entries of the bank, posts and keys."""
    office = office_of(county)
    handler, inspector = county.actors[BUREAU, Role.HANDLER], county.actors[Kind.AUDIT, Role.INSPECTOR]
    with of(county):
        families(office)
    derived(county, places(105, 105 + MORE))
    with working_as(handler):
        told = [found(number=500 + one, region=VILLAGE.code, severity=Severity.RED) for one in range(MORE)]
        alerts.open_tasks(findings=told, at=FRIDAY)
    with working_as(inspector):
        for one in range(MORE):
            inspections.list_problem(
                unit_id=handler.organisation_id, source="抽查", title=f"第{one}项", facts="见附件", amount_fen=0,
                cites=("QY-2022-51#4.5",), found_on=FRIDAY.date(), by=inspector, at=FRIDAY,
            )  # fmt: skip
    relieved(county, office, MORE)
    answered(county, MORE, seed=8)
    for _ in range(MORE):
        somebody = county.county.post(handler.organisation_id, Role.HANDLER)
        give_key(officer_id=somebody.id, by=county.county.administrator(), at=county.county.at)


@contextmanager
def of(county: Seats) -> Iterator[None]:
    with working_as(county.actors[BUREAU, Role.HANDLER]):
        yield


def office_of(county: Seats) -> Office:
    """Return the offices that award, as they were listed when the county was furnished."""
    handler, reviewer, leader = (county.actors[BUREAU, role] for role in (Role.HANDLER, Role.REVIEWER, Role.LEADER))
    clerk, second, head = (county.actors[TOWNSHIP, role] for role in (Role.HANDLER, Role.REVIEWER, Role.LEADER))
    bureau = Bureau(county.county, handler, reviewer, leader, clerk, serial=100)
    return Office(bureau, clerk, second, head, OCTOBER, cards=500)


def families(office: Office) -> None:
    """Have more families live in the village, the first of them with more members, each with an award."""
    for _ in range(MORE):
        with working_as(office.bureau.handler):
            household, people = office.family(2, region=VILLAGE)
            account = office.account(people[0])
        award(office, household, people, account)


def places(first: int, after: int) -> tuple[Region, ...]:
    """Return a village in each of so many townships."""
    return tuple(Region(f"999901{town}201") for town in range(first, after))


def derived(county: Seats, villages: tuple[Region, ...]) -> None:
    """Have families in villages, and their townships' rosters of December."""
    handler = county.actors[BUREAU, Role.HANDLER]
    with scope(COUNTY):
        awarded(2 * len(villages), villages=villages)
    with working_as(handler):
        rosters.derive(region=COUNTY, month=DECEMBER, by=handler, at=FRIDAY)
