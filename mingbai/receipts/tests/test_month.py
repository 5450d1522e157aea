"""A month from the bank's answer to its fourth signature, and all that keeps it open."""

import csv
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError

from mingbai.config.testing import Base
from mingbai.offices.actor import working_as
from mingbai.offices.refused import NotYours
from mingbai.payments.actions import reissue as pay_again
from mingbai.payments.models import Payment
from mingbai.payments.tests.world import AT
from mingbai.receipts import actions
from mingbai.receipts.models import Entry, Match
from mingbai.receipts.refused import MonthClosed, MonthOpen, NotYourOffice, SaysSomethingElse, WrongState
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


FAULTS = {"missing": 1, "extra": 1, "amount": 1, "account": 1, "name": 1, "swapped": 1, "duplicate": 1, "month": 1,
          "returned": 1, "failed": 1, "split": 1}  # fmt: skip


@pytest.mark.requirement("R-716")
@pytest.mark.requirement("R-719")
@pytest.mark.parametrize("profile", ["camt.054", "csv", "nested"])
def test_every_fault_of_the_bank_is_an_open_item_of_its_own_and_keeps_the_month_open(
    month: Month, profile: str
) -> None:
    faults = FAULTS if profile != "nested" else FAULTS | {"failed": 0}
    month.delivered(*month.bank_says(profile, **faults))
    month.matched()
    planted = sorted(one.kind for one in month.told[0].key)
    assert sorted(item.kind for item in month.items()) == planted
    assert {item.owner for item in month.items()} == {"bank"}
    with pytest.raises(MonthOpen, match=rf"{len(planted)}个差异没有办结"):
        month.prepared()


@pytest.mark.requirement("R-717")
@pytest.mark.parametrize("said", [12, 5])
def test_a_bank_that_gives_no_number_of_ours_back_is_understood_at_once_and_the_others_are_waited_for(
    month: Month, said: int
) -> None:
    month.at = AT + timedelta(days=1)
    month.delivered(*mute(month.bank_says("csv"), said))
    found = month.matched()
    assert (found.matched, found.settled, found.differences) == (said, said, ())


@pytest.mark.requirement("R-719")
@pytest.mark.parametrize("fault", ["returned", "failed"])
def test_what_comes_back_without_a_number_of_ours_is_taken_back_tried_again_and_closed(
    month: Month, fault: str, policy: Any, settle: Any
) -> None:
    month.delivered(*mute(month.bank_says("csv", **{fault: 1})))
    month.matched()
    assert [item.kind for item in month.items()] == [fault]
    back = month.taken_back()
    assert len(back.rejected + back.returned) == 1
    with working_as(month.county.reviewer):
        failed = list(Payment.objects.filter(state__in=["rejected", "returned"]).values_list("pk", flat=True))
    again(month, failed, policy, settle)
    month.delivered(*mute(month.bank_says("csv")))
    month.matched()
    assert month.items(state="open") == []
    assert month.closed() == ["checked", "funded", "closed"]


def mute(paths: Sequence[Path], said: int | None = None) -> Sequence[Path]:
    """Have lists of results give no number of ours back, and say only so much."""
    for path in paths:
        told = list(csv.DictReader(path.read_text("gb18030").splitlines()))[:-1][:said]
        with path.open("w", encoding="gb18030", newline="") as file:
            heard = csv.DictWriter(
                file, [one for one in told[0] if one not in ("付款编号", "摘要")], extrasaction="ignore"
            )
            heard.writeheader()
            heard.writerows(told)
            heard.writerow({"交易流水号": "合计", "交易金额": f"{sum(float(one['交易金额']) for one in told):.2f}"})
    return paths


def test_looking_again_opens_nothing_twice(month: Month) -> None:
    month.delivered(*month.bank_says("camt.054", amount=2, missing=1))
    assert month.matched().opened == 3
    assert (month.matched().opened, month.matched().resolved) == (0, 0)
    assert len(month.items()) == 3


def test_a_line_that_came_later_resolves_its_item(month: Month) -> None:
    (late,) = month.bank_says("csv")
    (cut,) = month.bank_says("csv", missing=2)
    month.delivered(cut)
    assert month.matched().opened == 2
    assert [item.kind for item in month.items(state="open")] == ["missing", "missing"]
    month.delivered(late)
    found = month.matched()
    assert (found.matched, found.resolved, found.opened) == (2, 2, 0)
    assert month.closed()[-1] == "closed"


