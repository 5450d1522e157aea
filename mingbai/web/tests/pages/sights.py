"""Every page in a real browser, opened by somebody who may: what tests of pages share."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, ConsoleMessage, Error, Page

from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.web.access import ADDRESSES, ANYBODY
from mingbai.web.tests import browsing
from mingbai.web.tests.addresses import address, names
from mingbai.web.tests.browsing import SIZES, faults_of, settled, shot, stray
from mingbai.web.tests.seats import Seats

FILES = ("errands.file", "evidence.proof", "evidence.code", "imports.workbook", "cockpit.table")
IN_A_JOURNEY = ("payments.correct",)  # there once a bank sent something back: journeys/test_month_by_screen.py
NO_PAGES = ("health", "look", "leave", "enter.post", "draft", "stay", *FILES, *IN_A_JOURNEY)
SHOWN = [name for name in names() if name not in NO_PAGES]
LOOKS = {"normal": "", "large": "large"}


@dataclass(frozen=True)
class Sight:
    """A browser, where the console is, a session for each page of somebody who may open it, and windows in use."""

    browser: Browser
    at: str
    sessions: Mapping[str, str]
    windows: dict[tuple[str, ...], Page] = field(default_factory=dict)

    @contextmanager
    def page(self, name: str, *, lang: str = "zh", size: str = "desk", look: str = "") -> Iterator[Page]:
        """Open a page in a window in which others were open before it, as other people."""
        page = self.windows.get((lang, size, look))
        if page is None:
            page = self.windows[lang, size, look] = browsing.window(self.browser, self.at, size=size).new_page()
        browsing.come_in(page.context, self.at, self.sessions[name], lang=lang, look=look)
        width, height = SIZES[size]
        page.set_viewport_size({"width": width, "height": height})
        yield page

    def is_whole(self, name: str, lang: str, look: str) -> None:
        """Fail unless a page is whole on a desk and on a telephone, open to everybody, and complains of nothing."""
        with self.page(name, lang=lang, look=LOOKS[look]) as page, complaints(page) as told:
            page.goto(address(name))
            for size, (width, height) in SIZES.items():
                page.set_viewport_size({"width": width, "height": height})
                settled(page)
                shot(page, f"{name}-{lang}-{size}{'-large' if look == 'large' else ''}")
                assert faults_of(page) == [], size
                assert stray(page) == [], size
            assert told == [], told


def session_for(seats: Seats, name: str) -> str:
    """Return the session of somebody who may open a page; for the pages of the door, of nobody."""
    opens = ADDRESSES[name]
    if opens is ANYBODY:
        return ""
    in_order = [(Kind.CIVIL_AFFAIRS, Role.HANDLER), *seats.actors]
    return seats.session_of(next(seats.actors[seat] for seat in in_order if opens.to(seats.actors[seat])))


@contextmanager
def complaints(page: Page) -> Iterator[list[str]]:
    """Yield what a page complains of from now on, a list that grows."""
    told: list[str] = []

    def said(message: ConsoleMessage) -> None:
        told.extend([message.text] if message.type in ("error", "warning") else [])

    def broke(error: Error) -> None:
        told.append(str(error))

    page.on("console", said)
    page.on("pageerror", broke)
    try:
        yield told
    finally:
        page.remove_listener("console", said)
        page.remove_listener("pageerror", broke)
