"""A problem with its rectification, as lists show them: whose, until when, how far, and whether it is late."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from mingbai.inspections.models import ClueTransfer, Problem, Rectification
from mingbai.inspections.queries import UNDONE, problems
from mingbai.inspections.refused import NotThere
from mingbai.inspections.states import STATES, State
from mingbai.kernel.calendar import working_days_between
from mingbai.kernel.region import Region
from mingbai.offices.queries import officer_names

NOT_ORDERED = ("未下达整改", "nothing ordered")


@dataclass(frozen=True)
class Case:
    """One problem, what was ordered about it, and who they are that answer for it."""

    problem: Problem
    item: Rectification | None
    in_charge: str
    leader: str

    @property
    def state(self) -> tuple[str, str]:
        """Return where it stands, in Chinese and English."""
        return STATES[State(self.item.state)] if self.item else NOT_ORDERED

    @property
    def is_done(self) -> bool:
        """Return whether nobody has to do anything now."""
        return self.item is not None and self.item.state not in UNDONE

    def is_overdue(self, on: date) -> bool:
        """Return whether it should have been put right before a day."""
        return self.item is not None and not self.is_done and self.item.until_on < on

    def working_days_left(self, on: date) -> int | None:
        """Return the working days left until its day, 0 once it is past; None where none is running."""
        if self.item is None or self.is_done:
            return None
        return working_days_between(on, self.item.until_on) if on < self.item.until_on else 0


def cases(region: Region, *, unit_id: int | None = None) -> list[Case]:
    """Return the cases of a division, or of one unit in it: what is due first, and what has no order yet before it."""
    found = problems(region).select_related("unit", "rectification")
    rows = list(found if unit_id is None else found.filter(unit_id=unit_id))
    items = [_item(row) for row in rows]
    names = officer_names(officer for item in items if item for officer in (item.in_charge_id, item.leader_id))
    made = [
        Case(row, item, names.get(item.in_charge_id, "") if item else "", names.get(item.leader_id, "") if item else "")
        for row, item in zip(rows, items, strict=True)
    ]
    return sorted(made, key=lambda one: (one.item.until_on if one.item else date.min, one.problem.pk))


def case(problem_id: int, region: Region, *, unit_id: int | None = None) -> Case:
    """Return one case; raise NotThere for what is not in sight, or another unit's."""
    for one in cases(region, unit_id=unit_id):
        if one.problem.pk == problem_id:
            return one
    raise NotThere("问题", "problem", problem_id)


def transfers_of(problem_id: int) -> QuerySet[ClueTransfer]:
    """Return the clues of a problem that were handed over, the first first."""
    return ClueTransfer.objects.filter(problem_id=problem_id).order_by("pk")


def _item(problem: Problem) -> Rectification | None:
    return getattr(problem, "rectification", None)
