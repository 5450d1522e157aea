"""What is asked about webhooks: the only readers."""

from datetime import datetime

from django.db.models import Count, Max, Q, QuerySet

from mingbai.offices.actor import Actor
from mingbai.offices.refused import NotYours
from mingbai.offices.roles import ADMINISTRATORS
from mingbai.webhooks.models import Endpoint, Message, Try
from mingbai.webhooks.states import State


def endpoints_seen_by(by: Actor) -> QuerySet[Endpoint]:
    """Return the addresses with how many messages wait and when one last arrived; raise NotYours for others."""
    _require_administrator(by)
    waiting = Count("messages", filter=Q(messages__state=State.WAITING.value))
    last = Max("messages__done_at", filter=Q(messages__state=State.TOLD.value))
    found = Endpoint.objects.filter(region__startswith=by.region.code).select_related("officer", "post__organisation")
    return found.annotate(waiting=waiting, told_at=last).order_by("-pk")


def messages_of(endpoint_id: int, by: Actor) -> QuerySet[Message]:
    """Return what an address was told and is to be told, the latest first; raise NotYours for others."""
    _require_administrator(by)
    return Message.objects.filter(endpoint_id=endpoint_id).order_by("-pk")


def tries_of(message_ids: list[int]) -> dict[int, list[Try]]:
    """Return message → every try to tell it, the first first."""
    grouped: dict[int, list[Try]] = {}
    for one in Try.objects.filter(message_id__in=message_ids).order_by("pk"):
        grouped.setdefault(one.message_id, []).append(one)
    return grouped


def late(at: datetime) -> int:
    """Return for how many seconds the longest waiting message is due, 0 where none is."""
    due = Message.objects.filter(state=State.WAITING.value, endpoint__ended_at=None, next_at__lte=at)
    first = due.order_by("next_at").values_list("next_at", flat=True).first()
    return int((at - first).total_seconds()) if first else 0


def _require_administrator(by: Actor) -> None:
    if by.role not in ADMINISTRATORS:
        raise NotYours("查看推送地址", "look at addresses that are told", ADMINISTRATORS)
