"""What oversight reads: problems and how they are put right, the books, rules and law, the evidence log."""

from datetime import date, datetime
from typing import Any

from django.http import Http404
from django.utils import timezone
from ninja import Path, Query, Schema
from pydantic import Field

from mingbai.api.entering import Request, look, reads
from mingbai.api.paging import Page, Paging, page_of
from mingbai.api.problems import Problem
from mingbai.api.shapes import Id, Money, Said, Versioned, Within
from mingbai.evidence.installation import installed_policy, installed_ring, log_files
from mingbai.evidence.proving import proof_of
from mingbai.evidence.queries import NotLogged, acts_in, last_note, standing
from mingbai.evidence.tiles.reading import TilesDamaged
from mingbai.inspections.cases import Case, case, cases
from mingbai.inspections.refused import NotThere
from mingbai.inspections.states import OVERSEEING, OVERSEERS
from mingbai.kernel.region import Region
from mingbai.law import UnknownCitation, article
from mingbai.offices.actor import Actor
from mingbai.prechecks.rules import DeskRule, desk_rules
from mingbai.rules.catalogue import all_rules
from mingbai.rules.rule import Rule as Tried
from mingbai.standards.queries import rules_in_force
from mingbai.treasury.queries import balances, funds, where_it_is


class Inspected(Within):
    """Of which division."""


class Rectification(Versioned):
    """整改台账 · one problem, what was ordered about it, until when, and how that stands."""

    id: int
    region: str
    unit: str
    source: str
    title: str
    amount: Money
    cites: str
    found_on: date
    content: str | None
    until_on: date | None
    state: str | None
    rounds: int
    is_overdue: bool


class Fund(Schema):
    """资金 · one programme's money of a year from one budget."""

    id: int
    region: str
    year: int
    source: str
    programme: str
    document: str


class Standing(Schema):
    """One account of a fund: what stands posted and what is on its way."""

    rung: str
    township: str
    debits_posted: Money
    credits_posted: Money
    debits_pending: Money
    credits_pending: Money


class Book(Versioned, Fund):
    """资金账 · a fund's accounts, and where every fen of it is."""

    given: Money
    paid: Money
    returned: Money
    occupied: Money
    available: Money
    difference: Money
    accounts: list[Standing]


class Rule(Schema):
    """规则 · one rule, in plain words, with the articles it rests on and how it stands in the division."""

    id: str
    version: int
    title: Said
    plain: Said
    severity: str
    gates: bool
    mode: str
    cites: list[str]


class Article(Schema):
    """法条 · one article: what it says, briefly."""

    citation: str
    heading: Said
    gist: Said


class Log(Schema):
    """存证日志 · how far the log is, and its last signed checkpoint."""

    placed: int
    waiting: int
    checkpoint: int
    witnessed: int
    note: str


class Act(Schema):
    """登记 · one act in the log: who did what to what, and its place."""

    id: int
    type: str
    subject: str
    by: int | None
    post: int | None
    organisation: int | None
    at: datetime
    region: str
    month: str
    digest: str
    place: int | None


class About(Paging):
    """About what: a row as the log calls it."""

    subject: str = Field(min_length=3, max_length=120, examples=["rosters.roster/12"])


class Subject(Schema):
    """A row as the log calls it."""

    subject: str = Field(min_length=3, max_length=120, examples=["rosters.roster/12"])


class Proof(Schema):
    """证明 · the proof of the last act about a row, as a stranger checks it offline (C2SP tlog-proof)."""

    subject: str
    proof: str
    quorum: str


@reads("/inspections", "inspections")
def inspections(request: Request, asked: Query[Inspected]) -> Page[Rectification]:
    """整改台账；被整改单位只见自己的 · problems and how they are put right; a unit sees its own"""
    found = cases(asked.place(request.actor), unit_id=_unit(request.actor))
    return Page(items=[_rectification(one) for one in found], next=None)


@reads("/inspections/{problem_id}", "inspections.problem")
def problem(request: Request, problem_id: Path[Id]) -> Rectification:
    """一个问题及其整改 · one problem and how it is put right"""
    try:
        return _rectification(case(problem_id, request.actor.region, unit_id=_unit(request.actor)))
    except NotThere as error:
        raise Http404 from error


@reads("/funds", "treasury.funds")
def all_funds(request: Request) -> Page[Fund]:
    """资金清单 · the funds of the division and of those above it that pay there"""
    items = [Fund(**vars(one)) for one in funds() if _concerns(one.region, request.actor)]
    return Page(items=items, next=None)


