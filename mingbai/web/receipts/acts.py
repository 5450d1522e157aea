"""What may be done about a month's receipts now, and by whom: the stage's own moves decide what is offered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from mingbai.kernel.month import Month
from mingbai.offices.actor import Actor
from mingbai.receipts import actions
from mingbai.receipts.states import ALLOT, DELIVER, ITEM, SIGNS, STATEMENT, ItemState, Move, Sign

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Promised

TAKE_IN = STATEMENT[0]
ANSWER, AGREE, BACK = ITEM[:3]
ORDER = tuple(Sign)


def is_for(move: Move, actor: Actor) -> bool:
    """Return whether a move is made in the actor's role and kind of office."""
    return actor.role in move.by and actor.party in move.kinds


@dataclass(frozen=True)
class Act:
    """One act on a month: its name in the form, its button, what it does in a sentence, and the move of the stage."""

    name: str
    title: "Promised | str"
    about: "Promised | str"
    move: Move
    do: Callable[[Month, Actor, datetime], Mapping[str, int]]  # what is counted afterwards
    tone: str = "primary"


def _allot(month: Month, by: Actor, at: datetime) -> Mapping[str, int]:
    return {"allotted": actions.allot_arrived(region=by.region, month=month, by=by, at=at)}


def _match(month: Month, by: Actor, at: datetime) -> Mapping[str, int]:
    done = actions.match_month(region=by.region, month=month, by=by, at=at)
    return {"matched": done.matched, "settled": done.settled, "differences": len(done.differences)}


def _take_back(month: Month, by: Actor, at: datetime) -> Mapping[str, int]:
    done = actions.take_back(region=by.region, month=month, by=by, at=at)
    return {"rejected": len(done.rejected), "returned": len(done.returned)}


ACTS: Mapping[str, Act] = {
    act.name: act
    for act in (
        Act("allot", _("登记拨款明细"), _("按到位资金所支付的名册行逐行登记。"), ALLOT, _allot),
        Act("match", _("核对本月"), _("审批、拨款、到账逐行核对，一致的入账。"), TAKE_IN, _match),
        Act(
            "back", _("收回退款"), _("收回发放失败和退汇的资金，之后才能重发。"), TAKE_IN, _take_back, "outline-primary"
        ),
    )
}


def open_to(actor: Actor) -> list[Act]:
    """Return the acts of the actor's post."""
    return [act for act in ACTS.values() if is_for(act.move, actor)]


def may_deliver(actor: Actor) -> bool:
    """Return whether the actor's post delivers the bank's receipts."""
    return is_for(DELIVER, actor)


def may_answer(item: Any, actor: Actor) -> bool:
    """Return whether the actor answers for a difference: only somebody of the organisation that owns it."""
    return item.state == ItemState.OPEN and is_for(ANSWER, actor) and actor.party == item.owner


def may_agree(item: Any, actor: Actor) -> bool:
    """Return whether the actor agrees to an answer or sends it back: another than gave it."""
    return item.state == ItemState.ANSWERED and is_for(AGREE, actor) and item.answered_by != actor.id


def next_sign(signed: int) -> Sign | None:
    """Return which signature is next after so many, None after the last."""
    return ORDER[signed] if signed < len(ORDER) else None


def may_sign(sign: Sign | None, signers: set[int], actor: Actor) -> bool:
    """Return whether the actor may give the next signature: each is another person's."""
    return sign is not None and is_for(SIGNS[sign], actor) and actor.id not in signers
