"""What is asked about receipts: the only readers."""

from collections.abc import Sequence

from django.db.models import QuerySet

from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.receipts.acting import ask
from mingbai.receipts.models import Closing, Entry, OpenItem, Signature
from mingbai.receipts.queries.differences import (
    FeeTaken,
    Listed,
    appropriated,
    differences,
    entries_read,
    fees,
    last_match_at,
    month_digest,
)
from mingbai.receipts.queries.errors import Error, Typed, money_errors
from mingbai.receipts.queries.figures import (
    Figures,
    differing_figures,
    export_statistics,
    read_statistics,
    three_figures,
)
from mingbai.receipts.queries.indicators import CardRate, Rates, Score, card_rate, rates, scorecard
from mingbai.receipts.queries.trails import Turn, trail, trails
from mingbai.receipts.states import ItemState, Sign

__all__ = [
    "CardRate",
    "Error",
    "FeeTaken",
    "Figures",
    "Listed",
    "Rates",
    "Score",
    "Turn",
    "Typed",
    "appropriated",
    "card_rate",
    "differences",
    "differing_figures",
    "entries_of_nothing",
    "entries_read",
    "export_statistics",
    "fees",
    "is_closed",
    "last_closing",
    "last_match_at",
    "money_errors",
    "month_digest",
    "open_items",
    "rates",
    "read_statistics",
    "scorecard",
    "signatures",
    "three_figures",
    "trail",
    "trails",
    "unproven",
]


def unproven(region: Region, month: Month) -> Sequence[tuple[str, str]]:
    """Return all that keeps a month from being closed, as (line, urgent, roster, entry or item; its number)."""
    found = ask("SELECT what, id FROM receipts_unproven(%s, %s) ORDER BY 1, 2", [region.code, month.first_on])
    return [(what, number) for what, number in found]


def open_items(region: Region, month: Month | None = None) -> QuerySet[OpenItem]:
    """Return what is open or answered, the most urgent first."""
    found = OpenItem.objects.filter(region__startswith=region.code, state__in=[ItemState.OPEN, ItemState.ANSWERED])
    if month:
        found = found.filter(month=month.first_on)
    return found.order_by("due_on", "pk")


def entries_of_nothing(region: Region, month: Month) -> QuerySet[Entry]:
    """Return what the bank told that belongs to no payment of ours (R-719)."""
    found = Entry.objects.filter(region__startswith=region.code, counts_in=month.first_on, payment=None)
    return found.filter(state="unmatched").order_by("bank", "reference")


def is_closed(region: Region, month: Month) -> bool:
    """Return whether a month bears its last signature."""
    return Signature.objects.filter(region=region.code, month=month.first_on, step=Sign.CLOSED.value).exists()


def last_closing(region: Region, month: Month) -> Closing | None:
    """Return the result last put forward for signature."""
    return Closing.objects.filter(region=region.code, month=month.first_on).order_by("-pk").first()


def signatures(region: Region, month: Month) -> QuerySet[Signature]:
    """Return the signatures under the last result, in order."""
    closing = last_closing(region, month)
    return Signature.objects.filter(closing=closing).order_by("pk")
