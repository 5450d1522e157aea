"""What each kind of officer does from home within the clicks allowed, and whole journeys with no mouse at all."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.web.tests import browsing
from mingbai.web.tests.browsing import CHROMIUM, WHY_NOT, settled, window
from mingbai.web.tests.furnishing import furnish
from mingbai.web.tests.journeys.walking import Hand
from mingbai.web.tests.money import receipts_file
from mingbai.web.tests.seats import Seat, Seats

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not CHROMIUM, reason=WHY_NOT)]
BUREAU, BANK, TOWNSHIP = Kind.CIVIL_AFFAIRS, Kind.BANK, Kind.TOWNSHIP
FARTHEST = 150  # stops of the Tab key on a page
FOCUSED = """() => {
  const one = document.activeElement;
  if (!one.matches("a, button, input, select, textarea, summary")) return [];
  const label = one.labels && one.labels.length ? one.labels[0].innerText : "";
  return [one.innerText || "", one.getAttribute("aria-label") || "", label, one.getAttribute("href") || ""];
}"""


@pytest.fixture(scope="module")
def county(seats: Seats) -> Seats:
    furnish(seats)
    seats.county.listed("make_roster", seats.actors[TOWNSHIP, Role.HANDLER], seats.actors[BUREAU, Role.LEADER])
    return seats


@pytest.fixture(scope="module")
def sessions(county: Seats) -> dict[Seat, str]:
    return {seat: county.session_of(actor) for seat, actor in county.actors.items()}


@pytest.fixture(scope="module")
def place(sessions: dict[Seat, str]) -> Iterator[tuple[Browser, str]]:
    assert sessions
    with browsing.served() as at, browsing.a_browser() as browser:
        yield browser, at


@pytest.fixture
def hands(place: tuple[Browser, str], sessions: dict[Seat, str], monkeypatch: pytest.MonkeyPatch) -> Iterator["Hands"]:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the browser is driven from the thread that prepares
    made = Hands(place, sessions)
    yield made
    for page in made.pages:
        page.context.close()


class Hands:
    """Windows of officers at home, each of which is closed at the end."""

    def __init__(self, place: tuple[Browser, str], sessions: dict[Seat, str]) -> None:
        self.place, self.sessions, self.pages = place, sessions, list[Page]()

    def of(self, *seat: object) -> Hand:
        """Return the hand of who sits there, at home."""
        context = window(*self.place, self.sessions[seat])  # type: ignore[index]
        context.set_default_timeout(15_000)
        self.pages.append(context.new_page())
        hand = Hand(self.pages[-1])
        hand.open("/")
        return hand


def test_any_problem_to_be_put_right_is_two_clicks_away_and_the_late_one_first(hands: Hands) -> None:
    hand = hands.of(Kind.AUDIT, Role.INSPECTOR)

    hand.click("nav.menu a[href='/inspections']")
    assert "退回资金未及时重发" in hand.page.inner_text(".rows tbody tr >> nth=0")  # its day was yesterday
    hand.click(".rows tbody tr:has-text('近亲属享受低保5户未备案') th a")
    hand.page.wait_for_selector("#drawer.show:not(.showing)")

    assert hand.clicks <= 2
    assert "近亲属享受低保5户未备案" in hand.page.inner_text("#drawer-body")


def test_a_bank_s_receipts_are_in_by_one_drop_and_one_click_and_what_matches_nothing_says_why(
    hands: Hands, tmp_path: Path
) -> None:
    hand = hands.of(BANK, Role.TELLER)

    hand.drop("form[data-drop]", receipts_file(tmp_path, 30, seed=11))
    hand.click("form[data-drop] button")

    assert hand.clicks <= 1
    assert "已读入" in hand.said
    assert "付款编号查无此款" in hand.text
    assert "没有相近的付款" in hand.text


def test_a_clerk_prepares_and_sends_up_next_month_s_roster_by_keyboard(hands: Hands) -> None:
    page = hands.of(TOWNSHIP, Role.HANDLER).page

    to(page, "/month?month=2026-12")
    enter(page)
    to(page, "编制本月名册")
    enter(page)
    assert "已编制" in page.inner_text(".confirmation")
    to(page, "/month/")
    enter(page)
    to(page, "提报月度台账", skip=1)
    enter(page)

    assert "台账已提报" in page.inner_text(".confirmation")


def test_a_reviewer_answers_whether_to_hold_and_asks_for_the_release_by_keyboard(hands: Hands) -> None:
    page = hands.of(BUREAU, Role.REVIEWER).page
    page.goto("/prechecks/asked")

    to(page, "理由")
    page.keyboard.type("入户见到本人，名单有误")
    to(page, "不暂缓，照发")
    enter(page)
    assert "不予暂缓" in page.inner_text(".confirmation")
    page.goto("/prechecks")
    to(page, "/prechecks/release/1")
    enter(page)
    to(page, "申请放行")
    enter(page)

    assert "已申请放行" in page.inner_text(".confirmation")


def test_a_releaser_releases_by_keyboard(hands: Hands) -> None:
    page = hands.of(BUREAU, Role.RELEASER).page
    page.goto("/prechecks/release/1")

    to(page, "已核对行数、金额和暂缓的部分")
    page.keyboard.press("Space")
    to(page, "准予发放")
    enter(page)

    assert "名册已放行" in page.inner_text(".confirmation")


def test_a_person_is_found_and_what_was_done_is_read_by_keyboard(hands: Hands) -> None:
    page = hands.of(BUREAU, Role.HANDLER).page

    page.keyboard.press("/")
    page.keyboard.type("张三")
    enter(page)
    to(page, "张三1")
    enter(page)
    to(page, "全过程与经手人")
    enter(page)

    assert "登记人员" in page.inner_text("#main")


def test_a_bank_chooses_and_delivers_its_receipts_by_keyboard(hands: Hands, tmp_path: Path) -> None:
    page = hands.of(BANK, Role.TELLER).page
    page.on("filechooser", lambda _: None)  # so that the browser hands its choosers over before Enter is pressed

    to(page, "银行回单")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files(receipts_file(tmp_path, 3, seed=12))
    to(page, "导入回单")
    enter(page)

    assert "已读入" in page.inner_text(".confirmation")


def to(page: Page, what: str, skip: int = 0) -> None:
    """Press Tab until the focus is on what is called so, or leads there; so many of them are passed over."""
    for _ in range(FARTHEST):
        page.keyboard.press("Tab")
        if any(what in said for said in page.evaluate(FOCUSED)):
            if not skip:
                return
            skip -= 1
    raise AssertionError(f"“{what}” is not reached by Tab at {page.url}: {page.inner_text('#main')[:800]}")


def enter(page: Page) -> None:
    """Press Enter and wait for the page it leads to."""
    with page.expect_navigation():
        page.keyboard.press("Enter")
    settled(page)
