"""The ledger as its page shows it: overdue first, then what had to be put right again, then by day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict

from mingbai.inspections.cases import Case
from mingbai.inspections.states import STATES, State
from mingbai.law import Citation, cite
from mingbai.web.words import said

NEW, UNDONE = "new", "undone"
SOON = 3  # days


@dataclass(frozen=True)
class Row:
    """One problem on a day."""

    case: Case
    today: date

    @property
    def is_late(self) -> bool:
        """Return whether it should have been put right by now."""
        return self.case.is_overdue(self.today)

    @property
    def is_relapsed(self) -> bool:
        """Return whether it had to be put right again."""
        return self.case.item is not None and self.case.item.rounds > 1

    @property
    def tone(self) -> str:
        """Return the colour of its row."""
        if self.case.is_done:
            return "green"
        if self.case.item is None:
            return "grey"
        if self.is_late:
            return "red"
        return "amber" if self.is_relapsed or (self.case.item.until_on - self.today).days <= SOON else "blue"

    @property
    def state_tone(self) -> str:
        """Return the colour of its state."""
        state = self.case.item.state if self.case.item else ""
        tones = {State.REOPENED: "amber", State.REPORTED: "blue", State.CLOSED: "green", State.SETTLED: "green"}
        return tones.get(State(state), "grey") if state else "grey"

    @property
    def due_on(self) -> date | None:
        """Return the day that counts now; none where nothing has to be done."""
        return None if self.case.item is None or self.case.is_done else self.case.item.until_on

    @property
    def order(self) -> tuple[Any, ...]:
        """Return what rows are put in order by."""
        done, item = self.case.is_done, self.case.item
        return done, not self.is_late, not self.is_relapsed, item.until_on if item else date.min, self.case.problem.pk

    @property
    def articles(self) -> list[Citation]:
        """Return the articles it is against."""
        return [cite(one) for one in self.case.problem.cites.split()]


@dataclass(frozen=True)
class Asked:
    """The questions of the form above the ledger; an empty one asks nothing."""

    q: str = ""
    state: str = UNDONE
    unit: str = ""
    late: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> "Asked":
        """Return what an address asks; at first what is not done."""
        told = {name: query.get(name, "").strip() for name in ("q", "unit", "late")}
        return cls(**told, state=query.get("state", UNDONE).strip())

    def is_met_by(self, row: Row) -> bool:
        """Return whether a row answers every question."""
        case = row.case
        state = case.item.state if case.item else NEW
        return (
            self.q.lower() in f"{case.problem.title} {case.problem.source} {case.problem.unit.name}".lower()
            and (self.state == "" or (not case.is_done if self.state == UNDONE else state == self.state))
            and self.unit in ("", str(case.problem.unit_id))
            and (not self.late or row.is_late)
        )


@dataclass(frozen=True)
class Sums:
    """How many problems wait, are late, had to be put right again, or wait to be looked at again."""

    undone: int
    late: int
    relapsed: int
    unordered: int
    to_look_at: int


def rows(cases: Iterable[Case], on: date) -> list[Row]:
    """Return the ledger in its order."""
    return sorted((Row(case, on) for case in cases), key=lambda row: row.order)


def sums(found: list[Row]) -> Sums:
    """Return the counts above the ledger."""
    undone = [row for row in found if not row.case.is_done]
    return Sums(
        len(undone),
        sum(row.is_late for row in undone),
        sum(row.is_relapsed for row in undone),
        sum(row.case.item is None for row in undone),
        sum(row.case.item is not None and row.case.item.state == State.CLOSED for row in found),
    )


def states() -> list[tuple[str, str]]:
    """Return the states one may ask for."""
    return [
        (NEW, said("未下达整改", "nothing ordered")),
        *((state.value, said(*words)) for state, words in STATES.items()),
    ]
