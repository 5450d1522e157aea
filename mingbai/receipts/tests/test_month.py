"""A month from the bank's answer to its fourth signature, and all that keeps it open."""

from pathlib import Path
from typing import Any

import pytest

from mingbai.config.testing import Base
from mingbai.offices.actor import working_as
from mingbai.payments.models import Payment
from mingbai.receipts.models import Entry, Match
from mingbai.receipts.tests.world import Month, month_sent
from mingbai.treasury.audit import audit


@pytest.fixture
def month(base: Base, fresh_desk: str, tmp_path: Path, policy: Any, settle: Any) -> Month:
    return month_sent(base, fresh_desk, tmp_path, policy, settle)


@pytest.mark.requirement("R-717")
@pytest.mark.requirement("R-718")
@pytest.mark.requirement("R-1509")
@pytest.mark.parametrize("profile", ["camt.054", "csv", "xlsx", "nested"])
def test_a_month_the_bank_paid_rightly_is_matched_settled_and_closed_by_four_signatures(
    month: Month, profile: str
) -> None:
    month.delivered(*month.bank_says(profile))
    found = month.matched()
    assert (found.matched, found.settled, found.differences) == (12, 12, ())
    assert month.closed() == ["checked", "funded", "closed"]
    with working_as(month.county.reviewer):
        assert set(Payment.objects.values_list("state", flat=True)) == {"settled"}
        assert Match.objects.filter(is_live=True).count() == 12
        assert set(Entry.objects.values_list("state", flat=True)) == {"matched"}
    assert audit().is_whole
