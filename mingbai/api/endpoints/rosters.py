"""Months' rosters: how each stands, its lines one by one, what was checked and what was released."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.http import Http404
from ninja import Path, Query, Schema
from pydantic import Field

from mingbai.api.entering import Request, look, reads
from mingbai.api.paging import Page, Paging, page_of
from mingbai.api.shapes import Id, Money, OfMonth, Said, Versioned
from mingbai.kernel.masks import mask_name
from mingbai.kernel.month import Month
from mingbai.offices.actor import Actor
from mingbai.offices.kinds import Kind
from mingbai.prechecks import queries as prechecks
from mingbai.prechecks.states import RELEASE_STATES, ReleaseState
from mingbai.rosters import queries
from mingbai.rosters.states import CHANGES, STATES, Change, State


class Rosters(OfMonth, Paging):
    """Which rosters."""


class Lines(Paging):
    """Which lines of a roster."""

    change: Change | None = Field(None, description="只要这种变动 · only lines that changed so")


class Roster(Versioned):
    """花名册 · one township's list of who is paid a month, as far as it is signed."""

    id: int
    region: str
    month: str
    kind: str
    number: int
    state: str
    state_said: Said
    needs_signatures: bool
    needs_minutes: bool
    lines: int
    total: Money
    digest: str
    ledger_due_at: datetime
    roster_due_at: datetime
    submitted_at: datetime | None
    reviewed_at: datetime | None
    agreed_at: datetime | None
    frozen_at: datetime | None
    released_at: datetime | None


class Line(Schema):
    """名册行 · one household or person paid, and how that differs from last month."""

    id: int
    region: str
    programme: str
    award_id: int
    decision_id: int
    household_id: int | None
    payee_id: int | None
    payee_name: str
    amount: Money
    before: Money
    member_count: int
    instalment: int
    change: str
    cause: str


class Leaver(Schema):
    """停发 · one who was on last month's roster and is not on this one, with the cause."""

    id: int
    region: str
    programme: str
    award_id: int
    decision_id: int | None
    household_id: int
    cause: str
    before: Money


class Changes(Schema):
    """How many lines changed in one way, what they were and what they are."""

    change: str
    change_said: Said
    lines: int
    before: Money
    now: Money


class Signature(Schema):
    """村（社区）签字 · what a village signed for."""

    region: str
    lines: int
    total: Money
    digest: str
    signed_by: int
    signed_at: datetime


class Difference(Schema):
    """与上月的差异 · how a roster differs from last month's, and which villages signed for what."""

    roster_id: int
    before: Money
    total: Money
    more: Money
    changes: list[Changes]
    villages: int
    signatures: list[Signature]
    unsigned: list[str] = Field(description="尚未签字的村 · villages that have not signed for what stands there now")


class Release(Versioned):
    """放行 · what of a roster may be paid, by whose word, after which check."""

    id: int
    roster_id: int
    check_id: int
    region: str
    month: str
    state: str
    state_said: Said
    lines: int
    total: Money
    held: Money
    digest: str
    reason: str
    asked_by: int
    asked_at: datetime
    released_by: int | None
    released_at: datetime | None


class Check(Schema):
    """前置核对 · one check of a division's month before it is paid."""

    id: int
    region: str
    month: str
    as_of: date
    findings: int
    findings_digest: str
    snapshot_digest: str
    made_at: datetime


class Finding(Schema):
    """核对发现 · what one rule found, with whose line it is about; compared values stay sealed."""

    id: int
    region: str
    rule_id: str
    rule_version: int
    severity: str
    gates: bool
    proposes_hold: bool
    is_advisory: bool
    programme: str
    line_id: int | None
    household_id: int | None
    person_id: int | None
    amount: Money | None
    message: Said
    cites: str
    input_digest: str


