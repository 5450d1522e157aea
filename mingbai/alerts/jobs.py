"""What the machine does about alerts every night: send up what is overdue, and judge the rules."""

from datetime import datetime

from mingbai.alerts.actions import demote_failing_rules, escalate
from mingbai.config.jobs import job
from mingbai.kernel.region import Region
from mingbai.offices.actions.deciding import day_of
from mingbai.offices.kinds import Kind
from mingbai.offices.models import Organisation


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
