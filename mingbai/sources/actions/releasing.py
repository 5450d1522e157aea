"""A quarantined list looked at by a second person: released into use, or refused."""

from datetime import datetime

from mingbai.evidence.actions import record
from mingbai.offices.actor import Actor
from mingbai.sources.actions.acting import acting, locked, moved
from mingbai.sources.actions.superseding import supersede
from mingbai.sources.models import Delivery
from mingbai.sources.refused import SamePerson
from mingbai.sources.states import State


def release_delivery(*, delivery_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Put a quarantined list to use, in place of the version used so far; by another than who imported it."""
    with acting(by):
        delivery = locked(delivery_id)
        _decided(delivery, State.RELEASED, reason, by, at)
        supersede(delivery, State.RELEASED, by, at)
        delivery.save(update_fields=["state", "reason", "released_by", "released_at"])
        record(type="sources.released", rows=[delivery], by=by, at=at)


def refuse_delivery(*, delivery_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Refuse a quarantined list: it is never read, and stays to be looked at."""
    with acting(by):
        delivery = locked(delivery_id)
        _decided(delivery, State.REFUSED, reason, by, at)
        delivery.save(update_fields=["state", "reason", "released_by", "released_at"])
        record(type="sources.refused", rows=[delivery], by=by, at=at)


def _decided(delivery: Delivery, after: State, reason: str, by: Actor, at: datetime) -> None:
    moved(delivery, after, by, at)
    if by.id == delivery.made_by_id:
        raise SamePerson
    delivery.reason, delivery.released_by_id, delivery.released_at = reason.strip(), by.id, at
