"""One entry of the books: a transfer from one account to another, its id and its digest."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

from mingbai.offices.kinds import Kind as Party
from mingbai.treasury.ladder import Rung
from mingbai.treasury.states import Kind

BOOKS = UUID("6d1b0c52-5f0e-5a8e-9d57-2f7b1d3c9a40")  # the space our ids are made in; never changed
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
BETWEEN = "\x1f"  # stands in no document number
VARIANT = {digit: f"{int(digit, 16) & 3 | 8:x}" for digit in "0123456789abcdef"}  # RFC 9562 §4.1


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


@dataclass(frozen=True)
class Alike:
    """Entries by the hundred thousand that say what `model` says, each with an id, fen and perhaps a question."""

    model: Transfer
    ids: Sequence[str]
    fen: Sequence[int]
    pending_ids: Sequence[str | None]

    @classmethod
    def only(cls, one: Transfer) -> "Alike":
        """Return an entry that is like no other."""
        return cls(one, [str(one.id)], [one.fen], [str(one.pending_id) if one.pending_id else None])

    def entries(self) -> Iterator[Transfer]:
        """Yield them one by one."""
        for id_, fen, pending_id in zip(self.ids, self.fen, self.pending_ids, strict=True):
            yield replace(self.model, id=UUID(id_), fen=fen, pending_id=UUID(pending_id) if pending_id else None)

    def bodies(self) -> Iterator[bytes]:
        """Yield the digest of each, as `body_sha256` makes it."""
        fund_id, debit, credit, _, *facts, _, corrects_id, pair_id, also_by = _said(self.model)[1:]
        head, middle = f"{BETWEEN}{BETWEEN.join((fund_id, debit, credit))}{BETWEEN}", BETWEEN.join(["", *facts, ""])
        tail = BETWEEN.join(["", corrects_id, pair_id, also_by])
        for id_, fen, pending_id in zip(self.ids, self.fen, self.pending_ids, strict=True):
            yield hashlib.sha256(f"{id_}{head}{fen}{middle}{pending_id}{tail}".encode()).digest()


def transfer_id(*names: str | int) -> UUID:
    """Return the id of the entry so named (a business key and its step): the same names make the same entry."""
    return uuid5(BOOKS, BETWEEN.join(map(str, names)))


def transfer_ids(begin: str, names: Iterable[str], *end: str) -> Iterator[str]:
    """Yield the ids of entries named (begin, one of the names, *end) as texts, a microsecond each."""
    space = hashlib.sha1(BOOKS.bytes + f"{begin}{BETWEEN}".encode(), usedforsecurity=False)
    last = BETWEEN.join(["", *end]).encode()
    for name in names:
        named = space.copy()
        named.update(name.encode() + last)
        text = named.hexdigest()
        yield f"{text[:8]}-{text[8:12]}-5{text[13:16]}-{VARIANT[text[16]]}{text[17:20]}-{text[20:32]}"


def body_sha256(one: Transfer) -> bytes:
    """Return the digest of all an entry says: an id met again is done already, or refused if its digest is another."""
    return hashlib.sha256(BETWEEN.join(_said(one)).encode()).digest()


def _said(one: Transfer) -> list[str]:
    said = (
        one.id, one.fund_id, one.debit.id, one.credit.id, one.fen, one.code, one.kind.value, one.party.value,
        one.document, one.made_by, one.approved_by, (one.made_at - EPOCH) // timedelta(microseconds=1),
        one.pending_id, one.corrects_id, one.pair_id, one.approved_also_by,
    )  # fmt: skip
    return list(map(str, said))
