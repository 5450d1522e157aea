"""The auditor's journey: any number to its rows, source and proof; who changed what; a pack that verifies offline."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.web.tests import browsing
from mingbai.web.tests.browsing import CHROMIUM, WHY_NOT
from mingbai.web.tests.furnishing import furnish
from mingbai.web.tests.journeys.walking import Hand
from mingbai.web.tests.logged import Log
from mingbai.web.tests.seats import Seats

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not CHROMIUM, reason=WHY_NOT)]
AUDITOR = (Kind.AUDIT, Role.INSPECTOR)
PROOF, PACK, ROWS_CLICKS = 3, 4, 3  # clicks that the design gives to each


@dataclass(frozen=True)
class Office:
    """A browser, where the console is, and the auditor's session."""

    browser: Browser
    at: str
    session: str


@pytest.fixture(scope="module")
def office(log: Log, seats: Seats) -> Iterator[Office]:
    furnish(seats)
    log.brought_up()
    session = seats.session_of(seats.actors[AUDITOR])
    with browsing.served() as at, browsing.a_browser() as browser:
        yield Office(browser, at, session)


@pytest.fixture
def hand(office: Office) -> Iterator[Hand]:
    context = browsing.window(office.browser, office.at, office.session)
    yield Hand(context.new_page())
    context.close()


@pytest.mark.parametrize(
    ("page", "clicks"),
    [
        ("/payments?month=2026-11", ["td.number a.figure", "td.number a.figure"]),
        ("/payments?month=2026-11", [".pay-plans a.figure"]),
        ("/month?month=2026-11", ["tbody td.number a.figure", "tbody td.number a.figure"]),
        ("/receipts?month=2026-11", ["tbody td.number a.figure", "tbody td.number a.figure"]),
        ("/receipts/statements?month=2026-11", ["tbody td.number a.figure"]),
        ("/alerts", ["td.number a.figure"]),
        ("/inspections", ["td.number a.figure"]),
        ("/people/households/1", [".award-due a.figure"]),
        ("/people/1/history", ["tbody a.figure"]),
        ("/", [".task-note a.figure", "td.number a.figure", "tbody td.number a.figure"]),
    ],
)
def test_any_number_leads_to_its_rows_source_and_proof(hand: Hand, page: str, clicks: list[str]) -> None:
    hand.open(page)
    for what in clicks:
        hand.click(what)

    assert hand.clicks <= PROOF
    assert "/evidence/rows/" in hand.page.url
    assert "由什么而来" in hand.text
    assert "已达到要求" in hand.text
    with hand.page.expect_download() as taken:
        hand.page.locator("a[download]", has_text="证明").first.click()
    assert zipfile.is_zipfile(taken.value.path())


def test_a_number_typed_from_paper_leads_to_the_same_rows(hand: Hand) -> None:
    hand.open("/payments/files/1")
    code = hand.page.inner_text(".page-code code")
    hand.open("/")

    hand.page.keyboard.press("/")
    hand.page.keyboard.type(code.lower())
    hand.page.keyboard.press("Enter")
    hand.page.wait_for_url("**/payments/files/1*")
    hand.click("td.number a.figure")

    assert hand.clicks <= PROOF
    assert "由什么而来" in hand.text


def test_who_changed_what_is_found(hand: Hand) -> None:
    hand.open("/")
    hand.follow("存证与核验")
    hand.follow("谁改了什么")
    hand.page.select_option("#stage", "alerts")
    hand.write("经手人", "人员")
    hand.press("查询")

    assert hand.clicks <= ROWS_CLICKS
    assert "领取预警" in hand.text
    assert "编制名册" not in hand.page.inner_text("tbody")


def test_a_person_is_followed_from_one_search(hand: Hand) -> None:
    hand.open("/people/1/history")

    assert "提出确认" in hand.text
    assert "生成发放明细" in hand.text or "编制名册" in hand.text


@pytest.mark.requirement("R-1408")
def test_a_pack_of_a_sample_is_made_and_verified_offline(hand: Hand, office: Office, tmp_path: Path) -> None:
    hand.open("/?month=2026-11")
    hand.follow("存证与核验")
    hand.follow("取证包")
    with browsing.doing_errands():
        hand.press("生成取证包")
        hand.page.wait_for_selector(".errand-files a")
    with hand.page.expect_download() as taken:
        hand.click(".errand-files a")
    zipfile.ZipFile(taken.value.path()).extractall(tmp_path)

    assert hand.clicks <= PACK
    said = subprocess.run(
        [sys.executable, "-I", "-S", str(tmp_path / "verify.py")], capture_output=True, check=True, cwd="/"
    )
    assert json.loads(said.stdout)["proven"] is True
    alone = office.browser.new_context(offline=True)
    page = alone.new_page()
    page.goto((tmp_path / "verify.html").as_uri())
    page.wait_for_selector("#verdict.holds", timeout=60_000)
    for name, (width, height) in browsing.SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        assert browsing.stray(page) == [], name
        browsing.shot(page, f"pack-verified-offline-{name}")
    alone.close()
