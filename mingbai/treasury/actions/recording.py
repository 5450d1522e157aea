"""The one place where what is done to money enters the evidence log, in the transaction that does it."""

from collections.abc import Sequence

from django.db.models import Model

from mingbai.evidence.actions import record
from mingbai.treasury import models
from mingbai.treasury.entries import Transfer, transfer_id, voucher_digest
from mingbai.treasury.officers import Paper


def record_voucher(entries: Sequence[Transfer]) -> models.Voucher:
    """Make the voucher of entries that are written together, on one paper, and record it: one leaf for all of them."""
    digest, first = voucher_digest(entries), entries[0]
    voucher = models.Voucher.objects.create(
        id=transfer_id("voucher", digest.hex()),
        funds=",".join(map(str, sorted({one.fund_id for one in entries}))),
        codes=",".join(sorted({one.code for one in entries})),
        entries=len(entries),
        fen=sum(one.fen for one in entries),
        digest=digest,
        made_by=first.made_by,
        approved_by=first.approved_by,
        made_at=first.made_at,
    )
    record(type="treasury.entered", rows=[voucher], by=first.made_by, at=first.made_at)
    return voucher


def record_rows(rows: Sequence[Model], act: str, paper: Paper) -> None:
    """Record that a fund, its accounts, or the end of its year were entered."""
    record(type=f"treasury.{act}", rows=rows, by=paper.by.id, at=paper.at)
