"""What the demo's officers find when they look into an alert: the answer key of the county knows what was planted."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from mingbai.alerts.causes import Cause
from mingbai.alerts.models import Task, TaskFinding
from mingbai.alerts.states import Result
from mingbai.kernel.month import Month
from mingbai.prechecks.hiding import subject_index
from mingbai.rules.rule import Severity
from mingbai.simulation.key import Expectation, read_key

OF_A_MONTH = re.compile(r"^\d{4}-\d{2}(-01)?(?=/)")
OUTDATED = 4  # of so many things that a register says of a family, one is over: sold, closed, given up
UNSURE = "C"  # a match that nobody may rely on


@dataclass(frozen=True)
class Truth:
    """The faults that were planted: rule and subject, as findings name them."""

    planted: frozenset[tuple[str, bytes]]

    def turns_out(self, task: Task, findings: Iterable[TaskFinding]) -> Result:
        """Return what a task turns out to be."""
        found = list(findings)
        is_true = any((one.rule_id, bytes(one.subject_index)) in self.planted for one in found)
        if not is_true or (task.cause == Cause.STATUS.value and task.pk % OUTDATED == 0):
            return Result.FALSE_ALARM
        if task.severity == Severity.BLUE.value:
            return Result.LAWFUL
        if task.tier == UNSURE:
            return Result.UNVERIFIABLE
        return Result.FUNDS if task.amount_fen else Result.PROCEDURE


def truth(key: Path, months: Iterable[Month]) -> Truth:
    """Return what an answer key says was planted, in each of some months in which it stands in the lists again."""
    written = [str(month) for month in months]
    planted = {
        (row.rule_id, subject_index(row.subject_table, subject))
        for row in read_key(key)
        if row.expectation == Expectation.FIND
        for one in row.subject_id.split("|")
        for subject in {one, *(OF_A_MONTH.sub(month, one) for month in written)}
    }
    return Truth(frozenset(planted))
