"""Keys are given by the system administrator, blocked by either administrator, and opened again by the other one."""

import secrets
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction

from mingbai.access.limits import FIRST_PASSWORD_BYTES
from mingbai.access.models import Key
from mingbai.access.refused import KeysGiven, NoKey, OwnKey
from mingbai.evidence.actions import record
from mingbai.offices.actions.deciding import SYSTEM, allow
from mingbai.offices.actor import Actor
from mingbai.offices.queries import founding_officers, is_officer
from mingbai.offices.roles import Role

SECURITY = frozenset({Role.SECURITY_ADMINISTRATOR})


def give_first_keys(*, at: datetime) -> dict[str, str]:
    """
    Give the administrators who founded the desk their keys; return staff number → first password.

    Done at the machine itself, once: raise KeysGiven when there is any key.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:  # of two who do it at once, the second finds it done
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('access.first_keys'))")
        if Key.objects.exists():
            raise KeysGiven
        passwords = {officer: _first_password() for officer in founding_officers()}
        keys = [_new(officer.pk, passwords[officer], None, at) for officer in passwords]
        record(type="access.given", rows=keys, by=None, at=at)
        return {officer.number: password for officer, password in passwords.items()}


def give_key(*, officer_id: int, by: Actor, at: datetime) -> str:
    """Give an officer a key, or a new first password for a lost one; return the password, which is kept nowhere."""
    with transaction.atomic():
        allow(by, SYSTEM, title="发放账号", title_en="issue a user account", at=at)
        if officer_id == by.id:
            raise OwnKey
        if not is_officer(officer_id):
            raise NoKey(officer_id)
        password, key = _first_password(), Key.objects.select_for_update().filter(officer_id=officer_id).first()
        if key is None:
            key = _new(officer_id, password, by.id, at)
        else:
            key.password, key.must_change = make_password(password), True
            changed(key, by.id, at, "password", "must_change")
        record(type="access.given", rows=[key], by=by, at=at)
        return password


def block(*, officer_id: int, by: Actor, at: datetime) -> None:
    """Close the door to an officer at once: open sessions end too."""
    with transaction.atomic():
        allow(by, SYSTEM | SECURITY, title="停用账号", title_en="block a user account", at=at)
        key = held_key(officer_id)
        key.blocked_at = at
        changed(key, by.id, at, "blocked_at")
        record(type="access.blocked", rows=[key], by=by, at=at)


def unblock(*, officer_id: int, by: Actor, at: datetime) -> None:
    """Open the door again; for the security administrator, and never for oneself."""
    with transaction.atomic():
        key = _others_key(officer_id, by, "恢复账号", "open a key again", at)
        key.blocked_at = None
        changed(key, by.id, at, "blocked_at")
        record(type="access.unblocked", rows=[key], by=by, at=at)


def reset_factor(*, officer_id: int, by: Actor, at: datetime) -> None:
    """Forget the secret of a lost telephone; its owner sets another up at the next entrance."""
    with transaction.atomic():
        key = _others_key(officer_id, by, "重置动态口令", "reset the codes", at)
        key.factor_sealed = key.factor_since = None
        changed(key, by.id, at, "factor_sealed", "factor_since")
        record(type="access.factor_reset", rows=[key], by=by, at=at)


def held_key(officer_id: int) -> Key:
    """Return an officer's key, which nobody else changes until the act is done; raise NoKey."""
    key = Key.objects.select_for_update().filter(officer_id=officer_id).first()
    if key is None:
        raise NoKey(officer_id)
    return key


def changed(key: Key, by: int, at: datetime, *columns: str) -> None:
    """Save a change of a key; whatever was opened with it as it was is closed."""
    key.version, key.changed_by_id, key.changed_at = key.version + 1, by, at
    key.save(update_fields=[*columns, "version", "changed_by", "changed_at"])


def _others_key(officer_id: int, by: Actor, title: str, title_en: str, at: datetime) -> Key:
    allow(by, SECURITY, title=title, title_en=title_en, at=at)
    if officer_id == by.id:
        raise OwnKey
    return held_key(officer_id)


def _new(officer_id: int, password: str, by: int | None, at: datetime) -> Key:
    return Key.objects.create(
        officer_id=officer_id, password=make_password(password), made_by_id=by, changed_by_id=by, changed_at=at
    )


def _first_password() -> str:
    return secrets.token_urlsafe(FIRST_PASSWORD_BYTES)
