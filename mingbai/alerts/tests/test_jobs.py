"""Checks and statements are taken up by the worker, each once, and the night sends up what is overdue."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError

from mingbai.alerts import jobs
from mingbai.alerts.actions import taking_up
from mingbai.alerts.models import TakenUp, Task
from mingbai.alerts.tests.world import AT, OCTOBER, world
from mingbai.config.guards import NATION, scope
from mingbai.config.jobs import all_jobs
from mingbai.config.testing import Base
from mingbai.kernel.month import Month as Calendar
from mingbai.kernel.region import Region
from mingbai.offices.actor import working_as
from mingbai.offices.tests.places import COUNTY
from mingbai.prechecks.models import Finding
from mingbai.prechecks.tests.world import desk_with
from mingbai.receipts.tests.world import month_sent

RULE = pytest.mark.requirement


def test_the_worker_takes_up_by_the_minute_and_judges_by_night() -> None:
    found = all_jobs()
    assert (found["alerts.take_up_checks"].every_s, found["alerts.take_up_receipts"].every_s) == (60, 300)
    assert found["alerts.take_up_receipts"].heavy
    assert found["alerts.nightly"].daily == "03:30"


@RULE("R-909")
def test_a_check_is_taken_up_once_and_of_several_the_last_counts(desk: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with scope(NATION):
        office = desk_with(monkeypatch)
        office.died(office.line().payee_id, office.at.date() - timedelta(days=60))
        office.checked()
        office.dead.pop()
        last = office.checked()
        assert Finding.objects.filter(rule_id="RK-101").count() == 1
        jobs.after_checks(at=office.at)
        assert TakenUp.objects.count() == 2
        assert not Task.objects.filter(cause="death").exists()
        kept = Task.objects.count()
        jobs.after_checks(at=office.at)
        assert (TakenUp.objects.count(), Task.objects.count()) == (2, kept)
        office.died(office.line().payee_id, office.at.date() - timedelta(days=60))
        assert office.checked() > last
        jobs.after_checks(at=office.at)
        assert Task.objects.filter(cause="death").count() == 1


@RULE("R-717")
def test_a_month_is_checked_after_payment_once_a_statement_was_matched(
    base: Base, fresh_desk: str, tmp_path: Path, policy: Any, settle: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    month = month_sent(base, fresh_desk, tmp_path, policy, settle)
    tried: list[tuple[Region, Calendar]] = []
    monkeypatch.setattr(
        taking_up,
        "check_after_payment",
        lambda region, month, at: tried.append((region, month)) or [],  # type: ignore[func-returns-value]
    )
    month.delivered(*month.bank_says("csv"))
    with scope(NATION):
        jobs.after_matching(at=month.at)
    assert tried == []  # delivered, and nobody has matched it yet
    month.matched()
    for _ in range(2):
        with scope(NATION):
            jobs.after_matching(at=month.at)
    assert [(str(region), str(of)) for region, of in tried] == [("999901", "2026-10")]


@RULE("R-909")
def test_the_night_escalates_what_nobody_verified_in_time(fresh_desk: str) -> None:
    at = world()
    task = at.one()
    with scope(NATION):
        jobs.nightly(at=at.at)
    with working_as(at.handler):
        assert Task.objects.get(pk=task).escalations == 0
    at.later(10)
    for _ in range(2):
        with scope(NATION):
            jobs.nightly(at=at.at)
    with working_as(at.handler):
        assert Task.objects.get(pk=task).escalations == 1


@pytest.mark.parametrize(
    ("rows", "name"),
    [
        ([{}], "alerts_takes_up_one_thing"),
        ([{"check_id": 1, "statement_id": 1}], "alerts_takes_up_one_thing"),
        ([{"check_id": 1}, {"check_id": 1}], "check_id"),
        ([{"statement_id": 1}, {"statement_id": 1}], "alerts_statement_taken_up_once"),
    ],
)
@pytest.mark.usefixtures("desk")
def test_nothing_is_taken_up_twice_nor_two_things_in_one(rows: list[dict[str, int]], name: str) -> None:
    place = {"region": COUNTY.code, "month": OCTOBER.first_on, "made_at": AT}
    with pytest.raises(IntegrityError, match=name), scope(NATION):
        TakenUp.objects.bulk_create(TakenUp(**place, **row) for row in rows)
