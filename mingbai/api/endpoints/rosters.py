"""Months' rosters: how each stands, its lines one by one, what was checked and what was released."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.http import Http404
from ninja import Path, Query, Schema

from mingbai.api.entering import Request, look, reads
from mingbai.api.paging import Page, Paging, page_of
from mingbai.api.shapes import Id, Money, OfMonth, Said, Versioned
from mingbai.kernel.masks import mask_name
from mingbai.kernel.month import Month
from mingbai.offices.actor import Actor
from mingbai.offices.kinds import Kind
from mingbai.prechecks import queries as prechecks
from mingbai.rosters import queries
from mingbai.rosters.states import STATES, State


class Rosters(OfMonth, Paging):
    """Which rosters."""


class Roster(Versioned):
    """花名册 · one township's list of who is paid a month, as far as it is signed."""

    id: int
    region: str
    month: str
    kind: str
    number: int
    state: str
    state_said: Said
    lines: int
    total: Money
    digest: str
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


class Release(Schema):
    """放行 · what of a roster may be paid, by whose word, after which check."""

    id: int
    roster_id: int
    check_id: int
    state: str
    lines: int
    total: Money
    held: Money
    digest: str
    asked_at: datetime
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
        return Page(items=[_roster(one) for one in found], next=None)
    return page_of(request, queries.rosters(place, month), asked, lambda some: [_roster(one) for one in some])


@reads("/rosters/{roster_id}", "rosters.roster")
def roster(request: Request, roster_id: Path[Id]) -> Roster:
    """一份花名册 · one roster"""
    return _roster(_found(request.actor, roster_id))


@reads("/rosters/{roster_id}/lines", "rosters.lines")
def lines(request: Request, roster_id: Path[Id], asked: Query[Paging]) -> Page[Line]:
    """花名册逐行 · the lines of a roster"""
    _found(request.actor, roster_id)
    page = page_of(request, queries.lines(roster_id), asked, lambda some: _lines(some, request.actor))
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
    _found(request.actor, roster_id)
    found = prechecks.releases([roster_id]).get(roster_id)
    if found is None:
        raise Http404
    return Release(
        id=found.pk, roster_id=found.roster_id, check_id=found.check_made_id, state=found.state, lines=found.lines,
        total=Money.of(found.total_fen), held=Money.of(found.held_fen), asked_at=found.asked_at,
        digest=found.released_digest or found.checked_digest, released_at=found.released_at,
    )  # fmt: skip


def _found(by: Actor, roster_id: int) -> Any:
    """Return a roster in sight; a village sees the one on which it stands, with its own lines."""
    of_village = by.party is Kind.VILLAGE
    found = queries.roster_over(by.region, roster_id) if of_village else queries.roster(roster_id)
    if found is None:
        raise Http404
    return found


def _roster(one: Any) -> Roster:
    return Roster(
        id=one.pk, region=one.region, month=str(Month.parse(one.month)), kind=one.kind, number=one.number,
        state=one.state, state_said=Said.of(STATES[State(one.state)]), lines=one.lines, total=Money.of(one.total_fen),
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
