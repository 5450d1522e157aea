"""今日待办: what waits for whom, the nearest day first, in as many questions for one line as for many."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingbai.alerts.tests.world import found
from mingbai.config.guards import scope
from mingbai.inspections import actions as inspections
from mingbai.kernel.month import Month
from mingbai.offices.actor import Actor
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import COUNTY, TOWN
from mingbai.rosters import actions as rostering
from mingbai.rosters.tests.world import IN_TIME, NOVEMBER, VILLAGE, Staff, awarded, staff
from mingbai.standards.deadlines import Due
from mingbai.web.access import may_open
from mingbai.web.tests.seats import Seats, stranger
from mingbai.web.today.cases import of_cases
from mingbai.web.today.deadlines import deadlines, shown
from mingbai.web.today.month import of_month
from mingbai.web.today.owed import Owed, divided

TODAY = date(2026, 11, 22)


@pytest.fixture
def who(desk: str) -> Iterator[Staff]:
    assert desk
    with scope(COUNTY):
        yield staff()


def owed(month: Month = NOVEMBER) -> dict[str, Owed]:
    """Return what a month still needs, step by step."""
    return {one.title: one for one in of_month(COUNTY, month, deadlines(COUNTY, month), TODAY) if one.count}


def done(month: Month = NOVEMBER) -> dict[Due, bool]:
    return {one.deadline.due: one.is_done for one in shown(COUNTY, month, deadlines(COUNTY, month))}


def test_a_roster_is_owed_by_whoever_makes_its_next_move_until_it_is_made(who: Staff) -> None:
    who.county.office(Kind.TOWNSHIP, TOWN)
    awarded(2, villages=(VILLAGE,))
    assert set(owed()) == {"编制名册"}

    (roster,) = rostering.derive(region=COUNTY, month=NOVEMBER, by=who.handler, at=IN_TIME)
    waiting = owed()
    assert "编制名册" not in waiting
    assert (waiting["提报月度台账"].count, waiting["提报月度台账"].fen) == (1, 100_000)
    assert not any(done().values())

    rostering.submit_ledger(roster_id=roster, by=who.handler, at=IN_TIME)
    assert "提报月度台账" not in owed()
    assert owed()["审核名册"].kinds == {Kind.CIVIL_AFFAIRS}
    assert done() == {Due.LEDGER: True, Due.TOWNSHIP_LIST: True, Due.ROSTER: False, Due.PAYMENT: False}

    rostering.review(roster_id=roster, by=who.reviewer, at=IN_TIME)
    rostering.freeze(roster_id=roster, by=who.reviewer, at=IN_TIME)
    assert "封存名册" not in owed()
    assert (owed()["放行"].due_on, owed()["放行"].roles) == (date(2026, 11, 10), frozenset({Role.RELEASER}))
    assert done() == {Due.LEDGER: True, Due.TOWNSHIP_LIST: True, Due.ROSTER: True, Due.PAYMENT: False}
    of_village = shown(VILLAGE, NOVEMBER, deadlines(VILLAGE, NOVEMBER))
    assert {one.deadline.due for one in of_village if one.is_done} == {Due.LEDGER, Due.TOWNSHIP_LIST, Due.ROSTER}


def test_what_another_office_is_to_put_right_is_owed_by_that_office_alone(who: Staff) -> None:
    ours, office = who.handler, who.county.office(Kind.BANK, COUNTY, "某银行")
    bank, colleague = (who.county.post(office, Role.TELLER) for _ in range(2))
    for unit, leader in ((ours, who.leader), (bank, colleague), (bank, colleague)):
        problem = inspections.list_problem(
            unit_id=unit.organisation_id, source="抽查", title="手续不全", facts="见底稿", cites=["QY-2022-51#4.5"],
            found_on=TODAY, by=who.reviewer, at=IN_TIME,
        )  # fmt: skip
        inspections.order(
            problem_id=problem, content="补齐", until_on=date(2026, 12, 1), in_charge_id=unit.id,
            leader_id=leader.id, by=who.reviewer, at=IN_TIME,
        )  # fmt: skip

    assert [(one.count, one.is_for(ours)) for one in to_report(ours)] == [(1, True)]
    sees = who.reviewer  # as whoever orders does
    assert [(one.count, one.is_for(sees)) for one in to_report(sees)] == [(1, True), (2, False)]
    assert [(one.count, one.is_for(bank)) for one in to_report(bank)] == [(2, True)]


def to_report(by: Actor) -> list[Owed]:
    return [one for one in of_cases(COUNTY, TODAY, by) if one.count and one.title == "报告整改结果"]


def test_alerts_are_owed_with_their_money_and_those_that_are_late(who: Staff) -> None:
    from mingbai.alerts import actions

    handler = who.handler
    who.county.listed("verify_alert", handler, who.leader)
    tasks = actions.open_tasks(findings=[found(household_id=number) for number in (1, 2, 3)], at=IN_TIME)
    actions.take(task_id=tasks[0], by=handler, at=IN_TIME)

    waiting = {one.title: one for one in of_cases(COUNTY, TODAY, handler) if one.count}

    assert (waiting["领取预警"].count, waiting["领取预警"].late) == (2, 2)
    assert waiting["登记核实情况"].count == 1
    assert waiting["领取预警"].fen == 2 * (found().amount_fen or 0) > 0


def one(title: str, due_on: date | None, role: Role = Role.HANDLER, count: int = 1, **more: Any) -> Owed:
    page = more.pop("page", "today")
    return Owed(title, title, count, frozenset({role}), frozenset({Kind.CIVIL_AFFAIRS}), (), page, due_on, **more)


def test_mine_and_others_the_nearest_day_first_and_nothing_that_waits_for_nothing(seats_of_one: Seats) -> None:
    actor = seats_of_one.actors[Kind.CIVIL_AFFAIRS, Role.HANDLER]
    owed = [
        one("later", TODAY + timedelta(days=9)),
        one("some day", None),
        one("late", TODAY - timedelta(days=2)),
        one("nothing", TODAY, count=0),
        one("others'", TODAY, Role.REVIEWER),
    ]

    mine, others = divided(owed, actor)

    assert [each.title for each in mine] == ["late", "later", "some day"]
    assert [each.title for each in others] == ["others'"]


def test_of_what_others_owe_a_case_is_told_to_who_may_open_it_and_a_month_to_everybody(seats_of_one: Seats) -> None:
    actor = seats_of_one.actors[Kind.CIVIL_AFFAIRS, Role.HANDLER]
    assert not may_open(actor, "keys")
    owed = [
        one("case", TODAY, Role.REVIEWER, page="keys"),
        one("month", TODAY, Role.REVIEWER, page="keys", month=NOVEMBER),
    ]

    assert [each.title for each in divided(owed, actor)[1]] == ["month"]


@pytest.fixture
def seats_of_one(desk: str) -> Seats:
    assert desk
    county = staff().county
    bureau = county.office(Kind.CIVIL_AFFAIRS, name="股室")
    return Seats(county, {(Kind.CIVIL_AFFAIRS, Role.HANDLER): county.post(bureau, Role.HANDLER)})


def test_a_question_more_for_a_line_more_is_never_asked(seats: Seats, now: datetime) -> None:
    assert now
    client = seats.client()

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/").status_code == 200
        return len(asked)

    def month_with(lines: int) -> None:
        from mingbai.alerts import actions

        with scope(COUNTY):
            awarded(lines, villages=(VILLAGE,))
            actions.open_tasks(findings=[found(household_id=lines * 100 + n) for n in range(lines)], at=now)

    month_with(2)
    questions()  # what is looked up once
    few = questions()
    month_with(40)

    assert questions() <= few


def test_the_page_says_whose_each_step_is_and_by_which_article(seats: Seats) -> None:
    text = seats.client(Kind.CIVIL_AFFAIRS, Role.LEADER).get("/").content.decode()

    mine, _, others = text.partition('id="others"')
    assert "现在没有等您办理的事项" in mine
    assert "编制名册" in others
    assert "民政、乡镇 · 经办人" in others
    assert "伊民规〔2022〕2号第二部分（四）2" in others


def test_a_village_sees_its_own_and_nobody_else_s(seats: Seats) -> None:
    text = seats.client(Kind.VILLAGE, Role.HANDLER).get("/").content.decode()

    assert "<span>河东镇柳树村</span>" in text
    assert "编制名册" not in text


def test_whoever_is_not_signed_in_sees_nothing_of_it(seats: Seats) -> None:
    assert seats
    assert stranger().get("/").content == b""