def test_the_same_file_again_and_the_same_lines_in_another_file_change_nothing(month: Month) -> None:
    (path,) = month.bank_says("csv")
    first = month.delivered(path)
    assert [one.is_known for one in month.delivered(path)] == [True]
    other = path.with_name("again.csv")
    other.write_bytes(path.read_bytes() + b"\r\n")
    assert [one.repeated for one in month.delivered(other)] == [12]
    assert month.matched().matched == 12
    assert first[0].repeated == 0
    assert month.closed()[-1] == "closed"


def test_a_statement_number_that_says_something_else_is_refused(month: Month) -> None:
    (path,) = month.bank_says("camt.054")
    month.delivered(path)
    path.write_bytes(path.read_bytes().replace(b"<Nm>", b"<Nm> ", 1))
    with pytest.raises(SaysSomethingElse):
        month.delivered(path)


@pytest.mark.requirement("R-725")
def test_what_came_back_is_corrected_paid_again_and_closes_the_month(
    month: Month, base: Base, fresh_desk: str, policy: Any, settle: Any
) -> None:
    month.delivered(*month.bank_says("camt.054", returned=1))
    found = month.matched()
    assert (found.matched, found.settled) == (11, 12)
    (item,) = month.items(state="open")
    assert (item.kind, item.source) == ("returned", "paid")
    assert len(month.taken_back().returned) == 1
    again(month, item.payment_ids, policy, settle)
    month.delivered(*month.bank_says("camt.054"))
    found = month.matched()
    assert (found.matched, found.resolved) == (1, 1)
    with working_as(month.county.reviewer):
        assert Entry.objects.filter(state="unmatched").count() == 0
    assert month.closed()[-1] == "closed"
    assert audit().is_whole


def test_what_the_bank_refused_is_taken_back_by_a_person_and_paid_again(month: Month, policy: Any, settle: Any) -> None:
    month.delivered(*month.bank_says("csv", failed=2))
    month.matched()
    taken = month.taken_back().rejected
    with working_as(month.county.reviewer):
        failed = list(Payment.objects.filter(state="rejected").values_list("pk", flat=True))
    assert len(taken) == len(failed) == 2
    again(month, failed, policy, settle)
    month.delivered(*month.bank_says("csv"))
    assert month.matched().matched == 2
    assert month.closed()[-1] == "closed"
    assert audit().is_whole


def again(month: Month, payment_ids: Sequence[int], policy: Any, settle: Any) -> None:
    """Send further attempts to the bank."""
    with working_as(month.county.handler):
        month.files = pay_again(payment_ids=payment_ids, by=month.county.handler, at=month.at)
    month.county.send_again(month.files, month.folder / "outbox", policy, settle)


def test_an_explanation_needs_its_owner_and_another_who_agrees(month: Month) -> None:
    month.delivered(*month.bank_says("csv", name=1))
    month.matched()
    (item,) = month.items()
    handler, teller, leader = month.county.handler, month.county.teller, month.county.leader
    with working_as(handler), pytest.raises(NotYourOffice):
        actions.answer_item(item_id=item.pk, answer="我来说明", by=handler, at=month.at)
    with working_as(leader), pytest.raises(WrongState):
        actions.agree_to_item(item_id=item.pk, by=leader, at=month.at)
    with working_as(teller), pytest.raises(IntegrityError, match="answered_in_words"):
        actions.answer_item(item_id=item.pk, answer=" ", by=teller, at=month.at)
    month.explained(item, "收款人改名，已核对身份证。")
    assert month.matched().opened == 0
    with working_as(month.county.reviewer):
        assert set(Payment.objects.values_list("state", flat=True)) == {"settled"}
    assert month.closed()[-1] == "closed"


def test_signatures_come_in_order_by_different_people_of_the_right_offices(month: Month) -> None:
    month.delivered(*month.bank_says("csv"))
    month.matched()
    county = month.county
    with pytest.raises(NotYours):
        month.signed(county.leader)
    month.prepared()
    with pytest.raises(NotYours):
        month.signed(county.asker)
    assert month.signed(county.reviewer) == "checked"
    with pytest.raises(NotYourOffice):
        month.signed(county.handler)
    assert month.signed(county.asker) == "funded"
    assert month.signed(county.leader) == "closed"
    with pytest.raises(MonthClosed):
        month.signed(county.leader)
    with pytest.raises(MonthClosed):
        month.prepared()
