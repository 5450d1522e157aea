"""Two minutes before a session ends it is said, with a way to stay; what is said is what the door does."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page

from mingbai.access.limits import IDLE, LONGEST
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.web.tests import browsing
from mingbai.web.tests.seats import Seats, stranger

HANDLER = (Kind.CIVIL_AFFAIRS, Role.HANDLER)
Wait = Callable[[timedelta], None]
ALL = int(IDLE.total_seconds())


@pytest.fixture
def wait(monkeypatch: pytest.MonkeyPatch, now: datetime) -> Wait:
    """Return what lets time pass."""
    passed = [now]

    def wait(much: timedelta) -> None:
        passed.append(passed[-1] + much)
        monkeypatch.setattr("django.utils.timezone.now", lambda: passed[-1])

    return wait


def told(page: str) -> int:
    found = re.search(r'data-ends-in="(\d+)"', page)
    assert found
    return int(found[1])


def test_a_page_says_how_long_the_session_lasts_and_staying_makes_it_last(seats: Seats, wait: Wait) -> None:
    client = seats.client(*HANDLER)
    assert told(client.get("/").content.decode()) == ALL

    wait(IDLE - timedelta(minutes=2))
    answer = client.get("/stay")
    wait(IDLE - timedelta(minutes=2))

    assert (answer.content, answer["Session-Seconds"]) == (str(ALL).encode(), str(ALL))
    assert client.get("/").status_code == 200


def test_a_use_within_the_minute_is_not_counted_twice(seats: Seats, wait: Wait) -> None:
    client = seats.client(*HANDLER)
    client.get("/")

    wait(timedelta(seconds=40))

    assert told(client.get("/").content.decode()) == ALL - 40


def test_towards_the_end_of_the_day_staying_does_not_promise_more(seats: Seats, wait: Wait) -> None:
    client, step = seats.client(*HANDLER), timedelta(minutes=20)
    for _ in range(LONGEST // step - 1):
        wait(step)
        client.get("/")

    assert client.get("/stay").content == b"1200"


@pytest.mark.usefixtures("database")
def test_whoever_is_not_signed_in_stays_nowhere_and_is_told_nothing() -> None:
    answer = stranger().get("/stay")

    assert answer.status_code == 302
    assert "Session-Seconds" not in answer


@pytest.fixture
def page(seats: Seats) -> Iterator[Page]:
    session = seats.session_of(seats.actors[HANDLER])
    with browsing.served() as at, browsing.a_browser() as browser:
        page = browsing.window(browser, at, session).new_page()
        page.clock.install()
        page.goto("/", wait_until="networkidle")
        yield page


@pytest.mark.slow
@pytest.mark.skipif(not browsing.CHROMIUM, reason=browsing.WHY_NOT)
def test_the_notice_comes_two_minutes_before_and_goes_when_one_stays(page: Page) -> None:
    page.clock.fast_forward("27:50")
    assert not page.is_visible("#ending")

    page.clock.fast_forward("00:20")
    assert page.inner_text("#ending h2") == "登录即将结束"
    assert page.inner_text("#told") == "登录即将结束"
    assert re.search(r"1:5\d", page.inner_text("#ending p"))
    assert browsing.faults_of(page) == []
    assert browsing.stray(page) == []

    page.click("text=继续办理")
    page.wait_for_selector("#ending", state="hidden")
    assert page.inner_text("#told") == "已继续登录"
    page.clock.fast_forward("27:50")
    assert not page.is_visible("#ending")

    page.clock.fast_forward("02:20")
    assert page.is_visible("text=登录已结束")
    assert page.get_attribute("#ending a", "href") == "/"
