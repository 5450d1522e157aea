"""What may be done about an award now, and by whom: the buttons beside it, and those where an alert was decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from mingbai.alerts.states import Consequence
from mingbai.awards.queries import Held, held_by
from mingbai.kernel.month import Month
from mingbai.offices.actor import Actor
from mingbai.people.queries import household_of
from mingbai.rules.speaking import programme_names
from mingbai.web.access import may_open
from mingbai.web.awards.forms import WAYS, Way
from mingbai.web.people.telling import Step
from mingbai.web.words import language

FOLLOWS = {Consequence.RAISE: ("raise",), Consequence.LOWER: ("lower",), Consequence.STOP: ("stop", "lower")}


@dataclass(frozen=True)
class Offered:
    """The changes an award may have now; the one that waits, until which there is no other."""

    held: Held
    ways: Sequence[Way]
    pending: Any
    may_review: bool
    reads: bool  # whether decisions open to the reader

    @property
    def key(self) -> int:
        """Return the award's number."""
        return int(self.held.award.pk)


@dataclass(frozen=True)
class Followed:
    """What follows from an alert for one award: what was proposed since it was decided, else what may be."""

    held: Held
    month: Month
    offer: Offered
    since: list[Step]

    @property
    def programme(self) -> str:
        """Return what the award is."""
        return programme_names(self.held.award.programme, language())

    @property
    def due_fen(self) -> int:
        """Return what is due in the month."""
        return self.held.due_fen(self.month)


def offered(held: Held, actor: Actor, month: Month) -> Offered:
    """Return what an actor may do about an award in a month."""
    runs = held.word is not None and held.word.kind != "stop"
    may = may_open(actor, "awards.change") and held.pending is None and held.word is not None
    ways = [one for one in WAYS.values() if one.of_stopped != runs] if may else []
    if runs and held.due_fen(month) == 0:  # not begun yet, or over by its own term
        ways = []
    may_review = runs and may_open(actor, "awards.review")
    return Offered(held, ways, held.pending, may_review, may_open(actor, "awards.decision"))


def followed(task: Any, outcome: Any, actor: Actor, month: Month) -> list[Followed]:
    """Return what a decided alert asks for, award by award of its household; nothing where it asks for no change."""
    wanted = FOLLOWS.get(Consequence(outcome.consequence), ()) if outcome else ()
    if not wanted or not may_open(actor, "awards.decision"):
        return []
    home = task.household_id or (household_of(task.person_id, outcome.decided_at.date()) if task.person_id else None)
    return [_followed(one, wanted, outcome, actor, month) for one in held_by([home] if home else [])]


def _followed(one: Held, wanted: Sequence[str], outcome: Any, actor: Actor, month: Month) -> Followed:
    since = [Step(decision, {}) for decision in one.decisions if decision.made_at >= outcome.decided_at]
    offer = offered(one, actor, month)
    fit = [way for way in offer.ways if way.name in wanted and (way.name == wanted[0] or _is_of_several(one))]
    return Followed(one, month, Offered(one, fit, offer.pending, False, offer.reads), since)


def _is_of_several(one: Held) -> bool:
    """Return whether others are left whom the award goes on for where one has died."""
    return one.word is not None and len(one.word.members) > 1
