"""指标、拨付、发放三账: equal to the fen, and apart by what somebody did to one of them."""

from pathlib import Path
from typing import Any

import pytest

from mingbai.config.testing import Base
from mingbai.offices.actor import working_as
from mingbai.offices.tests.places import COUNTY
from mingbai.payments.queries import requests
from mingbai.payments.tests.world import OCTOBER
from mingbai.receipts.queries.ledgers import Ledgers, three_ledgers
from mingbai.receipts.tests.world import Month, month_sent
from mingbai.treasury import actions
from mingbai.treasury.entries import transfer_id
from mingbai.treasury.officers import Paper

EACH, COUNT = 60_000, 6
ALL = EACH * COUNT


def ledgers(month: Month) -> Ledgers:
    with working_as(month.county.reviewer):
        (one,) = three_ledgers(COUNTY, OCTOBER)
        return one


@pytest.mark.requirement("R-603", "R-617")
def test_a_month_s_money_is_the_same_in_the_books_in_the_plans_and_at_the_bank(
    base: Base, fresh_desk: str, tmp_path: Path, policy: Any, settle: Any
) -> None:
    month = month_sent(base, fresh_desk, tmp_path, policy, settle, COUNT)
    sent = ledgers(month)
    assert (sent.quota_fen, sent.appropriated_fen, sent.on_way_fen, sent.paid_fen) == (ALL, ALL, ALL, 0)
    assert sent.is_equal
    assert not sent.is_settled, "the bank has not answered"

    month.delivered(*month.bank_says("csv", returned=1, failed=1))
    month.matched()
    month.taken_back()
    told = ledgers(month)
    assert (told.paid_fen, told.returned_fen, told.on_way_fen) == (ALL - 2 * EACH, 2 * EACH, 0)
    assert told.settled_fen == told.paid_fen
    assert told.is_settled


def test_a_ledger_in_which_somebody_undid_something_differs_by_it(
    base: Base, fresh_desk: str, tmp_path: Path, policy: Any, settle: Any
) -> None:
    month = month_sent(base, fresh_desk, tmp_path, policy, settle, COUNT)
    finance = month.county.asker, month.county.approver
    paper = Paper("明财社更1号", *finance, month.at)
    with working_as(month.county.asker):
        (plan,) = requests(COUNTY, OCTOBER)
        actions.move_money("quota", fund_id=plan.fund_id, fen=ALL, name="更多", paper=paper)
        actions.move_money("plan", fund_id=plan.fund_id, fen=ALL, name="别的", paper=paper)
        assert ledgers(month).is_equal, "another plan's money is not this month's"
        actions.correct(wrong_id=transfer_id(plan.fund_id, "plan", f"payments.fundrequest/{plan.pk}"), paper=paper)
    apart = ledgers(month)
    assert apart.quota_difference_fen == -ALL
    assert not apart.is_equal
