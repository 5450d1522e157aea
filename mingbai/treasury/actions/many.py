"""Entries by the hundred thousand that say the same but for id, fen and question: sent as one text, judged as one."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from uuid import UUID

from django.db import IntegrityError, transaction

from mingbai.evidence.sets import NULL, copied, escaped
from mingbai.treasury.actions.recording import record_voucher
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
    lots = [lot for lot in lots if lot.ids]
    if not lots:
        return 0
    for lot in lots:
        _judge(lot)
    try:
        with transaction.atomic():
            return _send(lots)
    except IntegrityError:
        return write([one for lot in lots for one in lot.entries()])


def _judge(lot: Alike) -> None:
    """Raise the Refused of what all entries say, and of the least and the greatest amount among them."""
    for fen in {min(lot.fen), max(lot.fen)}:
        one, asked = replace(lot.model, fen=fen), lot.pending_ids[0]
        about = replace(one, id=UUID(asked), kind=Kind.PENDING) if asked else None
        decide(replace(one, pending_id=about.id if about else None), about)


def _send(lots: Sequence[Alike]) -> int:
    rows = sorted(row for lot in lots for row in _rows(lot))  # by their ids: two batches never wait in a circle
    bodies, fen = [body for _, body, _ in rows], sum(sum(lot.fen) for lot in lots)
    voucher = record_voucher([lot.model for lot in lots], fen, bodies)
    end = f"{voucher.pk}\n"
    copied(COPY, end.join(text for *_, text in rows) + end)
    return len(rows)


def _rows(lot: Alike) -> Iterator[tuple[str, bytes, str]]:
    """Yield id, digest and row of each entry, the row but for its voucher."""
    head = "\t".join(map(str, _facts(lot.model)))
    for id_, fen, pending_id, body in zip(lot.ids, lot.fen, lot.pending_ids, lot.bodies(), strict=True):
        yield id_, body, f"{id_}\t{head}\t{fen}\t{pending_id or NULL}\t\\\\x{body.hex()}\t"


def _facts(one: Transfer) -> Iterator[str | int | UUID]:
    assert (one.corrects_id, one.pair_id, one.approved_also_by) == (None, None, None), "written singly"
    yield from (one.fund_id, one.debit.id, one.credit.id, one.debit.rung, one.credit.rung, one.code, one.kind)
    yield from (one.party, escaped(one.document), one.made_by, one.approved_by, one.made_at.isoformat())
