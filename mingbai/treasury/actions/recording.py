"""The one place where what is done to money enters the evidence log, in the transaction that does it."""

from collections.abc import Sequence
from hashlib import sha256

from django.db.models import Model

from mingbai.evidence.actions import record
from mingbai.treasury import models
from mingbai.treasury.entries import Transfer, transfer_id
from mingbai.treasury.officers import Paper


def record_voucher(entries: Sequence[Transfer], bodies: Sequence[bytes]) -> models.Voucher:
    """
    Make the voucher of entries that are written together, on one paper, and record it: one leaf for all of them.

    `bodies` are their digests; both are in the order of the ids.
    """
    funds = sorted({one.fund_id for one in entries})
    digest, first = sha256(b"".join(bodies)).digest(), entries[0]
    voucher = models.Voucher.objects.create(
        id=transfer_id("voucher", digest.hex()),
        funds=",".join(map(str, funds)) if len(funds) <= 2 else "",  # one, or a pair; a batch of many names none
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
