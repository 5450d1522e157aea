"""线索移交: a verified clue goes to discipline inspection or the judiciary as one proposes and another decides."""

from datetime import date, datetime
from functools import partial
from typing import Annotated, Any

from django.http import Http404
from django.utils import timezone
from ninja import Path, Query, Schema
from pydantic import Field

from mingbai.api.endpoints.overseeing.problems import PROOF, seen_problem
from mingbai.api.entering import Request, acts, reads
from mingbai.api.paging import Page, Paging, page_of
from mingbai.api.shapes import Day, Id, Reason, Said, Sent, Versioned, Within, Words
from mingbai.api.stepping import step
from mingbai.api.versions import require_match
from mingbai.inspections import clues as stage
from mingbai.inspections.queries import clues as proposals
from mingbai.inspections.states import PROPOSALS, Proposal, Receiver


class Clues(Within, Paging):
    """Which proposals to hand clues over."""

    waiting: bool = Field(True, description="只要待批准的；否则只要已办结的 · those that wait, or those decided")


class Clue(Versioned):
    """线索移交 · a proposal to hand a verified clue over, what became of it, and what its receiver answered."""

    id: int
    problem_id: int
    region: str
    receiver: str
    receiver_name: str
    verified_on: date
    document: str
    grounds: str
    evidence_sha256: str
    state: str
    state_said: Said
    reason: str
    made_by: int
    made_at: datetime
    decided_by: int | None
    decided_at: datetime | None
    transfer_id: int | None
    transferred_on: date | None
    feedback: str
    feedback_on: date | None
    feedback_document: str


class Handing(Schema):
    """To whom a clue is to go, verified when, under which number, and why; the evidence is the body."""

    receiver: Receiver
    receiver_name: Annotated[str, Field(min_length=1, max_length=80, examples=["县纪委监委"])]
    verified_on: Day = Field(description="核实日期 · when it was verified")
    document: Annotated[str, Field(min_length=1, max_length=100, description="移交文号 · its number")]
    grounds: Annotated[str, Field(min_length=1, max_length=400, description="不写姓名和证件号码 · names no person")]


class Withdrawing(Sent):
    """Why a proposal is taken back, if that is to be said."""

    reason: str = Field("", max_length=200)


class Feedback(Sent):
    """What the receiver said became of a clue, and in which document."""

    feedback: Words
    document: str = Field("", max_length=100, description="反馈文号 · of its answer")


@reads("/clues", "inspections.clues")
def clues(request: Request, asked: Query[Clues]) -> Page[Clue]:
    """线索移交 · proposals to hand clues over: what waits, or what was decided"""
    found = proposals(asked.place(request.actor), waiting=asked.waiting)
    return page_of(request, found, asked, lambda some: [_told(one) for one in some])


@reads("/clues/{clue_id}", "inspections.clue")
def clue(request: Request, clue_id: Path[Id]) -> Clue:
    """一项线索移交 · one proposal to hand a clue over"""
    return _clue(request, clue_id)


@acts("/inspections/{problem_id}/clues", "inspections.propose_clue", status=201, upload=PROOF, on="problem")
def propose(request: Request, problem_id: Path[Id], asked: Query[Handing]) -> Clue:
    """提出线索移交，由另一人批准 · propose to hand a verified clue over; another approves it"""
    require_match(request, seen_problem(request, problem_id))
    given = stage.Proposed(**asked.model_dump(), evidence=request.laid.read_bytes())
    return _clue(request, stage.propose(problem_id=problem_id, clue=given, by=request.actor, at=timezone.now()))


@acts("/clues/{clue_id}/approval", "inspections.approve_clue", on="clue")
def approve(request: Request, clue_id: Path[Id]) -> Clue:
    """批准线索移交，当日移交 · approve a proposal of another: the clue is handed over today"""
    return step(request, partial(_clue, request, clue_id), stage.approve, clue_id=clue_id)


@acts("/clues/{clue_id}/refusal", "inspections.refuse_clue", on="clue")
def refuse(request: Request, clue_id: Path[Id], sent: Reason) -> Clue:
    """退回线索移交 · refuse to hand a clue over, with the reason"""
    return step(request, partial(_clue, request, clue_id), stage.refuse, clue_id=clue_id, reason=sent.reason)


@acts("/clues/{clue_id}/withdrawal", "inspections.withdraw_clue", on="clue")
def withdraw(request: Request, clue_id: Path[Id], sent: Withdrawing) -> Clue:
    """撤回线索移交 · take back what one proposed oneself and nobody has decided"""
    return step(request, partial(_clue, request, clue_id), stage.withdraw, clue_id=clue_id, reason=sent.reason)


@acts("/clues/{clue_id}/feedback", "inspections.feedback", status=201, on="clue")
def feedback(request: Request, clue_id: Path[Id], sent: Feedback) -> Clue:
    """登记移交反馈 · enter what the receiver said became of a clue"""
    transfer = _clue(request, clue_id).transfer_id
    if transfer is None:
        raise Http404
    facts = {"transfer_id": transfer, **sent.model_dump()}
    return step(request, partial(_clue, request, clue_id), stage.note_feedback, **facts)


def _clue(request: Request, clue_id: int) -> Clue:
    for waiting in (True, False):
        found = proposals(request.actor.region, waiting=waiting).filter(pk=clue_id).first()
        if found is not None:
            return _told(found)
    raise Http404


def _told(one: Any) -> Clue:
    made = one.transfer
    return Clue(
        id=one.pk, problem_id=one.problem_id, region=one.region, receiver=one.receiver, document=one.document,
        receiver_name=one.receiver_name, verified_on=one.verified_on, grounds=one.grounds,
        evidence_sha256=one.evidence_sha256, state=one.state, state_said=Said.of(PROPOSALS[Proposal(one.state)]),
        reason=one.reason, made_by=one.made_by, made_at=one.made_at, decided_by=one.decided_by,
        decided_at=one.decided_at, transfer_id=made.pk if made else None,
        transferred_on=made.transferred_on if made else None, feedback=made.feedback if made else "",
        feedback_on=made.feedback_on if made else None, feedback_document=made.feedback_document if made else "",
    )  # fmt: skip
