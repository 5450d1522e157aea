"""What the owner of a key does with it: choose a password, set up the codes of a telephone."""

from datetime import datetime

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.access.actions.giving import changed, held_key
from mingbai.access.codes import new_secret, opened_secret, sealed_secret, step_of
from mingbai.access.models import Key
from mingbai.access.refused import HasCodes, NotEntered, WeakPassword, WrongCode
from mingbai.evidence.actions import record

TELLTALE = 3  # characters of a name or number that make a password guessable


def change_password(*, officer_id: int, old: str, new: str, at: datetime) -> int:
    """Choose a password; return the key's new version. Raise NotEntered (the old one is wrong) or WeakPassword."""
    with transaction.atomic():
        key = held_key(officer_id)
        if not check_password(old, key.password):
            raise NotEntered
        _require_strong(key, old, new)
        key.password, key.must_change = make_password(new), False
        changed(key, officer_id, at, "password", "must_change")
        record(type="access.password_changed", rows=[key], by=officer_id, at=at)
        return key.version


def begin_factor(*, officer_id: int, at: datetime) -> str:
    """
    Make a secret for the owner's telephone and return it; it counts once `confirm_factor` saw a code of it.

    Raise HasCodes where codes count already: whoever finds a session open must not be able to switch them off.
    """
    with transaction.atomic():
        key, secret = held_key(officer_id), new_secret()
        if key.factor_since is not None:
            raise HasCodes
        key.factor_sealed, key.factor_since, key.factor_step = sealed_secret(key.pk, secret), None, 0
        key.changed_by_id, key.changed_at = officer_id, at
        key.save(update_fields=["factor_sealed", "factor_since", "factor_step", "changed_by", "changed_at"])
        record(type="access.factor_begun", rows=[key], by=officer_id, at=at)
        return secret


def confirm_factor(*, officer_id: int, code: str, at: datetime) -> int:
    """Have the codes count from now on; return the key's new version. Raise WrongCode."""
    with transaction.atomic():
        key = held_key(officer_id)
        step = None
        if key.factor_sealed is not None:
            step = step_of(opened_secret(key.pk, key.factor_sealed), code, at, key.factor_step)
        if step is None:
            raise WrongCode
        key.factor_since, key.factor_step = at, step
        changed(key, officer_id, at, "factor_since", "factor_step")
        record(type="access.factor_set", rows=[key], by=officer_id, at=at)
        return key.version


def _require_strong(key: Key, old: str, new: str) -> None:
    """Raise WeakPassword with all that is wrong with a new password."""
    wrong = ["same"] if new == old else []
    if any(len(known) >= TELLTALE and known in new for known in (key.officer.name, key.officer.number)):
        wrong.append("names")
    try:
        validate_password(new)
    except ValidationError as weak:
        wrong += [str(one.code) for one in weak.error_list]
    if wrong:
        raise WeakPassword(wrong)
