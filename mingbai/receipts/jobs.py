"""What the machine does about receipts: takes in what the bank put down, and tells recipients what arrived."""

import logging
from datetime import datetime

from mingbai.config.jobs import job
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.actions.deciding import day_of
from mingbai.offices.actor import working_as
from mingbai.offices.queries import actor
from mingbai.receipts.actions.informing import installed_gateway, tell_recipients
from mingbai.receipts.inbox import receipts_folder, take_in

log = logging.getLogger("mingbai.receipts")


@job("receipts.inbox", every_s=300, heavy=True, own_transactions=True)
def read_inbox(*, at: datetime) -> None:
    """Deliver what the bank put down since."""
    for outcome in take_in(receipts_folder(), at):
        log.info("%s: %s", outcome.place, outcome.en)


@job("receipts.tell", own_transactions=True)
def tell(*, post_id: int, place: str, month: str, at: datetime) -> None:
    """Tell recipients what arrived, for the reviewer whose matching found that it did; where messages are carried."""
    gateway = installed_gateway()
    if gateway is not None:
        by = actor(post_id, day_of(at))
        with working_as(by):
            tell_recipients(region=Region(place), month=Month.parse(month), gateway=gateway, by=by, at=at)
