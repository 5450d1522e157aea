"""Two journeys in a real browser: whom the money goes to by one search, and a number seen whole, for a reason."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from mingbai.offices.actor import working_as
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.people.queries import opened_numbers
from mingbai.web.tests import browsing
from mingbai.web.tests.browsing import CHROMIUM, WHY_NOT, faults_of, shot
from mingbai.web.tests.families import settle
from mingbai.web.tests.seats import Seats

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not CHROMIUM, reason=WHY_NOT)]


@pytest.fixture(scope="module")
def number(seats: Seats) -> str:
    office = settle(seats)
    with working_as(office.leader):
        return opened_numbers([1])[1]


@pytest.fixture(scope="module")
def page(seats: Seats, number: str) -> Iterator[Page]:
    assert number
    session = seats.session_of(seats.actors[Kind.CIVIL_AFFAIRS, Role.HANDLER])
    with browsing.served() as at, browsing.a_browser() as browser:
        yield browsing.window(browser, at, session).new_page()


def test_one_search_from_any_page_opens_the_person(page: Page, number: str) -> None:
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type(number[-4:])
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/1*")

    assert "620.00" in page.inner_text("main")
    assert number not in page.content()


def test_a_number_is_seen_whole_in_the_drawer_by_keyboard_for_a_reason(page: Page, number: str) -> None:
    page.goto("/people/1")
    page.focus(".masked-open")
    page.keyboard.press("Enter")
    page.wait_for_selector("#drawer-body input[name=reason]")
    assert faults_of(page) == []
    page.focus("#drawer-body input[name=reason]")
    page.keyboard.press("Enter")
    page.wait_for_selector("#drawer-body input[name=reason]")
    page.keyboard.type("核对身份证原件")
    page.keyboard.press("Enter")
    page.wait_for_selector(".whole-value")
    shot(page, "people.reveal-drawer")

    assert page.inner_text(".whole-value") == number
    assert faults_of(page) == []
