"""Coming in: a staff number and a password, then a code where the officer has a telephone for it; every try is kept."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import check_password, make_password
from django.db import connection, models, transaction

from mingbai.access.codes import opened_secret, step_of
from mingbai.access.limits import FROM_ONE_ADDRESS, OF_ONE_OFFICER, WITHIN
from mingbai.access.models import Key, Try
from mingbai.access.outcomes import FAILED, Outcome
from mingbai.access.refused import Blocked, NotEntered, TooMany, WrongCode
from mingbai.offices.refused import Refused


@dataclass(frozen=True)
class Entered:
    """Whose key it was, how it stood, and what is still to do."""

    officer_id: int
    version: int
    must_change: bool
    needs_code: bool


def enter(*, number: str, password: str, address: str, at: datetime) -> Entered:
    """Open the door with a staff number and a password; raise NotEntered, Blocked or TooMany. Every try is kept."""
    with transaction.atomic():
        key = Key.objects.select_for_update(of=("self",)).filter(officer__number=number.strip()).first()
        outcome, closed = _password_tried(key, password, address, at)
        kept(key, outcome, address, at)
    if closed is not None:
        raise closed
    assert key is not None, "opened by nobody"
    return Entered(key.officer_id, key.version, key.must_change, outcome is Outcome.CODE_NEXT)


def confirm_code(*, officer_id: int, code: str, address: str, at: datetime) -> None:
    """Open the rest of the door with a code; raise WrongCode, Blocked or TooMany."""
    with transaction.atomic():
        key = Key.objects.select_for_update().get(officer_id=officer_id)
        outcome, closed = _code_tried(key, code, address, at)
        kept(key, outcome, address, at)
    if closed is not None:
        raise closed


def _password_tried(key: Key | None, password: str, address: str, at: datetime) -> tuple[Outcome, Refused | None]:
    closed = shut(key, address, at)
    if closed is not None:
        return closed
    if key is None:
        make_password(password)  # takes as long as looking at a real one
        return Outcome.UNKNOWN, NotEntered()
    if not check_password(password, key.password):
        return Outcome.WRONG, NotEntered()
    return Outcome.ENTERED if key.factor_since is None else Outcome.CODE_NEXT, None


def _code_tried(key: Key, code: str, address: str, at: datetime) -> tuple[Outcome, Refused | None]:
    closed = shut(key, address, at)
    if closed is not None:
        return closed
    assert key.factor_sealed is not None, "a code is asked of those who have a secret"
    step = step_of(opened_secret(key.pk, key.factor_sealed), code, at, key.factor_step)
    if step is None:
        return Outcome.WRONG_CODE, WrongCode()
    key.factor_step = step
    key.save(update_fields=["factor_step"])
    return Outcome.ENTERED, None


def shut(key: Key | None, address: str, at: datetime) -> tuple[Outcome, Refused] | None:
    """Return why not even a right password is looked at."""
    if key is None:  # who guesses numbers is counted together, in turn
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('access.from/' || %s))", [address])
    elif key.blocked_at is not None:
        return Outcome.BLOCKED, Blocked()
    recent = Try.objects.filter(at__gt=at - WITHIN)
    if key is not None:
        failures = _since_entered(recent.filter(officer_id=key.officer_id))
        if len(failures) >= OF_ONE_OFFICER:
            return Outcome.TOO_MANY, TooMany(failures[OF_ONE_OFFICER - 1] + WITHIN)
    there = recent.filter(address=address, outcome__in=FAILED).order_by("-at").values_list("at", flat=True)
    failures = list(there[:FROM_ONE_ADDRESS])
    if len(failures) >= FROM_ONE_ADDRESS:
        return Outcome.TOO_MANY, TooMany(failures[-1] + WITHIN)
    return None


def _since_entered(tries: "models.QuerySet[Try]") -> list[datetime]:
    """Return when an officer's tries failed, newest first, back to the last that opened."""
    failures: list[datetime] = []
    for outcome, at in tries.order_by("-at", "-pk").values_list("outcome", "at"):
        if outcome == Outcome.ENTERED:
            break
        if outcome in FAILED:
            failures.append(at)
    return failures


def kept(key: Key | None, outcome: Outcome, address: str, at: datetime) -> None:
    """Keep a try."""
    Try.objects.create(officer_id=key.officer_id if key else None, at=at, address=address, outcome=outcome.value)
