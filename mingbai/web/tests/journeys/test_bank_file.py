"""A bank takes the file that left for it: two clicks from home."""

from collections.abc import Callable
from pathlib import Path

import pytest

from mingbai.evidence.installation import installed_policy
from mingbai.evidence.tests.town import data, policy, settle, witnesses
from mingbai.offices.actor import working_as
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.payments import actions
from mingbai.web.tests import browsing
from mingbai.web.tests.browsing import CHROMIUM, WHY_NOT, faults_of, shot, stray, window
from mingbai.web.tests.furnishing import FRIDAY, furnish
from mingbai.web.tests.journeys.walking import Hand
from mingbai.web.tests.seats import Seats

__all__ = ["data", "policy", "settle", "witnesses"]

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not CHROMIUM, reason=WHY_NOT)]
BUREAU, BANK = Kind.CIVIL_AFFAIRS, Kind.BANK
FILE = 1
Settle = Callable[..., None]


@pytest.fixture
def sent(seats: Seats, data: Path, policy: object, settle: Settle) -> str:
    """Have a file of urgent relief leave for the bank; return the session of its teller."""
    assert data
    assert policy
    furnish(seats)
    reviewer, releaser = (seats.actors[BUREAU, role] for role in (Role.REVIEWER, Role.RELEASER))
    sender = seats.actors[Kind.FINANCE, Role.RELEASER]
    with working_as(reviewer):
        actions.reserve_files(file_ids=[FILE], by=reviewer, at=FRIDAY)
    with working_as(releaser):
        actions.seal_files(file_ids=[FILE], by=releaser, at=FRIDAY)
    settle()
    actions.send_files(file_ids=[FILE], outbox=actions.outbox_folder(), policy=installed_policy(), by=sender, at=FRIDAY)
    return seats.session_of(seats.actors[BANK, Role.TELLER])


def test_a_bank_takes_its_file_in_two_clicks(sent: str) -> None:
    with browsing.served() as at, browsing.a_browser() as browser:
        page = window(browser, at, sent).new_page()
        hand = Hand(page)
        hand.open("/")

        hand.click("nav.menu a[href='/payments']")
        shot(page, "payments-of-a-bank")
        with page.expect_download() as taken:
            page.get_by_role("button", name="下载代发文件").first.click()
        hand.clicks += 1

        assert hand.clicks <= 2
        assert "收款人账号" in Path(taken.value.path()).read_bytes().decode("gb18030")
        assert faults_of(page) == []
        assert stray(page) == []
