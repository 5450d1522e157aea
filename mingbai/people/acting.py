"""What every act here asks first, and how a constraint that people can run into comes back as a sentence."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Protocol, TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Model

from mingbai.kernel.region import Region
from mingbai.offices.actions.deciding import allow, day_of
from mingbai.offices.actor import Actor
from mingbai.offices.queries import require_listed
from mingbai.offices.refused import Refused
from mingbai.people.refused import KnownAlready, NotThere, OutOfPlace, SamePerson, WrongState
from mingbai.people.states import HANDLES, Move, State

M = TypeVar("M", bound=Model)
KEEP_DATA = "keep_data"
SAID = {  # how the constraint's name begins → why, and what to do
    "people_one_household_at_a_time": (
        "此人在这段时间已属于另一户；请先在原户办理迁出，再加入本户。",
        "The person belongs to another household at that time: end that membership first.",
    ),
    "people_one_head_at_a_time": (
        "本户在这段时间已有户主；请先终止原户主的成员关系。",
        "The household has a head at that time: end that membership first.",
    ),
    "people_one_household": (
        "本县已有这个家庭编号，请核对，或换一个编号。",
        "The county has a household of that number: check it, or choose another.",
    ),
    "people_one_live_account": (
        "这个账户已为其登记，不必重复；如需变更请先停用原账户。",
        "This account is registered already: close it first if something about it changed.",
    ),
    "people_one_card_of_a_batch": (
        "这一批次已为该人员登记过一张卡，请核对批次。",
        "This batch has a card for the person already: check the batch.",
    ),
    "people_one_person_an_officer": (
        "该工作人员已登记了身份；请先终止原登记。",
        "The officer is registered as a person already: end that first.",
    ),
}
FILED_ONCE = (
    "已有一份待受理或生效中的同类备案；请先终止原备案再重新申报。",
    "Such a filing is waiting or in force already: end it before filing anew.",
)


class Stateful(Protocol):
    """What is entered by one and confirmed by another."""

    state: str
    made_by: int


@contextmanager
def acting() -> Iterator[None]:
    """Do an act in one transaction; raise Refused where a constraint that people can run into refuses it."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""
        if name == "people_one_person":
            raise KnownAlready(None) from error
        for beginning, (zh, en) in SAID.items():
            if name.startswith(beginning):
                raise Refused(zh, en) from error
        if name.endswith("_filed_once"):
            raise Refused(*FILED_ONCE) from error
        if name.endswith(("_ends_after_it_begins", "_after_opening", "_after_issue", "_after_birth")):
            raise Refused("结束的日期不能早于开始的日期。", "It cannot end before it begins.") from error
        raise


def keeps_data(by: Actor, region: Region, at: datetime, *, title: str, title_en: str) -> None:
    """Raise unless the actor is a handler in office, in whose division it lies, listed for keeping data (R-002)."""
    allow(by, HANDLES, title=title, title_en=title_en, at=at)
    require_within(by, region)
    require_listed(step_id=KEEP_DATA, by=by, region=region, on=day_of(at))


def require_within(by: Actor, region: Region) -> None:
    """Raise OutOfPlace unless a division lies in the actor's."""
    if not by.region.contains(region):
        raise OutOfPlace(by.region.code, region.code)


def decide(moves: Iterable[Move], record: Stateful, after: State, by: Actor, at: datetime) -> None:
    """Raise unless the actor may now move the record to a state; set the state, save nothing."""
    choices = [move for move in moves if move.after is after]
    assert choices, f"no move leads to {after}"
    for move in choices:
        if move.before == record.state:
            allow(by, move.by, title=move.title, title_en=move.title_en, at=at)
            if after in (State.CONFIRMED, State.REFUSED) and by.id == record.made_by:
                raise SamePerson(move.title, move.title_en)
            record.state = after.value
            return
    raise WrongState(choices[0].title, choices[0].title_en, record.state, choices[0].by)


def locked(model: type[M], key: int, what: str, what_en: str) -> M:
    """Return a record within sight that nobody else changes until the act is done; raise NotThere if there is none."""
    found = model._default_manager.select_for_update().filter(pk=key).first()
    if found is None:
        raise NotThere(what, what_en, key)
    return found


def today(at: datetime) -> date:
    """Return the day a moment falls on here."""
    return day_of(at)
