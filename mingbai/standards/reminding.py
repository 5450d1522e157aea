"""Reminders: who answers for a deadline hears of it some working days ahead, the day before and on its last day."""

from collections.abc import Callable
from datetime import date, timedelta

from django.utils.timezone import now

from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.models import Organisation
from mingbai.standards.deadlines import DEADLINES, Deadline, Due, deadlines
from mingbai.standards.models import Reminder
from mingbai.standards.queries import parameters

AHEAD_WD = (3, 1, 0)  # working days left when people are reminded
IsDone = Callable[[Region, Month], bool]
DONE: dict[Due, IsDone] = {}  # a later stage says here how to know that its step is done


def done_when(due: Due, is_done: IsDone) -> None:
    """Let a stage say when what is due in a division for a month is done; nobody is reminded of it then."""
    DONE[due] = is_done


def remind(on: date) -> list[Reminder]:
    """Write the reminders of a day that are not written yet, for every office that handles cases; return them."""
    known = parameters()
    months = [Month.parse(on), Month.parse(on).next()]
    due = [
        (office, deadline)
        for office in _offices(on)
        for month in months
        for deadline in deadlines(known, office.region, month)
        if DEADLINES[deadline.due].kind == office.kind and _is_time(deadline, on)
    ]
    told = set(Reminder.objects.filter(told_on=on).values_list("region", "due", "month"))
    new = [
        Reminder(
            region=office.region,
            due=deadline.due.value,
            month=deadline.month.first_on,
            last_on=deadline.last_on,
            last_working_on=deadline.last_working_on,
            status=deadline.status.value,
            days_left=deadline.working_days_left(on),
            told_on=on,
            made_at=now(),
        )
        for office, deadline in due
        if (office.region, deadline.due.value, deadline.month.first_on) not in told
        and not DONE.get(deadline.due, _unknown)(Region(office.region), deadline.month)
    ]
    return list(Reminder.objects.bulk_create({(one.region, one.due, one.month): one for one in new}.values()))


def _offices(on: date) -> list[Organisation]:
    kinds = {about.kind for about in DEADLINES.values()}
    found = Organisation.objects.filter(kind__in=sorted(kinds), handles=True, opened_on__lte=on)
    return [office for office in found.order_by("region", "kind") if office.closed_on is None or office.closed_on > on]


def _is_time(deadline: Deadline, on: date) -> bool:
    """Return whether people are reminded on this day: a day of work with so many left, or among the last days."""
    if on > deadline.last_on:
        return False
    if on >= deadline.last_working_on:
        return True
    left = deadline.working_days_left(on)
    return left in AHEAD_WD and left < deadline.working_days_left(on - timedelta(days=1))


def _unknown(region: Region, month: Month) -> bool:  # noqa: ARG001 - as those that know
    return False
