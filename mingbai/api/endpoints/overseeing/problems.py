"""整改台账: problems listed, ordered, reported, accepted, looked at again; a unit sees and reports its own alone."""

from datetime import date, datetime
from functools import partial
from typing import Annotated

from django.http import Http404
from django.utils import timezone
from ninja import Path, Query, Schema
from pydantic import Field

from mingbai.api.entering import Request, acts, reads
from mingbai.api.paging import Page
from mingbai.api.shapes import Day, Fen, Id, Money, Said, Sent, Versioned, Within, Words, wrong
from mingbai.api.stepping import step
from mingbai.inspections import actions
from mingbai.inspections.actions import Answers
from mingbai.inspections.cases import Case, case, cases
from mingbai.inspections.queries import look_backs
from mingbai.inspections.refused import NotThere
from mingbai.inspections.states import OVERSEEING, OVERSEERS
from mingbai.law import UnknownCitation, cite
from mingbai.offices.actor import Actor

PROOF = 20 * 2**20  # bytes of what proves something; its digest is kept, the paper itself is filed
LONGEST_CITES = 200  # characters of all articles together
Cites = Annotated[list[Annotated[str, Field(min_length=3, max_length=40)]], Field(min_length=1, max_length=9)]


class Inspected(Within):
    """Of which division."""


class Rectification(Versioned):
    """整改台账 · one problem, what was ordered about it, until when, and how that stands."""

    id: int
    region: str
    unit_id: int
    unit: str
    source: str
    title: str
    amount: Money
    cites: str
    found_on: date
    content: str | None
    until_on: date | None
    in_charge: str
    leader: str
    state: str | None
    state_said: Said
    rounds: int
    report: str
    report_sha256: str
    is_overdue: bool
    working_days_left: int | None


class LookBack(Schema):
    """回头看 · the three questions, answered: carried out, in time, accepted by the people."""

    id: int
    is_carried_out: bool
    is_in_time: bool
    is_accepted: bool
    notes: str
    document_sha256: str
    made_by: int
    made_at: datetime


class Defect(Sent):
    """What is wrong, of which unit, by which articles; the facts stay with whoever has them, their digest is kept."""

    unit_id: Id
    title: Annotated[str, Field(min_length=1, max_length=300, description="不写姓名和证件号码 · names no person")]
    facts: Annotated[str, Field(min_length=1, max_length=4000)]
    cites: Cites = Field(examples=[["YC-2022-2#3.4"]])

    def articles(self) -> list[str]:
        """Return the articles; raise Problem for one that there is not."""
        try:
            found = [str(cite(one)) for one in self.cites]
        except UnknownCitation as unknown:
            raise wrong("body.cites", unknown.zh, unknown.en) from unknown
        if len(" ".join(found)) > LONGEST_CITES:
            raise wrong("body.cites", "依据条款过多，请只写最主要的。", "Too many articles: name those that matter.")
        return found


class FoundDefect(Defect):
    """A problem that an inspection found."""

    source: Annotated[str, Field(min_length=1, max_length=80, examples=["2026年11月抽查"])]
    found_on: Day
    amount_fen: Fen = 0


class Order(Sent):
    """What is to be done, until when, by whom of the unit, under whom."""

    content: Words
    until_on: Day
    in_charge_id: Annotated[Id, Field(description="责任人 · who does it")]
    leader_id: Annotated[Id, Field(description="负责人 · who answers for it")]


class Deadline(Sent):
    """Until when it is to be put right again."""

    until_on: Day


class Reported(Schema):
    """What was done; what proves it is the body."""

    text: Annotated[str, Field(min_length=1, max_length=400, description="整改情况 · what was done")]


class Seen(Schema):
    """The three questions, how the people were asked, and a new deadline where one answer is no."""

    is_carried_out: bool = Field(description="各项整改措施是否落实到位 · was all carried out")
    is_in_time: bool = Field(description="列入整改的问题是否按期解决 · was it in time")
    is_accepted: bool = Field(description="整改效果群众是否认可 · do the people accept it")
    notes: Annotated[str, Field(min_length=1, max_length=400, description="怎样了解群众意见 · how they were asked")]
    again_until_on: Day | None = Field(None, description="重新整改时限 · a new deadline")


@reads("/inspections", "inspections")
def inspections(request: Request, asked: Query[Inspected]) -> Page[Rectification]:
    """整改台账；被整改单位只见自己的 · problems and how they are put right; a unit sees its own"""
    found = cases(asked.place(request.actor), unit_id=_unit(request.actor))
    return Page(items=[_rectification(one) for one in found], next=None)


@reads("/inspections/{problem_id}", "inspections.problem")
def problem(request: Request, problem_id: Path[Id]) -> Rectification:
    """一个问题及其整改 · one problem and how it is put right"""
    return seen_problem(request, problem_id)


