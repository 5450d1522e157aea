"""Findings become tasks, one a household and cause, with owner, deadline and lock; nothing else comes of them."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from mingbai.alerts import actions
from mingbai.alerts.actions.acting import as_machine
from mingbai.alerts.causes import Cause, cause_of
from mingbai.alerts.found import planned
from mingbai.alerts.models import Task, TaskFinding
from mingbai.alerts.queries import overdue, tasks
from mingbai.alerts.refused import SamePerson, TakenByAnother, TooLong, WrongState
from mingbai.alerts.states import Source, State
from mingbai.alerts.tests.world import (
    AT,
    FALSE_ALARM,
    HOUSE,
    OVERPAID,
    VILLAGE,
    World,
    found,
    world,
)
from mingbai.config.guards import scope
from mingbai.offices.actor import working_as
from mingbai.offices.kinds import Kind
from mingbai.offices.refused import NotListed, NotYours
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import COUNTY, OTHER_TOWN
from mingbai.rules.catalogue import all_rules
from mingbai.rules.rule import Severity
from mingbai.standards.actions import Measured, demote_rule


@pytest.fixture
def at(desk: str) -> World:
    return world()


def task_of(key: int) -> Task:
    with scope(COUNTY):
        return Task.objects.get(pk=key)


# ------------------------------------------------------------------ grouping (pure)


def test_every_rule_has_a_cause() -> None:
    assert {cause_of(rule.id) for rule in all_rules()} <= set(Cause)
    assert cause_of("RK-101") is Cause.DEATH


def test_findings_of_one_household_and_cause_are_one_task_however_they_come() -> None:
    told = [found("RK-112"), found("RK-122", amount_fen=90_000, severity=Severity.RED), found("RK-201"),
            found("RK-112", number=78), found("RK-101", match_tier="C")]  # fmt: skip
    plans = planned(told)
    assert [(plan.key, plan.cause.value, len(plan.findings)) for plan in plans] == [
        ("household/77", "death", 1), ("household/77", "duplicate", 1), ("household/77", "status", 2),
        ("household/78", "status", 1),
    ]  # fmt: skip
    assert (plans[2].severity, plans[2].amount_fen) == (Severity.RED, 90_000)
    assert planned(reversed(told)) == plans


@pytest.mark.requirement("R-909")
def test_the_same_findings_make_the_same_tasks_to_the_byte() -> None:
    told = [found("RK-112", number=number) for number in range(50)]
    assert repr(planned(told)).encode() == repr(planned(told[::-1])).encode()


# ------------------------------------------------------------------ opening


@pytest.mark.requirement("R-909")
@pytest.mark.parametrize(
    ("severity", "due"),
    [
        (Severity.RED, date(2026, 10, 15)),
        (Severity.ORANGE, date(2026, 10, 19)),
        (Severity.YELLOW, date(2026, 11, 9)),
        (Severity.BLUE, None),
    ],
)
def test_a_task_has_the_nearest_listed_officer_and_a_deadline_by_severity(
    at: World, severity: Severity, due: date | None
) -> None:
    task = task_of(at.one(severity=severity))
    assert (task.owner_id, task.due_on, task.state) == (at.handler.id, due, "open")


def test_the_same_findings_again_open_nothing_and_add_nothing(at: World) -> None:
    at.one()
    assert at.opened(found()) == []
    with scope(COUNTY):
        assert TaskFinding.objects.count() == 1


def test_a_more_urgent_finding_makes_the_task_more_urgent_and_wakes_it(at: World) -> None:
    task = at.one(severity=Severity.YELLOW)
    with working_as(at.handler):
        actions.snooze(task_id=task, until_on=date(2026, 11, 1), reason="等待工资流水", by=at.handler, at=at.at)
    assert at.opened(found("RK-107", severity=Severity.RED, match_tier="B", amount_fen=99_000)) == []
    grown = task_of(task)
    assert (grown.severity, grown.tier, grown.amount_fen, grown.snoozed_until) == ("红", "B", 99_000, None)
    assert grown.due_on == date(2026, 10, 15)


def test_an_advisory_rule_opens_no_task(at: World) -> None:
    with as_machine():
        demote_rule(
            rule_id="RK-112", region=COUNTY.code, measured=Measured(30, 0, 0, 0, 1000), reason="属实率低",
            from_on=AT.date(), at=AT,
        )  # fmt: skip
    assert at.opened(found()) == []


def test_what_was_explained_stays_quiet_until_its_day_and_then_comes_back_first(at: World) -> None:
    task = at.verified(supports=False)
    at.decided(task, replace(FALSE_ALARM, quiet_days=90))
    at.later(30)
    assert at.opened(found()) == []
    assert len(at.opened(found("RK-107"))) == 1, "another rule is not explained by it"
    at.later(61)
    fresh = at.opened(found(number=78), found(number=HOUSE, month=date(2027, 1, 1)))
    with scope(COUNTY):
        listed = [row.key for row in tasks(COUNTY, at.at.date()) if row.pk in fresh]
    assert listed == ["household/78"], "the family's open task takes the finding up"


def test_a_relapse_stands_before_what_is_new(at: World) -> None:
    at.decided(at.verified(supports=False), FALSE_ALARM)
    new, again = sorted(at.opened(found(number=99), found()), key=lambda key: task_of(key).relapse_of or 0)
    assert task_of(again).relapse_of is not None
    with scope(COUNTY):
        assert [row.pk for row in tasks(COUNTY, AT.date())] == [again, new]


def test_a_thousand_households_take_a_few_statements(at: World) -> None:
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as said:
        assert len(at.opened(*(found(number=number) for number in range(1_000)))) == 1_000
    assert len(said) < 60


# ------------------------------------------------------------------ D1


@pytest.mark.requirement("R-909")
@pytest.mark.parametrize(
    "table",
    ["awards_award", "awards_decision", "awards_covered", "people_account", "rosters_rosterline", "payments_payment"],
)
def test_d1_the_machine_cannot_write_an_entitlement_whatever_it_asks(desk: str, base: Any, table: str) -> None:
    def tries() -> None:
        with transaction.atomic(), as_machine(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table}")

    with pytest.raises(DatabaseError, match=f"the machine does not write|permission denied for table {table}"):
        tries()


def test_d1_holds_by_the_trigger_alone(fresh_desk: str, base: Any) -> None:
    with base.administrator(fresh_desk) as admin:
        admin.execute("SET mingbai.machine = 'on'")
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="the machine does not write"):
            admin.execute("UPDATE awards_decision SET amount_fen = 0")
        admin.execute("ALTER TABLE awards_decision DISABLE TRIGGER alerts_machine_grants_nothing")
        admin.execute("UPDATE awards_decision SET amount_fen = 0")


# ------------------------------------------------------------------ working


def test_a_task_is_one_officers_at_a_time(at: World) -> None:
    task = at.taken()
    with working_as(at.second), pytest.raises(TakenByAnother, match="正在处理此预警"):
        actions.take(task_id=task, by=at.second, at=at.at)
    with working_as(at.handler):
        actions.give_back(task_id=task, by=at.handler, at=at.at)
    with working_as(at.second):
        actions.take(task_id=task, by=at.second, at=at.at)
    assert task_of(task).taken_by == at.second.id


def test_only_who_is_listed_takes_a_task(at: World) -> None:
    task = at.one()
    other = at.county.post(at.county.offices.get(Kind.CIVIL_AFFAIRS) or at.handler.organisation_id, Role.HANDLER)
    with working_as(other), pytest.raises(NotListed):
        actions.take(task_id=task, by=other, at=at.at)
    with working_as(at.leader), pytest.raises(NotYours):
        actions.take(task_id=task, by=at.leader, at=at.at)


def test_another_township_sees_nothing_of_a_task(at: World) -> None:
    at.one()
    with scope(OTHER_TOWN):
        assert not Task.objects.exists()
        assert not TaskFinding.objects.exists()
    with scope(VILLAGE):
        assert Task.objects.count() == 1


def test_a_task_sleeps_with_a_reason_and_for_half_a_year_at_most(at: World) -> None:
    task = at.one()
    until = AT.date() + timedelta(days=180)
    for day, reason in ((until + timedelta(days=1), "x"), (until, " "), (AT.date(), "x")):
        with working_as(at.handler), pytest.raises(TooLong):
            actions.snooze(task_id=task, until_on=day, reason=reason, by=at.handler, at=at.at)
    with working_as(at.handler):
        actions.snooze(task_id=task, until_on=until, reason="住院，出院后核实", by=at.handler, at=at.at)
    with scope(COUNTY):
        assert not tasks(COUNTY, AT.date()).exists()
        assert tasks(COUNTY, AT.date(), asleep=True).exists()
        assert tasks(COUNTY, until).exists(), "it wakes by itself"


def test_what_is_overdue_goes_up_once_a_day(at: World) -> None:
    task = at.one(severity=Severity.RED)
    with working_as(at.leader):
        assert actions.escalate(region=COUNTY, at=at.at) == []
        late = at.later(4)
        assert [row.pk for row in overdue(COUNTY, late.date())] == [task]
        assert actions.escalate(region=COUNTY, at=late) == [task]
        assert actions.escalate(region=COUNTY, at=late) == []
        assert actions.escalate(region=COUNTY, at=at.later(1)) == [task]
    assert task_of(task).escalations == 2


def test_a_decided_task_takes_no_more_sources(at: World) -> None:
    task = at.verified()
    at.decided(task, FALSE_ALARM)
    with working_as(at.handler), pytest.raises(WrongState):
        actions.verify(
            task_id=task, source=Source.BANK, source_name="x", supports=True, found="x", by=at.handler, at=at.at
        )


def test_moves_that_are_not_on_the_list_are_refused_by_the_database(at: World) -> None:
    task = at.one()
    with scope(COUNTY), pytest.raises(DatabaseError, match="Invalid transition"), transaction.atomic():
        Task.objects.filter(pk=task).update(state=State.CLOSED.value, taken_by=1)


def test_nobody_decides_what_he_verified(at: World) -> None:
    task = at.verified()
    with working_as(at.handler), pytest.raises(NotYours):
        actions.decide(task_id=task, verdict=OVERPAID, by=at.handler, at=at.at)
    reviewer = at.county.post(at.handler.organisation_id, Role.REVIEWER)
    at.county.listed("verify_alert", reviewer, at.leader)
    other = at.one(number=5)
    with working_as(reviewer):
        actions.take(task_id=other, by=reviewer, at=at.at)
        actions.verify(
            task_id=other, source=Source.VISIT, source_name="x", supports=True, found="x", by=reviewer, at=at.at
        )
        with pytest.raises(SamePerson):
            actions.decide(task_id=other, verdict=FALSE_ALARM, by=reviewer, at=at.at)
