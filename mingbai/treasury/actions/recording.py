"""The one place where what is done to money enters the evidence log, in the transaction that does it."""

from collections.abc import Sequence
from hashlib import sha256

from django.db.models import Model

from mingbai.evidence.actions import record
from mingbai.treasury import models
from mingbai.treasury.entries import Transfer, transfer_id
from mingbai.treasury.officers import Paper
from mingbai.treasury.states import CORRECTION
from mingbai.treasury.uses import require_lawful_use


def record_voucher(kinds: Sequence[Transfer], fen: int, bodies: Sequence[bytes]) -> models.Voucher:
    """
    Make the voucher of entries that are written together, on one paper, and record it: one leaf for all of them.

    `kinds` are entries of every fund and code among them, `fen` is the sum of all, `bodies` are their digests in the
    order of their ids. Raise ForbiddenUse for a paper that names a use the money must never serve; a correction may.
    """
    for document in {one.document for one in kinds if one.code != CORRECTION}:
        require_lawful_use(document, fen=fen, by=kinds[0].made_by, at=kinds[0].made_at)
    funds = sorted({one.fund_id for one in kinds})
    digest, first = sha256(b"".join(bodies)).digest(), kinds[0]
    voucher = models.Voucher.objects.create(
        id=transfer_id("voucher", digest.hex()),
        funds=",".join(map(str, funds)) if len(funds) <= 2 else "",  # one, or a pair; a batch of many names none
        codes=",".join(sorted({one.code for one in kinds})),
        entries=len(bodies),
        fen=fen,
        digest=digest,
        made_by=first.made_by,
        approved_by=first.approved_by,
        made_at=first.made_at,
    )
    record(type="treasury.entered", rows=[voucher], by=first.made_by, at=first.made_at)
    return voucher


def record_rows(rows: Sequence[Model], act: str, paper: Paper) -> None:
    """Record that a fund, its accounts, or the end of its year were entered; raise ForbiddenUse as for an entry."""
    require_lawful_use(paper.document, fen=0, by=paper.by.id, at=paper.at)
    record(type=f"treasury.{act}", rows=rows, by=paper.by.id, at=paper.at)
