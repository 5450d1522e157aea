"""The month by mouse: a roster is prepared, and a township released, within the clicks that are allowed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page

from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.web.month.tests.world import checked_month
from mingbai.web.tests import browsing
from mingbai.web.tests.browsing import CHROMIUM, WHY_NOT, faults_of, settled, shot, stray
from mingbai.web.tests.seats import Seats

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not CHROMIUM, reason=WHY_NOT)]
BUREAU = Kind.CIVIL_AFFAIRS


@dataclass
class Hand:
    """A page, and how often somebody has clicked on it since home."""

    page: Page
    clicks: int = 0

    def click(self, what: str) -> None:
        self.page.click(what)
        settled(self.page)
        self.clicks += 1


@pytest.fixture(scope="module")
def sessions(seats: Seats) -> dict[Role, str]:
    checked_month(seats)
    return {role: seats.session_of(seats.actors[BUREAU, role]) for role in (Role.HANDLER, Role.REVIEWER, Role.RELEASER)}


@pytest.fixture(scope="module")
def place(sessions: dict[Role, str]) -> Iterator[tuple[Browser, str]]:
    assert sessions
    with browsing.served() as at, browsing.a_browser() as browser:
        yield browser, at


@contextmanager
def hand(place: tuple[Browser, str], session: str) -> Iterator[Hand]:
    context = browsing.window(*place, session)
    yield Hand(context.new_page())
    context.close()


def test_a_clerk_prepares_next_month_s_roster_in_six_clicks(
    place: tuple[Browser, str], sessions: dict[Role, str]
) -> None:
    with hand(place, sessions[Role.HANDLER]) as one:
        one.page.goto("/")
        one.click("a[href='/month?month=2026-12']")
        one.click(".page-acts button")
        one.click(".rows tbody th a >> nth=0")
        shot(one.page, "month.roster-to-submit")
        one.click(".act[open] button.btn-primary")

        assert one.clicks <= 6
        assert "台账已提报" in one.page.inner_text(".confirmation")
        assert faults_of(one.page) == []


def test_a_township_is_released_in_three_clicks_from_the_matrix_by_another_than_who_asked(
    place: tuple[Browser, str], sessions: dict[Role, str]
) -> None:
    with hand(place, sessions[Role.REVIEWER]) as one:
        one.page.goto("/prechecks/asked")
        one.page.fill(".answer input[name=reason]", "入户见到本人，名单有误")
        one.click(".answer button >> nth=1")
        assert "不予暂缓" in one.page.inner_text(".confirmation")
        one.page.goto("/prechecks")
        one.click("td .cell >> nth=0")
        shot(one.page, "prechecks.cell-drawer")
        one.page.keyboard.press("Escape")
        one.page.wait_for_selector("#drawer", state="hidden")
        one.click(".batch-of a >> nth=0")
        one.click(".act button.btn-primary")
        shot(one.page, "prechecks.release-asked")
        assert stray(one.page) == []
    with hand(place, sessions[Role.RELEASER]) as other:
        other.page.goto("/prechecks")
        other.click(".batch-of a >> nth=0")
        other.click("#release-sure")
        other.click(".act button.btn-primary")
        shot(other.page, "prechecks.release-done")

        assert other.clicks <= 3
        assert faults_of(other.page) == []
        assert "差异0处" in other.page.inner_text("#main")
