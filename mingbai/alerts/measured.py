"""What became of a rule's findings, and how much work it makes: read beside the rule, and when a change is tried."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from mingbai.alerts.models import Outcome, TaskFinding
from mingbai.alerts.states import CONFIRMED, State
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region


@dataclass(frozen=True)
class Verdict:
    """What one finding turned out to be, by the last outcome of its task."""

    rule_id: str
    subject_table: str
    subject_index: bytes
    is_confirmed: bool
    fen: int  # money found to be over, missed or wrong; of the whole task


@dataclass(frozen=True)
class Work:
    """The tasks a rule opened: so many, still open, and those that came back after they were closed."""

    tasks: int = 0
    still_open: int = 0
    relapsed: int = 0

    @property
    def relapsed_bp(self) -> int:
        """Return the share that came back, in basis points, rounded down."""
        return self.relapsed * 10_000 // self.tasks if self.tasks else 0


def verdicts(region: Region, month: Month, rule_ids: Collection[str]) -> list[Verdict]:
    """Return what became of what these rules found in a division's month; what is not decided is left out."""
    found = TaskFinding.objects.filter(
        rule_id__in=sorted(rule_ids), month=month.first_on, region__startswith=region.code
    )
    rows = list(found.values_list("rule_id", "subject_table", "subject_index", "task_id"))
    last = Outcome.objects.filter(task_id__in={row[3] for row in rows}, overturned_by=None)
    outcomes = {task: (result, fen) for task, result, fen in last.values_list("task_id", "result", "amount_fen")}
    return [
        Verdict(rule, table, bytes(index), outcomes[task][0] in CONFIRMED, outcomes[task][1])
        for rule, table, index, task in rows
        if task in outcomes
    ]


def work(region: Region, since: date) -> dict[str, Work]:
    """Return rule → the tasks it opened in a division since a day; rules that opened none are left out."""
    found = TaskFinding.objects.filter(region__startswith=region.code, added_at__date__gte=since)
    counted = found.values("rule_id").annotate(
        tasks=Count("task", distinct=True),
        still_open=Count("task", distinct=True, filter=~Q(task__state=State.CLOSED.value)),
        relapsed=Count("task", distinct=True, filter=Q(task__relapse_of__isnull=False)),
    )
    rows = counted.order_by("rule_id").values_list("rule_id", "tasks", "still_open", "relapsed")
    return {rule: Work(*counts) for rule, *counts in rows}