@reads("/rosters", "rosters")
def rosters(request: Request, asked: Query[Rosters]) -> Page[Roster]:
    """一个月的花名册 · rosters of a month"""
    place, month = asked.place(request.actor), asked.when()
    if request.actor.party is Kind.VILLAGE:
        found = queries.rosters_over(place, month)
        return Page(items=[roster_of(one) for one in found], next=None)
    return page_of(request, queries.rosters(place, month), asked, lambda some: [roster_of(one) for one in some])


@reads("/rosters/{roster_id}", "rosters.roster")
def roster(request: Request, roster_id: Path[Id]) -> Roster:
    """一份花名册 · one roster"""
    return roster_of(found_roster(request.actor, roster_id))


@reads("/rosters/{roster_id}/lines", "rosters.lines")
def lines(request: Request, roster_id: Path[Id], asked: Query[Lines]) -> Page[Line]:
    """花名册逐行 · the lines of a roster, all or those that changed in one way"""
    found_roster(request.actor, roster_id)
    found = queries.lines(roster_id)
    found = found.filter(change=asked.change.value) if asked.change else found
    page = page_of(request, found, asked, lambda some: _lines(some, request.actor))
    look(request, f"rosters.roster/{roster_id}", len(page.items))
    return page


@reads("/rosters/{roster_id}/difference", "rosters.difference")
def difference(request: Request, roster_id: Path[Id]) -> Difference:
    """与上月相比：新增、增发、减发、停发和不变；各村签字 · what differs from last month, and which villages signed"""
    found = found_roster(request.actor, roster_id)
    (standing,) = queries.standings([roster_id]).values()
    is_open = found.needs_signatures and found.state in (State.DRAFTED, State.SIGNED)
    return Difference(
        roster_id=roster_id, before=Money.of(standing.before_fen), total=Money.of(standing.total_fen),
        more=Money.of(standing.more_fen), changes=[_changes(one) for one in standing.changes],
        villages=standing.villages, signatures=[_signature(one) for one in queries.signatures(roster_id)],
        unsigned=queries.unsigned_villages(roster_id) if is_open else [],
    )  # fmt: skip


@reads("/rosters/{roster_id}/leavers", "rosters.leavers")
def leavers(request: Request, roster_id: Path[Id], asked: Query[Paging]) -> Page[Leaver]:
    """停发的对象 · who was on last month's roster and is not on this one"""
    found_roster(request.actor, roster_id)
    page = page_of(request, queries.leavers(roster_id), asked, lambda some: [_leaver(one) for one in some])
    look(request, f"rosters.roster/{roster_id}", len(page.items))
    return page


@reads("/checks", "checks")
def checks(request: Request, asked: Query[Rosters]) -> Page[Check]:
    """一个月的前置核对 · checks of a month"""
    found = prechecks.checks(asked.place(request.actor), asked.when())
    return page_of(request, found, asked, lambda some: [_check(one) for one in some])


@reads("/checks/{check_id}/findings", "checks.findings")
def findings(request: Request, check_id: Path[Id], asked: Query[Paging]) -> Page[Finding]:
    """一次核对的发现 · what a check found"""
    page = page_of(request, prechecks.findings(check_id), asked, lambda some: [_finding(one) for one in some])
    look(request, f"prechecks.check/{check_id}", len(page.items))
    return page


@reads("/rosters/{roster_id}/release", "checks.releases")
def release(request: Request, roster_id: Path[Id]) -> Release:
    """花名册的放行 · a roster's release"""
    found_roster(request.actor, roster_id)
    return release_of(roster_id)


@reads("/releases", "checks.released")
def releases(request: Request, asked: Query[Rosters]) -> Page[Release]:
    """一个月的放行申请，撤回的也在内 · all that was asked to be released of a month, withdrawn or not"""
    found = prechecks.releases_in(asked.place(request.actor), asked.when())
    return page_of(request, found, asked, lambda some: [_release(one) for one in some])


def release_of(roster_id: int) -> Release:
    """Return a roster's request for release that stands; raise Http404 where there is none."""
    found = prechecks.releases([roster_id]).get(roster_id)
    if found is None:
        raise Http404
    return _release(found)


