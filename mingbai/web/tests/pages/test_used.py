"""Every page as it is used: light on the line, and without a mouse."""

import pytest

from mingbai.web.tests.addresses import address
from mingbai.web.tests.browsing import CHROMIUM, WHY_NOT, settled
from mingbai.web.tests.pages.sights import SHOWN, Sight

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not CHROMIUM, reason=WHY_NOT)]

HEAVIEST = 150 * 1024  # bytes of a page with all it loads, as they go over the line
HEAVIEST_CHARTED, CHARTED = 450 * 1024, ("cockpit", "wall")


@pytest.mark.parametrize("name", SHOWN)
def test_a_page_is_light(sight: Sight, name: str) -> None:
    with sight.page(name) as page:
        line, sizes = page.context.new_cdp_session(page), list[float]()
        line.send("Network.enable")
        line.send("Network.setCacheDisabled", {"cacheDisabled": True})  # as who comes for the first time
        line.on("Network.loadingFinished", lambda done: sizes.append(done["encodedDataLength"]))

        page.goto(address(name))
        settled(page)
        line.detach()

        assert len(sizes) >= 3
        assert sum(sizes) <= (HEAVIEST_CHARTED if name in CHARTED else HEAVIEST)


@pytest.mark.parametrize("name", SHOWN)
def test_everything_is_reached_by_keyboard_and_seen_to_be(sight: Sight, name: str) -> None:
    with sight.page(name) as page:
        page.goto(address(name))
        wanted = settled(page).evaluate(REACHABLE)

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


def test_the_menus_line_of_the_page_is_in_view_on_a_low_screen(sight: Sight) -> None:
    with sight.page("today") as page:
        page.set_viewport_size({"width": 1366, "height": 300})
        page.goto("/prechecks")

        place = page.evaluate("document.querySelector('.menu-groups [aria-current]').getBoundingClientRect().toJSON()")

        assert 0 <= place["top"] < place["bottom"] <= 300


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
