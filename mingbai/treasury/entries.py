"""One entry of the books: a transfer from one account to another, its id and its digest."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

from mingbai.offices.kinds import Kind as Party
from mingbai.treasury.ladder import Rung
from mingbai.treasury.states import Kind

BOOKS = UUID("6d1b0c52-5f0e-5a8e-9d57-2f7b1d3c9a40")  # the space our ids are made in; never changed
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
BETWEEN = "\x1f"  # stands in no document number


@dataclass(frozen=True, slots=True)
class Account:
    """Where money of one fund stands; a fund has one for each rung, and a reserve for each township."""

    id: int
    fund_id: int
    rung: Rung


@dataclass(frozen=True, slots=True)
class Transfer:
    """An entry: so many fen leave the debit account for the credit account."""

    id: UUID
    fund_id: int
    debit: Account
    credit: Account
    fen: int
    code: str
    kind: Kind
    party: Party
    document: str  # the number of the paper it rests on
    made_by: int
    approved_by: int
    made_at: datetime
    pending_id: UUID | None = None  # what a post or void resolves
    corrects_id: UUID | None = None  # what a correction undoes
    pair_id: UUID | None = None  # what the two halves of an adjustment have in common
    approved_also_by: int | None = None  # the second approver an adjustment needs


def transfer_id(*names: str | int) -> UUID:
    """Return the id of the entry so named (a business key and its step): the same names make the same entry."""
    return uuid5(BOOKS, BETWEEN.join(map(str, names)))


def body_sha256(one: Transfer) -> bytes:
    """Return the digest of all an entry says: an id met again is done already, or refused if its digest is another."""
    said = (
        one.id, one.fund_id, one.debit.id, one.credit.id, one.fen, one.code, one.kind.value, one.party.value,
        one.document, one.made_by, one.approved_by, (one.made_at - EPOCH) // timedelta(microseconds=1),
        one.pending_id, one.corrects_id, one.pair_id, one.approved_also_by,
    )  # fmt: skip
    return hashlib.sha256(BETWEEN.join(map(str, said)).encode()).digest()
