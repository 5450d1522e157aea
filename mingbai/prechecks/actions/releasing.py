"""Release: a roster equal to what is approved, checked as it is, asked for by one and released by another (R-716)."""

from datetime import datetime

from mingbai.evidence.actions import record
from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor
from mingbai.offices.places import names_of
from mingbai.prechecks.actions.acting import acting, moved
from mingbai.prechecks.actions.holding import expire_holds
from mingbai.prechecks.equality import Equality, equality
from mingbai.prechecks.models import Check, Hold, Release
from mingbai.prechecks.queries import latest_check, open_gates, questions, unready_lines
from mingbai.prechecks.refused import (
    AccountsOpen,
    GateOpen,
    NeedsReason,
    NotAsked,
    NotChecked,
    NotCompared,
    Unanswered,
    Unequal,
)
from mingbai.prechecks.states import ASK, HoldState, ReleaseState
from mingbai.rosters.actions import hold_part, release_roster
from mingbai.rosters.actions.acting import locked, permit
from mingbai.rosters.models import Roster, RosterLine
from mingbai.rosters.refused import SamePerson

EVERY_MONTH = ("RK-101",)  # whoever has died is looked for before a roster is released


def ask_release(*, roster_id: int, by: Actor, at: datetime) -> int:
    """
    Ask that a checked roster be released; return the request's id.

    Raise NotChecked, NotCompared, GateOpen, Unanswered, AccountsOpen or Unequal, each naming what must be done first.
    """
    with acting():
        roster = locked(Roster, roster_id)
        permit(ASK, Region(roster.region), by, at)
        expire_holds(region=Region(roster.region), at=at)
        check, found = _releasable(roster)
        asked = Release.objects.create(
            roster=roster, check_made=check, region=roster.region, month=roster.month, state=ReleaseState.ASKED.value,
            checked_digest=roster.digest, lines=roster.lines, total_fen=roster.total_fen, proof=found.proof(roster),
            asked_by=by.id, asked_at=at,
        )  # fmt: skip
        record(type="prechecks.release_asked", rows=[asked], by=by, at=at)
        return asked.pk


def release(*, roster_id: int, by: Actor, at: datetime) -> int:
    """
    Release a roster that another asked for; return the release's id.

    Everything is compared anew, and what is held leaves the roster here: what is then live on it is paid, line by line.
    """
    with acting():
        roster = locked(Roster, roster_id)
        asked = Release.objects.select_for_update().filter(roster=roster, state=ReleaseState.ASKED.value).first()
        if asked is None:
            raise NotAsked(roster.pk)
        moved(asked, ReleaseState.RELEASED, by, at)
        if by.id == asked.asked_by:
            raise SamePerson
        expire_holds(region=Region(roster.region), at=at)
        _, found = _releasable(roster)
        asked.proof = found.proof(roster)
        asked.held_fen = _keep_back(roster, by, at)
        roster = release_roster(roster_id=roster.pk, by=by, at=at)
        asked.released_digest, asked.lines, asked.total_fen = roster.digest, roster.lines, roster.total_fen
        asked.released_by, asked.released_at = by.id, at
        asked.save(
            update_fields=[
                "state", "released_digest", "lines", "total_fen", "held_fen", "proof", "released_by", "released_at"
            ]
        )  # fmt: skip
        record(type="prechecks.released", rows=[asked], by=by, at=at)
        return asked.pk


def withdraw_release(*, roster_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Take a request for release back, so that the roster can be corrected and checked again."""
    with acting():
        roster = locked(Roster, roster_id)
        asked = Release.objects.select_for_update().filter(roster=roster, state=ReleaseState.ASKED.value).first()
        if asked is None:
            raise NotAsked(roster.pk)
        if not reason.strip():
            raise NeedsReason
        moved(asked, ReleaseState.WITHDRAWN, by, at)
        asked.reason = reason
        asked.save(update_fields=["state", "reason"])
        record(type="prechecks.release_withdrawn", rows=[asked], by=by, at=at)


def _releasable(roster: Roster) -> tuple[Check, Equality]:
    """Return the check a release rests on and what it compares; raise what stands in its way."""
    seen = latest_check(roster.pk)
    if seen is None or seen.digest != roster.digest:
        raise NotChecked(roster.pk)
    check = seen.check_made
    if missing := [rule for rule in EVERY_MONTH if not check.rule_versions.get(rule, [0])[0]]:
        raise NotCompared(missing)
    if gates := open_gates(roster.pk):
        raise GateOpen([(one.message, one.message_en) for one in gates])
    if count := len(questions(roster.pk)):
        raise Unanswered(count)
    if unready := unready_lines(roster.pk):
        places = names_of({Region(one.region) for one in unready})
        raise AccountsOpen([(places[Region(one.region)], one.payee_name) for one in unready])
    found = equality(roster)
    if not found.holds:
        raise Unequal(found.differences)
    return check, found


def _keep_back(roster: Roster, by: Actor, at: datetime) -> int:
    """Take what is held off the roster, hold by hold, each from what is left of its line; return the sum."""
    kept = 0
    standing = Hold.objects.filter(state=HoldState.HELD.value, line__roster=roster, departure=None)
    rest: dict[int, int | None] = {}
    for held in standing.select_for_update(of=("self",)).order_by("pk"):
        line_id = rest.get(held.line_id, held.line_id)
        line = RosterLine.objects.filter(pk=line_id, live=True).first() if line_id else None
        if line is None or held.held_by is None:
            continue
        held.held_fen = min(held.held_fen, line.amount_fen)
        held.departure_id, rest[held.line_id] = hold_part(
            line_id=line.pk, held_fen=held.held_fen, reason=held.reason, held_by=held.held_by, by=by, at=at
        )
        held.save(update_fields=["departure", "held_fen"])
        record(type="prechecks.kept_back", rows=[held], by=by, at=at)
        kept += held.held_fen
    return kept
