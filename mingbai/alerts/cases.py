"""A task with all that was done about it, as a page shows it; and who may be given tasks in a division."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from mingbai.alerts.models import Hearing, Notice, Outcome, Task, TaskFinding, Verification
from mingbai.alerts.queries import findings_of
from mingbai.alerts.refused import NotThere
from mingbai.alerts.states import STEP
from mingbai.kernel.region import Region
from mingbai.offices.models import Responsibility
from mingbai.offices.queries import in_force


@dataclass(frozen=True)
class Case:
    """One task: its findings, what sources said, what the family was told and answered, what was decided."""

    task: Task
    findings: list[TaskFinding]
    verifications: list[Verification]
    notices: list[Notice]
    hearings: list[Hearing]
    outcomes: list[Outcome]  # the first one first; the last stands

    @property
    def outcome(self) -> Outcome | None:
        """Return the outcome that stands."""
        return self.outcomes[-1] if self.outcomes else None


def case(task_id: int) -> Case:
    """Return a task with all that was done about it; raise NotThere for what is not in sight."""
    task = Task.objects.filter(pk=task_id).first()
    if task is None:
        raise NotThere("预警", "task", task_id)
    return Case(
        task,
        list(findings_of(task_id)),
        list(task.verifications.order_by("pk")),
        list(task.notices.order_by("pk")),
        list(task.hearings.order_by("pk")),
        list(task.outcomes.order_by("pk")),
    )


def rules_of(task_ids: Collection[int]) -> dict[int, list[str]]:
    """Return task → the rules whose findings it stands for."""
    found: dict[int, list[str]] = {}
    rows = TaskFinding.objects.filter(task_id__in=list(task_ids)).order_by("task_id", "rule_id")
    for task, rule in rows.values_list("task_id", "rule_id").distinct():
        found.setdefault(task, []).append(rule)
    return found


def verifiers(region: Region, on: date) -> dict[int, str]:
    """Return officer → name of those listed for verifying alerts in a division, below it, or above it."""
    places = Q(region__startswith=region.code) | Q(region__in=[above.code for above in region.ancestors])
    listed = Responsibility.objects.filter(in_force(on), places, step=STEP).order_by("region", "pk")
    return dict(listed.values_list("officer_id", "officer__name"))
