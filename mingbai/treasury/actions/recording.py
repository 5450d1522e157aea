"""The one place where what is done to money enters the evidence log, in the transaction that does it."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from django.db.models import Model

from mingbai.evidence.actions import record
from mingbai.treasury import models
from mingbai.treasury.entries import Transfer, transfer_id
from mingbai.treasury.officers import Paper
from mingbai.treasury.states import CORRECTION
from mingbai.treasury.uses import require_lawful_use


class Batch(NamedTuple):
    """Entries written together on one paper: those of every fund and code among them, the sum, all digests by id."""

    kinds: Sequence[Transfer]
    fen: int
    bodies: Sequence[bytes]


def record_voucher(kinds: Sequence[Transfer], fen: int, bodies: Sequence[bytes]) -> models.Voucher:
    """
    Make the voucher of entries that are written together, on one paper, and record it: one leaf for all of them.

    `kinds` are entries of every fund and code among them, `fen` is the sum of all, `bodies` are their digests in the
    order of their ids. Raise ForbiddenUse for a paper that names a use the money must never serve; a correction may.
    """
    return record_vouchers([Batch(kinds, fen, bodies)])[0]


def record_vouchers(batches: Sequence[Batch]) -> list[models.Voucher]:
    """Make and record a voucher for each batch, as `record_voucher` does for one."""
    for one in batches:
        for document in {kind.document for kind in one.kinds if kind.code != CORRECTION}:
            require_lawful_use(document, fen=one.fen, by=one.kinds[0].made_by, at=one.kinds[0].made_at)
    made = models.Voucher.objects.bulk_create(map(_voucher, batches))
    signed: defaultdict[tuple[int, datetime], list[models.Voucher]] = defaultdict(list)
    for voucher in made:
        signed[voucher.made_by, voucher.made_at].append(voucher)
    for (by, at), vouchers in signed.items():
        record(type="treasury.entered", rows=vouchers, by=by, at=at)
    return made


def _voucher(one: Batch) -> models.Voucher:
    funds, first = sorted({kind.fund_id for kind in one.kinds}), one.kinds[0]
    digest = sha256(b"".join(one.bodies)).digest()
    return models.Voucher(
        id=transfer_id("voucher", digest.hex()),
        funds=",".join(map(str, funds)) if len(funds) <= 2 else "",  # one, or a pair; a batch of many names none
        codes=",".join(sorted({kind.code for kind in one.kinds})),
        entries=len(one.bodies),
        fen=one.fen,
        digest=digest,
        made_by=first.made_by,
        approved_by=first.approved_by,
        made_at=first.made_at,
    )


def record_rows(rows: Sequence[Model], act: str, paper: Paper) -> None:
    """Record that a fund, its accounts, or the end of its year were entered; raise ForbiddenUse as for an entry."""
    require_lawful_use(paper.document, fen=0, by=paper.by.id, at=paper.at)
    record(type=f"treasury.{act}", rows=rows, by=paper.by.id, at=paper.at)
