"""One act is one transaction: who may do it, what it leaves of those before, and what the database refuses, said."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import TypeVar

from django.db import IntegrityError, connection, transaction
from django.utils.timezone import localdate

from mingbai.evidence.actions import record
from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor
from mingbai.offices.queries import require_listed
from mingbai.offices.refused import NotYours, Refused, SamePerson, WrongState
from mingbai.policy.parameters.entry import NATION
from mingbai.standards.models import COUNTS, Dated
from mingbai.standards.refused import EndsTooEarly, FasterElsewhere, NationShips, NoReason, ProposedAlready
from mingbai.standards.states import HANDLER, MOVES, Move, State
from mingbai.standards.succession import effects, ends_where_another_begins

D = TypeVar("D", bound=Dated)
SAID: dict[str, Callable[[], Refused]] = {  # how the constraint's name ends → what is said
    "_a_day": FasterElsewhere,
    "_proposed_once": ProposedAlready,
    "_refused_with_reason": NoReason,
    "_says_why": NoReason,
}


class Unknown(Refused):
    """There is no such record."""


@contextmanager
def acting() -> Iterator[None]:
    """Do an act in one transaction; raise Refused where a constraint that people can run into refuses it."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""
        for ending, refusal in SAID.items():
            if name.endswith(ending):
                raise refusal() from error
        raise


def locked(model: type[D], key: int) -> D:
    """Return a record that nobody else changes until the act is done; raise Unknown if there is none."""
    found = model._default_manager.select_for_update().filter(pk=key).first()
    if found is None:
        raise Unknown(f"没有编号为{key}的标准，请核对编号。", f"There is no standard {key}: check the number.")
    return found


def may_enter(by: Actor, region: str, at: datetime) -> str:
    """Return the division's shortest code; raise unless the actor is listed to enter standards there."""
    if region == NATION:
        raise NationShips
    place = Region.parse(region)
    if by.role not in HANDLER:
        raise NotYours("录入标准", "enter a standard", HANDLER)
    require_listed(step_id="enter_standard", by=by, region=place, on=localdate(at))
    return place.code


def check_time(from_on: date, until_on: date | None) -> None:
    """Raise EndsTooEarly unless it lasts a day."""
    if until_on is not None and until_on <= from_on:
        raise EndsTooEarly(from_on, until_on)


def may_decide(proposed: Dated, after: State, by: Actor, at: datetime) -> Move:
    """Return the move; raise unless the actor is listed to approve standards there, did not enter it, and it waits."""
    move = next(move for move in MOVES if move.before is State.PROPOSED and move.after is after)
    if by.role not in move.by:
        raise NotYours(move.title, move.title_en, move.by)
    require_listed(step_id="approve_standard", by=by, region=Region(proposed.region), on=localdate(at))
    if proposed.state != move.before:
        raise WrongState(move.title, move.title_en, proposed.state)
    if proposed.made_by_id == by.id:
        raise SamePerson
    return move


def put_in_force(new: D, act: str, *, by: int | None, at: datetime, **same: str) -> list[D]:
    """
    Let those in force for the same thing give way to a new one, and record it; return those that did.

    A new one without an end lasts until one that was approved for later begins.
    """
    model = type(new)
    with connection.cursor() as cursor:  # of two for the same thing the second waits, and sees what the first did
        thing = f"{model._meta.db_table}/{new.region}/{'/'.join(same.values())}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [thing])
    others = list(
        model._default_manager.select_for_update().filter(COUNTS, region=new.region, **same).order_by("from_on")
    )
    new.until_on = ends_where_another_begins(new, others)
    moved = []
    for effect in effects(new, others):
        other = others[effect.place]
        other.state, other.until_on = effect.state.value, effect.until_on
        other.save(update_fields=["state", "until_on"])
        moved.append(other)
    if moved:
        record(type=f"standards.{act}", rows=moved, by=by, at=at)
    return moved


def approve(proposed: D, act: str, *, by: Actor, at: datetime, **same: str) -> list[D]:
    """Let a proposed record count; return those that gave way to it."""
    may_decide(proposed, State.IN_FORCE, by, at)
    moved = put_in_force(proposed, f"{act}_ended", by=by.id, at=at, **same)
    proposed.state, proposed.approved_by_id, proposed.approved_at = State.IN_FORCE.value, by.id, at
    proposed.save(update_fields=["state", "until_on", "approved_by", "approved_at"])
    record(type=f"standards.{act}_approved", rows=[proposed], by=by, at=at)
    return moved


def refuse(proposed: Dated, act: str, *, reason: str, by: Actor, at: datetime) -> None:
    """Refuse a proposed record, with the reason."""
    may_decide(proposed, State.REFUSED, by, at)
    if not reason.strip():
        raise NoReason
    proposed.state, proposed.reason = State.REFUSED.value, reason
    proposed.save(update_fields=["state", "reason"])
    record(type=f"standards.{act}_refused", rows=[proposed], by=by, at=at)
