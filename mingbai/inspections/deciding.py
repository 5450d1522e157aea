"""What one proposed is decided by another, or withdrawn by who proposed it; nothing is decided twice."""

from datetime import datetime
from typing import TypeVar

from mingbai.inspections.actions import permit
from mingbai.inspections.models import ClueProposal, PolicyProposal
from mingbai.inspections.refused import Decided, NotProposer, NotThere, OwnProposal
from mingbai.inspections.states import Proposal
from mingbai.offices.actor import Actor
from mingbai.rosters.states import Move

P = TypeVar("P", ClueProposal, PolicyProposal)


def decided(kind: type[P], what: tuple[str, str], number: int, move: Move, by: Actor, at: datetime) -> P:
    """
    Return a proposal as a move leaves it, held until the act is done, nothing saved.

    Raise NotThere, what `permit` does, Decided, OwnProposal or NotProposer.
    """
    one = kind._default_manager.select_for_update().filter(pk=number).first()
    if one is None:
        raise NotThere(*what, number)
    permit(move, one.region, by, at)
    if one.state != move.before:
        raise Decided(what[0], number, one.state)
    if move.after == Proposal.WITHDRAWN and by.id != one.made_by:
        raise NotProposer(what[0], number)
    if move.after != Proposal.WITHDRAWN and by.id == one.made_by:
        raise OwnProposal
    one.state, one.decided_by, one.decided_at = str(move.after), by.id, at
    return one