@reads("/inspections/{problem_id}/look-backs", "inspections.look_backs")
def seen_again(request: Request, problem_id: Path[Id]) -> Page[LookBack]:
    """一个问题的历次回头看 · every time a problem that was put right was looked at again"""
    item = _case(request, problem_id).item
    items = [
        LookBack(
            id=one.pk, is_carried_out=one.is_carried_out, is_in_time=one.is_in_time, is_accepted=one.is_accepted,
            notes=one.notes, document_sha256=one.document_sha256, made_by=one.made_by, made_at=one.made_at,
        )
        for one in (look_backs(item.pk) if item else ())
    ]  # fmt: skip
    return Page(items=items, next=None)


@acts("/inspections", "inspections.list_problem", status=201)
def list_problem(request: Request, sent: FoundDefect) -> Rectification:
    """登记问题 · put a problem that an inspection found on the list of its unit"""
    facts = sent.model_dump() | {"cites": sent.articles()}
    return seen_problem(request, actions.list_problem(**facts, by=request.actor, at=timezone.now()))


@acts("/outcomes/{outcome_id}/problem", "inspections.pull", status=201)
def pull(request: Request, outcome_id: Path[Id], sent: Defect) -> Rectification:
    """把预警认定列入问题清单 · put what an alert confirmed on the list, once"""
    facts = sent.model_dump() | {"cites": sent.articles()}
    made = actions.pull_outcome(outcome_id=outcome_id, **facts, by=request.actor, at=timezone.now())
    return seen_problem(request, made)


@acts("/inspections/{problem_id}/order", "inspections.order", status=201, on="problem")
def order(request: Request, problem_id: Path[Id], sent: Order) -> Rectification:
    """下达整改 · order that a problem be put right: what, until when, by whom, under whom"""
    facts = {"problem_id": problem_id, **sent.model_dump()}
    return step(request, partial(seen_problem, request, problem_id), actions.order, **facts)


@acts("/inspections/{problem_id}/report", "inspections.report", status=201, upload=PROOF, on="problem")
def report(request: Request, problem_id: Path[Id], asked: Query[Reported]) -> Rectification:
    """报告整改结果，附证明材料 · report what was done; what proves it is sent as it is and its digest kept"""
    facts = {"item_id": _item(request, problem_id), "text": asked.text, "document": request.laid.read_bytes()}
    return step(request, partial(seen_problem, request, problem_id), actions.report, **facts)


@acts("/inspections/{problem_id}/acceptance", "inspections.accept", on="problem")
def accept(request: Request, problem_id: Path[Id]) -> Rectification:
    """销号 · accept what was reported; a look-back still follows"""
    item = _item(request, problem_id)
    return step(request, partial(seen_problem, request, problem_id), actions.accept, item_id=item)


@acts("/inspections/{problem_id}/sending-back", "inspections.send_back", on="problem")
def send_back(request: Request, problem_id: Path[Id], sent: Deadline) -> Rectification:
    """退回整改 · send a report back, with a new deadline"""
    facts = {"item_id": _item(request, problem_id), **sent.model_dump()}
    return step(request, partial(seen_problem, request, problem_id), actions.send_back, **facts)


@acts("/inspections/{problem_id}/look-backs", "inspections.look_back", status=201, upload=PROOF, on="problem")
def look_back(request: Request, problem_id: Path[Id], asked: Query[Seen]) -> Rectification:
    """回头看，三问有一问为否即重新整改 · look at what was put right again; one no reopens it"""
    facts = {
        "item_id": _item(request, problem_id), "notes": asked.notes, "again_until_on": asked.again_until_on,
        "answers": Answers(asked.is_carried_out, asked.is_in_time, asked.is_accepted),
        "document": request.laid.read_bytes(),
    }  # fmt: skip
    return step(request, partial(seen_problem, request, problem_id), actions.look_back, **facts)


def seen_problem(request: Request, problem_id: int) -> Rectification:
    """Return a problem in sight as it is told; raise Http404."""
    return _rectification(_case(request, problem_id))


def _case(request: Request, problem_id: int) -> Case:
    try:
        return case(problem_id, request.actor.region, unit_id=_unit(request.actor))
    except NotThere as error:
        raise Http404 from error


def _item(request: Request, problem_id: int) -> int:
    """Return the number of what was ordered about a problem; 0, which is none, before anything was."""
    item = _case(request, problem_id).item
    return item.pk if item else 0


def _unit(by: Actor) -> int | None:
    """Return the unit whose problems alone an actor sees, None for those who oversee."""
    sees_all = by.may_read("inspections") or (by.role in OVERSEERS and by.party in OVERSEEING)
    return None if sees_all else by.organisation_id


def _rectification(one: Case) -> Rectification:
    about, item, today = one.problem, one.item, timezone.localdate()
    return Rectification(
        id=about.pk, region=about.region, unit_id=about.unit_id, unit=about.unit.name, source=about.source,
        title=about.title, amount=Money.of(about.amount_fen), cites=about.cites, found_on=about.found_on,
        content=item.content if item else None, until_on=item.until_on if item else None, in_charge=one.in_charge,
        leader=one.leader, state=item.state if item else None, state_said=Said.of(one.state),
        rounds=item.rounds if item else 0, report=item.report if item else "",
        report_sha256=item.report_sha256 if item else "", is_overdue=one.is_overdue(today),
        working_days_left=one.working_days_left(today),
    )  # fmt: skip
