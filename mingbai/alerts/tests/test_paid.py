"""What the bank told, as rules after payment read it; and what the desk paid a household, as outcomes are held to."""

from pathlib import Path
from typing import Any

import pytest

from mingbai.alerts import paid
from mingbai.alerts.queries import paid_fen
from mingbai.config.testing import Base
from mingbai.kernel.month import Month as Calendar
from mingbai.offices.actor import working_as
from mingbai.offices.tests.places import COUNTY, OTHER_TOWN
from mingbai.payments.tests.world import FEN, OCTOBER
from mingbai.receipts.tests.world import Month, month_sent


@pytest.fixture
def month(base: Base, fresh_desk: str, tmp_path: Path, policy: Any, settle: Any) -> Month:
    return month_sent(base, fresh_desk, tmp_path, policy, settle)


@pytest.mark.requirement("R-906")
def test_the_banks_answer_becomes_one_row_an_entry_with_its_account(
    month: Month, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paid, "opened_numbers", lambda persons: {person: f"ID{person}" for person in persons})
    month.delivered(*month.bank_says("camt.054", extra=1, returned=1))
    month.matched()
    with working_as(month.county.reviewer):
        rows = paid.payments(COUNTY, OCTOBER).to_pylist()
        assert paid.payments(OTHER_TOWN, OCTOBER).num_rows == 0
        assert paid.payments(COUNTY, OCTOBER.next()).num_rows == 0
    assert len({row["bank_ref"] for row in rows}) == len(rows) >= 13
    ours = [row for row in rows if row["payee_id"]]
    assert {row["account_no"] for row in ours} >= {f"6217{number:012}" for number in range(1, 13)}
    assert {row["programme"] for row in ours} == {"dibao_rural"}
    back = [row for row in rows if row["status"] == "returned"]
    assert len(back) == 1
    assert back[0]["returned_on"] is not None
    strangers = [row for row in rows if not row["payee_id"]]
    assert strangers
    assert all(row["account_no"] for row in strangers)


def test_the_desk_knows_what_it_paid_a_household_once_the_bank_settled_it(month: Month) -> None:
    with working_as(month.county.reviewer):
        assert paid_fen(1, OCTOBER) is None
    month.delivered(*month.bank_says("csv"))
    month.matched()
    with working_as(month.county.reviewer):
        assert paid_fen(1, OCTOBER) == FEN
        assert paid_fen(1, Calendar(2026, 9)) is None
