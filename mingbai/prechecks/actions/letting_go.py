"""Sealed months that checks ran on are let go when their time is over; their digests stay (R-1506, LAW-2026#11.p2)."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import partial

from django.db import transaction

from mingbai.config.guards import NATION, scope
from mingbai.evidence.actions import Record, record_contents
from mingbai.kernel.month import Month, add_months
from mingbai.kernel.region import Region
from mingbai.law import cite
from mingbai.offices.actions.deciding import day_of
from mingbai.prechecks.kept import file_of, kept_folder
from mingbai.prechecks.models import KeptMonth
from mingbai.standards.queries import parameters

GROUND = "LAW-2026#11.p2"  # personal information is processed only as far as it is needed
cite(GROUND)
UNFINISHED = timedelta(days=1)  # no check takes as long: a file without a record is of one that was cut off


def let_go(*, region: Region, at: datetime) -> list[str]:
    """
    Let the sealed months of a division go whose time is over by its standards; return their digests.

    The digest and the day stay, and the log has both: a finding's check says that it is no longer held, and since when.
    The files go once that is written.
    """
    on, chosen = day_of(at), parameters()
    with transaction.atomic():
        held = KeptMonth.objects.filter(region__startswith=region.code, gone_on=None).select_for_update()
        over = [one for one in held if goes_on(one.month, chosen.at(one.region, on).number("checks_kept_months")) <= on]
        KeptMonth.objects.filter(pk__in=[one.pk for one in over]).update(gone_on=on)
        record_contents(type="prechecks.month_let_go", records=[_left(one, on) for one in over], by=None, at=at)
        transaction.on_commit(partial(_remove, [one.pk for one in over]))
    return [one.pk for one in over]


def goes_on(month: date, months: int) -> date:
    """Return the day from which a sealed month is let go: so many months after the month that was checked."""
    return add_months(Month.parse(month).next().first_on, months)


def sweep(*, at: datetime) -> int:
    """
    Remove the files of what was let go before a worker was killed, and of checks that were cut off; return how many.

    Looks at every place, whatever the caller sees: a file is stray only if no place knows it.
    """
    files = {path.stem: path for path in kept_folder().glob("*.*")}
    with scope(NATION):
        known = dict(KeptMonth.objects.filter(pk__in=list(files)).values_list("pk", "gone_on"))
    on, stale = day_of(at), at - UNFINISHED  # what is let go today goes with the transaction that says so
    stray = [
        path
        for digest, path in files.items()
        if _is_gone(known.get(digest), on) or (digest not in known and path.stat().st_mtime < stale.timestamp())
    ]
    for path in stray:
        path.unlink(missing_ok=True)
    return len(stray)


def _is_gone(gone_on: date | None, on: date) -> bool:
    return gone_on is not None and gone_on < on


def _left(one: KeptMonth, on: date) -> Record:
    """Return what the log keeps of a month that is let go."""
    content = {"sha256": one.pk, "month": str(one.month), "region": one.region, "gone_on": str(on), "ground": GROUND}
    return Record(f"prechecks.keptmonth/{one.pk}", content, {"region": one.region, "month": str(one.month)})


def _remove(digests: Iterable[str]) -> None:
    for digest in digests:
        file_of(digest).unlink(missing_ok=True)
