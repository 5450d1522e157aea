"""What is asked about tasks, outcomes, rules and recoveries: the only readers."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import connection
from django.db.models import Count, F, Q, QuerySet, Sum

from mingbai.alerts.models import Outcome, Recovery, RecoveryEvent, Task, TaskFinding
from mingbai.alerts.precision import LEAST, Precision
from mingbai.alerts.states import CONFIRMED, Money, State
from mingbai.awards.models import Decision
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region

LIVE = ~Q(state=State.CLOSED.value)
CONFIRMED_WORDS = [result.value for result in CONFIRMED]
CONSIDERED = 200  # the last decided alerts of a rule, by which it is judged
assert CONSIDERED >= LEAST


@dataclass(frozen=True)
class Standing:
    """What alerts came to in a division: omissions and too little count like too much (D14)."""

    decided: int
    confirmed: int
    by_money: Mapping[str, tuple[int, int]] = field(default_factory=dict)  # over, missed, wrong → outcomes, fen
    by_finding: Mapping[str, int] = field(default_factory=dict)  # 漏保, 错保, 发放错误 → outcomes
    by_fault: Mapping[str, int] = field(default_factory=dict)

    @property
    def fen(self) -> int:
        """Return the money that went wrong either way."""
        return sum(fen for _, fen in self.by_money.values())


@dataclass(frozen=True)
class Account:
    """How a demand stands, in fen."""

    principal_fen: int
    repaid_fen: int
    written_off_fen: int

    @property
    def outstanding_fen(self) -> int:
        """Return what is still to come."""
        return self.principal_fen - self.repaid_fen - self.written_off_fen


def tasks(region: Region, on: date, *, asleep: bool = False) -> QuerySet[Task]:
    """Return the open work of a division: the most urgent first, relapsed before new; sleeping ones left out."""
    found = Task.objects.filter(LIVE, region__startswith=region.code)
    if not asleep:
        found = found.filter(Q(snoozed_until=None) | Q(snoozed_until__lte=on))
    return found.order_by(F("due_on").asc(nulls_last=True), F("relapse_of").asc(nulls_last=True), "-amount_fen", "pk")


def closed(region: Region) -> QuerySet[Task]:
    """Return the finished work of a division, the latest first."""
    return Task.objects.filter(state=State.CLOSED.value, region__startswith=region.code).order_by("-pk")


def tasks_about(household_ids: Collection[int], person_ids: Collection[int]) -> QuerySet[Task]:
    """Return every task about these households and persons, finished ones too, the latest first."""
    about = [*(f"household/{one}" for one in household_ids), *(f"person/{one}" for one in person_ids)]
    return Task.objects.filter(key__in=about).order_by("-opened_at", "-pk")


def overdue(region: Region, on: date) -> QuerySet[Task]:
    """Return the tasks that nobody verified in time and that nobody may sleep on."""
    return tasks(region, on).filter(due_on__lt=on, state__in=[State.OPEN.value, State.LOCKED.value])


def findings_of(task_id: int) -> QuerySet[TaskFinding]:
    """Return what a task stands for, rule by rule."""
    return TaskFinding.objects.filter(task_id=task_id).order_by("rule_id", "month", "pk")


def standing_outcome(task_id: int) -> Outcome | None:
    """Return a task's outcome that no other overturned, None before it was decided."""
    return Outcome.objects.filter(task_id=task_id, overturned_by=None).first()


def explained(keys: Iterable[str], on: date) -> set[tuple[str, str, str]]:
    """Return (key, cause, rule) that were looked into and are lawful or false alarms until a later day."""
    quiet = Outcome.objects.filter(task__key__in=list(keys), quiet_until__gt=on, overturned_by=None)
    return set(quiet.values_list("task__key", "task__cause", "task__findings__rule_id"))


def original_officers(task: Task) -> set[int]:
    """Return who proposed, reviewed or approved the decisions that the household's awards rest on (D6)."""
    of = Q(award__household_id=task.household_id) if task.household_id else Q(award__person_id=task.person_id)
    if task.household_id is None and task.person_id is None:
        return set()
    people = Decision.objects.filter(of).values_list("made_by", "reviewed_by", "approved_by")
    return {officer for three in people for officer in three if officer is not None}


