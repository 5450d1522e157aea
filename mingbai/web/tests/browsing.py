"""The console in the system's own Chromium: served by threads of the test, looked at as people do."""

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from weakref import WeakKeyDictionary

from django.conf import settings
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.db import connections
from playwright.sync_api import Browser, BrowserContext, Error, Page, Request, sync_playwright

from mingbai.web.catalogue import WEB
from mingbai.web.frame import LOOK
from mingbai.web.tests.toil import do_waiting

CHROMIUM = os.environ.get("MINGBAI_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
WHY_NOT = "no Chromium here: install chromium, or name one with MINGBAI_CHROMIUM"
AXE = WEB.parent.parent / "node_modules" / "axe-core" / "axe.min.js"
SCREENSHOTS = WEB.parent.parent / "build" / "screenshots"
SIZES = {"desk": (1366, 768), "phone": (390, 844)}
LANGUAGES = {"zh": "zh-hans", "en": "en"}
STILL = """() => {
  const moving = document.getAnimations().filter((one) => one.effect.getComputedTiming().endTime < Infinity);
  const seen = () => new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown)));
  return Promise.allSettled([document.fonts.ready, ...moving.map((one) => one.finished)]).then(seen);
}"""
PATIENCE, LOOK_EVERY = 30_000, 20  # ms
ASKED: WeakKeyDictionary[BrowserContext, set[Request]] = WeakKeyDictionary()  # window → what has not come yet


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
    browser: Browser, at: str, session: str = "", *, lang: str = "zh", size: str = "desk", look: str = ""
) -> BrowserContext:
    """Open a window in which somebody is signed in; whatever a page complains of fails the test."""
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, base_url=at)
    come_in(context, at, session, lang=lang, look=look)
    return watched(context)


def come_in(context: BrowserContext, at: str, session: str, *, lang: str = "zh", look: str = "") -> None:
    """Have somebody be signed in in a window, and nobody who was before."""
    kept = {settings.SESSION_COOKIE_NAME: session, settings.LANGUAGE_COOKIE_NAME: LANGUAGES[lang], LOOK: look}
    context.clear_cookies()
    context.add_cookies([{"name": name, "value": value, "url": at} for name, value in kept.items() if value])


def watched(context: BrowserContext) -> BrowserContext:
    """Have it be known from now on what the pages of a window ask for and have not got yet; return the window."""
    asked = ASKED[context] = set[Request]()

    def ask(request: Request) -> None:
        if request.is_navigation_request():  # what the page before it still waits for is nobody's any more
            asked.clear()
        asked.add(request)

    def get(request: Request) -> None:
        asked.discard(request)

    context.on("request", ask)
    context.on("requestfinished", get)
    context.on("requestfailed", get)
    return context


def settled(page: Page) -> Page:
    """Return a page once it stands still: loaded, its type there, nothing moving, all it asked for worked in."""
    for _ in range(PATIENCE // LOOK_EVERY):
        page.wait_for_load_state()
        with suppress(Error):  # it has just gone on to another page
            page.evaluate(STILL)
            if not ASKED[page.context]:
                return page
        page.wait_for_timeout(LOOK_EVERY)
    raise TimeoutError(f"{page.url} still waits for {[request.url for request in ASKED[page.context]]}")


def faults_of(page: Page) -> list[str]:
    """Return what axe finds wrong with a page, by the rules of WCAG 2.2 A and AA and its best practices."""
    if not page.evaluate("'axe' in window"):
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
    path = SCREENSHOTS / f"{name}.jpg"  # a third cheaper than a PNG, and as good to look at
    path.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=path, full_page=True, type="jpeg", quality=80)
    return path
