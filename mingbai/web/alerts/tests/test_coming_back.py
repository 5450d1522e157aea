"""Coming back from a case: to the inbox as it was narrowed, and to the row one was at."""

from collections.abc import Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from mingbai.alerts import actions
from mingbai.alerts.tests.world import found
from mingbai.offices.actor import working_as
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.rosters.tests.world import VILLAGE
from mingbai.rules.rule import Severity
from mingbai.web.tests import browsing
from mingbai.web.tests.browsing import CHROMIUM, WHY_NOT, settled
from mingbai.web.tests.seats import Seats

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not CHROMIUM, reason=WHY_NOT)]
SCROLLED = "document.querySelector('.main .sheet').scrollTop"


@pytest.fixture(scope="module")
def inbox(seats: Seats) -> Iterator[Page]:
    handler = seats.actors[Kind.CIVIL_AFFAIRS, Role.HANDLER]
    with working_as(handler):
        told = [found(number=100 + one, region=VILLAGE.code, severity=Severity.RED) for one in range(30)]
        actions.open_tasks(findings=told, at=timezone.now())
    session = seats.session_of(handler)
    with browsing.served() as at, browsing.a_browser() as browser:
        yield browsing.window(browser, at, session).new_page()


def test_the_way_up_leads_to_the_list_as_it_was_and_to_the_row_one_was_at(inbox: Page) -> None:
    inbox.goto("/alerts?severity=red")
    settled(inbox).evaluate(f"{SCROLLED} = 120")
    inbox.goto(inbox.locator("tbody a").nth(8).get_attribute("href") or "")
    settled(inbox).click(".crumbs a")

    assert settled(inbox).url.endswith("/alerts?severity=red")
    assert inbox.evaluate(SCROLLED) == 120


def test_a_list_that_is_opened_anew_begins_at_its_top(inbox: Page) -> None:
    inbox.goto("/alerts?severity=red")
    settled(inbox).evaluate(f"{SCROLLED} = 120")
    inbox.goto("/errands")
    settled(inbox)
    inbox.goto("/alerts?severity=red")

    assert settled(inbox).evaluate(SCROLLED) == 0


def test_whom_one_searched_for_is_not_kept_in_the_browser(inbox: Page) -> None:
    inbox.goto("/rules?q=死亡")
    assert settled(inbox).locator(".main .sheet").count() == 1
    inbox.goto("/errands")

    assert "/rules" not in (settled(inbox).evaluate("sessionStorage.getItem('places')") or "")
