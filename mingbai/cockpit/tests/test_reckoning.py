"""Kept sums are what the rows come to, before and after every turn of a month, and the machine keeps them so."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError

from mingbai.cockpit import jobs
from mingbai.cockpit.actions import due_on, reckon, reckon_due
from mingbai.cockpit.models import PARTS, Figure, Reckoning
from mingbai.cockpit.queries.history import Sums, age, differing, history
from mingbai.config.guards import NATION, scope
from mingbai.config.testing import Base
from mingbai.offices.actor import working_as
from mingbai.offices.tests.places import COUNTY
from mingbai.payments.tests.world import FEN, OCTOBER
from mingbai.receipts.tests.world import Month, month_sent


@pytest.fixture
def month(base: Base, fresh_desk: str, tmp_path: Path, policy: Any, settle: Any) -> Month:
    return month_sent(base, fresh_desk, tmp_path, policy, settle)


def kept(month: Month) -> Sums:
    reckon(region=COUNTY, month=OCTOBER, at=month.at)
    with working_as(month.county.leader):
        assert differing(COUNTY, OCTOBER, due_on(COUNTY.code, OCTOBER)) == []
        return history(COUNTY, OCTOBER, 3).now


@pytest.mark.requirement("R-1308")
def test_the_sums_follow_a_month_from_release_to_receipt_and_are_what_its_rows_come_to(month: Month) -> None:
    sent = kept(month)
    month.delivered(*month.bank_says("csv", missing=1, failed=1, amount=1))
    told = kept(month)
    month.matched()
    matched = kept(month)
    month.taken_back()
    back = kept(month)

    assert (sent.lines, sent.fen, sent.on_way_lines, sent.arrived_lines) == (12, 12 * FEN, 12, 0)
    assert told == sent  # what the bank says counts once it was compared
    assert (matched.arrived_lines, matched.arrived_fen, matched.on_time, matched.by_card) == (9, 9 * FEN, 9, 9)
    assert (matched.singles, matched.persons) == (12, 12)
    assert back.returned_lines == 1
    for sums in (sent, told, matched, back):
        assert sums.fen == sum(getattr(sums, f"{part}_fen") for part in PARTS)
        assert sums.lines == sum(getattr(sums, f"{part}_lines") for part in PARTS)


def test_a_sum_that_somebody_changed_is_found_and_reckoned_right_again(month: Month) -> None:
    kept(month)
    with scope(NATION):
        Figure.objects.update(persons=99)
        changed = differing(COUNTY, OCTOBER, due_on(COUNTY.code, OCTOBER))

    assert len(changed) == 2  # as kept, and as it should be
    assert kept(month).persons != 99


def test_parts_that_do_not_make_the_sum_are_refused_by_the_database(month: Month) -> None:
    kept(month)

    with pytest.raises(IntegrityError, match="cockpit_parts_make_the_fen"), scope(NATION):
        Figure.objects.update(arrived_fen=1)


def test_a_closed_month_is_reckoned_once_more_and_then_never_again(month: Month) -> None:
    month.delivered(*month.bank_says("csv"))
    month.matched()
    assert reckon_due(at=month.at) == [(COUNTY, OCTOBER)]
    month.closed()
    assert reckon_due(at=month.at + timedelta(minutes=5)) == [(COUNTY, OCTOBER)]

    assert reckon_due(at=month.at + timedelta(days=400)) == []
    with working_as(month.county.leader):
        assert not age(COUNTY, OCTOBER, month.at + timedelta(days=400)).is_stale


def test_sums_that_the_jobs_left_behind_are_called_old(month: Month) -> None:
    with working_as(month.county.leader):
        assert age(COUNTY, OCTOBER, month.at).is_stale
    jobs.keep_recent(at=month.at)

    with working_as(month.county.leader):
        assert age(COUNTY, OCTOBER, month.at).at == month.at
        assert not age(COUNTY, OCTOBER, month.at + timedelta(minutes=19)).is_stale
        assert age(COUNTY, OCTOBER, month.at + timedelta(minutes=21)).is_stale


def test_the_nightly_job_comes_to_months_that_the_hourly_one_has_left(month: Month) -> None:
    later = month.at + timedelta(days=200)
    jobs.keep_recent(at=later)
    with scope(NATION):
        assert not Reckoning.objects.exists()

    jobs.keep_all(at=later)

    with scope(NATION):
        assert Reckoning.objects.get().at == later


def test_another_county_sees_none_of_the_sums(month: Month) -> None:
    kept(month)

    with scope("110101"):
        assert history(COUNTY, OCTOBER).places == ()
    with scope(COUNTY):
        assert history(COUNTY, OCTOBER).places != ()
