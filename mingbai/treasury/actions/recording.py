"""The one place where what is done to money enters the evidence log, in the transaction that does it."""

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter

from mingbai.evidence.actions import record
from mingbai.treasury import models
from mingbai.treasury.entries import Transfer
from mingbai.treasury.officers import Paper

ACT = attrgetter("code", "kind", "made_by", "made_at")


def record_entries(entries: Sequence[Transfer]) -> None:
    """Record each entry as it stands in the books, under what was done: treasury.plan, treasury.pay.post."""
    for (code, kind, by, at), done in groupby(sorted(entries, key=ACT), key=ACT):
        rows = [models.Transfer(pk=one.id) for one in done]
        record(type=f"treasury.{code}.{kind}" if kind != "single" else f"treasury.{code}", rows=rows, by=by, at=at)


def record_fund(rows: Sequence[models.Fund | models.Account | models.Closing], act: str, paper: Paper) -> None:
    """Record that a fund, its accounts, or the end of its year were entered."""
    record(type=f"treasury.{act}", rows=rows, by=paper.by.id, at=paper.at)
