"""What of holds is done without being asked: when the days are over and nobody decided, the line is to be paid."""

from datetime import datetime

from mingbai.config.jobs import job
from mingbai.kernel.region import Region
from mingbai.offices.kinds import Kind
from mingbai.offices.models import Organisation
from mingbai.prechecks.actions import expire_holds


@job("prechecks.expire_holds", daily="00:10")
def expire(*, at: datetime) -> None:
    """Let the holds of every county lapse whose last working day was yesterday or before."""
    counties = Organisation.objects.filter(kind=Kind.CIVIL_AFFAIRS.value, closed_on=None).values_list(
        "region", flat=True
    )
    for region in sorted(set(counties)):
        expire_holds(region=Region(region), at=at)
