"""What every act here asks first, and how a constraint that people can run into comes back as a sentence."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Model

from mingbai.awards.models import Batch, Decision, Dossier
from mingbai.awards.refused import Conflicted, CoveredAlready, NotThere, OutOfPlace, SamePerson, WrongState
from mingbai.awards.states import DECISION, Kind, State
from mingbai.evidence.actions import record
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.actions.deciding import allow, day_of
from mingbai.offices.actor import Actor
from mingbai.offices.queries import require_listed
from mingbai.offices.refused import Refused
from mingbai.offices.roles import Role
from mingbai.people.queries import conflicted_households

M = TypeVar("M", bound=Model)
COUNTY_DIGITS = 6
HANDLER = frozenset({Role.HANDLER})
SAID = {  # constraint → why, and what to do
    "awards_one_certificate": (
        "本县已将这个证号发给另一户家庭，一证只归一户，请换一个证号。",
        "This certificate number is another household's: choose another.",
    ),
    "awards_one_notice_number": (
        "本县已有这个文号的告知书，请换一个文号。",
        "The county has a notice of this number already: choose another.",
    ),
    "awards_a_stock_comes_once": (
        "这批文件已经导入过，不会重复计入；如需更正请逐户办理变更。",
        "These files were taken in already and count once: correct what is wrong by changes.",
    ),
    "awards_one_version": (
        "另一名人员刚刚为同一救助提出了变更，请刷新后再看。",
        "Somebody proposed a change of this award a moment ago: look again.",
    ),
    "awards_kin_are_recused": (
        "经办、复核、确认人中有人与该家庭有近亲属备案，依规定回避，请由其他人员办理。",
        "Somebody who signs is filed as near kin of this household and must stand back: somebody else does this.",
    ),
}


@contextmanager
def acting() -> Iterator[None]:
    """Do an act in one transaction; raise Refused where a constraint that people can run into refuses it."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""
        if name == "awards_exclusive_programmes_never_overlap":
            raise CoveredAlready("有家庭成员", "", "", None) from error
        if name in SAID:
            raise Refused(*SAID[name]) from error
        raise


def require(by: Actor, roles: frozenset[Role], step: str, region: str, at: datetime, title: tuple[str, str]) -> None:
    """Raise unless the actor holds such a role today and is listed for the step there (R-002), within his division."""
    place = Region(region)
    allow(by, roles, title=title[0], title_en=title[1], at=at)
    if not by.region.contains(place):
        raise OutOfPlace(by.region.code, region)
    require_listed(step_id=step, by=by, region=place, on=day_of(at))


def stand_back(by: Actor, households: Collection[int], on: date) -> None:
    """Raise Conflicted where the actor is related to any of these households (YC-2022-2#2.1.7); one query."""
    related = conflicted_households(by.id, households, on)
    if related:
        raise Conflicted("近亲属", len(related))


def decide(decisions: Collection[Decision], after: State, by: Actor, at: datetime) -> None:
    """Raise unless the actor may now move all these decisions to a state; set the states, save nothing."""
    for decision in decisions:
        choices = [move for move in DECISION if move.after is after]
        move = next((move for move in choices if move.before == decision.state), None)
        if move is None:
            roles = {role for choice in choices for role in choice.by}
            raise WrongState(choices[0].title, choices[0].title_en, decision.state, roles)
        title = (move.title, move.title_en)
        require(by, move.by, _step(decision.kind, decision.is_stock, move.by), decision.region, at, title)
        if by.id in {decision.made_by, decision.reviewed_by}:
            raise SamePerson(*title)
        decision.state = after.value


def _step(kind: str, is_stock: bool, roles: frozenset[Role]) -> str:
    """Return the step of the list of responsibilities that a move of a decision is."""
    if Role.LEADER in roles:
        return "confirm"
    return "review" if kind == Kind.NEW.value and not is_stock else "change"


def locked(model: type[M], key: int, what: str, what_en: str) -> M:
    """Return a record within sight that nobody else changes until the act is done; raise NotThere if there is none."""
    found = model._default_manager.select_for_update().filter(pk=key).first()
    if found is None:
        raise NotThere(what, what_en, key)
    return found


def new_batch(*, region: str, title: str, by: Actor, at: datetime) -> Batch:
    """Return a fresh batch for changes proposed now."""
    month = Month.parse(day_of(at)).first_on
    return Batch.objects.create(region=region, kind="changes", title=title, month=month, made_by=by.id, made_at=at)


def log(act: str, batches: Collection[int], by: Actor, at: datetime) -> None:
    """Record what an act left of all decisions of these batches: one leaf a batch, its digest over all of them."""
    record(type=f"awards.{act}", rows=[Dossier(pk=batch) for batch in sorted(batches)], by=by, at=at)


def county_of(region: str) -> str:
    """Return the county's code (a city's without counties) of a village or township."""
    return region[:COUNTY_DIGITS]
