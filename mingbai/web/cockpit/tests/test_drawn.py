"""Charts as a browser draws them: a mark leads to its rows, and nothing our policy refuses is asked for."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from mingbai.cockpit.actions import reckon_due
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.web.cockpit.tests.years import keep_years
from mingbai.web.conftest import NOW
from mingbai.web.tests import browsing
from mingbai.web.tests.browsing import CHROMIUM, WHY_NOT
from mingbai.web.tests.seats import Seats

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not CHROMIUM, reason=WHY_NOT)]
SIZE = (1920, 1080)


@pytest.fixture(scope="module")
def page(seats: Seats) -> Iterator[Page]:
    reckon_due(at=NOW)
    keep_years()
    session = seats.session_of(seats.actors[Kind.CIVIL_AFFAIRS, Role.LEADER])
    with browsing.served() as at, browsing.a_browser() as browser:
        context = browsing.window(browser, at, session)
        yield context.new_page()
        context.close()


def test_a_mark_leads_to_its_rows(page: Page) -> None:
    page.goto("/cockpit?month=2026-10", wait_until="networkidle")

    page.click("[data-chart=of-matrix]")  # the cell in its middle

    page.wait_for_url("**/month?month=2026-*&area=9999011*")


def test_charts_say_in_words_what_they_show_and_stand_still_for_who_asks(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto("/cockpit?month=2026-10")

    page.wait_for_selector("[data-chart=of-progress] svg")
    first = page.inner_html("[data-chart=of-progress]")
    page.wait_for_timeout(300)

    assert page.inner_html("[data-chart=of-progress]") == first
    assert page.get_attribute("[data-chart=of-progress]", "role") == "img"
    assert "发放进度" in (page.get_attribute("[data-chart=of-progress]", "aria-label") or "")
    assert page.locator("[data-chart=of-three] pattern").count() > 0  # patterns beside colours


def test_the_wall_fills_a_screen_and_no_more(page: Page) -> None:
    page.set_viewport_size({"width": SIZE[0], "height": SIZE[1]})
    page.goto("/wall?month=2026-10&area=999901", wait_until="networkidle")  # the desk keeps what was looked at

    width, height = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
    assert (width, height) == SIZE
    page.wait_for_selector(".wall svg >> nth=3")
    browsing.shot(page, "wall-zh-1920")
