"""Payments at the bank: held from the moment the sealed file leaves until the bank has answered for each line."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from uuid import UUID

from mingbai.treasury.actions.many import write_batches, write_many
from mingbai.treasury.actions.moves import single
from mingbai.treasury.entries import Account, Alike, Transfer, transfer_id, transfer_ids
from mingbai.treasury.ladder import Rung
from mingbai.treasury.officers import Paper
from mingbai.treasury.queries import Held, account_of, held
from mingbai.treasury.refused import NothingToResolve
from mingbai.treasury.states import Kind


def payment_id(end_to_end_id: str) -> UUID:
    """Return the id of the held entry of a payment attempt; its EndToEndId is in one fund and one file only."""
    return transfer_id("pay", end_to_end_id)


def instruct(*, fund_id: int, file: str, payments_fen: Mapping[str, int], paper: Paper) -> int:
    """
    Send what is reserved on its way: the file's total at once, each payment (EndToEndId → fen) held for its answer.

    Returns how many entries were new: none where the same file was sent before. Raises a Refused.
    """
    return instruct_all([Sending(fund_id, file, payments_fen, paper)])


@dataclass(frozen=True)
class Sending:
    """A file that is sent on its way: of which fund, what it pays (EndToEndId → fen), on whose paper."""

    fund_id: int
    file: str
    payments_fen: Mapping[str, int]
    paper: Paper


def instruct_all(files: Sequence[Sending]) -> int:
    """Send several files on their way, all or none; return how many entries were new. As `instruct` otherwise."""
    find = cache(account_of)
    return write_batches([_on_its_way(one, find) for one in files])


def _on_its_way(one: Sending, find: Callable[[int, Rung, str], Account]) -> tuple[Alike, Alike]:
    fen, names = list(one.payments_fen.values()), one.payments_fen.keys()
    total = single("instruct", fund_id=one.fund_id, fen=sum(fen), name=one.file, paper=one.paper, find=find)
    paid = find(one.fund_id, Rung.PAID, "")
    held = replace(total, debit=total.credit, credit=paid, code="pay", kind=Kind.PENDING)
    return Alike.only(total), Alike(held, list(transfer_ids("pay", names)), fen, [None] * len(fen))


def settle(*, end_to_end_ids: Collection[str], paper: Paper) -> int:
    """Enter that these payments have arrived, as the bank's receipts say; return how many were new."""
    return write_many([_answers(one, Kind.POST, paper) for one in _held(end_to_end_ids)])


def reject(*, end_to_end_ids: Collection[str], paper: Paper) -> int:
    """Enter that the bank did not pay these: each is void, and its money reserved again; return how many were new."""
    voids = [_answers(one, Kind.VOID, paper) for one in _held(end_to_end_ids)]
    return write_many([*voids, *map(_reserved_again, voids)])


def _held(end_to_end_ids: Collection[str]) -> list[Held]:
    names = dict(zip(transfer_ids("pay", end_to_end_ids), end_to_end_ids, strict=True))
    found = held(names)
    if sum(len(one.ids) for one in found) < len(names):
        missing = [names[id_] for id_ in names.keys() - {id_ for one in found for id_ in one.ids}]
        raise NothingToResolve(
            f"没有发出过付款{missing[0]}（共{len(missing)}笔查无此款）；请核对回单，不得入账。",
            f"No payment {missing[0]} was ever sent ({len(missing)} are unknown): check the receipts, enter nothing.",
        )
    return found


def _answers(held: Held, kind: Kind, paper: Paper) -> Alike:
    model = Transfer(
        id=UUID(held.ids[0]),
        fund_id=held.debit.fund_id,
        debit=held.debit,
        credit=held.credit,
        fen=held.fen[0],
        code="pay",
        kind=kind,
        party=paper.by.party,
        document=paper.document,
        made_by=paper.by.id,
        approved_by=paper.approved_by.id,
        made_at=paper.at,
    )
    return Alike(model, list(transfer_ids("pay", held.ids, kind)), held.fen, held.ids)


def _reserved_again(voids: Alike) -> Alike:
    """Return the entries that put the money of void payments back on the rung it was sent from."""
    assert all(voids.pending_ids)
    back = replace(voids.model, credit=account_of(voids.model.fund_id, Rung.RESERVED), code="reject", kind=Kind.SINGLE)
    named = [str(id_) for id_ in voids.pending_ids]
    return Alike(back, list(transfer_ids("reject", named)), voids.fen, [None] * len(named))
