"""Errors corrected: by the mirror of the wrong entry, which stays where it is."""

from dataclasses import replace
from uuid import UUID

from mingbai.treasury.actions.writing import write
from mingbai.treasury.entries import Transfer, transfer_id
from mingbai.treasury.officers import Paper
from mingbai.treasury.queries import transfers
from mingbai.treasury.refused import NothingToResolve
from mingbai.treasury.states import CORRECTION, Kind


def correct(*, wrong_id: UUID, paper: Paper) -> UUID:
    """Undo an entry that should not have been made; return the correction's id. Raises a Refused."""
    mirror = mirrored(entry(wrong_id), paper)
    write([mirror])
    return mirror.id


def entry(id_: UUID) -> Transfer:
    """Return an entry of the books; raise NothingToResolve where there is none of that id."""
    known = transfers([id_])
    if id_ not in known:
        raise NothingToResolve(f"账上没有{id_}。", f"The books have no entry {id_}.")
    return known[id_]


def mirrored(wrong: Transfer, paper: Paper) -> Transfer:
    """Return the entry that undoes another."""
    return replace(
        wrong,
        id=transfer_id(CORRECTION, str(wrong.id)),
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
        corrects_id=wrong.id,
    )
