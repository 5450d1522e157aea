"""Keys of systems: made and revoked by the security administrator, shown once; every use is kept before its answer."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction

from mingbai.access.actions.entering import kept, shut
from mingbai.access.actions.giving import SECURITY
from mingbai.access.limits import CALLS, CALLS_WITHIN_S, KEY_BYTES, KEY_DAYS
from mingbai.access.models import ApiKey, Key, KeyUse
from mingbai.access.outcomes import Outcome
from mingbai.access.refused import BadTerm, KeyOpensNothing, NoKey, OwnKey, TooFast
from mingbai.config.guards import scope
from mingbai.evidence.actions import record
from mingbai.offices.actions.deciding import allow, day_of
from mingbai.offices.actor import Actor
from mingbai.offices.queries import actor
from mingbai.offices.refused import NotInOffice, Refused

BEGINS = "mingbai_"
SHOWN = 6  # characters after that by which people tell keys apart


@dataclass(frozen=True)
class Used:
    """Whose post a system works in, with which key, and how many calls are left for how many seconds."""

    key_id: int
    actor: Actor
    left: int
    resets_in_s: int


def make_api_key(*, post_id: int, purpose: str, days: int, by: Actor, at: datetime) -> str:
    """
    Make a key for a system to work in an officer's post; return it, which is kept nowhere.

    Raise NotYours, OwnKey, NotInOffice or BadTerm.
    """
    with transaction.atomic():
        allow(by, SECURITY, title="发放接口密钥", title_en="issue an API key", at=at)
        least, most = KEY_DAYS
        if not least <= days <= most:
            raise BadTerm(least, most)
        holder = actor(post_id, day_of(at))
        if holder.id == by.id:
            raise OwnKey
        token = BEGINS + secrets.token_urlsafe(KEY_BYTES)
        key = ApiKey.objects.create(
            post_id=post_id, officer_id=holder.id, region=holder.region.code, purpose=purpose.strip(),
            digest=_digest(token), hint=token[: len(BEGINS) + SHOWN], made_by_id=by.id, made_at=at,
            expires_at=at + timedelta(days=days),
        )  # fmt: skip
        record(type="access.api_key_made", rows=[key], by=by, at=at)
        return token


def revoke_api_key(*, key_id: int, by: Actor, at: datetime) -> None:
    """Have a system's key open nothing from now on; one that is revoked already stays so. Raise NotYours or NoKey."""
    with transaction.atomic():
        allow(by, SECURITY, title="停用接口密钥", title_en="revoke an API key", at=at)
        key = ApiKey.objects.select_for_update().filter(pk=key_id).first()
        if key is None:
            raise NoKey(key_id)
        if key.revoked_at is None:
            key.revoked_by_id, key.revoked_at = by.id, at
            key.save(update_fields=["revoked_by", "revoked_at"])
            record(type="access.api_key_revoked", rows=[key], by=by, at=at)


def use_api_key(*, token: str, method: str, path: str, address: str, at: datetime) -> Used:
    """Return whose post a key opens, having kept the use; raise KeyOpensNothing, TooMany or TooFast."""
    key = ApiKey.objects.filter(digest=_digest(token)).first()
    holder = _holder(key, at) if key else None
    if key is None or holder is None:
        raise _failed(address, at)
    second = int(at.timestamp()) % CALLS_WITHIN_S
    since = at.replace(microsecond=0) - timedelta(seconds=second)
    with scope(holder.region):
        calls = KeyUse.objects.filter(key=key, at__gte=since).count()
        if calls >= CALLS:
            raise TooFast(CALLS_WITHIN_S - second)
        KeyUse.objects.create(
            key=key, region=holder.region.code, at=at, address=address, method=method[:8], path=path[:200]
        )
    return Used(key.pk, holder, CALLS - calls - 1, CALLS_WITHIN_S - second)


def _holder(key: ApiKey, at: datetime) -> Actor | None:
    """Return who works with a key, None where it opens nothing: revoked, expired, post given up, officer blocked."""
    if key.revoked_at is not None or key.expires_at <= at:
        return None
    if Key.objects.filter(officer_id=key.officer_id, blocked_at__isnull=False).exists():
        return None
    try:
        found = actor(key.post_id, day_of(at))
    except NotInOffice:
        return None
    return found if found.id == key.officer_id else None


def _failed(address: str, at: datetime) -> Refused:
    """Return why a key opens nothing, having kept the try; who guesses is shut out like anybody at the door."""
    with transaction.atomic():
        closed = shut(None, address, at)
        kept(None, closed[0] if closed else Outcome.WRONG_KEY, address, at)
    return closed[1] if closed else KeyOpensNothing()


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
