"""What alerts and rectification come to: from hits to money brought back, by what clock, and how right rules are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection

from mingbai.alerts.queries import CONFIRMED_WORDS
from mingbai.alerts.states import State
from mingbai.inspections.queries import UNDONE
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region

SOON = 3  # days
UNVERIFIED = [State.OPEN.value, State.LOCKED.value]
VERIFIED = [State.VERIFIED.value, State.HEARD.value, State.DECIDED.value, State.CLOSED.value]
FUNNEL = """
WITH task AS (
    SELECT id, state, owner_id, taken_by FROM alerts_task
    WHERE starts_with(region, %(region)s) AND month BETWEEN %(first)s AND %(last)s
), confirmed AS (
    SELECT outcome.id, outcome.amount_fen FROM alerts_outcome AS outcome JOIN task ON task.id = outcome.task_id
    WHERE outcome.result = ANY (%(confirmed)s)
        AND NOT EXISTS (SELECT FROM alerts_outcome AS later WHERE later.overturns_id = outcome.id)
), recovered AS (
    SELECT recovery.outcome_id, sum(event.amount_fen) AS fen
    FROM alerts_recovery AS recovery JOIN confirmed ON confirmed.id = recovery.outcome_id
    JOIN alerts_recoveryevent AS event ON event.recovery_id = recovery.id AND event.kind = 'repaid'
    GROUP BY recovery.outcome_id
)
SELECT (SELECT count(*) FROM alerts_taskfinding AS found JOIN task ON task.id = found.task_id),
    (SELECT count(*) FROM task),
    (SELECT count(*) FROM task WHERE owner_id IS NOT NULL OR taken_by IS NOT NULL),
    (SELECT count(*) FROM task WHERE state = ANY (%(verified)s)),
    (SELECT count(*) FROM confirmed), (SELECT count(*) FROM recovered),
    (SELECT coalesce(sum(amount_fen), 0) FROM confirmed)::bigint,
    (SELECT coalesce(sum(fen), 0) FROM recovered)::bigint
"""
CLOCKS = """
SELECT severity, count(*) FILTER (WHERE due_on < %(on)s),
    count(*) FILTER (WHERE due_on >= %(on)s AND due_on <= %(soon)s), count(*) FILTER (WHERE due_on > %(soon)s)
FROM alerts_task
WHERE starts_with(region, %(region)s) AND state = ANY (%(unverified)s) AND due_on IS NOT NULL
    AND (snoozed_until IS NULL OR snoozed_until <= %(on)s)
GROUP BY severity
UNION ALL
SELECT '', count(*) FILTER (WHERE until_on < %(on)s),
    count(*) FILTER (WHERE until_on >= %(on)s AND until_on <= %(soon)s), count(*) FILTER (WHERE until_on > %(soon)s)
FROM inspections_rectification WHERE starts_with(region, %(region)s) AND state = ANY (%(undone)s)
"""
RULES = """
WITH found AS (
    SELECT DISTINCT found.rule_id, task.id
    FROM alerts_taskfinding AS found JOIN alerts_task AS task ON task.id = found.task_id
    WHERE starts_with(task.region, %(region)s) AND task.month BETWEEN %(first)s AND %(last)s
), decided AS (
    SELECT outcome.task_id, outcome.result = ANY (%(confirmed)s) AS confirmed FROM alerts_outcome AS outcome
    WHERE starts_with(outcome.region, %(region)s)
        AND NOT EXISTS (SELECT FROM alerts_outcome AS later WHERE later.overturns_id = outcome.id)
)
SELECT found.rule_id, count(*), count(decided.task_id), count(*) FILTER (WHERE decided.confirmed)
FROM found LEFT JOIN decided ON decided.task_id = found.id GROUP BY found.rule_id ORDER BY found.rule_id
"""


@dataclass(frozen=True)
class Funnel:
    """What became of what rules hit: 命中→去重→指派→核实→属实→追回."""

    hits: int
    tasks: int
    assigned: int
    verified: int
    confirmed: int
    recovered: int  # confirmed ones of which money came back
    confirmed_fen: int
    recovered_fen: int


@dataclass(frozen=True)
class Clock:
    """How many wait: past their day, due within three days, later."""

    late: int = 0
    soon: int = 0
    later: int = 0


@dataclass(frozen=True)
class Turnout:
    """How many tasks a rule led to, how many of them were decided, and how many of these confirmed."""

    rule_id: str
    tasks: int
    decided: int
    confirmed: int

    @property
    def share(self) -> float | None:
        """Return the share confirmed, None before any was decided."""
        return self.confirmed / self.decided if self.decided else None


def funnel(region: Region, first: Month, last: Month) -> Funnel:
    """Return what became of the alerts of months, from one to another."""
    facts = _months(region, first, last) | {"verified": VERIFIED}
    with connection.cursor() as cursor:
        cursor.execute(FUNNEL, facts)
        return Funnel(*cursor.fetchone())


def clocks(region: Region, on: date) -> Mapping[str, Clock]:
    """Return severity → what waits to be verified, and under no severity what waits to be put right."""
    facts: dict[str, Any] = {
        "region": region.code, "on": on, "soon": on + timedelta(SOON), "unverified": UNVERIFIED, "undone": UNDONE,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(CLOCKS, facts)
        return {severity: Clock(*counts) for severity, *counts in cursor.fetchall()}


def turnouts(region: Region, first: Month, last: Month) -> list[Turnout]:
    """Return how much work each rule made in months, and how often it was right."""
    with connection.cursor() as cursor:
        cursor.execute(RULES, _months(region, first, last))
        return [Turnout(*row) for row in cursor.fetchall()]


def _months(region: Region, first: Month, last: Month) -> dict[str, Any]:
    months = {"first": first.first_on, "last": last.first_on}
    return {"region": region.code, "confirmed": CONFIRMED_WORDS, **months}