def found_roster(by: Actor, roster_id: int) -> Any:
    """Return a roster in sight; a village sees the one on which it stands, with its own lines."""
    of_village = by.party is Kind.VILLAGE
    found = queries.roster_over(by.region, roster_id) if of_village else queries.roster(roster_id)
    if found is None:
        raise Http404
    return found


def roster_of(one: Any) -> Roster:
    """Return a roster as it is told."""
    return Roster(
        id=one.pk, region=one.region, month=str(Month.parse(one.month)), kind=one.kind, number=one.number,
        state=one.state, state_said=Said.of(STATES[State(one.state)]), lines=one.lines, total=Money.of(one.total_fen),
        needs_signatures=one.needs_signatures, needs_minutes=one.needs_minutes, ledger_due_at=one.ledger_due_at,
        digest=one.digest, roster_due_at=one.roster_due_at, submitted_at=one.submitted_at,
        reviewed_at=one.reviewed_at, agreed_at=one.agreed_at, frozen_at=one.frozen_at, released_at=one.released_at,
    )  # fmt: skip


def _lines(some: Sequence[Any], by: Actor) -> list[Line]:
    knows = by.may_read("people")
    return [
        Line(
            id=one.pk, region=one.region, programme=one.programme, award_id=one.award_id, decision_id=one.decision_id,
            household_id=one.household_id, payee_id=one.payee_id if knows else None,
            payee_name=one.payee_name if knows else mask_name(one.payee_name), amount=Money.of(one.amount_fen),
            before=Money.of(one.before_fen), member_count=one.member_count, instalment=one.instalment,
            change=one.change, cause=one.cause,
        )
        for one in some
    ]  # fmt: skip


def _changes(one: queries.Changed) -> Changes:
    return Changes(
        change=one.change.value, change_said=Said.of(CHANGES[one.change]), lines=one.lines,
        before=Money.of(one.before_fen), now=Money.of(one.now_fen),
    )  # fmt: skip


def _signature(one: Any) -> Signature:
    return Signature(
        region=one.region, lines=one.lines, total=Money.of(one.total_fen), digest=one.digest,
        signed_by=one.signed_by, signed_at=one.signed_at,
    )  # fmt: skip


def _leaver(one: Any) -> Leaver:
    return Leaver(
        id=one.pk, region=one.region, programme=one.programme, award_id=one.award_id, decision_id=one.decision_id,
        household_id=one.household_id, cause=one.cause, before=Money.of(one.before_fen),
    )  # fmt: skip


def _release(one: Any) -> Release:
    return Release(
        id=one.pk, roster_id=one.roster_id, check_id=one.check_made_id, region=one.region,
        month=str(Month.parse(one.month)), state=one.state, state_said=Said.of(RELEASE_STATES[ReleaseState(one.state)]),
        lines=one.lines, total=Money.of(one.total_fen), held=Money.of(one.held_fen),
        digest=one.released_digest or one.checked_digest, reason=one.reason, asked_by=one.asked_by,
        asked_at=one.asked_at, released_by=one.released_by, released_at=one.released_at,
    )  # fmt: skip


def _check(one: Any) -> Check:
    return Check(
        id=one.pk, region=one.region, month=str(Month.parse(one.month)), as_of=one.as_of, findings=one.findings,
        findings_digest=one.findings_digest, snapshot_digest=one.snapshot_digest, made_at=one.made_at,
    )  # fmt: skip


def _finding(one: Any) -> Finding:
    return Finding(
        id=one.pk, region=one.region, rule_id=one.rule_id, rule_version=one.rule_version, severity=one.severity,
        gates=one.gates, proposes_hold=one.proposes_hold, is_advisory=one.is_advisory, programme=one.programme,
        line_id=one.line_id, household_id=one.household_id, person_id=one.person_id,
        amount=Money.maybe(one.amount_fen), message=Said(zh=one.message, en=one.message_en), cites=one.cites,
        input_digest=one.input_digest,
    )  # fmt: skip
