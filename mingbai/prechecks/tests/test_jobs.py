"""What the calendar and the night do: what is done is known, and holds end by themselves."""

from collections.abc import Iterator
from datetime import date

import pytest

from mingbai.config.guards import NATION, scope
from mingbai.offices.tests.places import COUNTY
from mingbai.prechecks import actions, jobs
from mingbai.prechecks.tests.world import Desk, desk_with
from mingbai.rosters.jobs import STANDING, SUBMITTED, all_are
from mingbai.rosters.tests.world import NOVEMBER


@pytest.fixture
def office(desk: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    with scope(NATION):
        yield desk_with(monkeypatch)


def test_a_month_is_done_when_every_township_is(office: Desk) -> None:
    assert office.roster.state == "frozen"
    assert all_are(SUBMITTED, COUNTY, NOVEMBER)
    assert all_are(STANDING, COUNTY, NOVEMBER)
    assert not all_are(STANDING, COUNTY, NOVEMBER.next())


def test_the_night_ends_holds_whose_days_are_over(office: Desk) -> None:
    office.died(office.line().payee_id, date(2026, 9, 30))
    office.checked()
    asked = office.question()
    actions.hold(hold_id=asked.pk, reason="待核", by=office.staff.reviewer, at=office.at)
    jobs.expire(at=office.later(days=1))
    asked.refresh_from_db()
    assert asked.state == "held"
    jobs.expire(at=office.later(days=14))
    asked.refresh_from_db()
    assert asked.state == "expired"
