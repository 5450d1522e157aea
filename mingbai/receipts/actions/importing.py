"""A bank's file delivered: whole or not at all, each entry once, however often and in whatever order it comes."""

import os
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from django.utils.timezone import localdate

from mingbai.evidence.actions import record
from mingbai.evidence.installation import installed_ring
from mingbai.kernel.cards import BadAccount
from mingbai.kernel.identity import BadId
from mingbai.kernel.month import Month
from mingbai.kernel.names import normal_name
from mingbai.kernel.region import Region
from mingbai.kernel.secrecy import KeyRing, Kind, Place, blind_index, masked, seal
from mingbai.offices.actor import Actor
from mingbai.receipts.acting import acting, alone, ask, changed, permit, set_wise
from mingbai.receipts.models import Delivery, Statement
from mingbai.receipts.profiles import Entry, Status, read_receipts
from mingbai.receipts.profiles import Statement as Told
from mingbai.receipts.refused import SaysSomethingElse
from mingbai.receipts.states import DELIVER, EntryState

NAMESPACE = UUID("6d1e3a52-9a0e-5d0b-8d52-2f4b6a1f0c11")  # of entries; any constant will do
TYPES = {  # column → its type, as the rows of one statement are sent in one INSERT
    "id": "uuid", "reference": "text", "payment_id": "bigint", "end_to_end_id": "text", "account_index": "bytea",
    "account_hint": "text", "account_sealed": "bytea", "payee_index": "bytea", "name": "text", "amount_fen": "bigint",
    "paid_on": "date", "status": "text", "reason": "text", "month": "date", "programme": "text", "purpose": "text",
    "counts_in": "date", "state": "text",
}  # fmt: skip
INSERT = (
    f"INSERT INTO receipts_entry (statement_id, region, bank, {', '.join(TYPES)}) SELECT %s, %s, %s, told.* "
    f"FROM unnest({', '.join(f'%s::{kind}[]' for kind in TYPES.values())}) AS told"
)
REPEATED = """
UPDATE receipts_entry AS entry SET state = 'repeated'
FROM receipts_entry AS before
WHERE entry.statement_id = %s AND entry.state = 'unmatched' AND before.statement_id <> entry.statement_id
    AND (before.bank, before.reference, before.region) = (entry.bank, entry.reference, entry.region)
    AND before.state <> 'repeated'
    AND (before.status, before.amount_fen, before.account_index, before.end_to_end_id)
        IS NOT DISTINCT FROM (entry.status, entry.amount_fen, entry.account_index, entry.end_to_end_id)
"""
CLOSED = "SELECT month FROM receipts_signature WHERE step = 'closed' AND starts_with(%s, region)"
Payments = Mapping[str, tuple[int, date]]  # EndToEndId → payment, month


@dataclass(frozen=True)
class Delivered:
    """What one statement brought."""

    id: int
    reference: str
    entries: int
    paid_fen: int
    repeated: int = 0
    is_known: bool = False  # it was delivered before, the same to the last byte


def import_statement(
    *, path: Path, bank: str, region: Region, by: Actor, at: datetime, profile: str = ""
) -> list[Delivered]:
    """
    Deliver a file of the bank; return what each statement in it brought (R-717).

    The same file again changes nothing. Raise FileRefused for a file that is not whole, SaysSomethingElse for a
    number that said something else before. Nothing is booked by this: taking in is another person's (`match_month`).
    """
    told = read_receipts(path, profile)
    with acting():
        permit(DELIVER, region, by, at)
        alone(region)
        return [_delivered(one, bank, region, by, at) for one in told]


def _delivered(told: Told, bank: str, region: Region, by: Actor, at: datetime) -> Delivered:
    before = Statement.objects.filter(region=region.code, bank=bank, reference=told.reference).first()
    if before is not None:
        if before.sha256 != told.sha256:
            raise SaysSomethingElse(bank, told.reference)
        return Delivered(before.pk, before.reference, before.entries, before.paid_fen, is_known=True)
    made = Statement.objects.create(
        region=region.code,
        bank=bank,
        reference=told.reference,
        profile=told.profile,
        sha256=told.sha256,
        entries=len(told.entries),
        paid_fen=told.total_fen,
        made_by=by.id,
        made_at=at,
    )
    payments = _payments([entry.end_to_end_id for entry in told.entries if entry.end_to_end_id])
    closed = {month for (month,) in ask(CLOSED, [region.code])}
    rows = [_row(entry, made, payments, closed, localdate(at)) for entry in told.entries]
    columns = [list(column) for column in zip(*rows, strict=True)]
    changed(INSERT, [made.pk, region.code, bank, *columns])
    with set_wise():
        repeated = changed(REPEATED, [made.pk])
    record(type="receipts.delivered", rows=[Delivery.objects.get(pk=made.pk)], by=by.id, at=at)
    return Delivered(made.pk, made.reference, made.entries, made.paid_fen, repeated)


def _payments(numbers: Sequence[str]) -> Payments:
    """Return the payments that bear these numbers, in sight of whoever acts."""
    rows = ask(
        "SELECT end_to_end_id, id, month FROM payments_payment WHERE end_to_end_id = ANY(%s)", [sorted(set(numbers))]
    )
    return {number: (payment, month) for number, payment, month in rows}


def _row(entry: Entry, made: Statement, payments: Payments, closed: Set[date], today: date) -> tuple[Any, ...]:
    """Return an entry as its columns, in the order of TYPES; what is personal is sealed for its row."""
    ring, key = _ring(), uuid5(NAMESPACE, f"{made.region}|{made.bank}|{made.reference}|{entry.reference}")
    payment_id, month = payments.get(entry.end_to_end_id, (None, None))
    counts_in = month or (entry.month or Month.parse(entry.paid_on or today)).first_on
    if counts_in in closed:  # what comes after a month was closed is dealt with in the month in which it comes
        counts_in = Month.parse(today).first_on
    index, sealed = None, None
    if entry.account:
        sealed = seal(ring, Place("receipts_entry", "account_sealed", str(key)), entry.account)
        index = _index(Kind.ACCOUNT, entry.account)
    return (
        key, entry.reference[:80], payment_id, entry.end_to_end_id[:35], index,
        masked(Kind.ACCOUNT, entry.account)[-12:] if entry.account else "", sealed,
        _index(Kind.ID_NUMBER, entry.payee_id) if entry.payee_id else None, normal_name(entry.name)[:140],
        entry.amount_fen, entry.paid_on, entry.status.value, entry.reason[:200],
        entry.month.first_on if entry.month else None, entry.programme[:20], entry.purpose[:200], counts_in,
        (EntryState.EXPLAINED if entry.status is Status.ACCEPTED else EntryState.UNMATCHED).value,
    )  # fmt: skip


@cache
def _ring_of(_: str) -> KeyRing:
    return installed_ring()


def _ring() -> KeyRing:
    """Return the keys in force; asked for every field of every entry, so where they lie is looked up once a place."""
    return _ring_of(os.environ.get("MINGBAI_DATA", ""))


def _index(kind: Kind, text: str) -> bytes | None:
    """Return the blind index; None for what is no number, which then agrees with nobody's."""
    try:
        return blind_index(_ring(), kind, text)
    except (BadAccount, BadId):
        return None
