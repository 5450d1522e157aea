"""Errors corrected: by the mirror of the wrong entry, which stays where it is."""

from dataclasses import replace
from uuid import UUID

from mingbai.treasury.actions.writing import write
from mingbai.treasury.entries import transfer_id
from mingbai.treasury.officers import Paper
from mingbai.treasury.queries import transfers
from mingbai.treasury.refused import NothingToResolve
from mingbai.treasury.states import CORRECTION, Kind


def correct(*, wrong_id: UUID, paper: Paper) -> UUID:
    """Undo an entry that should not have been made; return the correction's id. Raises a Refused."""
    known = transfers([wrong_id])
    if wrong_id not in known:
        raise NothingToResolve(f"账上没有{wrong_id}。", f"The books have no entry {wrong_id}.")
    wrong = known[wrong_id]
    mirror = replace(
        wrong,
        id=transfer_id(CORRECTION, str(wrong_id)),
        debit=wrong.credit,
        credit=wrong.debit,
        code=CORRECTION,
        kind=Kind.SINGLE,
        party=paper.by.party,
        document=paper.document,
        made_by=paper.by.id,
        approved_by=paper.approved_by.id,
        made_at=paper.at,
        pending_id=None,
        corrects_id=wrong_id,
    )
    write([mirror])
    return mirror.id
