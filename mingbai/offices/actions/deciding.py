"""What every act here asks first: is this the right role, in office today, and is the record where the move begins."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.timezone import localdate

from mingbai.offices.actor import Actor
from mingbai.offices.models import Proposal
from mingbai.offices.queries import holds_office
from mingbai.offices.refused import NotInOffice, NotYours, WrongState
from mingbai.offices.roles import Role
from mingbai.offices.states import Move, State

SYSTEM = frozenset({Role.SYSTEM_ADMINISTRATOR})


def day_of(at: datetime) -> date:
    """Return the day a moment falls on here."""
    return localdate(at)


def allow(by: Actor, roles: Iterable[Role], *, title: str, title_en: str, at: datetime) -> None:
    """Raise NotYours or NotInOffice unless the actor holds such a role today, whatever was true when the actor came."""
    if by.role not in roles:
        raise NotYours(title, title_en, roles)
    if not holds_office(by, day_of(at)):
        raise NotInOffice(by.post_id, day_of(at))


def decide(moves: Iterable[Move], record: Proposal, after: State, by: Actor, at: datetime) -> None:
    """Raise unless the actor may now move the record to a state; set the state, save nothing."""
    choices = [move for move in moves if move.after is after]
    assert choices, f"no move leads to {after}"
    for move in choices:
        if move.before == record.state:
            allow(by, move.by, title=move.title, title_en=move.title_en, at=at)
            record.state = after.value
            return
    raise WrongState(choices[0].title, choices[0].title_en, record.state)
