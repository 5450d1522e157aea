"""A newer version takes the place of the one in use, and of one that still waits in quarantine."""

from datetime import datetime

from django.db.models import Max, Q

from mingbai.evidence.actions import record
from mingbai.offices.actor import Actor
from mingbai.sources.models import Delivery
from mingbai.sources.states import USED, State


def supersede(given: Delivery, after: State, by: Actor, at: datetime) -> int:
    """Supersede what a list that is to be in state `after` takes the place of; return the version it is."""
    versions = Delivery.objects.filter(
        region=given.region, kind=given.kind, department=given.department, covers_month=given.covers_month
    )
    waiting = Q(state=State.QUARANTINED.value)
    replaced = Q(state__in=USED) | waiting if after in (State.IN_USE, State.RELEASED) else waiting
    older = list(versions.select_for_update().filter(replaced).exclude(pk=given.pk).order_by("pk"))
    for one in older:
        one.state = State.SUPERSEDED.value
        one.save(update_fields=["state"])
    record(type="sources.superseded", rows=older, by=by, at=at)
    return (versions.aggregate(last=Max("version"))["last"] or 0) + 1
