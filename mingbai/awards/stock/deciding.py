"""An opening stock is reviewed and confirmed by two further people, all lines at once, their kin's left to others."""

from datetime import datetime

from django.db.models import QuerySet

from mingbai.awards.acting import acting, log, require
from mingbai.awards.certificates import take_back
from mingbai.awards.coverage import uncover_batch
from mingbai.awards.models import Batch, Decision
from mingbai.awards.refused import NotThere, SamePerson, Unusable, WrongState
from mingbai.awards.states import DECISION, Move, State
from mingbai.offices.actions.deciding import day_of
from mingbai.offices.actor import Actor
from mingbai.offices.roles import Role
from mingbai.people.queries import relatives_of_officer

STEPS = {State.REVIEWED: "change", State.APPROVED: "confirm"}


def review_stock(*, batch_id: int, by: Actor, at: datetime) -> int:
    """Pass an opening stock at review; return how many lines wait for another because they are the actor's kin."""
    with acting():
        lines = _waiting(batch_id, State.REVIEWED, by, at)
        _others(lines, by, at).update(state=State.REVIEWED.value, reviewed_by=by.id, reviewed_at=at)
        log("stock_reviewed", [batch_id], by, at)
        return _left(batch_id, State.PROPOSED)


def approve_stock(*, batch_id: int, by: Actor, at: datetime) -> int:
    """Confirm an opening stock: from now on its lines are due; return how many wait for another (kin of the actor)."""
    with acting():
        lines = _waiting(batch_id, State.APPROVED, by, at)
        _others(lines, by, at).update(
            state=State.APPROVED.value, approved_by=by.id, approved_at=at, decided_on=day_of(at)
        )
        log("stock_approved", [batch_id], by, at)
        return _left(batch_id, State.REVIEWED)


def refuse_stock(*, batch_id: int, reason: str, by: Actor, at: datetime) -> int:
    """Send an opening stock back: none of its lines counts; return how many were refused."""
    if not reason.strip():
        raise Unusable("退回须写明理由。", "Say why it is refused.")
    with acting():
        lines = _waiting(batch_id, State.REFUSED, by, at)
        awards = list(lines.values_list("award_id", flat=True))
        lines.update(state=State.REFUSED.value, reason=reason.strip())
        uncover_batch(batch_id)
        take_back(*awards)
        log("stock_refused", [batch_id], by, at)
        return len(awards)


def _waiting(batch_id: int, after: State, by: Actor, at: datetime) -> QuerySet[Decision]:
    """Return the lines that the actor may move to a state now; raise where there is none."""
    batch = Batch.objects.filter(pk=batch_id, kind="stock").first()
    if batch is None:
        raise NotThere("期初导入", "opening stock", batch_id)
    moves = [move for move in DECISION if move.after is after and by.role in move.by] or [
        move for move in DECISION if move.after is after
    ]
    move = moves[0]
    step = STEPS.get(after, "confirm" if by.role is Role.LEADER else "change")
    require(by, move.by, step, batch.region, at, (move.title, move.title_en))
    lines = Decision.objects.filter(batch_id=batch_id, state=move.before.value)
    if not lines.exists():
        raise _nothing(batch_id, move)
    if lines.filter(made_by=by.id).exists() or lines.filter(reviewed_by=by.id).exists():
        raise SamePerson(move.title, move.title_en)
    return lines


def _others(lines: QuerySet[Decision], by: Actor, at: datetime) -> QuerySet[Decision]:
    """Return the lines without those of the actor's kin, which somebody else decides."""
    kin = sorted(relatives_of_officer(by.id, day_of(at)))
    return lines.exclude(members__overlap=kin).exclude(payee_id__in=kin) if kin else lines


def _nothing(batch_id: int, move: Move) -> WrongState:
    states = Decision.objects.filter(batch_id=batch_id).values_list("state", flat=True).distinct()
    return WrongState(move.title, move.title_en, next(iter(states), State.REFUSED.value), move.by)


def _left(batch_id: int, state: State) -> int:
    return Decision.objects.filter(batch_id=batch_id, state=state.value).count()
