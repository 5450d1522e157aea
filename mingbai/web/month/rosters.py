"""A month's rosters as their list tells them: where each stands, its money, what it waits for, and until when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from mingbai.kernel.region import Region
from mingbai.offices.places import names_of
from mingbai.rosters.queries import Changed, Standing, standings
from mingbai.rosters.states import CHANGES, STATES, Change, State
from mingbai.web.alerts.acts import Step
from mingbai.web.month.acts import Next, next_of
from mingbai.web.words import said

TONES = {
    State.DRAFTED: "grey",
    State.SIGNED: "grey",
    State.SUBMITTED: "blue",
    State.REVIEWED: "blue",
    State.AGREED: "blue",
    State.FROZEN: "amber",
    State.RELEASED: "green",
    State.SET_ASIDE: "grey",
}
LEDGER = (State.DRAFTED, State.SIGNED)  # before the ledger is up, its day counts; then the roster's
ORDER = tuple(state for state in State if state is not State.SET_ASIDE)
A_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True)
class Named:
    """One roster in words."""

    roster: Any
    place: str

    @property
    def name(self) -> str:
        """Return whose roster it is; a supplementary one has its number."""
        more = said(f" 补充名册{self.roster.number}", f" supplement {self.roster.number}")
        return self.place + (more if self.roster.number else "")

    @property
    def state(self) -> tuple[str, str]:
        """Return where it stands."""
        return STATES[State(self.roster.state)]

    @property
    def tone(self) -> str:
        """Return the colour of that."""
        return TONES[State(self.roster.state)]

    @property
    def waits_for(self) -> Next | None:
        """Return what it waits for."""
        return next_of(self.roster)

    @property
    def due_on(self) -> date | None:
        """Return the last day of what it waits for; none once it is frozen, or where it is a supplement."""
        if self.roster.number or self.roster.state in (State.FROZEN, State.RELEASED):
            return None
        due_at = self.roster.ledger_due_at if self.roster.state in LEDGER else self.roster.roster_due_at
        return timezone.localdate(due_at - A_MOMENT)


@dataclass(frozen=True)
class Row(Named):
    """One roster in words, with what its lines come to."""

    standing: Standing

    @property
    def changes(self) -> list[tuple[tuple[str, str], int]]:
        """Return how many lines are new, raised, lowered and stopped, of each there are any of."""
        changed = [one for one in self.standing.changes if one.change is not Change.SAME]
        return [(CHANGES[one.change], one.lines) for one in changed if one.lines]


def named(rosters: Iterable[Any]) -> list[Named]:
    """Return rosters in words; lines are not looked at."""
    found = list(rosters)
    places = names_of({Region(one.region) for one in found})
    return [Named(one, places[Region(one.region)]) for one in found]


def rows(rosters: Iterable[Any]) -> list[Row]:
    """Return rosters in words; so many questions to the database, however many there are."""
    found = named(rosters)
    sums = standings([one.roster.pk for one in found])
    return [Row(one.roster, one.place, sums[one.roster.pk]) for one in found]


def added(found: Iterable[Row]) -> Standing:
    """Return what all rosters come to."""
    all_of = [row.standing for row in found]

    def of(change: Change) -> Changed:
        parts = [one for each in all_of for one in each.changes if one.change is change]
        lines, before, now = (sum(getattr(one, name) for one in parts) for name in ("lines", "before_fen", "now_fen"))
        return Changed(change, lines, before, now)

    villages, signed = sum(one.villages for one in all_of), sum(one.signed for one in all_of)
    return Standing(tuple(map(of, Change)), villages, signed)


def asked_states(rosters: Iterable[Any]) -> list[State]:
    """Return the states these rosters go through, as their localities want them."""
    found = list(rosters)
    needs = {
        State.SIGNED: any(one.needs_signatures for one in found),
        State.AGREED: any(one.needs_minutes for one in found),
    }
    return [state for state in ORDER if needs.get(state, True)]


def steps(found: Iterable[Row]) -> list[Step]:
    """Return how far a month is: at each step, how many of its rosters have come so far."""
    rosters = [row.roster for row in found]
    reached = [ORDER.index(State(one.state)) for one in rosters]
    told, is_first = [], True
    for state in asked_states(rosters):
        there = sum(1 for place in reached if place >= ORDER.index(state))
        is_done = there == len(rosters)
        told.append(
            Step(
                said(*STATES[state]).capitalize(),
                "done" if is_done else "current" if is_first else "ahead",
                f"{there}/{len(rosters)}",
            )
        )
        is_first = is_first and is_done
    return told