def precision(region: Region, rule_ids: Iterable[str] = ()) -> dict[str, Precision]:
    """Return how right each rule was over its last decided alerts in a division; those it has none of are left out."""
    with connection.cursor() as cursor:
        cursor.execute(PRECISION, {"place": region.code, "words": CONFIRMED_WORDS, "most": CONSIDERED})
        rows = cursor.fetchall()
    wanted = set(rule_ids)
    return {rule: Precision(*counts) for rule, *counts in rows if not wanted or rule in wanted}


PRECISION = """
WITH decided AS (
    SELECT DISTINCT found.rule_id, first.id, first.decided_at, last.result = ANY(%(words)s) AS confirmed,
        last.id <> first.id AS overturned
    FROM alerts_outcome AS first
    JOIN alerts_taskfinding AS found ON found.task_id = first.task_id
    JOIN alerts_outcome AS last ON last.task_id = first.task_id
        AND NOT EXISTS (SELECT FROM alerts_outcome AS later WHERE later.overturns_id = last.id)
    WHERE first.overturns_id IS NULL AND starts_with(first.region, %(place)s)
), ranked AS (
    SELECT *, row_number() OVER (PARTITION BY rule_id ORDER BY decided_at DESC, id DESC) AS place FROM decided
)
SELECT rule_id, count(*)::int, count(*) FILTER (WHERE confirmed)::int, count(*) FILTER (WHERE overturned)::int
FROM ranked WHERE place <= %(most)s GROUP BY rule_id ORDER BY rule_id
"""


def standing(region: Region, since: date, until: date) -> Standing:
    """Return what was decided in a division from one day until before another, over and missed alike (D14, R-916)."""
    found = Outcome.objects.filter(
        region__startswith=region.code, overturned_by=None, decided_at__date__gte=since, decided_at__date__lt=until
    )
    money = found.exclude(money=Money.NONE.value).values_list("money").annotate(n=Count("pk"), fen=Sum("amount_fen"))
    return Standing(
        decided=found.count(),
        confirmed=found.filter(result__in=CONFIRMED_WORDS).count(),
        by_money={kind: (n, fen) for kind, n, fen in money.order_by("money")},
        by_finding=dict(found.exclude(finding="none").values_list("finding").annotate(n=Count("pk"))),
        by_fault=dict(found.exclude(fault="none").values_list("fault").annotate(n=Count("pk"))),
    )


def account(recovery_id: int) -> Account:
    """Return how a demand stands."""
    demand = Recovery.objects.get(pk=recovery_id)
    came = dict(
        RecoveryEvent.objects.filter(recovery_id=recovery_id).values_list("kind").annotate(fen=Sum("amount_fen"))
    )
    return Account(demand.principal_fen, came.get("repaid", 0), came.get("written_off", 0))


def recoveries(region: Region) -> QuerySet[Recovery]:
    """Return the recovery ledger of a division (R-1025)."""
    return Recovery.objects.filter(region__startswith=region.code).order_by("demanded_on", "pk")


def missed_instalments(region: Region, on: date) -> list[tuple[int, int]]:
    """Return (demand, fen) where less came by a day than was agreed until then."""
    planned = RecoveryEvent.objects.filter(kind="plan", due_on__lt=on, region__startswith=region.code)
    agreed = dict(planned.values_list("recovery_id").annotate(fen=Sum("amount_fen")))
    behind = ((demand, fen - _came(demand)) for demand, fen in sorted(agreed.items()))
    return [(demand, fen) for demand, fen in behind if fen > 0]


def _came(recovery_id: int) -> int:
    stands = account(recovery_id)
    return stands.repaid_fen + stands.written_off_fen


def paid_fen(household_id: int, month: Month) -> int | None:
    """Return what the desk paid a household for a month and the bank settled; None for months it did not pay at all."""
    with connection.cursor() as cursor:
        cursor.execute(PAID, [household_id, month.first_on])
        ((fen,),) = cursor.fetchall()
    return None if fen is None else int(fen)


PAID = """
SELECT sum(payment.amount_fen) FROM payments_payment AS payment
WHERE payment.household_id = %s AND payment.month = %s AND payment.is_live AND payment.state = 'settled'
    AND payment.line_id IS NOT NULL
"""
