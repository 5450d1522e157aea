"""Before payment: a month is checked, lines in doubt are held or not, a roster's release is asked for and given."""

from datetime import date, datetime
from functools import partial
from typing import Any

from django.http import Http404
from django.utils import timezone
from ninja import Path, Query

from mingbai.api.endpoints.own import Job, job
from mingbai.api.endpoints.rostering import seen_roster
from mingbai.api.endpoints.rosters import Release, Roster, found_roster, release_of, roster_of
from mingbai.api.entering import Request, acts, look, reads
from mingbai.api.paging import Page, Paging, page_of
from mingbai.api.shapes import Id, Money, OfMonth, Reason, Said, Sent, Versioned, Words
from mingbai.api.stepping import step
from mingbai.api.versions import require_match
from mingbai.prechecks import actions, queries
from mingbai.prechecks.errands import ask_check
from mingbai.prechecks.states import HOLD_STATES, HoldState
from mingbai.rosters.actions import require_seen


class Checking(Sent, OfMonth):
    """Which county's month to check."""


class Holds(OfMonth, Paging):
    """Which holds."""


class Hold(Versioned):
    """暂缓 · a question whether to hold a line, and what was answered; what is kept back is paid in the end."""

    id: int
    region: str
    roster_id: int
    line_id: int
    finding_id: int
    rule_id: str
    message: Said
    held: Money
    state: str
    state_said: Said
    reason: str
    outcome: str
    until_on: date
    asked_at: datetime
    held_by: int | None
    held_at: datetime | None
    ended_by: int | None
    ended_at: datetime | None


class Answered(Sent):
    """Why a line is held, paid, or held no longer."""

    reason: Words


@acts("/checks", "checks.run", later=Job)
def run(request: Request, sent: Checking) -> Job:
    """发放前核对一个月，转为任务 · check a county's month before payment: a job is made"""
    by = request.actor
    return job(request, ask_check(region=sent.place(by), month=sent.when(), by=by, at=timezone.now()))


@acts("/rosters/{roster_id}/release/request", "checks.ask", status=201, on="roster")
def ask(request: Request, roster_id: Path[Id]) -> Release:
    """申请放行 · ask that a checked roster be released"""
    seen_roster(request, roster_id)
    actions.ask_release(roster_id=roster_id, by=request.actor, at=timezone.now())
    return release_of(roster_id)


@acts("/rosters/{roster_id}/release/approval", "checks.release", on="release")
def release(request: Request, roster_id: Path[Id]) -> Release:
    """准予发放 · release a roster that another asked for; what is held leaves it here"""
    _seen_release(request, roster_id)
    actions.release(roster_id=roster_id, by=request.actor, at=timezone.now())
    return release_of(roster_id)


@acts("/rosters/{roster_id}/release/withdrawal", "checks.withdraw", on="release")
def withdraw(request: Request, roster_id: Path[Id], sent: Reason) -> Roster:
    """撤回或不予放行 · take a request for release back, or refuse it, with the reason"""
    _seen_release(request, roster_id)
    actions.withdraw_release(roster_id=roster_id, reason=sent.reason, by=request.actor, at=timezone.now())
    return roster_of(found_roster(request.actor, roster_id))


@reads("/holds", "checks.holds")
def holds(request: Request, asked: Query[Holds]) -> Page[Hold]:
    """一个月的暂缓和待答复 · holds and questions about them of a month"""
    found = queries.holds(asked.place(request.actor), asked.when())
    page = page_of(request, found, asked, lambda some: [_hold(one) for one in some])
    look(request, f"prechecks.holds/{asked.month}", len(page.items))
    return page


@reads("/holds/{hold_id}", "checks.hold")
def hold(request: Request, hold_id: Path[Id]) -> Hold:
    """一件暂缓 · one hold, or question about one"""
    found = _found(hold_id)
    look(request, f"prechecks.hold/{hold_id}")
    return found


@acts("/holds/{hold_id}/holding", "checks.keep_back", on="hold")
def keep_back(request: Request, hold_id: Path[Id], sent: Answered) -> Hold:
    """暂缓这一行 · hold the doubtful part of a line for the working days allowed; the others are paid"""
    return step(request, partial(_found, hold_id), actions.hold, hold_id=hold_id, reason=sent.reason)


@acts("/holds/{hold_id}/declining", "checks.decline", on="hold")
def decline(request: Request, hold_id: Path[Id], sent: Answered) -> Hold:
    """不暂缓，照发 · let the line be paid"""
    return step(request, partial(_found, hold_id), actions.decline, hold_id=hold_id, reason=sent.reason)


@acts("/holds/{hold_id}/lifting", "checks.lift", on="hold")
def lift(request: Request, hold_id: Path[Id], sent: Answered) -> Hold:
    """解除暂缓 · end a hold because the doubt fell; another than held it"""
    return step(request, partial(_found, hold_id), actions.lift, hold_id=hold_id, outcome=sent.reason)


def _seen_release(request: Request, roster_id: int) -> None:
    """Raise unless the release is the version the act names, of the roster as it stands and will until the end."""
    found = found_roster(request.actor, roster_id)
    require_match(request, release_of(roster_id))
    require_seen(roster_id=roster_id, seen=found.digest)


def _found(hold_id: int) -> Hold:
    found = queries.hold_numbered(hold_id)
    if found is None:
        raise Http404
    return _hold(found)


def _hold(one: Any) -> Hold:
    return Hold(
        id=one.pk, region=one.region, roster_id=one.line.roster_id, line_id=one.line_id, finding_id=one.finding_id,
        rule_id=one.rule_id, message=Said(zh=one.finding.message, en=one.finding.message_en),
        held=Money.of(one.held_fen), state=one.state, state_said=Said.of(HOLD_STATES[HoldState(one.state)]),
        reason=one.reason, outcome=one.outcome, until_on=one.until_on, asked_at=one.asked_at, held_by=one.held_by,
        held_at=one.held_at, ended_by=one.ended_by, ended_at=one.ended_at,
    )  # fmt: skip
