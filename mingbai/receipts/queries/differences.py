"""What a signed comparison lists: appropriations, every difference in fen, and fees taken (R-718, R-723)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, QuerySet, Sum

from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.receipts.acting import ask
from mingbai.receipts.matching import Kind, Source
from mingbai.receipts.models import Allotment, Entry, Match, OpenItem
from mingbai.rosters.models import RosterLine


@dataclass(frozen=True)
class Listed:
    """One difference as the three lists have it, in fen, None where one has nothing; and whose lines it is about."""

    item: OpenItem
    households: tuple[int, ...]
    names: tuple[str, ...]
    approved_fen: int | None
    appropriated_fen: int | None
    paid_fen: int | None


@dataclass(frozen=True)
class FeeTaken:
    """One entry in which a bank took a fee, and the difference it was opened as."""

    item: OpenItem
    entry: Entry


def appropriated(region: Region, month: Month) -> Mapping[str, tuple[int, int]]:
    """Return programme → lines and fen that finance appropriated for a month."""
    found = Allotment.objects.filter(region__startswith=region.code, month=month.first_on)
    rows = found.order_by("programme").values_list("programme").annotate(Count("id"), Sum("amount_fen"))
    return {programme: (lines, fen) for programme, lines, fen in rows}


def month_digest(region: Region, month: Month) -> str:
    """Return the digest over every match and every explained difference of a month as they stand now."""
    return str(ask("SELECT receipts_month_sha256(%s, %s)", [region.code, month.first_on])[0][0])


def last_match_at(region: Region, month: Month) -> datetime | None:
    """Return when the last line of a month was found to agree, None while none has."""
    found = Match.objects.filter(region__startswith=region.code, month=month.first_on, is_live=True)
    last: datetime | None = found.aggregate(last=Max("made_at"))["last"]
    return last


def differences(region: Region, month: Month) -> list[Listed]:
    """Return the differences of a month that did not resolve themselves, explained ones too, in the order they came."""
    return listed(list(items_of(region, month).order_by("pk")))


def listed(items: Sequence[OpenItem]) -> list[Listed]:
    """Return differences as the three lists have them; four queries, however many."""
    line_ids = {line for item in items for line in item.lines}
    lines = {line.pk: line for line in RosterLine.objects.filter(pk__in=line_ids)}
    allotted = _fen_of(Allotment.objects.filter(line_id__in=line_ids))
    matched = _fen_of(Match.objects.filter(line_id__in=line_ids, is_live=True))
    entries = _entries(items)
    return [_listed(item, lines, allotted, matched, entries) for item in items]


def fees(region: Region, month: Month) -> list[FeeTaken]:
    """Return every fee a bank took from a recipient in a month, bank by bank (R-723)."""
    items = list(items_of(region, month).filter(kind=Kind.FEE.value).order_by("pk"))
    entries = _entries(items)
    found = [FeeTaken(item, entries[row]) for item in items for row in item.rows if row in entries]
    return sorted(found, key=lambda fee: (fee.entry.bank, fee.entry.reference))


def entries_read(region: Region, month: Month) -> int:
    """Return how many entries of banks count in a month: so many were looked at for fees."""
    found = Entry.objects.filter(region__startswith=region.code, counts_in=month.first_on)
    return found.exclude(state="repeated").count()


def items_of(region: Region, month: Month) -> QuerySet[OpenItem]:
    """Return the differences of a month that did not resolve themselves."""
    found = OpenItem.objects.filter(region__startswith=region.code, month=month.first_on)
    return found.exclude(state="resolved")


def _entries(items: Iterable[OpenItem]) -> dict[str, Entry]:
    ids = [row for item in items if item.source == Source.PAID for row in item.rows]
    return {str(entry.pk): entry for entry in Entry.objects.filter(pk__in=ids)}


def _fen_of(rows: "QuerySet[Allotment] | QuerySet[Match]") -> dict[int, int]:
    fen: dict[int, int] = defaultdict(int)
    for line_id, amount in rows.values_list("line_id", "amount_fen"):
        fen[line_id or 0] += amount
    return fen


def _listed(
    item: OpenItem,
    lines: Mapping[int, RosterLine],
    allotted: Mapping[int, int],
    matched: Mapping[int, int],
    entries: Mapping[str, Any],
) -> Listed:
    here = [lines[line] for line in item.lines if line in lines]
    told = [entries[row] for row in item.rows if row in entries]
    paid = _sum([entry.amount_fen or 0 for entry in told if entry.status == "paid"])
    if paid is None:
        paid = _sum([matched[line.pk] for line in here if line.pk in matched])
    given = _sum([allotted[line.pk] for line in here if line.pk in allotted])
    if not here and item.source == Source.APPROPRIATED:
        given = item.fen
    return Listed(
        item=item,
        households=tuple(line.household_id for line in here),
        names=tuple(line.payee_name for line in here) or tuple(entry.name for entry in told),
        approved_fen=_sum([line.amount_fen for line in here]),
        appropriated_fen=given,
        paid_fen=paid,
    )


def _sum(fen: list[int]) -> int | None:
    return sum(fen) if fen else None
