"""What became of findings, and how much work a rule makes: as pages of rules and replays ask."""

from dataclasses import replace
from datetime import date

import pytest

from mingbai.alerts.measured import Work, verdicts, work
from mingbai.alerts.tests.world import FALSE_ALARM, HOUSE, OCTOBER, World, found, paid_fund, world
from mingbai.config.guards import scope
from mingbai.offices.tests.places import COUNTY, OTHER_TOWN


@pytest.fixture
def at(desk: str) -> World:
    assert desk
    return world()


def test_verdicts_are_the_last_word_on_each_finding_and_leave_out_what_is_open(at: World) -> None:
    paid_fund(at)
    right, wrong, still = (found(number=HOUSE + more) for more in range(3))
    at.overpaid(number=HOUSE)
    at.decided(at.verified(supports=False, number=HOUSE + 1), FALSE_ALARM)
    at.one(number=HOUSE + 2)

    with scope(COUNTY):
        became = {one.subject_index: (one.is_confirmed, one.fen) for one in verdicts(COUNTY, OCTOBER, ["RK-112"])}
        assert verdicts(COUNTY, OCTOBER.next(), ["RK-112"]) == []
        assert verdicts(COUNTY, OCTOBER, ["RK-101"]) == []
    assert became == {right.subject_index: (True, 124_000), wrong.subject_index: (False, 0)}
    assert still.subject_index not in became


def test_work_counts_tasks_those_open_and_those_that_came_back(at: World) -> None:
    at.decided(at.verified(supports=False), FALSE_ALARM)
    at.one()
    at.opened(found("RK-302", 5), replace(found("RK-302", 6), region=OTHER_TOWN.code))

    with scope(COUNTY):
        counted = work(COUNTY, date(2026, 1, 1))
        assert counted == {"RK-112": Work(2, 1, 1), "RK-302": Work(2, 2, 0)}
        assert counted["RK-112"].relapsed_bp == 5_000
        assert work(OTHER_TOWN, date(2026, 1, 1)) == {"RK-302": Work(1, 1, 0)}
        assert work(COUNTY, date(2027, 1, 1)) == {}
