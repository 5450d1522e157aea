"""多发、漏发、错发 (R-916): the differences of a month at the bank, typed by what they did to the money."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.payments.models import Payment
from mingbai.receipts.matching import Kind, Source
from mingbai.receipts.models import OpenItem


class Error(StrEnum):
    """What happened to money."""

    OVER = "over"  # 多发: more left than was due, to be recovered
    MISSED = "missed"  # 漏发: less arrived than was due, to be paid
    WRONG = "wrong"  # 错发: it went to somebody, or was told for something, else


TITLES = {  # Chinese, English
    Error.OVER: ("多发", "paid too much"),
    Error.MISSED: ("漏发", "not paid"),
    Error.WRONG: ("错发", "paid wrongly"),
}
OF_KIND = {
    Kind.EXTRA: Error.OVER,
    Kind.DUPLICATE: Error.OVER,
    Kind.FEE: Error.MISSED,
    Kind.MISSING: Error.MISSED,
    Kind.RETURNED: Error.MISSED,
    Kind.FAILED: Error.MISSED,
}  # all others are wrong, but for an amount, which is over or missed by what it differs


@dataclass(frozen=True)
class Typed:
    """How many differences of a type, and how much money they are about."""

    items: int
    fen: int


def money_errors(region: Region, month: Month) -> Mapping[Error, Typed]:
    """Return the errors in what the bank paid for a month, by type; what resolved itself is none."""
    found = OpenItem.objects.filter(region__startswith=region.code, month=month.first_on, source=Source.PAID.value)
    items = list(found.exclude(state="resolved"))
    due_fen = dict(
        Payment.objects.filter(pk__in={key for item in items for key in item.payment_ids}).values_list(
            "pk", "amount_fen"
        )
    )
    counted: dict[Error, list[int]] = defaultdict(list)
    for item in items:
        error, fen = typed(Kind(item.kind), item.fen, sum(due_fen.get(key, 0) for key in item.payment_ids))
        counted[error].append(fen)
    return {error: Typed(len(amounts), sum(amounts)) for error, amounts in sorted(counted.items())}


def typed(kind: Kind, fen: int, due_fen: int) -> tuple[Error, int]:
    """Return the type of a difference and the money it is about, from what was told and what was due, in fen."""
    if kind is Kind.AMOUNT:
        return (Error.OVER, fen - due_fen) if fen > due_fen else (Error.MISSED, due_fen - fen)
    if kind is Kind.DUPLICATE:
        return Error.OVER, fen - due_fen
    return OF_KIND.get(kind, Error.WRONG), fen
