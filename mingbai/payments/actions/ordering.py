"""Sending that waits for witnesses: the sender orders it once, and it is done when enough of them have cosigned."""

import logging
from datetime import datetime
from pathlib import Path

from mingbai.config.guards import NATION, scope
from mingbai.evidence.actions import record
from mingbai.evidence.queries import NotLogged
from mingbai.evidence.witnesses.policy import Policy, QuorumMissing
from mingbai.kernel.region import Region
from mingbai.offices.actions.deciding import day_of
from mingbai.offices.actor import Actor
from mingbai.offices.queries import actor
from mingbai.offices.refused import NotInOffice, Refused
from mingbai.payments.acting import acting, locked, permit
from mingbai.payments.actions.handing import SENDING
from mingbai.payments.actions.reserving import WHAT
from mingbai.payments.actions.sending import send_file
from mingbai.payments.models import BankFile, SendOrder
from mingbai.payments.refused import SamePerson, WrongState
from mingbai.payments.states import FileState

log = logging.getLogger("mingbai.payments")


def order_sending(*, file_id: int, by: Actor, at: datetime) -> None:
    """Order that a sealed file leave once a quorum has cosigned it, as whoever may send it; the same again is done."""
    with acting():
        file = locked(BankFile, file_id, *WHAT)
        permit(SENDING, Region(file.region), by, at)
        if file.state != FileState.SEALED:
            raise WrongState(SENDING.title, SENDING.title_en, file.state)
        if by.id in {file.made_by, file.reviewed_by, file.released_by}:
            raise SamePerson
        if not SendOrder.objects.filter(file=file).exists():
            made = SendOrder.objects.create(file=file, region=file.region, by=by.id, post_id=by.post_id, at=at)
            record(type="payments.sending_ordered", rows=[made], by=by.id, at=at)


def send_as_ordered(*, outbox: Path, policy: Policy, at: datetime) -> list[Path]:
    """
    Send the files that were ordered to leave and are cosigned by enough by now; return where they lie.

    Everything is asked again as when somebody sends: post, list of responsibilities, gate. Who no longer holds the
    post has ordered nothing. Call it outside of any transaction.
    """
    sent = []
    with scope(NATION):
        orders = list(SendOrder.objects.filter(file__state=FileState.SEALED).order_by("file_id"))
    for order in orders:
        try:
            by = _sender(order, at)
            sent.append(send_file(file_id=order.file_id, outbox=outbox, policy=policy, by=by, at=at))
        except (NotLogged, QuorumMissing) as waiting:
            log.info("file %s waits: %s", order.file_id, waiting)
        except Refused as refused:
            log.warning("file %s is not sent as ordered: %s", order.file_id, refused)
    return sent


def _sender(order: SendOrder, at: datetime) -> Actor:
    with scope(NATION):
        by = actor(order.post_id, day_of(at))
    if by.id != order.by:
        raise NotInOffice(order.post_id, day_of(at))
    return by
