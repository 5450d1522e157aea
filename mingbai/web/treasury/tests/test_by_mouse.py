"""财政的日常: what finance does every month, in the browser and within the clicks that are allowed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page

from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.web.tests import browsing
from mingbai.web.tests.browsing import CHROMIUM, WHY_NOT, faults_of, settled, shot, stray
from mingbai.web.tests.furnishing import furnish
from mingbai.web.tests.seats import Seats

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not CHROMIUM, reason=WHY_NOT)]
FINANCE, BUREAU = Kind.FINANCE, Kind.CIVIL_AFFAIRS
SEATS = ((FINANCE, Role.HANDLER), (FINANCE, Role.LEADER), (FINANCE, Role.REVIEWER), (FINANCE, Role.RELEASER),
         (BUREAU, Role.REVIEWER), (BUREAU, Role.RELEASER), (BUREAU, Role.LEADER))  # fmt: skip
Place = tuple[Browser, str]


@dataclass
class Hand:
    """A page, and how often somebody has clicked on it since home."""

    page: Page
    clicks: int = 0

    def click(self, what: str) -> None:
        self.page.click(what)
        settled(self.page)
        self.clicks += 1

    def menu(self, name: str) -> None:
        self.click(f"nav.menu a[href='/{name}']")


@pytest.fixture(scope="module")
def sessions(seats: Seats) -> dict[tuple[Kind, Role], str]:
    furnish(seats)
    return {seat: seats.session_of(seats.actors[seat]) for seat in SEATS}


@pytest.fixture(scope="module")
def place(sessions: dict[tuple[Kind, Role], str]) -> Iterator[Place]:
    assert sessions
    with browsing.served() as at, browsing.a_browser() as browser:
        yield browser, at


@contextmanager
def hand(place: Place, session: str) -> Iterator[Hand]:
    context = browsing.window(*place, session)
    page = context.new_page()
    page.goto("/")
    yield Hand(page)
    context.close()


def test_arrivals_and_payments_of_the_month_are_two_clicks_away(
    place: Place, sessions: dict[tuple[Kind, Role], str]
) -> None:
    with hand(place, sessions[FINANCE, Role.HANDLER]) as one:
        one.menu("treasury")
        one.click(".money-nav a >> nth=1")
        assert "明财拨〔2026〕11号" in one.page.inner_text("table >> nth=0")
        assert one.clicks <= 3


def test_what_stands_still_is_one_click_away(place: Place, sessions: dict[tuple[Kind, Role], str]) -> None:
    with hand(place, sessions[FINANCE, Role.LEADER]) as one:
        one.menu("treasury")
        assert "滞留未动用" in one.page.inner_text("main")
        assert one.clicks == 1


def test_a_move_is_proposed_and_approved_in_three_clicks_each(
    place: Place, sessions: dict[tuple[Kind, Role], str]
) -> None:
    with hand(place, sessions[FINANCE, Role.HANDLER]) as one:
        one.menu("treasury")
        one.click(".page-acts .btn-primary")
        one.page.select_option("#id_fund_id", index=1)
        one.page.select_option("#id_code", "quota")
        for field, typed in (("fen", "12.4万"), ("name", "第四批"), ("document", "财社〔2026〕21号")):
            one.page.fill(f"#id_{field}", typed)
        shot(one.page, "treasury.propose-filled")
        one.click("main form .btn-primary")
        assert "已提出" in one.page.inner_text(".confirmation")
        assert one.clicks <= 3
    with hand(place, sessions[FINANCE, Role.LEADER]) as one:
        one.menu("treasury")
        one.click(".money-nav a[href$=proposals]")
        shot(one.page, "treasury.proposals-to-approve")
        assert faults_of(one.page) == []
        assert stray(one.page) == []
        one.click(".money-cards li:last-child button[value=approve]")
        assert "已审批并记账" in one.page.inner_text(".confirmation")
        assert one.clicks <= 3


@pytest.mark.requirement("R-701")
def test_a_batch_is_released_in_four_clicks_by_each_of_two_people_and_ordered_by_finance(
    place: Place, sessions: dict[tuple[Kind, Role], str]
) -> None:
    for seat, act in (
        ((BUREAU, Role.REVIEWER), "reserve"),
        ((BUREAU, Role.RELEASER), "seal"),
        ((FINANCE, Role.RELEASER), "order"),
    ):
        with hand(place, sessions[seat]) as one:
            one.menu("payments")
            form = f"form.offer:has(input[name=act][value={act}])"
            if one.page.locator(f"{form} input[type=checkbox]").count():
                one.click(f"{form} input[type=checkbox]")
            one.click(f"{form} button")
            assert one.page.is_visible(".confirmation"), act
            assert one.clicks <= 4


@pytest.mark.requirement("R-603")
def test_the_three_ledgers_are_compared_in_one_click_and_certified_in_the_second(
    place: Place, sessions: dict[tuple[Kind, Role], str]
) -> None:
    with hand(place, sessions[FINANCE, Role.HANDLER]) as one:
        one.page.goto("/?month=2026-10")
        one.menu("ledgers")
        assert "这个月还没有可核对的" in one.page.inner_text("main")
        one.page.goto("/?month=2026-11")
        one.clicks = 0
        one.menu("ledgers")
        assert "零差额" in one.page.inner_text("main") or "未了结" in one.page.inner_text("main")
        if one.page.locator(".page-acts form button").count():
            with one.page.expect_download() as taken:
                one.page.click(".page-acts form button")
            one.clicks += 1
            assert taken.value.suggested_filename.startswith("三账核对零差额证明-999901-2026-11")
        assert one.clicks <= 2


def test_a_raise_is_reckoned_and_approved_in_four_clicks(place: Place, sessions: dict[tuple[Kind, Role], str]) -> None:
    with hand(place, sessions[BUREAU, Role.LEADER]) as one:
        one.menu("standards")
        one.click(".money-cards a")
        one.click("main a[href*='reckon=1']")
        shot(one.page, "standards.entry-reckoned")
        assert "河东镇" in one.page.inner_text("table")
        assert faults_of(one.page) == []
        assert stray(one.page) == []
        one.click("button[value=approve]")
        assert "已批准" in one.page.inner_text(".confirmation")
        assert one.clicks <= 4
