"""未达账项: every difference of a month is one open item, as long as it lasts, whoever looks and however often."""

import json
from collections.abc import Callable, Sequence
from datetime import date, datetime
from hashlib import sha256

from django.utils.timezone import localdate

from mingbai.evidence.actions import record
from mingbai.kernel.calendar import add_working_days
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor
from mingbai.receipts.matching import KINDS, Difference
from mingbai.receipts.models import OpenItem
from mingbai.receipts.states import ItemState
from mingbai.rules.rule import Severity

WORKING_DAYS = {Severity.RED: 3, Severity.ORANGE: 5, Severity.YELLOW: 10}  # until the owner has answered
WAITING = (ItemState.OPEN.value, ItemState.ANSWERED.value)


def keep_items(
    region: Region,
    month: Month,
    differences: Sequence[Difference],
    payments_of: Callable[[Difference], list[int]],
    *,
    by: Actor,
    at: datetime,
) -> tuple[int, int]:
    """Open an item for each new difference, resolve those that are gone; return how many of each."""
    first = localdate(at)
    due = {severity: add_working_days(first, days).on for severity, days in WORKING_DAYS.items()}
    wanted = {
        item.key: item for item in (_item(one, region, month, payments_of(one), due, by, at) for one in differences)
    }
    held = OpenItem.objects.filter(region=region.code, month=month.first_on)
    known = set(held.exclude(state=ItemState.RESOLVED.value).values_list("key", flat=True))
    new = [item for key, item in wanted.items() if key not in known]
    OpenItem.objects.bulk_create(new, batch_size=5_000)
    record(type="receipts.opened", rows=new, by=by, at=at)
    gone = list(held.filter(state__in=WAITING).exclude(key__in=list(wanted)))
    for item in gone:
        item.state, item.resolved_at = ItemState.RESOLVED.value, at
    OpenItem.objects.bulk_update(gone, ["state", "resolved_at"], batch_size=5_000)
    record(type="receipts.resolved", rows=gone, by=by, at=at)
    return len(new), len(gone)


def _item(
    one: Difference,
    region: Region,
    month: Month,
    payments: list[int],
    due: dict[Severity, date],
    by: Actor,
    at: datetime,
) -> OpenItem:
    lines = sorted(line for line in one.lines if isinstance(line, int) and line > 0)
    rows = sorted(map(str, one.rows))
    said = json.dumps([region.code, str(month), one.source, one.kind, lines, rows, payments])
    return OpenItem(
        region=region.code,
        month=month.first_on,
        source=one.source.value,
        kind=one.kind.value,
        key=sha256(said.encode()).hexdigest(),
        lines=lines,
        rows=rows,
        payment_ids=payments,
        fen=one.fen,
        fields=list(one.fields),
        owner=one.owner.value,
        due_on=due[KINDS[one.kind].severity],
        made_by=by.id,
        made_at=at,
    )
