"""Payments at the bank: held from the moment the sealed file leaves until the bank has answered for each line."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from uuid import UUID

from mingbai.treasury.actions.moves import single
from mingbai.treasury.actions.writing import write
from mingbai.treasury.entries import Transfer, transfer_id
from mingbai.treasury.ladder import Rung
from mingbai.treasury.officers import Paper
from mingbai.treasury.queries import account_of, transfers
from mingbai.treasury.refused import NothingToResolve
from mingbai.treasury.states import MOVE, Kind


def payment_id(end_to_end_id: str) -> UUID:
    """Return the id of the held entry of a payment attempt; its EndToEndId is in one fund and one file only."""
    return transfer_id("pay", end_to_end_id)


def instruct(*, fund_id: int, file: str, payments_fen: Mapping[str, int], paper: Paper) -> int:
    """
    Send what is reserved on its way: the file's total at once, each payment (EndToEndId → fen) held for its answer.

    Returns how many entries were new: none where the same file was sent before. Raises a Refused.
    """
    total = single("instruct", fund_id=fund_id, fen=sum(payments_fen.values()), name=file, paper=paper)
    model = replace(total, debit=total.credit, credit=account_of(fund_id, Rung.PAID), code="pay", kind=Kind.PENDING)
    held = (replace(model, id=payment_id(name), fen=fen) for name, fen in payments_fen.items())
    return write([total, *held])


def settle(*, end_to_end_ids: Collection[str], paper: Paper) -> int:
    """Enter that these payments have arrived, as the bank's receipts say; return how many were new."""
    held = _held(end_to_end_ids)
    return write([_answer(one, Kind.POST, paper) for one in held.values()], held)


def reject(*, end_to_end_ids: Collection[str], paper: Paper) -> int:
    """Enter that the bank did not pay these: each is void, and its money reserved again; return how many were new."""
    held = _held(end_to_end_ids)
    voids = [_answer(one, Kind.VOID, paper) for one in held.values()]
    reserved = {fund_id: account_of(fund_id, Rung.RESERVED) for fund_id in {one.fund_id for one in voids}}
    back = [
        replace(
            one,
            id=transfer_id("reject", str(one.pending_id)),
            credit=reserved[one.fund_id],
            code="reject",
            kind=Kind.SINGLE,
            pending_id=None,
        )
        for one in voids
    ]
    return write([*voids, *back], held)


def _held(end_to_end_ids: Collection[str]) -> Mapping[UUID, Transfer]:
    names = {payment_id(name): name for name in end_to_end_ids}
    held = transfers(names)
    if missing := [name for id_, name in names.items() if id_ not in held]:
        raise NothingToResolve(
            f"没有发出过付款{missing[0]}(共{len(missing)}笔查无此款);请核对回单,不得入账。",
            f"No payment {missing[0]} was ever sent ({len(missing)} are unknown): check the receipts, enter nothing.",
        )
    return held


def _answer(held: Transfer, kind: Kind, paper: Paper) -> Transfer:
    return replace(
        held,
        id=transfer_id(MOVE["pay"].id, str(held.id), kind),
        kind=kind,
        party=paper.by.party,
        document=paper.document,
        made_by=paper.by.id,
        approved_by=paper.approved_by.id,
        made_at=paper.at,
        pending_id=held.id,
    )
