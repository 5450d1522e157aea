"""What is done without being asked: holds end when their days are over, sealed months go when their time is."""

from datetime import datetime

from mingbai.config.jobs import job
from mingbai.kernel.region import Region
from mingbai.offices.kinds import Kind
from mingbai.offices.models import Organisation
from mingbai.prechecks.actions import expire_holds, let_go, sweep
from mingbai.prechecks.models import KeptMonth


@job("prechecks.expire_holds", daily="00:10")
def expire(*, at: datetime) -> None:
    """Let the holds of every county lapse whose last working day was yesterday or before."""
    counties = Organisation.objects.filter(kind=Kind.CIVIL_AFFAIRS.value, closed_on=None).values_list(
        "region", flat=True
    )
    for region in sorted(set(counties)):
        expire_holds(region=Region(region), at=at)


@job("prechecks.let_go", daily="04:20", heavy=True)
def let_go_everywhere(*, at: datetime) -> None:
    """Let the sealed months go whose time is over, place by place, and what a killed worker left behind."""
    places = KeptMonth.objects.filter(gone_on=None).order_by("region").values_list("region", flat=True).distinct()
    for region in places:
        let_go(region=Region(region), at=at)
    sweep(at=at)
