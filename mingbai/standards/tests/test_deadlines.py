"""What is due each month, by which working day, and who is reminded when."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from mingbai.kernel.calendar import Status
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.actions import open_organisation
from mingbai.offices.kinds import Kind
from mingbai.offices.tests.places import COUNTY, DAY, TOWN, found_county
from mingbai.policy.parameters import shipped
from mingbai.standards import jobs
from mingbai.standards.deadlines import Deadline, Due, deadlines
from mingbai.standards.models import Reminder
from mingbai.standards.queries import deadlines_of, reminders
from mingbai.standards.reminding import DONE, done_when, remind

YICHUN = "230722"


def of(month: str, region: str = YICHUN) -> dict[Due, Deadline]:
    return {deadline.due: deadline for deadline in deadlines(shipped(), region, Month.parse(month))}


@pytest.mark.requirement("R-703", "R-704", "R-705", "R-706")
def test_november_s_money_is_prepared_in_october_and_paid_by_the_tenth() -> None:
    found = of("2026-11")
    assert {due: deadline.last_on for due, deadline in found.items()} == {
        Due.LEDGER: date(2026, 10, 23),  # before the first hour of the 24th
        Due.TOWNSHIP_LIST: date(2026, 10, 30),
        Due.ROSTER: date(2026, 10, 31),  # before the 1st
        Due.PAYMENT: date(2026, 11, 10),
    }
    assert found[Due.ROSTER].last_working_on == date(2026, 10, 30)  # the 31st is a Saturday
    assert not found[Due.PAYMENT].is_early


@pytest.mark.requirement("R-706")
def test_in_february_the_township_s_lists_are_due_on_its_last_day() -> None:
    assert of("2026-03")[Due.TOWNSHIP_LIST].last_on == date(2026, 2, 28)
    assert of("2024-03")[Due.TOWNSHIP_LIST].last_on == date(2024, 2, 29)


@pytest.mark.requirement("R-705")
def test_a_tenth_that_is_a_day_off_is_said_ahead_with_the_day_before_it() -> None:
    payment = of("2026-10")[Due.PAYMENT]  # the 10th is a make-up Saturday: people work
    assert (payment.last_working_on, payment.is_early) == (date(2026, 10, 10), False)
    payment = of("2026-05")[Due.PAYMENT]  # a Sunday, after a make-up Saturday
    assert payment.last_working_on == date(2026, 5, 9)
    assert "最迟在2026-05-09办结" in payment.plain("zh")
    assert "by 2026-05-09" in payment.plain("en")


def test_a_deadline_in_a_year_not_announced_says_that_it_may_move() -> None:
    ledger = of("2027-03")[Due.LEDGER]
    assert ledger.status is Status.PROVISIONAL
    assert "尚未公布" in ledger.plain("zh")
    assert "not announced" in ledger.plain("en")


# ------------------------------------------------------------------ reminders


def told(first: date, days: int) -> list[tuple[date, str, str, int]]:
    for ahead in range(days):
        remind(first + timedelta(days=ahead))
    found = Reminder.objects.order_by("told_on", "region", "due")
    return [(one.told_on, one.region, one.due, one.days_left) for one in found]


def test_who_answers_is_reminded_three_days_and_one_day_of_work_ahead_and_at_last(desk: str) -> None:
    county = found_county()  # its own bureau of civil affairs
    county.office(Kind.TOWNSHIP, TOWN)
    county.office(Kind.BANK)
    assert told(date(2026, 10, 16), 12) == [
        (date(2026, 10, 20), COUNTY.code, "ledger", 3),
        (date(2026, 10, 22), COUNTY.code, "ledger", 1),
        (date(2026, 10, 23), COUNTY.code, "ledger", 0),
        (date(2026, 10, 27), COUNTY.code, "roster", 3),
        (date(2026, 10, 27), TOWN.code, "township_list", 3),
    ]
    assert [(one.region, one.due) for one in reminders(COUNTY.code, date(2026, 10, 27))] == [
        (COUNTY.code, "roster"), (TOWN.code, "township_list"),
    ]  # fmt: skip


def test_the_same_day_reminds_once(desk: str) -> None:
    found_county()
    assert len(remind(date(2026, 10, 23))) == 1
    assert remind(date(2026, 10, 23)) == []


def test_where_the_last_day_is_off_the_days_up_to_it_remind_still(desk: str) -> None:
    found_county()
    assert [day for day, _, due, _ in told(date(2026, 10, 28), 6) if due == "roster"] == [
        date(2026, 10, 29), date(2026, 10, 30), date(2026, 10, 31),
    ]  # fmt: skip


def test_what_a_later_stage_knows_to_be_done_reminds_nobody(desk: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found_county()
    monkeypatch.setattr("mingbai.standards.reminding.DONE", dict(DONE))
    done_when(Due.LEDGER, lambda region, month: (region, month) == (COUNTY, Month.parse("2026-11")))
    assert remind(date(2026, 10, 23)) == []


def test_an_office_that_only_supervises_is_not_reminded(desk: str) -> None:
    county = found_county()
    above: dict[str, Any] = {"kind": Kind.CIVIL_AFFAIRS, "region": Region("9999"), "opened_on": DAY, "handles": False}
    open_organisation(name="市局", **above, by=county.administrator(), at=county.at)
    assert {one.region for one in remind(date(2026, 10, 23))} == {COUNTY.code}


def test_the_morning_s_job_reminds_of_its_own_day_in_shanghai(desk: str) -> None:
    found_county()
    jobs.remind_of_deadlines(at=datetime(2026, 10, 22, 23, 30, tzinfo=UTC))
    assert set(Reminder.objects.values_list("told_on", flat=True)) == {date(2026, 10, 23)}


def test_the_desk_s_own_values_move_its_deadlines(desk: str) -> None:
    assert deadlines_of(COUNTY.code, Month.parse("2026-11")) == deadlines(
        shipped(), COUNTY.code, Month.parse("2026-11")
    )
