"""What is asked above the inbox, and the tasks that answer it: red before orange, by day, relapsed before new."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, Value, When
from django.http import QueryDict

from mingbai.alerts.causes import RANK
from mingbai.alerts.queries import closed, tasks
from mingbai.alerts.states import State
from mingbai.offices.actor import Actor
from mingbai.rules.report.wording.severities import TOLD
from mingbai.web.where import Where

MINE, NOBODYS = "mine", "none"
BY_CODE = {told.code: severity for severity, told in TOLD.items()}
GRAVEST = Case(
    *(When(severity=each.value, then=Value(place)) for each, place in RANK.items()), default=Value(len(RANK))
)
LATE = Q(state__in=[State.OPEN.value, State.LOCKED.value])


@dataclass(frozen=True)
class Asked:
    """The questions of the form above the list; an empty one asks nothing."""

    severity: str = ""  # red, orange, yellow, blue
    rule: str = ""
    state: str = ""
    owner: str = ""  # mine, none, or an officer's number
    late: str = ""
    relapsed: str = ""
    month: str = ""  # "this": only of the month shown
    asleep: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> "Asked":
        """Return what an address asks."""
        return cls(**{name: query.get("of" if name == "month" else name, "").strip() for name in cls.__annotations__})

    def all_in(self, where: Where, on: date) -> QuerySet[Any]:
        """Return the tasks of a division, or of its month shown, whatever else is asked."""
        done = self.state == State.CLOSED.value
        found = closed(where.region) if done else tasks(where.region, on, asleep=bool(self.asleep))
        return found.filter(month=where.month.first_on) if self.month else found

    def answered(self, where: Where, on: date, by: Actor) -> QuerySet[Any]:
        """Return the tasks that answer every question, the most urgent first."""
        found: QuerySet[Any] = self.all_in(where, on).annotate(rank=GRAVEST)
        if self.severity in BY_CODE:
            found = found.filter(severity=BY_CODE[self.severity])
        if self.state in set(State):
            found = found.filter(state=self.state)
        if self.rule:
            found = found.filter(pk__in=found.order_by().filter(findings__rule_id=self.rule).values("pk"))
        if self.late:
            found = found.filter(LATE, due_on__lt=on)
        if self.relapsed:
            found = found.exclude(relapse_of=None)
        found = found.filter(self._held(by))
        if self.state == State.CLOSED.value:
            return found.order_by("-pk")
        order = F("due_on").asc(nulls_last=True), F("relapse_of").asc(nulls_last=True)
        return found.order_by("rank", *order, "-amount_fen", "pk")

    def _held(self, by: Actor) -> Q:
        """Return the condition of who has the tasks."""
        if self.owner == MINE:
            return Q(taken_by=by.id) | Q(taken_by=None, owner_id=by.id)
        if self.owner == NOBODYS:
            return Q(taken_by=None, owner_id=None)
        if self.owner.isascii() and self.owner.isdigit():
            return Q(taken_by=int(self.owner)) | Q(taken_by=None, owner_id=int(self.owner))
        return Q()


@dataclass(frozen=True)
class Sums:
    """How many tasks there are of each severity, past their day, and come back."""

    by_severity: dict[str, int]  # code → tasks
    late: int
    relapsed: int


def sums(found: QuerySet[Any], on: date) -> Sums:
    """Return the counts that stand above the list, by one question to the database."""
    late, again = Count("pk", filter=LATE & Q(due_on__lt=on)), Count("relapse_of")
    rows = list(found.order_by().values_list("severity").annotate(n=Count("pk"), late=late, again=again))
    by_severity = {told.code: 0 for told in TOLD.values()} | {TOLD[severity].code: n for severity, n, *_ in rows}
    return Sums(by_severity, sum(row[2] for row in rows), sum(row[3] for row in rows))
