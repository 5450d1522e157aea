"""Every page in a real browser: for those who see it, those who hear it, and those who have no mouse."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page

from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.web.access import ADDRESSES, ANYBODY
from mingbai.web.tests import browsing
from mingbai.web.tests.addresses import address, names
from mingbai.web.tests.browsing import CHROMIUM, LANGUAGES, SIZES, WHY_NOT, faults_of, shot, stray
from mingbai.web.tests.furnishing import furnish
from mingbai.web.tests.logged import Log
from mingbai.web.tests.seats import Seats

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not CHROMIUM, reason=WHY_NOT)]

FILES = ("errands.file", "evidence.proof", "evidence.code", "imports.workbook", "cockpit.table")
NO_PAGES = ("health", "look", "leave", "enter.post", "draft", "stay", *FILES)
SHOWN = [name for name in names() if name not in NO_PAGES]
LOOKS = ("", "large")
HEAVIEST = 150 * 1024  # bytes of a page with all it loads, as they go over the line
HEAVIEST_CHARTED, CHARTED = 450 * 1024, ("cockpit", "wall")


@dataclass(frozen=True)
class Sight:
    """A browser, where the console is, and a session for each page of somebody who may open it."""

    browser: Browser
    at: str
    sessions: Mapping[str, str]

    @contextmanager
    def page(self, name: str, *, lang: str = "zh", size: str = "desk", look: str = "") -> Iterator[Page]:
        """Open a page in a window of its own."""
        context = browsing.window(self.browser, self.at, self.sessions[name], lang=lang, size=size, look=look)
        yield context.new_page()
        context.close()


@pytest.fixture(scope="module")
def seats(log: Log, seats: Seats) -> Seats:
    furnished = furnish(seats)
    log.brought_up()
    return furnished


@pytest.fixture(scope="module")
def sight(seats: Seats) -> Iterator[Sight]:
    sessions = {name: session_for(seats, name) for name in SHOWN}  # no question to the database from a browser's thread
    with browsing.served() as at, browsing.a_browser() as browser:
        yield Sight(browser, at, sessions)


def session_for(seats: Seats, name: str) -> str:
    """Return the session of somebody who may open a page; for the pages of the door, of nobody."""
    opens = ADDRESSES[name]
    if opens is ANYBODY:
        return ""
    in_order = [(Kind.CIVIL_AFFAIRS, Role.HANDLER), *seats.actors]
    return seats.session_of(next(seats.actors[seat] for seat in in_order if opens.to(seats.actors[seat])))


def complaints(page: Page) -> list[str]:
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    return told


@pytest.mark.parametrize("look", LOOKS, ids=["normal", "large"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", SHOWN)
def test_a_page_is_whole_and_open_to_everybody(sight: Sight, name: str, lang: str, size: str, look: str) -> None:
    with sight.page(name, lang=lang, size=size, look=look) as page:
        told = complaints(page)

        page.goto(address(name), wait_until="networkidle")
        shot(page, f"{name}-{lang}-{size}{'-large' if look else ''}")

        assert faults_of(page) == []
        assert stray(page) == []
        assert told == []


@pytest.mark.parametrize("name", SHOWN)
def test_a_page_is_light(sight: Sight, name: str) -> None:
    with sight.page(name) as page:
        line, sizes = page.context.new_cdp_session(page), list[float]()
        line.send("Network.enable")
        line.on("Network.loadingFinished", lambda done: sizes.append(done["encodedDataLength"]))

        page.goto(address(name), wait_until="networkidle")

        assert len(sizes) >= 3
        assert sum(sizes) <= (HEAVIEST_CHARTED if name in CHARTED else HEAVIEST)


@pytest.mark.parametrize("name", SHOWN)
def test_everything_is_reached_by_keyboard_and_seen_to_be(sight: Sight, name: str) -> None:
    with sight.page(name) as page:
        page.goto(address(name), wait_until="networkidle")
        wanted = page.evaluate(REACHABLE)

        reached = set()
        page.evaluate("document.activeElement.blur()")
        for _ in range(len(wanted) + 2):
            page.keyboard.press("Tab")
            here, is_seen = page.evaluate(FOCUSED)
            assert is_seen, here
            reached.add(here)

        assert wanted
        assert set(wanted) <= reached


REACHABLE = """() => [
  ...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary"),
]
  .filter((element) => element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }))
  .filter((element) => !element.disabled && element.tabIndex >= 0)
  .map((element, place) => (element.dataset.place = String(place)))"""
FOCUSED = """() => {
  const element = document.activeElement;
  const style = getComputedStyle(element);
  const seen = element === document.body || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 3);
  return [element.dataset.place || "", seen];
}"""


def test_the_first_stop_skips_the_menu(sight: Sight) -> None:
    with sight.page("today") as page:
        page.goto("/")

        page.keyboard.press("Tab")
        page.keyboard.press("Enter")

        assert page.evaluate("document.activeElement.id") == "main"


def test_the_month_is_changed_without_a_button(sight: Sight) -> None:
    with sight.page("today") as page:
        page.goto("/")

        page.select_option("#where-month", "2026-10")
        page.wait_for_url("**/?month=2026-10*")

        assert page.inner_text(".page-meta").startswith("2026年10月")


def test_on_a_telephone_the_menu_opens_holds_the_focus_and_gives_it_back(sight: Sight) -> None:
    with sight.page("today", size="phone") as page:
        page.goto("/")
        assert not page.is_visible("#menu .brand")

        page.click("[data-bs-target='#menu'][data-bs-toggle]")
        page.wait_for_selector("#menu.show:not(.showing)")
        for _ in range(6):
            page.keyboard.press("Tab")
            assert page.evaluate("document.getElementById('menu').contains(document.activeElement)")
        page.keyboard.press("Escape")
        page.wait_for_selector("#menu", state="hidden")

        assert page.evaluate("document.activeElement.getAttribute('aria-controls')") == "menu"
