"""People who come in at the door, work in a window of their own and leave: what they click is counted."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from mingbai.web.tests.browsing import SIZES, settled, watched
from mingbai.web.tests.seats import Seat

DROPPED = """([name, hex]) => {
  const transfer = new DataTransfer();
  const bytes = new Uint8Array(hex.match(/../g).map((pair) => parseInt(pair, 16)));
  transfer.items.add(new File([bytes], name));
  return transfer;
}"""


@dataclass
class Hand:
    """A page, and how often somebody has clicked on it."""

    page: Page
    clicks: int = 0

    def open(self, address: str) -> None:
        """Go to an address, as from a link that was kept."""
        self.page.goto(address)
        settled(self.page)

    def click(self, what: str) -> None:
        """Click on something and wait for what comes."""
        found = self.page.locator(what)
        assert found.count(), f"no {what} at {self.page.url}: {self.page.inner_text('main')[:1500]}"
        found.first.click()
        settled(self.page)
        self.clicks += 1

    def press(self, title: str) -> None:
        """Press the button of this name."""
        self._act("button", title)

    def follow(self, title: str) -> None:
        """Follow the link of this name."""
        self._act("link", title)

    def _act(self, role: Any, title: str) -> None:
        found = self.page.get_by_role(role, name=title, exact=True)
        assert found.count(), f"no {role} “{title}” at {self.page.url}: {self.page.inner_text('main')[:1500]}"
        found.first.click()
        settled(self.page)
        self.clicks += 1

    def drop(self, what: str, path: Path) -> None:
        """Drop a file on something; no click."""
        transfer = self.page.evaluate_handle(DROPPED, [path.name, path.read_bytes().hex()])
        self.page.dispatch_event(what, "drop", {"dataTransfer": transfer})

    def write(self, label: str, text: str) -> None:
        """Fill the field of this label."""
        self.page.get_by_label(label, exact=False).first.fill(text)

    @property
    def said(self) -> str:
        """Return what the page says was done."""
        found = self.page.query_selector(".confirmation")
        return found.inner_text() if found else "NOT SAID: " + self.page.inner_text("#main")[:800]

    @property
    def text(self) -> str:
        """Return all that the page says."""
        return self.page.inner_text("#main")


@dataclass
class Clock:
    """What time it is at the desk, until it is set to another."""

    at: datetime

    def __call__(self) -> datetime:
        return self.at


@dataclass
class Door:
    """A browser before the console's door, and who may come in: seat → staff number; passwords by number."""

    browser: Browser
    at: str
    numbers: Mapping[Seat, str]
    passwords: dict[str, str]
    chosen: set[str] = field(default_factory=set)  # staff numbers whose owners have their own password

    @contextmanager
    def come_in(self, *seat: object, size: str = "desk", speaks: str = "zh-CN") -> Iterator[Hand]:
        """Come in by number and password, as whoever sits there; whoever comes first chooses a password."""
        width, height = SIZES[size]
        context = self.browser.new_context(
            viewport={"width": width, "height": height}, base_url=self.at, locale=speaks, accept_downloads=True
        )
        context.set_default_timeout(10_000)
        page = watched(context).new_page()
        told: list[str] = []
        page.on("pageerror", lambda error: told.append(str(error)))
        page.goto("/")
        number = self.numbers[seat]  # type: ignore[index]
        page.fill("#id_number", number)
        page.fill("#id_password", self.passwords[number])
        _sent(page)
        if number not in self.chosen:
            self._choose(page, number)
        assert "/enter" not in page.url, page.inner_text("main")
        yield Hand(page)
        context.close()
        assert told == []

    def _choose(self, page: Page, number: str) -> None:
        new = "柳树村口的老井水很甜"
        page.fill("#id_old", self.passwords[number])
        page.fill("#id_new", new)
        page.fill("#id_again", new)
        _sent(page)
        self.passwords[number] = new
        self.chosen.add(number)


def _sent(page: Page) -> None:
    """Send the form that is being filled in and wait for what it leads to."""
    with settled(page).expect_navigation():
        page.keyboard.press("Enter")
    settled(page)


def set_clock(patch: pytest.MonkeyPatch, at: datetime) -> Clock:
    """Have it be a moment at the desk, and later ones as the clock is set."""
    clock = Clock(at)
    patch.setattr("django.utils.timezone.now", clock)
    return clock
