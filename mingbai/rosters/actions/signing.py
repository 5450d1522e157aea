"""From a drafted roster to a frozen one: villages sign, the ledger goes up, it is reviewed, agreed and frozen."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime

from mingbai.config.guards import scope
from mingbai.evidence.actions import record
from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor
from mingbai.rosters.actions.acting import acting, locked, log, move_to, permit
from mingbai.rosters.models import LateSubmission, Minutes, Roster, VillageSignature
from mingbai.rosters.queries import is_silent, sums_of
from mingbai.rosters.refused import Late, NoMinutes, OutOfPlace, SamePerson, Unsigned, WrongState
from mingbai.rosters.states import ROSTER, State

TOWNSHIP = 9  # digits
SIGN = next(move for move in ROSTER if move.after == State.SIGNED)
AGREE = next(move for move in ROSTER if move.after == State.AGREED)


def sign_village(*, roster_id: int, village: Region, by: Actor, at: datetime) -> int:
    """
    Sign for what a village's lines come to, as its head (R-502); return the signature's id.

    The last village to sign moves the roster on.
    """
    if by.region != village:
        raise OutOfPlace(by.region.code, village.code)
    with (
        scope(Region(village.code[:TOWNSHIP])),
        acting(),
    ):  # the roster is the township's, of which the village sees its part
        roster = locked(Roster, roster_id)
        permit(SIGN, village, by, at)
        if roster.state not in (State.DRAFTED, State.SIGNED):
            raise WrongState(SIGN.title, SIGN.title_en, roster.pk, roster.state)
        sums = sums_of(roster.pk, village.code)
        signature, is_new = VillageSignature.objects.get_or_create(
            roster=roster,
            region=village.code,
            digest=sums.digest,
            defaults={"lines": sums.lines, "total_fen": sums.total_fen, "signed_by": by.id, "signed_at": at},
        )
        if is_new:
            record(type="rosters.signed", rows=[signature], by=by, at=at)
        if roster.state == State.DRAFTED and not is_silent(roster.pk):
            with suppress(Unsigned), acting():  # some may have signed for what their lines were before
                roster.state = State.SIGNED
                roster.save(update_fields=["state"])
                log("all_signed", [roster.pk], by, at)
        return signature.pk


def submit_ledger(*, roster_id: int, reason: str = "", by: Actor, at: datetime) -> None:
    """Send the month's ledger up (R-819); after the cut-off a reason is needed, and the delay is on record (R-703)."""
    with acting():
        roster = locked(Roster, roster_id)
        move_to(ROSTER, roster, State.SUBMITTED, by, at)
        _note_if_late(roster, "ledger", "当月数据台账", "month's ledger", roster.ledger_due_at, reason, by, at)
        roster.submitted_by, roster.submitted_at = by.id, at
        roster.save(update_fields=["state", "submitted_by", "submitted_at"])
        log("submitted", [roster.pk], by, at)


def review(*, roster_id: int, by: Actor, at: datetime) -> None:
    """Review a submitted roster; who made or submitted it does not."""
    with acting():
        roster = locked(Roster, roster_id)
        move_to(ROSTER, roster, State.REVIEWED, by, at)
        if by.id in {roster.made_by, roster.submitted_by}:
            raise SamePerson
        roster.reviewed_by, roster.reviewed_at = by.id, at
        roster.save(update_fields=["state", "reviewed_by", "reviewed_at"])
        log("reviewed", [roster.pk], by, at)


def agree(
    *,
    roster_ids: Sequence[int],
    number: str,
    held_on: date,
    present: Sequence[str],
    decision: str,
    document: str,
    by: Actor,
    at: datetime,
) -> int:
    """Enter the minutes of the bureau's meeting that agreed to these rosters (R-707); return the minutes' id."""
    with acting():
        permit(AGREE, by.region, by, at)
        minutes = Minutes.objects.create(
            region=by.region.code, number=number, held_on=held_on, present=list(present), decision=decision,
            document=document, made_by=by.id, made_at=at,
        )  # fmt: skip
        record(type="rosters.minutes", rows=[minutes], by=by, at=at)
        rosters = [locked(Roster, roster_id) for roster_id in sorted(roster_ids)]
        for roster in rosters:
            move_to(ROSTER, roster, State.AGREED, by, at)
            roster.minutes, roster.agreed_by, roster.agreed_at = minutes, by.id, at
            roster.save(update_fields=["state", "minutes", "agreed_by", "agreed_at"])
        log("agreed", roster_ids, by, at)
        return minutes.pk


def freeze(*, roster_id: int, reason: str = "", by: Actor, at: datetime) -> str:
    """
    Freeze a roster as it is and return its digest, which signs every line (R-728).

    From now on a line leaves only by two people's agreement, and nothing is added.
    """
    with acting():
        roster = locked(Roster, roster_id)
        if roster.state == State.REVIEWED and roster.needs_minutes:
            raise NoMinutes(roster.pk)
        move_to(ROSTER, roster, State.FROZEN, by, at)
        if by.id == roster.made_by:
            raise SamePerson
        _note_if_late(roster, "roster", "发放名册", "roster", roster.roster_due_at, reason, by, at)
        roster.frozen_by, roster.frozen_at = by.id, at
        roster.save(update_fields=["state", "frozen_by", "frozen_at"])
        log("frozen", [roster.pk], by, at)
        return roster.digest


def set_aside(*, roster_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Give up a roster that is not frozen, so that it can be derived anew; its lines stay on record."""
    with acting():
        roster = locked(Roster, roster_id)
        move_to(ROSTER, roster, State.SET_ASIDE, by, at)
        roster.reason = reason
        roster.save(update_fields=["state", "reason"])
        roster.all_lines.filter(live=True).update(live=False)
        log("set_aside", [roster.pk], by, at)


def _note_if_late(
    roster: Roster, what: str, said: str, said_en: str, due_at: datetime, reason: str, by: Actor, at: datetime
) -> None:
    """Record what comes after its day; a supplementary roster has none."""
    if at < due_at or roster.number:
        return
    if not reason:
        raise Late(said, said_en, due_at)
    late = LateSubmission.objects.create(
        roster=roster, region=roster.region, what=what, due_at=due_at, done_at=at, reason=reason, made_by=by.id
    )
    record(type="rosters.late", rows=[late], by=by, at=at)
