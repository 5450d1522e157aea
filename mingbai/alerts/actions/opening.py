"""Findings become tasks, set by set; overdue ones go up. The machine does this and nothing else (D1)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import F

from mingbai.alerts.actions.acting import as_machine
from mingbai.alerts.causes import RANK
from mingbai.alerts.found import Found, Planned, planned
from mingbai.alerts.models import Task, TaskFinding
from mingbai.alerts.owners import owners, township
from mingbai.alerts.queries import LIVE, explained, overdue
from mingbai.alerts.states import State
from mingbai.alerts.terms import due_on, here
from mingbai.evidence.actions import record
from mingbai.kernel.region import Region
from mingbai.offices.actions.deciding import day_of
from mingbai.policy.parameters import Parameters
from mingbai.prechecks.models import Finding
from mingbai.rules.rule import Severity
from mingbai.standards.queries import parameters, rules_in_force
from mingbai.standards.states import Mode

AT_ONCE = 5_000  # rows in one statement


def open_from_check(*, check_id: int, at: datetime) -> list[int]:
    """Open the tasks of a check before payment; return the ids of the new ones. A second call opens nothing more."""
    found = Finding.objects.filter(check_made_id=check_id, is_advisory=False).order_by("pk")
    return open_tasks(findings=map(_found, found.iterator(AT_ONCE)), at=at)


def open_tasks(*, findings: Iterable[Found], at: datetime) -> list[int]:
    """
    Open a task for each household and cause that has none, add findings to those that have; return the new ones' ids.

    Rules that are advisory or off where the finding lies open nothing, and so does what was explained and is still
    quiet. A finding more urgent than its task makes it so, wakes it, and brings its deadline forward.
    """
    on = day_of(at)
    with as_machine():
        told = list(findings)
        modes = {place: rules_in_force(place, on) for place in {township(found.region) for found in told}}
        told = [found for found in told if modes[township(found.region)].get(found.rule_id, Mode.ON) is Mode.ON]
        quiet = explained({found.key for found in told}, on)
        plans = planned(told)
        plans = [plan for plan in plans if any((plan.key, plan.cause, f.rule_id) not in quiet for f in plan.findings)]
        live = {(task.key, task.cause): task for task in _live({plan.key for plan in plans})}
        before = _closed({plan.key for plan in plans})
        keepers = owners(plans, on)
        place = _standards(plans, on)
        new = [
            _task(plan, keepers, before, place[plan.region], at) for plan in plans if (plan.key, plan.cause) not in live
        ]
        Task.objects.bulk_create(new, AT_ONCE)
        grown = [
            task
            for plan in plans
            if (task := live.get((plan.key, plan.cause))) and _grow(task, plan, place[plan.region], on)
        ]
        for task in grown:
            task.save(update_fields=["severity", "tier", "amount_fen", "due_on", "snoozed_until"])
        live |= {(task.key, task.cause): task for task in new}
        rows = [_row(live[plan.key, plan.cause], found, at) for plan in plans for found in plan.findings]
        TaskFinding.objects.bulk_create(rows, AT_ONCE, ignore_conflicts=True)
        record(type="alerts.opened", rows=new, by=None, at=at)
        record(type="alerts.grown", rows=grown, by=None, at=at)
        return [task.pk for task in new]


def escalate(*, region: Region, at: datetime) -> list[int]:
    """Send what is overdue up, once a day; return the ids. Who answers for the step sees them first from then on."""
    with as_machine():
        on = day_of(at)
        late = [task for task in overdue(region, on) if task.escalated_at is None or day_of(task.escalated_at) < on]
        Task.objects.filter(pk__in=[task.pk for task in late]).update(escalated_at=at, escalations=F("escalations") + 1)
        record(type="alerts.escalated", rows=late, by=None, at=at)
        return [task.pk for task in late]


def _standards(plans: Sequence[Planned], on: date) -> dict[str, Parameters]:
    """Return place → its standards, read once for all tasks."""
    chosen = parameters()
    return {region: here(region, on, chosen) for region in {plan.region for plan in plans}}


def _live(keys: set[str]) -> Iterable[Task]:
    return Task.objects.select_for_update().filter(LIVE, key__in=list(keys))


def _closed(keys: set[str]) -> dict[tuple[str, str], int]:
    """Return the last closed task of each household and cause: what comes again is shown first."""
    closed = Task.objects.filter(state=State.CLOSED.value, key__in=list(keys)).order_by("pk")
    return {(key, cause): number for key, cause, number in closed.values_list("key", "cause", "pk")}


def _task(
    plan: Planned, keepers: Mapping[str, int], before: Mapping[tuple[str, str], int], place: Parameters, at: datetime
) -> Task:
    first = plan.findings[0]
    return Task(
        region=plan.region,
        key=plan.key,
        household_id=first.household_id,
        person_id=first.person_id,
        cause=plan.cause.value,
        month=plan.month,
        severity=plan.severity.value,
        tier=plan.tier,
        amount_fen=plan.amount_fen,
        opened_at=at,
        due_on=due_on(plan.severity, day_of(at), place),
        owner_id=keepers.get(plan.key),
        state=State.OPEN.value,
        relapse_of=before.get((plan.key, plan.cause.value)),
    )


def _grow(task: Task, plan: Planned, place: Parameters, on: date) -> bool:
    """Let a task take up what was found since; return whether anything of it changed."""
    was: tuple[Any, ...] = (task.severity, task.tier, task.amount_fen)
    if RANK[plan.severity] < RANK[Severity(task.severity)]:
        due = due_on(plan.severity, on, place)
        task.severity, task.snoozed_until = plan.severity.value, None
        task.due_on = min(due, task.due_on or due) if due else task.due_on
    task.tier = max(task.tier, plan.tier)
    task.amount_fen = max(task.amount_fen, plan.amount_fen)
    return was != (task.severity, task.tier, task.amount_fen)


def _row(task: Task, found: Found, at: datetime) -> TaskFinding:
    return TaskFinding(
        task=task,
        region=task.region,
        month=found.month,
        rule_id=found.rule_id,
        rule_version=found.rule_version,
        severity=found.severity.value,
        subject_table=found.subject_table,
        subject_index=found.subject_index,
        amount_fen=found.amount_fen,
        months=found.months,
        message=found.message,
        message_en=found.message_en,
        cites=found.cites,
        match_tier=found.match_tier,
        input_digest=found.input_digest,
        finding_id=found.finding_id,
        added_at=at,
    )


def _found(row: Finding) -> Found:
    return Found(
        rule_id=row.rule_id,
        rule_version=row.rule_version,
        severity=Severity(row.severity),
        region=row.region,
        month=row.month,
        subject_table=row.subject_table,
        subject_index=bytes(row.subject_index),
        message=row.message,
        message_en=row.message_en,
        cites=row.cites,
        match_tier=row.match_tier,
        input_digest=row.input_digest,
        household_id=row.household_id,
        person_id=row.person_id,
        amount_fen=row.amount_fen,
        months=row.months,
        finding_id=row.pk,
    )
