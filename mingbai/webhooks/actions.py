"""The only writers of webhooks: addresses entered and ended; what the log has for each, gathered and told."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from time import monotonic
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from mingbai.config.guards import NATION, scope
from mingbai.evidence.actions import record
from mingbai.evidence.installation import installed_policy, installed_ring
from mingbai.evidence.queries import log_size, placed_between, witnessed_size
from mingbai.kernel.secrecy import Place, opened, seal
from mingbai.offices.actions.deciding import allow, day_of
from mingbai.offices.actor import Actor
from mingbai.offices.queries import actor
from mingbai.offices.refused import NotInOffice, SamePerson
from mingbai.offices.roles import Role
from mingbai.webhooks.events import ALL, ANCHORED, EVENTS, key_of, of_act
from mingbai.webhooks.models import Endpoint, Message, Try
from mingbai.webhooks.refused import NoSuch, NothingWanted, NotReached
from mingbai.webhooks.sending import new_secret, post, require_address, signed
from mingbai.webhooks.states import WAITS, State

SECURITY = frozenset({Role.SECURITY_ADMINISTRATOR})
AT_ONCE = 1_000  # messages in one round
TYPES = sorted({act for event in ALL for act in event.acts})


def enter_endpoint(
    *, post_id: int, url: str, events: Sequence[str], purpose: str, by: Actor, at: datetime
) -> tuple[int, str]:
    """
    Enter an address that is told events of a post's division from now on; return it and its secret, shown once.

    Raise NotYours, NotInOffice, SamePerson, BadAddress, or NothingWanted for events the post may not read.
    """
    with transaction.atomic():
        allow(by, SECURITY, title="登记推送地址", title_en="add a webhook", at=at)
        require_address(url)
        holder = actor(post_id, day_of(at))
        if holder.id == by.id:
            raise SamePerson
        if not events or not all(name in EVENTS and holder.may_read(EVENTS[name].stage) for name in events):
            raise NothingWanted
        key, secret = uuid4(), new_secret()
        made = Endpoint.objects.create(
            key=key, post_id=post_id, officer_id=holder.id, region=holder.region.code, url=url,
            events=sorted(set(events)), purpose=purpose.strip(), place=log_size(),
            secret_sealed=seal(installed_ring(), _place(key), secret), made_by_id=by.id, made_at=at,
            anchored=witnessed_size(installed_policy()),
        )  # fmt: skip
        record(type="webhooks.entered", rows=[made], by=by, at=at)
        return made.pk, secret


def end_endpoint(*, endpoint_id: int, by: Actor, at: datetime) -> None:
    """Tell an address nothing more; one that ended already stays so. Raise NotYours or NoSuch."""
    with transaction.atomic():
        allow(by, SECURITY, title="停用推送地址", title_en="disable a webhook", at=at)
        found = Endpoint.objects.select_for_update().filter(pk=endpoint_id).first()
        if found is None:
            raise NoSuch
        if found.ended_at is None:
            found.ended_by_id, found.ended_at = by.id, at
            found.save(update_fields=["ended_by", "ended_at"])
            record(type="webhooks.ended", rows=[found], by=by, at=at)


def tell_again(*, message_id: int, by: Actor, at: datetime) -> None:
    """Have a message told once more, whatever became of it; raise NotYours or NoSuch."""
    with transaction.atomic():
        allow(by, SECURITY, title="重新推送", title_en="deliver again", at=at)
        found = Message.objects.filter(pk=message_id, endpoint__ended_at=None)
        if not found.update(state=State.WAITING.value, tries=0, next_at=at, done_at=None):
            raise NoSuch


def gather(*, at: datetime) -> int:
    """
    Write down what the log has for each address since it was last looked at; return how many messages.

    An act has its place in the log if and only if it was committed, and places have no gaps: so nothing is told that
    did not happen, and nothing that happened is left out. Of each address one transaction keeps messages and place.
    """
    return sum(_gathered(key, at) for key in Endpoint.objects.filter(ended_at=None).values_list("pk", flat=True))


def deliver(*, at: datetime) -> int:
    """Tell what is due, address by address in the order it happened; return how many messages arrived."""
    with scope(NATION):
        due = Message.objects.filter(state=State.WAITING.value, next_at__lte=at, endpoint__ended_at=None)
        found = list(due.select_related("endpoint").order_by("endpoint_id", "pk")[:AT_ONCE])
    told, silent = 0, set[int]()
    for message in found:
        if message.endpoint_id in silent:
            continue  # who does not answer is not asked for every message he missed
        if _told(message, at):
            told += 1
        else:
            silent.add(message.endpoint_id)
    return told


def _gathered(endpoint_id: int, at: datetime) -> int:
    with scope(NATION):
        endpoint = Endpoint.objects.select_for_update(of=("self",)).get(pk=endpoint_id)
        holder = _holder(endpoint, at)
        if holder is None:
            return 0  # nobody holds the post: what happens meanwhile is told when somebody does
        until, witnessed = log_size(), witnessed_size(installed_policy())
        events = [(f"leaf-{leaf.index}", leaf.act) for leaf in placed_between(endpoint.place, until, TYPES)]
        made = [*_of_acts(endpoint, holder, events, at), *_of_checkpoint(endpoint, witnessed, at)]
        Message.objects.bulk_create(made)
        endpoint.place, endpoint.anchored = until, max(witnessed, endpoint.anchored)
        endpoint.save(update_fields=["place", "anchored"])
        return len(made)


def _of_acts(endpoint: Endpoint, holder: Actor, acts: Iterable[tuple[str, Any]], at: datetime) -> Iterable[Message]:
    """Yield the messages of acts in the division that the post may read and the address wants."""
    for key, act in acts:
        event = of_act(act)
        if event is None or event.name not in endpoint.events or not holder.may_read(event.stage):
            continue
        if not act.region.startswith(endpoint.region):
            continue
        with scope(endpoint.region):
            if not event.is_so(key_of(act.subject)):
                continue
        yield _message(endpoint, event.name, key, act.at, event.data(act), at)


def _of_checkpoint(endpoint: Endpoint, witnessed: int, at: datetime) -> Iterable[Message]:
    if ANCHORED in endpoint.events and witnessed > endpoint.anchored:
        said = {"size": witnessed, "href": EVENTS[ANCHORED].at}
        yield _message(endpoint, ANCHORED, f"checkpoint-{witnessed}", at, said, at)


def _message(
    endpoint: Endpoint, event: str, key: str, happened: datetime, data: Mapping[str, Any], at: datetime
) -> Message:
    body = json.dumps({"type": event, "timestamp": happened.isoformat(), "data": data}, separators=(",", ":"))
    return Message(endpoint=endpoint, region=endpoint.region, event=event, key=key, body=body, next_at=at, made_at=at)


def _told(message: Message, at: datetime) -> bool:
    """Try to tell a message once and keep the try; return whether it arrived."""
    endpoint, begun, status, failure = message.endpoint, monotonic(), None, ""
    secret = opened(installed_ring(), _place(endpoint.key), bytes(endpoint.secret_sealed))
    try:
        status = post(endpoint.url, message.body, signed(secret, message.key, int(at.timestamp()), message.body))
    except NotReached as why:
        failure = str(why)[:200]
    arrived, tries = status is not None and 200 <= status < 300, message.tries + 1
    with scope(endpoint.region):
        Try.objects.create(
            message=message, region=endpoint.region, at=at, status=status, failure=failure,
            took_ms=int((monotonic() - begun) * 1000),
        )  # fmt: skip
        state = State.TOLD if arrived else State.GIVEN_UP if tries > len(WAITS) else State.WAITING
        message.state, message.tries = state.value, tries
        message.next_at = at + WAITS[tries - 1] if state is State.WAITING else message.next_at
        message.done_at = None if state is State.WAITING else at
        message.save(update_fields=["state", "tries", "next_at", "done_at"])
    return arrived


def _holder(endpoint: Endpoint, at: datetime) -> Actor | None:
    try:
        found = actor(endpoint.post_id, day_of(at))
    except NotInOffice:
        return None
    return found if found.id == endpoint.officer_id else None


def _place(key: UUID) -> Place:
    return Place("webhooks_endpoint", "secret_sealed", key)
