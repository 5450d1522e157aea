"""One act is one transaction; it asks who may, and says in words what the database refuses."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Protocol, TypeVar

from django.db import IntegrityError, connection, transaction
from django.db.models import Model

from mingbai.kernel.region import Region
from mingbai.offices.actions.deciding import allow, day_of
from mingbai.offices.actor import Actor
from mingbai.offices.queries import require_listed
from mingbai.offices.refused import Refused
from mingbai.receipts.refused import MonthClosed, NotThere, NotYourOffice, OutOfPlace, SamePerson, WrongState
from mingbai.receipts.states import Move

M = TypeVar("M", bound=Model)
SAID = {  # how the constraint's name begins → why, and what to do
    "receipts_statement_once": (
        "这份账单正在由别人导入，请稍后再看。",
        "Somebody is delivering this statement just now: look again in a moment.",
    ),
    "receipts_balance_once": ("这份余额对账单已经登记。", "This balance was entered already."),
    "receipts_difference_is_explained": ("余额不符须写明原因。", "Say why the balances differ."),
    "receipts_signed_once": ("这一步已经签过字。", "This step was signed already."),
    "receipts_match_is_equal": (
        "三方数据在核对过程中变动，未记录；请重新核对。",
        "The three lists changed while they were compared; nothing was recorded: match again.",
    ),
}


class Stateful(Protocol):
    """What has a state and lies in a division."""

    state: str
    region: str


@contextmanager
def acting() -> Iterator[None]:
    """Do an act in one transaction; raise Refused where a constraint that people can run into refuses it."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        name = constraint_of(error)
        if "_is_not_" in name or name == "receipts_signed_by_different_people":
            raise SamePerson from error
        if name in ("receipts_closed_stays_closed", "receipts_month_closed_once"):
            raise MonthClosed from error
        for beginning, (zh, en) in SAID.items():
            if name.startswith(beginning):
                raise Refused(zh, en) from error
        raise


def constraint_of(error: IntegrityError) -> str:
    """Return the name of the guard that refused."""
    return getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""


def permit(move: Move, region: Region, by: Actor, at: datetime) -> None:
    """Raise a Refused unless the actor may make this move there and then."""
    allow(by, move.by, title=move.title, title_en=move.title_en, at=at)
    if by.party not in move.kinds:
        raise NotYourOffice(move.title, move.title_en, sorted(move.kinds))
    if not by.region.contains(region):
        raise OutOfPlace(by.region.code, region.code)
    if move.step:
        require_listed(step_id=move.step, by=by, region=region, on=day_of(at))


def move_to(moves: tuple[Move, ...], record: Stateful, after: str, by: Actor, at: datetime) -> None:
    """Raise unless the actor may now move the record to a state; set the state, save nothing."""
    choices = [move for move in moves if move.after == after]
    for move in choices:
        if move.before == record.state:
            permit(move, Region(record.region), by, at)
            record.state = str(after)
            return
    raise WrongState(choices[0].title, choices[0].title_en, record.state)


def locked(model: type[M], key: int, what: str, what_en: str) -> M:
    """Return a record that nobody else changes until the act is done; raise NotThere if there is none in sight."""
    found = model._default_manager.select_for_update(of=("self",)).filter(pk=key).first()
    if found is None:
        raise NotThere(what, what_en, key)
    return found


def alone(region: Region) -> None:
    """Wait until nobody else delivers or matches receipts of a division; held until the transaction ends."""
    ask("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"receipts/{region}"])


@contextmanager
def set_wise() -> Iterator[None]:
    """
    Have whole sets joined by hashing them.

    What a month brings was written a moment ago: no statistics tell the planner how much it is, and it would look rows
    up one by one, each among all the others.
    """
    changed("SET LOCAL enable_nestloop = off")
    yield
    changed("SET LOCAL enable_nestloop = on")


def ask(sql: str, facts: Any = None) -> list[tuple[Any, ...]]:
    """Return the rows of a statement; none for one that gives none."""
    with connection.cursor() as cursor:
        cursor.execute(sql, facts)
        return list(cursor.fetchall()) if cursor.description else []


def changed(sql: str, facts: Any = None) -> int:
    """Do a statement; return how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(sql, facts)
        return int(cursor.rowcount)