@reads("/funds/{fund_id}", "treasury.fund")
def fund(request: Request, fund_id: Path[Id]) -> Book:
    """一笔资金的账 · the book of one fund"""
    found = next((one for one in funds() if one.id == fund_id and _concerns(one.region, request.actor)), None)
    if found is None:
        raise Http404
    parts = where_it_is(fund_id)
    accounts = [one for one in balances(fund_id) if not one.township or _concerns(one.township, request.actor)]
    return Book(
        **vars(found), given=Money.of(parts.given_fen), paid=Money.of(parts.paid_fen),
        returned=Money.of(parts.returned_fen), occupied=Money.of(parts.occupied_fen),
        available=Money.of(parts.available_fen), difference=Money.of(parts.difference_fen),
        accounts=[_account(one) for one in accounts],
    )  # fmt: skip


@reads("/rules", "rules")
def rules(request: Request) -> Page[Rule]:
    """规则目录 · every rule, and how it stands in the division"""
    modes = rules_in_force(request.actor.region.code, timezone.localdate())
    every: list[Tried | DeskRule] = [*all_rules(), *desk_rules()]
    items = [
        Rule(
            id=one.id, version=one.version, title=Said(zh=one.title, en=one.title_en), gates=one.gates,
            plain=Said(zh=one.plain, en=one.plain_en), severity=one.severity.value, mode=modes[one.id].value,
            cites=list(one.cites),
        )
        for one in sorted(every, key=lambda each: each.id)
    ]  # fmt: skip
    return Page(items=items, next=None)


@reads("/law/{text_id}/{number}", "law.article")
def one_article(request: Request, text_id: str, number: str) -> Article:  # noqa: ARG001 - as operations are called
    """一条法规 · one article"""
    try:
        found = article(f"{text_id}#{number}")
    except UnknownCitation as error:
        raise Http404 from error
    return Article(
        citation=str(found.citation), heading=Said(zh=found.heading, en=found.heading_en),
        gist=Said(zh=found.gist or "", en=found.gist_en or ""),
    )  # fmt: skip


@reads("/evidence", "evidence")
def evidence(request: Request) -> Log:  # noqa: ARG001 - as operations are called
    """存证日志到哪里了 · how far the log is, and who can check it"""
    return Log(**vars(standing(installed_policy())), note=last_note())


@reads("/evidence/acts", "evidence.acts")
def acts(request: Request, asked: Query[About]) -> Page[Act]:
    """一条记录办过什么 · what was done about a row, within the division"""
    found = acts_in(request.actor.region, asked.subject)
    page = page_of(request, found, asked, lambda some: [_act(one) for one in some])
    look(request, asked.subject, len(page.items))
    return page


@reads("/evidence/proof", "evidence.proof")
def proof(request: Request, asked: Query[Subject]) -> Proof:
    """一条记录的存证证明 · the proof of the last act about a row"""
    if not acts_in(request.actor.region, asked.subject).exists():
        raise Http404
    policy = installed_policy()
    try:
        made = proof_of(asked.subject, fields=(), storage=log_files(), policy=policy, ring=installed_ring())
    except (NotLogged, TilesDamaged, FileNotFoundError) as error:
        zh, en = "这条登记还没有写入日志的公开文件，一般不到一分钟，请稍后再取。", "Not published yet: try again soon."
        raise Problem("refused", lambda language: en if language == "en" else zh) from error
    look(request, asked.subject, is_export=True)
    return Proof(subject=asked.subject, proof=str(made), quorum=policy.quorum)


def _unit(by: Actor) -> int | None:
    """Return the unit whose problems alone an actor sees, None for those who oversee."""
    sees_all = by.may_read("inspections") or (by.role in OVERSEERS and by.party in OVERSEEING)
    return None if sees_all else by.organisation_id


def _concerns(region: str, by: Actor) -> bool:
    there = Region(region)
    return by.region.contains(there) or there.contains(by.region)


def _rectification(one: Case) -> Rectification:
    about, item = one.problem, one.item
    return Rectification(
        id=about.pk, region=about.region, unit=about.unit.name, source=about.source, title=about.title,
        amount=Money.of(about.amount_fen), cites=about.cites, found_on=about.found_on,
        content=item.content if item else None, until_on=item.until_on if item else None,
        state=item.state if item else None, rounds=item.rounds if item else 0,
        is_overdue=one.is_overdue(timezone.localdate()),
    )  # fmt: skip


def _account(one: Any) -> Standing:
    sums = one.balances
    return Standing(
        rung=one.account.rung.value, township=one.township, debits_posted=Money.of(sums.debits_posted),
        credits_posted=Money.of(sums.credits_posted), debits_pending=Money.of(sums.debits_pending),
        credits_pending=Money.of(sums.credits_pending),
    )  # fmt: skip


def _act(one: Any) -> Act:
    leaf = getattr(one, "leaf", None)
    return Act(
        id=one.pk, type=one.type, subject=one.subject, by=one.by, post=one.post, organisation=one.organisation,
        at=one.at, region=one.region, month=one.month, digest=one.digest, place=leaf.index if leaf else None,
    )  # fmt: skip
