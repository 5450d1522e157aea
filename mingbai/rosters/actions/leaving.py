"""A line leaves a frozen roster: one asks with a reason, another agrees, and the roster is known by a new digest."""

from datetime import datetime

from mingbai.config.guards import scope
from mingbai.evidence.actions import record
from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor
from mingbai.rosters.actions.acting import acting, locked, log, permit
from mingbai.rosters.actions.deriving import COUNTY, DERIVE, restate
from mingbai.rosters.models import Departure, Roster, RosterLine
from mingbai.rosters.queries import paid
from mingbai.rosters.refused import NothingNew, RequestDecided, SamePerson, WrongState
from mingbai.rosters.sql import run
from mingbai.rosters.states import DEPARTURE, ROSTER, Asked, State, Why

AGREED, REFUSED = DEPARTURE
RELEASE = next(move for move in ROSTER if move.after == State.RELEASED)


def ask_departure(*, line_id: int, why: Why, reason: str, by: Actor, at: datetime) -> int:
    """Ask that a line be moved to a supplementary roster, or corrected to what its award says; return the request."""
    assert why is not Why.HELD, "what is held is held at release"
    with acting():
        line = locked(RosterLine, line_id, what="名册行", what_en="line")
        roster = locked(Roster, line.roster_id)
        permit(DERIVE, Region(roster.region), by, at)
        _require_frozen(roster, line)
        asked = Departure.objects.create(
            line=line, roster=roster, region=line.region, why=why.value, reason=reason, state=Asked.ASKED.value,
            made_by=by.id, made_at=at,
        )  # fmt: skip
        record(type="rosters.departure_asked", rows=[asked], by=by, at=at)
        return asked.pk


def agree_departure(*, departure_id: int, by: Actor, at: datetime) -> None:
    """Let a line leave as asked; a corrected one is replaced. Raise NothingNew where its award still says the same."""
    with acting():
        asked = locked(Departure, departure_id, what="申请", what_en="request")
        roster = locked(Roster, asked.roster_id)
        line = asked.line
        permit(AGREED, Region(roster.region), by, at)
        if asked.state != Asked.ASKED:
            raise RequestDecided(AGREED.title, AGREED.title_en, asked.pk, asked.state)
        if by.id == asked.made_by:
            raise SamePerson
        _require_frozen(roster, line)
        asked.state, asked.approved_by, asked.approved_at = Asked.DONE.value, by.id, at
        asked.save(update_fields=["state", "approved_by", "approved_at"])
        _let_go(asked, is_replaced=asked.why == Why.CORRECTED)
        if asked.why == Why.CORRECTED and (now := _in_place_of(asked)) and paid(now) == paid(line):
            raise NothingNew(line.pk)
        record(type="rosters.departed", rows=[asked], by=by, at=at)
        log("restated", [roster.pk], by, at)


def refuse_departure(*, departure_id: int, by: Actor, at: datetime) -> None:
    """Leave a line where it is."""
    with acting():
        asked = locked(Departure, departure_id, what="申请", what_en="request")
        permit(REFUSED, Region(asked.roster.region), by, at)
        if asked.state != Asked.ASKED:
            raise RequestDecided(REFUSED.title, REFUSED.title_en, asked.pk, asked.state)
        asked.state, asked.approved_by, asked.approved_at = Asked.REFUSED.value, by.id, at
        asked.save(update_fields=["state", "approved_by", "approved_at"])
        record(type="rosters.departure_refused", rows=[asked], by=by, at=at)


def hold_part(
    *, line_id: int, held_fen: int, reason: str, held_by: int, by: Actor, at: datetime
) -> tuple[int, int | None]:
    """
    Keep a part of a line, or all of it, off its roster at release; return the departure and the line of the rest.

    `held_by` decided to hold, `by` releases: two people. What is due to the other members stays on the roster.
    """
    with acting():
        line = locked(RosterLine, line_id, what="名册行", what_en="line")
        roster = locked(Roster, line.roster_id)
        permit(RELEASE, Region(roster.region), by, at)
        _require_frozen(roster, line)
        held = Departure.objects.create(
            line=line, roster=roster, region=line.region, why=Why.HELD.value, held_fen=held_fen, reason=reason,
            state=Asked.DONE.value, made_by=held_by, made_at=at, approved_by=by.id, approved_at=at,
        )  # fmt: skip
        _let_go(held, is_replaced=held_fen < line.amount_fen)
        record(type="rosters.held", rows=[held], by=by, at=at)
        log("restated", [roster.pk], by, at)
        rest = _in_place_of(held)
        return held.pk, rest.pk if rest else None


def release_roster(*, roster_id: int, by: Actor, at: datetime) -> Roster:
    """Close a frozen roster for good: the check before payment released it. Return it as it now is."""
    with acting():
        roster = locked(Roster, roster_id)
        permit(RELEASE, Region(roster.region), by, at)
        if roster.state != State.FROZEN:
            raise WrongState(RELEASE.title, RELEASE.title_en, roster.pk, roster.state)
        roster.state, roster.released_by, roster.released_at = State.RELEASED.value, by.id, at
        roster.save(update_fields=["state", "released_by", "released_at"])
        log("released", [roster.pk], by, at)
        return roster


def _require_frozen(roster: Roster, line: RosterLine) -> None:
    if roster.state != State.FROZEN or not line.live:
        raise WrongState("调出名册行", "take a line out", roster.pk, roster.state)


def _let_go(departure: Departure, *, is_replaced: bool) -> None:
    """Take the line off its roster, put there what its award now says of the rest, and state the roster anew."""
    RosterLine.objects.filter(pk=departure.line_id).update(live=False)
    if is_replaced:
        with scope(Region(departure.roster.region[:COUNTY])):  # a payee or his home may lie in another township
            run("replace", departure=departure.pk)
    restate([departure.roster_id])


def _in_place_of(departure: Departure) -> RosterLine | None:
    return RosterLine.objects.filter(makes_up_for=departure, roster_id=departure.roster_id, live=True).first()
