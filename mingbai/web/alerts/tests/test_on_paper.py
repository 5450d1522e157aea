"""The inbox on A4: what is clicked is gone, tables are whole, and month, place and code stand in the head."""

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
A4 = {"width": 703, "height": 1009}  # CSS pixels within the margins
CUT = """() => [...document.querySelectorAll('.sheet')].filter(
  (one) => one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1,
).length"""


@pytest.fixture(scope="module")
def paper(seats: Seats) -> Iterator[Page]:
    handler = seats.actors[Kind.CIVIL_AFFAIRS, Role.HANDLER]
    with working_as(handler):
        told = [found(number=100 + one, region=VILLAGE.code, severity=Severity.RED) for one in range(30)]
        actions.open_tasks(findings=told, at=timezone.now())
    session = seats.session_of(handler)
    with browsing.served() as at, browsing.a_browser() as browser:
        page = browsing.window(browser, at, session).new_page()
        page.goto("/alerts")
        settled(page).emulate_media(media="print")
        page.set_viewport_size(A4)  # type: ignore[arg-type]
        yield settled(page)


@pytest.mark.parametrize("part", [".menu", ".top", ".query", ".batch", ".pager", ".keys", ".tick", "button"])
def test_what_is_clicked_is_not_printed(paper: Page, part: str) -> None:
    there = paper.locator(f".desk {part}")

    assert there.count()
    assert not any(there.nth(number).is_visible() for number in range(there.count()))


def test_month_place_and_code_stand_in_the_head(paper: Page) -> None:
    head = paper.locator(".page-head").inner_text()

    assert "2026年11月" in head
    assert "编号" in head
    assert paper.locator(".page-head code").inner_text()


def test_a_table_is_whole_and_its_head_stands_on_every_page(paper: Page) -> None:
    assert paper.evaluate(CUT) == 0
    assert paper.locator(".rows tbody tr").count() == 20
    head = "getComputedStyle(document.querySelector('.rows thead')).display"
    assert paper.evaluate(head) == "table-header-group"
