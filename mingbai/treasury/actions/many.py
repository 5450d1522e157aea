"""Entries by the hundred thousand that say the same but for id, fen and question: sent as one text, judged as one."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from uuid import UUID

from django.db import IntegrityError, transaction

from mingbai.evidence.sets import NULL, copied, escaped
from mingbai.treasury.actions.recording import Batch, record_vouchers
from mingbai.treasury.actions.writing import write
from mingbai.treasury.decisions import decide
from mingbai.treasury.entries import Alike, Transfer
from mingbai.treasury.states import Kind

COPY = """
COPY treasury_transfer (id, fund_id, debit_account_id, credit_account_id, debit_rung, credit_rung, code, kind, party,
    document, made_by, approved_by, made_at, fen, pending_id, body_sha256, voucher_id) FROM STDIN
"""


def write_many(lots: Sequence[Alike]) -> int:
    """
    Write all entries of the lots or none, as `write` does; return how many were not in the books already.

    The database judges them as a set. Where it refuses, each is looked at as `write` does: what is met again is done,
    and the first that may not be is named.
    """
    return write_batches([lots])


def write_batches(batches: Sequence[Sequence[Alike]]) -> int:
    """Write all entries of several batches or none, as `write_many` does; each batch has its own paper and voucher."""
    batches = [lots for given in batches if (lots := [lot for lot in given if lot.ids])]
    if not batches:
        return 0
    for lot in chain(*batches):
        _judge(lot)
    try:
        with transaction.atomic():
            return _send(batches)
    except IntegrityError:
        with transaction.atomic():
            return sum(write([one for lot in lots for one in lot.entries()]) for lots in batches)


def _judge(lot: Alike) -> None:
    """Raise the Refused of what all entries say, and of the least and the greatest amount among them."""
    for fen in {min(lot.fen), max(lot.fen)}:
        one, asked = replace(lot.model, fen=fen), lot.pending_ids[0]
        about = replace(one, id=UUID(asked), kind=Kind.PENDING) if asked else None
        decide(replace(one, pending_id=about.id if about else None), about)


def _send(batches: Sequence[Sequence[Alike]]) -> int:
    rows = [sorted(row for lot in lots for row in _rows(lot)) for lots in batches]  # digests are in the order of ids
    vouchers = record_vouchers([
        Batch([lot.model for lot in lots], sum(sum(lot.fen) for lot in lots), [body for _, body, _ in of_batch])
        for lots, of_batch in zip(batches, rows, strict=True)
    ])  # fmt: skip
    vouched = zip(vouchers, rows, strict=True)
    lines = sorted(f"{text}{voucher.pk}\n" for voucher, of_batch in vouched for *_, text in of_batch)
    copied(COPY, "".join(lines))  # by their ids again: two acts never wait in a circle
    return sum(map(len, rows))


def _rows(lot: Alike) -> Iterator[tuple[str, bytes, str]]:
    """Yield id, digest and row of each entry, the row but for its voucher."""
    head = "\t".join(map(str, _facts(lot.model)))
    for id_, fen, pending_id, body in zip(lot.ids, lot.fen, lot.pending_ids, lot.bodies(), strict=True):
        yield id_, body, f"{id_}\t{head}\t{fen}\t{pending_id or NULL}\t\\\\x{body.hex()}\t"


def _facts(one: Transfer) -> Iterator[str | int | UUID]:
    assert (one.corrects_id, one.pair_id, one.approved_also_by) == (None, None, None), "written singly"
    yield from (one.fund_id, one.debit.id, one.credit.id, one.debit.rung, one.credit.rung, one.code, one.kind)
    yield from (one.party, escaped(one.document), one.made_by, one.approved_by, one.made_at.isoformat())
