"""The inbox as it is worked through in a browser: four clicks for all red ones, and the whole of it without a mouse."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page

from mingbai.alerts import actions
from mingbai.alerts.tests.world import found
from mingbai.offices.actor import working_as
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.rosters.tests.world import VILLAGE
from mingbai.rules.rule import Severity
from mingbai.web.tests import browsing
from mingbai.web.tests.browsing import CHROMIUM, WHY_NOT, faults_of, settled
from mingbai.web.tests.furnishing import furnish
from mingbai.web.tests.seats import Seats

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not CHROMIUM, reason=WHY_NOT)]
RED = 50


@dataclass
class Hand:
    """A page, and how often a mouse was pressed on it."""

    page: Page
    clicks: int = 0

    def click(self, where: str) -> None:
        self.clicks += 1
        self.page.click(where)


@dataclass(frozen=True)
class Sight:
    """A browser, where the console is, and the sessions of a leader and a handler."""

    browser: Browser
    at: str
    leader: str
    handler: str

    def open(self, session: str, address: str) -> Page:
        page = browsing.window(self.browser, self.at, session).new_page()
        page.goto(address)
        return settled(page)


@pytest.fixture(scope="module")
def sight(seats: Seats) -> Iterator[Sight]:
    furnish(seats)
    handler = seats.actors[Kind.CIVIL_AFFAIRS, Role.HANDLER]
    with working_as(handler):
        more = [found(number=100 + one, region=VILLAGE.code, severity=Severity.RED) for one in range(RED - 2)]
        actions.open_tasks(findings=more, at=timezone.now())
    leader = seats.actors[Kind.CIVIL_AFFAIRS, Role.LEADER]
    sessions = (
        seats.session_of(leader),
        seats.session_of(handler),
    )  # no question to the database from a browser's thread
    with browsing.served() as at, browsing.a_browser() as browser:
        yield Sight(browser, at, *sessions)


def test_all_red_alerts_are_assigned_in_four_clicks(sight: Sight) -> None:
    hand = Hand(sight.open(sight.leader, "/"))

    hand.click("nav.menu a[href='/alerts']")
    hand.click("a[href*='severity=red']")
    hand.click("input[name=all]")
    hand.click("button[value=assign]")

    hand.page.wait_for_selector(".confirmation")
    said = hand.page.inner_text(".confirmation")
    assert f"办成{RED - 1}条" in said
    assert "1条已有人领取" in said
    assert hand.clicks <= 4


def test_rows_are_walked_ticked_opened_and_taken_by_keys_alone(sight: Sight) -> None:
    page = sight.open(sight.handler, "/alerts?severity=yellow")
    for key in ("j", "x"):
        page.keyboard.press(key)
    assert page.is_checked("input[name=task]")
    assert page.inner_text("[data-triage-count]") == "✓ 1"

    page.keyboard.press("Enter")
    page.wait_for_selector("#drawer.show:not(.showing) .case")
    assert faults_of(page) == []
    page.keyboard.press("j")  # keys of the list are silent in the drawer
    page.keyboard.press("Escape")
    page.wait_for_selector("#drawer", state="hidden")
    assert page.evaluate("document.activeElement.closest('tr').classList.contains('is-here')")

    page.keyboard.press("a")
    page.keyboard.press("Enter")
    page.wait_for_selector(".confirmation")
    assert "办成1条" in page.inner_text(".confirmation")


def test_a_verification_is_sent_from_the_keyboard(sight: Sight) -> None:
    page = sight.open(sight.handler, "/alerts/1")
    page.fill("#verify-source_name", "柳树村")
    page.fill("#verify-found", "家属出示火化证明")

    page.keyboard.press("Control+Enter")

    page.wait_for_selector(".confirmation")
    assert "家属出示火化证明" in page.inner_text(".history")


def test_the_keys_explain_themselves_and_can_be_switched_off(sight: Sight) -> None:
    page = sight.open(sight.handler, "/alerts")
    page.keyboard.press("?")
    assert page.is_visible(".keys dl")

    page.check("[data-triage-off]")
    page.reload()
    settled(page)
    page.keyboard.press("j")

    assert page.query_selector(".is-here") is None


def test_ticking_the_page_ticks_every_free_row_and_says_how_many(sight: Sight) -> None:
    page = sight.open(sight.leader, "/alerts?severity=red")
    page.check("[data-triage-all]")
    free = page.locator("input[name=task]").count()
    assert free == page.locator("input[name=task]:checked").count() > 0
    assert page.inner_text("[data-triage-count]") == f"✓ {free}"
