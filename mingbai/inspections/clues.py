"""Clues for discipline inspection or the judiciary: one proposes, another decides, and what came back (R-1013)."""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from mingbai.evidence.actions import record
from mingbai.inspections.actions import SAID, acting, permit
from mingbai.inspections.deciding import decided
from mingbai.inspections.models import DECIDED, ClueProposal, ClueTransfer, Problem
from mingbai.inspections.refused import Incomplete, NotThere, NotYetVerified
from mingbai.inspections.states import APPROVE, FEEDBACK, PROPOSE, REFUSE, WITHDRAW, Receiver
from mingbai.offices.actions.deciding import day_of
from mingbai.offices.actor import Actor
from mingbai.offices.refused import Refused
from mingbai.rosters.states import Move


@dataclass(frozen=True)
class Proposed:
    """What is proposed: to whom, verified when, under which number, why, and on what evidence."""

    receiver: Receiver
    receiver_name: str
    verified_on: date
    document: str
    grounds: str  # names no person
    evidence: bytes  # its digest is kept


def propose(*, problem_id: int, clue: Proposed, by: Actor, at: datetime) -> int:
    """Propose to hand a verified clue over, once to each body; return the proposal's number. Another decides it."""
    with acting():
        problem = Problem.objects.filter(pk=problem_id).first()
        if problem is None:
            raise NotThere("问题", "problem", problem_id)
        permit(PROPOSE, problem.region, by, at)
        _require_whole(clue, at)
        if ClueTransfer.objects.filter(problem=problem, receiver=clue.receiver.value).exists():
            raise Refused(*SAID["inspections_handed_over_once"])
        made = ClueProposal.objects.create(
            problem=problem,
            region=problem.region,
            receiver=clue.receiver.value,
            receiver_name=clue.receiver_name.strip(),
            verified_on=clue.verified_on,
            document=clue.document.strip(),
            grounds=clue.grounds.strip(),
            evidence_sha256=sha256(clue.evidence).hexdigest(),
            made_by=by.id,
            made_at=at,
        )
        record(type="inspections.clue_proposed", rows=[made], by=by, at=at)
        return made.pk


def approve(*, clue_id: int, by: Actor, at: datetime) -> int:
    """Approve what another proposed: the clue is handed over today; return the transfer's number."""
    with acting():
        one = _decided(clue_id, APPROVE, by, at)
        made = ClueTransfer.objects.create(
            problem_id=one.problem_id,
            region=one.region,
            receiver=one.receiver,
            receiver_name=one.receiver_name,
            verified_on=one.verified_on,
            transferred_on=day_of(at),
            document=one.document,
            made_by=one.made_by,
            approved_by=by.id,
            made_at=at,
        )
        one.transfer = made
        _save(one, "clue_approved", by, at)
        record(type="inspections.handed_over", rows=[made], by=by, at=at)
        return made.pk


def refuse(*, clue_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Refuse what another proposed, with the reason; nothing is handed over, and the proposal stays on record."""
    with acting():
        one = _decided(clue_id, REFUSE, by, at)
        if not reason.strip():
            raise Incomplete("退回理由", "why it is refused")
        one.reason = reason.strip()
        _save(one, "clue_refused", by, at)


def withdraw(*, clue_id: int, reason: str = "", by: Actor, at: datetime) -> None:
    """Withdraw what one proposed oneself and nobody decided; the proposal stays on record."""
    with acting():
        one = _decided(clue_id, WITHDRAW, by, at)
        one.reason = reason.strip()
        _save(one, "clue_withdrawn", by, at)


def note_feedback(*, transfer_id: int, feedback: str, document: str, by: Actor, at: datetime) -> None:
    """Enter what the receiver said became of a clue."""
    with acting():
        made = ClueTransfer.objects.select_for_update().filter(pk=transfer_id).first()
        if made is None:
            raise NotThere("移交", "transfer", transfer_id)
        permit(FEEDBACK, made.region, by, at)
        if not feedback.strip():
            raise Incomplete("反馈内容", "what the receiver said")
        made.feedback, made.feedback_on, made.feedback_document = feedback.strip(), day_of(at), document.strip()
        made.save(update_fields=["feedback", "feedback_on", "feedback_document"])
        record(type="inspections.feedback", rows=[made], by=by, at=at)


def _require_whole(clue: Proposed, at: datetime) -> None:
    if not clue.receiver_name.strip() or not clue.document.strip():
        raise Incomplete("接收机关和移交文号", "who receives it and the document's number")
    if not clue.grounds.strip() or not clue.evidence:
        raise Incomplete("移交理由并附证据材料", "why it is handed over, and prove it")
    if clue.verified_on > day_of(at):
        raise NotYetVerified(clue.verified_on)


def _decided(clue_id: int, move: Move, by: Actor, at: datetime) -> ClueProposal:
    return decided(ClueProposal, ("移交提议", "proposal"), clue_id, move, by, at)


def _save(one: ClueProposal, act: str, by: Actor, at: datetime) -> None:
    one.save(update_fields=["transfer", *DECIDED])
    record(type=f"inspections.{act}", rows=[one], by=by, at=at)
