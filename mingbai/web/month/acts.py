"""What may be done with a roster now, and by whom: the stage's own moves decide which forms its page shows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from mingbai.offices.actor import Actor
from mingbai.rosters.actions.deriving import DERIVE
from mingbai.rosters.states import ROSTER, Move, State
from mingbai.web.month import forms
from mingbai.web.today.owed import owed

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Promised

AGREE = next(move for move in ROSTER if move.after == State.AGREED)


@dataclass(frozen=True)
class Act:
    """One act: its name in the address, what its button says, its form, and where it leads."""

    name: str
    title: "Promised | str"
    done: "Promised | str"  # what is said afterwards
    form: type[forms.Act]
    after: State
    tone: str = "primary"  # of its button

    def is_open(self, roster: Any, actor: Actor) -> bool:
        """Return whether the stage would let the actor begin it now."""
        return any(move.after == self.after and is_for(move, actor) for move in moves(roster))


ALL = (
    Act("sign", _("村（社区）签字"), _("已签字"), forms.Sign, State.SIGNED),
    Act("submit", _("提报月度台账"), _("台账已提报"), forms.Submit, State.SUBMITTED),
    Act("review", _("审核通过"), _("名册已审核"), forms.Review, State.REVIEWED),
    Act("freeze", _("封存名册"), _("名册已封存"), forms.Freeze, State.FROZEN),
    Act(
        "set-aside", _("作废重编"), _("名册已作废，可以重新编制"), forms.SetAside, State.SET_ASIDE, "outline-secondary"
    ),
)
ACTS: Mapping[str, Act] = {act.name: act for act in ALL}


def moves(roster: Any) -> list[Move]:
    """Return the moves that lead on from where a roster stands, as its locality wants them."""
    onward = [move for move in ROSTER if move.before == roster.state]
    left_out = State.FROZEN if roster.needs_minutes else State.AGREED
    return [move for move in onward if roster.state != State.REVIEWED or move.after != left_out]


def is_for(move: Move, actor: Actor) -> bool:
    """Return whether a move is made in the actor's role and kind of office."""
    return actor.role in move.by and actor.party in move.kinds


def open_to(roster: Any, actor: Actor) -> Iterator[Act]:
    """Yield the acts the actor may begin, in the order of the work."""
    return (act for act in ALL if act.is_open(roster, actor))


def may_derive(actor: Actor) -> bool:
    """Return whether the actor's post derives rosters."""
    return is_for(DERIVE, actor)


@dataclass(frozen=True)
class Next:
    """What a roster waits for: the move, and whose it is."""

    move: Move

    @property
    def who(self) -> str:
        """Return whose it is: 民政 · 复核人."""
        return owed(self.move, 1, "month").who

    @property
    def name(self) -> tuple[str, str]:
        """Return what is to be done."""
        return self.move.title, self.move.title_en[:1].upper() + self.move.title_en[1:]


def next_of(roster: Any) -> Next | None:
    """Return what a roster waits for, None once it is released; villages sign first where the locality wants it."""
    onward = [move for move in moves(roster) if move.after != State.SET_ASIDE]
    if roster.state == State.DRAFTED and not roster.needs_signatures:
        onward = [move for move in onward if move.after != State.SIGNED]
    return Next(onward[0]) if onward else None
