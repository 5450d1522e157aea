"""What is done about departments' lists every night: what waits is taken in and compared, what is over let go."""

import logging
from datetime import datetime

from mingbai.config.jobs import job
from mingbai.kernel.region import Region
from mingbai.sources.actions import let_go
from mingbai.sources.inbox import sources_folder, take_in
from mingbai.sources.models import Delivery

log = logging.getLogger("mingbai.sources")


@job("sources.nightly", daily="02:00", heavy=True, own_transactions=True)
def nightly(*, at: datetime) -> None:
    """Take in what waits; what was taken in before a worker was killed is recognised and only moved."""
    for outcome in take_in(sources_folder(), at):
        log.info("%s: %s", outcome.place, outcome.en)


@job("sources.let_go", daily="04:10", heavy=True)
def let_go_everywhere(*, at: datetime) -> None:
    """Remove the rows of lists that nobody needs any more, place by place."""
    places = Delivery.objects.filter(rows_gone_on=None).order_by("region").values_list("region", flat=True)
    for region in places.distinct():
        let_go(region=Region(region), at=at)
