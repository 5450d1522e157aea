"""One act is one transaction; it asks who may, where the record stands, and says in words what the database refuses."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Protocol, TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Model

from mingbai.kernel.region import Region
from mingbai.offices.actions.deciding import allow, day_of
from mingbai.offices.actor import Actor
from mingbai.offices.queries import require_listed
from mingbai.offices.refused import Refused
from mingbai.payments.refused import (
    NotReleased,
    NotThere,
    NotYourOffice,
    OutOfPlace,
    PaidAlready,
    SamePerson,
    WrongState,
)
from mingbai.payments.states import Move

M = TypeVar("M", bound=Model)
PAID = (
    *("payments_line_once", "payments_paid_once", "payments_one_successor", "payments_payment_end_to_end_id"),
    *("payments_bankfile_message_id", "payments_state_is_stale"),
)
SAID = {  # how the constraint's name begins → why, and what to do
    "payments_plan_once": ("这个文号已登记过用款计划。", "A plan of use of this number is entered already."),
    "payments_plan_after_the_meeting": (
        "用款计划须附局务会议纪要，请先登记纪要。",
        "A plan of use needs the minutes of the bureau's meeting: enter them first.",
    ),
    "payments_special_once": ("这个账户已经登记。", "This account is registered already."),
    "payments_pair_once": ("这个账户对已经登记。", "This pair is registered already."),
    "payments_change_once": ("这一笔已经申请过变更账户。", "A change of account was asked for this payment already."),
    "payments_change_is_one": ("新账户与原账户相同。", "The account is the one it was before."),
    "payments_urgent_is_small": (
        "金额超过本地先行救助限额，请按一般程序办理。",
        "The sum is above what the locality allows at once: take the ordinary way.",
    ),
    "payments_follows_a_failed_attempt": (
        "重发须在上一次确认失败之后；账户有变更的，须另经两人审批。",
        "Another attempt follows one that failed, and another account needs two people's approval.",
    ),
    "payments_to_a_confirmed_account": (
        "收款账户未经第二人确认或不属于收款人，请先核实账户。",
        "The account is not confirmed by a second person, or is not the payee's.",
    ),
    "payments_file_holds_what_it_says": (
        "代发文件与其明细不符，未占用资金；请立即报告。",
        "The file does not hold what it says: no money was set aside. Report this.",
    ),
    "payments_file_has_money_and_payer": (
        "资金未到位或付款账户未批准，不能编制代发文件。",
        "No money has arrived, or the account that pays is not approved.",
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
        if "_is_not_" in name:
            raise SamePerson from error
        if name.startswith(PAID):
            raise PaidAlready from error
        if name.startswith("payments_pays_what_was_released"):
            raise NotReleased from error
        for beginning, (zh, en) in SAID.items():
            if name.startswith(beginning):
                raise Refused(zh, en) from error
        raise


def constraint_of(error: IntegrityError) -> str:
    """Return the name of the guard that refused."""
    return getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""


def locked(model: type[M], key: int, what: str, what_en: str) -> M:
    """Return a record that nobody else changes until the act is done; raise NotThere if there is none in sight."""
    return locked_all(model, [key], what, what_en)[0]


def locked_all(model: type[M], keys: Collection[int], what: str, what_en: str) -> list[M]:
    """Return records, in the order of their keys, as `locked` does; two acts never wait for each other in a circle."""
    found = list(model._default_manager.select_for_update(of=("self",)).filter(pk__in=set(keys)).order_by("pk"))
    if missing := set(keys) - {one.pk for one in found}:
        raise NotThere(what, what_en, min(missing))
    return found


def permit(move: Move, region: Region, by: Actor, at: datetime) -> None:
    """Raise a Refused unless the actor may make this move there and then."""
    allow(by, move.by, title=move.title, title_en=move.title_en, at=at)
    if by.party is not move.kind:
        raise NotYourOffice(move.title, move.title_en, move.kind)
    if not by.region.contains(region):
        raise OutOfPlace(by.region.code, region.code)
    if move.step:
        require_listed(step_id=move.step, by=by, region=region, on=day_of(at))


def move_to(moves: Iterable[Move], record: Stateful, after: str, by: Actor, at: datetime) -> None:
    """Raise unless the actor may now move the record to a state; set the state, save nothing."""
    move_all(moves, [record], after, by, at)


def move_all(moves: Iterable[Move], records: Iterable[Stateful], after: str, by: Actor, at: datetime) -> None:
    """Move every record as `move_to` does, asking once for those of one state and division."""
    choices = [move for move in moves if move.after == after]
    begins = {str(move.before): move for move in choices}
    permitted: set[tuple[str, str]] = set()
    for record in records:
        if record.state not in begins:
            raise WrongState(choices[0].title, choices[0].title_en, record.state)
        if (record.state, record.region) not in permitted:
            permit(begins[record.state], Region(record.region), by, at)
            permitted.add((record.state, record.region))
        record.state = str(after)
