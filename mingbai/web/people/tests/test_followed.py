"""A payment followed from its roster to the bank's receipt: what stands on the page, by whom, and where in the log."""

from pathlib import Path
from typing import Any

import pytest

from mingbai.config.testing import Base
from mingbai.evidence.tests import town
from mingbai.offices.actor import working_as
from mingbai.payments.tests.world import FEN
from mingbai.receipts.queries import trails
from mingbai.receipts.tests.world import Month, month_sent
from mingbai.rosters.queries import lines_of_awards
from mingbai.web.people import timeline
from mingbai.web.people.gathering import File
from mingbai.web.people.telling import Paid, payments

AWARDS = (1, 2, 3)
data, policy, settle, witnesses = town.data, town.policy, town.settle, town.witnesses  # keys and a log of its own


@pytest.fixture
def month(base: Base, fresh_desk: str, tmp_path: Path, policy: Any, settle: Any) -> Month:
    made = month_sent(base, fresh_desk, tmp_path, policy, settle, count=3)
    made.delivered(*made.bank_says("camt.054", returned=1))
    made.matched()
    made.taken_back()
    return made


def gathered(award: int) -> File:
    lines = lines_of_awards([award])
    return File({}, {}, [], [], [], [], lines, trails([line.pk for line, _sheet in lines]), [])


def months(month: Month) -> dict[str, Paid]:
    with working_as(month.county.reviewer):
        told = [one for award in AWARDS for one in payments(gathered(award))]
        return {str(one.last.attempt.attempt.state): one for one in told if one.last}


@pytest.mark.requirement("R-725")
def test_a_month_says_what_was_sent_and_what_the_bank_says_of_it(month: Month) -> None:
    found = months(month)
    assert set(found) == {"settled", "returned"}
    assert (found["settled"].state, found["settled"].tone) == (("已到账", "arrived"), "green")
    assert (found["returned"].state, found["returned"].tone) == (("退汇", "returned"), "red")
    assert found["settled"].roster == ("准予发放", "released")
    assert [told.amount_fen for told in found["settled"].last.told] == [FEN]  # type: ignore[union-attr]
    assert len(found["returned"].last.told) == 2  # type: ignore[union-attr]


@pytest.mark.requirement("R-725", "R-1507")
def test_what_was_done_about_a_payment_is_told_with_its_place_in_the_log_and_the_banks_word(month: Month) -> None:
    with working_as(month.county.reviewer):
        entries = timeline.entries(gathered(AWARDS[0]), with_looks=False)
        told = timeline.named(entries)

    assert {one.family for one in entries} == {"payments", "receipts"}
    assert [one.at for one in entries] == sorted((one.at for one in entries), reverse=True)
    titles = [one.what[0] for one in entries]
    assert {"已占用资金", "已发送银行", "已到账", "银行回单"} <= set(titles)
    assert "其他办理" not in titles
    placed = [one for one in entries if one.place is not None]
    assert placed
    assert all(one.who for one in told if one.entry.act)
    assert all("2026年10月" in one.about and "600.00" in one.about for one in entries)
