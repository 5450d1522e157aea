"""What the machine does about alerts: takes up what was found, sends up what is overdue, judges the rules."""

from datetime import datetime

from mingbai.alerts.actions import demote_failing_rules, escalate, take_up_checks, take_up_receipts
from mingbai.config.jobs import job
from mingbai.kernel.region import Region
from mingbai.offices.actions.deciding import day_of
from mingbai.offices.kinds import Kind
from mingbai.offices.models import Organisation


@job("alerts.take_up_checks", every_s=60)
def after_checks(*, at: datetime) -> None:
    """Open the tasks of checks made within the minute: a red one is taken up the same day."""
    take_up_checks(at=at)


@job("alerts.take_up_receipts", every_s=300, heavy=True)
def after_matching(*, at: datetime) -> None:
    """Try the rules after payment on every month whose receipts were matched since."""
    take_up_receipts(at=at)


@job("alerts.nightly", daily="03:30")
def nightly(*, at: datetime) -> None:
    """Escalate and judge in every division that has an office of civil affairs which handles cases."""
    on = day_of(at)
    offices = Organisation.objects.filter(
        kind=Kind.CIVIL_AFFAIRS.value, handles=True, opened_on__lte=on, closed_on=None
    )
    for place in offices.values_list("region", flat=True).distinct().order_by("region"):
        escalate(region=Region(place), at=at)
        demote_failing_rules(region=Region(place), at=at)
