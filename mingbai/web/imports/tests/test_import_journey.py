"""The clerk's journey in a real browser: a list with faults dropped, mended and taken in within three clicks."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from mingbai.awards.tests.test_stock import dibao
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.people.tests.families import id_number
from mingbai.people.tests.lists import folder
from mingbai.web.imports.tests.test_import_pages import UNREAD, county, of
from mingbai.web.tests.browsing import CHROMIUM, WHY_NOT, a_browser, faults_of, served, shot, window
from mingbai.web.tests.seats import Seats

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not CHROMIUM, reason=WHY_NOT)]
__all__ = ["county"]
BUDGET = 3  # clicks and drops from the first page, typing not counted
DROP = """([name, text]) => {
  const given = new DataTransfer();
  given.items.add(new File([text], name, {type: "text/csv"}));
  const form = document.querySelector("form[data-drop]");
  form.dispatchEvent(new DragEvent("drop", {bubbles: true, cancelable: true, dataTransfer: given}));
}"""


class Hand:
    """A clerk's hand on the mouse: counts what it does."""

    def __init__(self, page: Page) -> None:
        self.page, self.used = page, 0

    def click(self, name: str, role: str = "button") -> None:
        self.used += 1
        self.page.get_by_role(role, name=name, exact=True).click()  # type: ignore[arg-type]

    def drop(self, name: str, text: str) -> None:
        self.used += 1
        with self.page.expect_navigation():
            self.page.evaluate(DROP, [name, text])


@pytest.fixture(scope="module")
def session(county: Seats) -> str:
    return county.session_of(county.actors[Kind.CIVIL_AFFAIRS, Role.HANDLER])


@pytest.fixture
def page(session: str) -> Iterator[Page]:
    with served() as at, a_browser() as browser, window(browser, at, session) as context:
        shown = context.new_page()
        shown.goto("/?month=2026-10")
        yield shown


def listed(path: Path, *serials: int) -> str:
    """Return a register of these people, the last of whom nobody can read."""
    rows = [dibao(**of(serial, f"H{serial}")) for serial in serials]
    rows[-1] |= UNREAD
    (file,) = folder(path, rows).iterdir()
    return file.read_text(encoding="utf-8-sig")


def test_a_list_is_dropped_mended_in_its_red_cells_and_taken_in_within_three_clicks(page: Page, tmp_path: Path) -> None:
    hand = Hand(page)

    hand.click("导入中心", "link")
    hand.drop("审批台账.csv", listed(tmp_path, 901, 902))
    page.locator(".mend-cell").nth(0).fill(id_number(902))
    page.locator(".mend-cell").nth(1).fill("320.00")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    hand.click("导入2行")

    page.locator(".confirmation").wait_for()
    assert "待遇 2" in page.locator(".confirmation").inner_text()
    assert hand.used <= BUDGET


def test_good_rows_are_taken_in_within_three_clicks_and_the_others_wait(page: Page, tmp_path: Path) -> None:
    hand = Hand(page)

    hand.click("导入中心", "link")
    hand.drop("审批台账.csv", listed(tmp_path, 903, 904))
    hand.click("只导入合格的1行")

    assert "1行留待修正" in page.locator(".confirmation").inner_text()
    assert hand.used <= BUDGET


def test_whole_rows_are_mended_in_the_grid_and_cells_pasted_into_it(page: Page, tmp_path: Path) -> None:
    hand = Hand(page)
    hand.click("导入中心", "link")
    hand.drop("审批台账.csv", listed(tmp_path, 905, 906))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    assert not any("grid-" in url for url in asked)

    hand.click("整行修改，可从Excel粘贴")
    cell = page.locator(".mend-grid td.is-wrong").first
    cell.wait_for()
    assert any("grid-" in url for url in asked)
    assert faults_of(page) == []
    shot(page, "imports.grid-zh-desk")
    cell.dblclick()
    page.keyboard.press("Control+A")
    page.keyboard.type(id_number(906))
    page.keyboard.press("Enter")
    other = page.locator(".mend-grid td.is-wrong").nth(1)
    other.click()
    page.evaluate(
        """() => { const given = new DataTransfer(); given.setData("text/plain", "320.00");
          const paste = new ClipboardEvent("paste", {bubbles: true, cancelable: true, clipboardData: given});
          document.activeElement.dispatchEvent(paste); }"""
    )
    assert other.inner_text() == "320.00"
    hand.click("重新核对")

    page.get_by_role("button", name="导入2行").wait_for()


def test_what_was_typed_into_cells_is_there_again_when_one_comes_back(page: Page, tmp_path: Path) -> None:
    hand = Hand(page)
    hand.click("导入中心", "link")
    hand.drop("审批台账.csv", listed(tmp_path, 907, 908))
    with page.expect_response(lambda answer: answer.url.endswith("/draft") and answer.request.method == "POST"):
        page.locator(".mend-cell").nth(1).fill("320.00")

    page.reload()

    page.get_by_text("已恢复您未提交的内容").wait_for()
    assert page.locator(".mend-cell").nth(1).input_value() == "320.00"


def test_what_is_too_large_is_not_even_sent(page: Page) -> None:
    page.goto("/imports")
    page.evaluate("() => { document.querySelector('form[data-drop]').dataset.largest = '3'; }")

    page.evaluate(DROP, ["死亡名单.csv", "姓名,身份证号\n"])

    told = page.get_by_text("内容太大")
    assert told.is_visible()
    assert page.url.endswith("/imports")
