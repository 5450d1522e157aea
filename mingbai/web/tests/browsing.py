"""The console in the system's own Chromium: served by threads of the test, looked at as people do."""

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.db import connections
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from mingbai.web.catalogue import WEB
from mingbai.web.frame import LOOK
from mingbai.web.tests.toil import do_waiting

CHROMIUM = os.environ.get("MINGBAI_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
WHY_NOT = "no Chromium here: install chromium, or name one with MINGBAI_CHROMIUM"
AXE = WEB.parent.parent / "node_modules" / "axe-core" / "axe.min.js"
SCREENSHOTS = WEB.parent.parent / "build" / "screenshots"
SIZES = {"desk": (1366, 768), "phone": (390, 844)}
LANGUAGES = {"zh": "zh-hans", "en": "en"}


class Quiet(WSGIRequestHandler):
    """Says nothing of what it serves."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- as the library names it
        """Say nothing."""


@contextmanager
def served() -> Iterator[str]:
    """Serve the console for a while; yield where."""
    with ThreadedWSGIServer(("127.0.0.1", 0), Quiet) as server:
        server.set_app(get_wsgi_application())
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def doing_errands() -> Iterator[None]:
    """Have errands done as soon as they are asked for, as a worker beside the console does."""
    over = threading.Event()

    def do() -> None:
        while not over.wait(0.1):
            do_waiting()
        connections.close_all()

    thread = threading.Thread(target=do)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


@contextmanager
def a_browser() -> Iterator[Browser]:
    """Have Chromium open for a while."""
    assert CHROMIUM, WHY_NOT
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


def window(
    browser: Browser, at: str, session: str, *, lang: str = "zh", size: str = "desk", look: str = ""
) -> BrowserContext:
    """Open a window in which somebody is signed in; whatever a page complains of fails the test."""
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, base_url=at)
    kept = {settings.SESSION_COOKIE_NAME: session, settings.LANGUAGE_COOKIE_NAME: LANGUAGES[lang], LOOK: look}
    context.add_cookies([{"name": name, "value": value, "url": at} for name, value in kept.items() if value])
    return context


def faults_of(page: Page) -> list[str]:
    """Return what axe finds wrong with a page, by the rules of WCAG 2.2 A and AA and its best practices."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']}).then(told => told.violations)")
    return [f"{one['id']}: {node['html'][:200]}: {node['failureSummary']}" for one in found for node in one["nodes"]]


def stray(page: Page) -> list[str]:
    """Return what is cut off or sticks out sideways on a page."""
    return list(page.evaluate(STICKS_OUT))


STICKS_OUT = """() => {
  const wide = document.documentElement.clientWidth + 1;
  const clipped = (element) => element.closest(".sheet, .offcanvas, .visually-hidden, .skip");
  return [...document.querySelectorAll("body *")]
    .filter((element) => element.getClientRects().length && !clipped(element))
    .filter((element) => element.getBoundingClientRect().right > wide)
    .map((element) => element.outerHTML.slice(0, 160));
}"""


def shot(page: Page, name: str) -> Path:
    """Keep a picture of the whole page among what is built, to be looked at."""
    path = SCREENSHOTS / f"{name}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=path, full_page=True)
    return path
