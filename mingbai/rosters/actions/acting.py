"""One act is one transaction; it asks who may, where the roster stands, and says in words what the database refuses."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Model

from mingbai.evidence.actions import record
from mingbai.kernel.region import Region
from mingbai.offices.actions.deciding import allow, day_of
from mingbai.offices.actor import Actor
from mingbai.offices.queries import require_listed
from mingbai.rosters.models import Roster, Sheet
from mingbai.rosters.refused import (
    Changed,
    NoSuchRoster,
    NotFromAwards,
    NotYourOffice,
    OutOfPlace,
    SamePerson,
    Unsigned,
    WrongState,
)
from mingbai.rosters.states import Move, State

M = TypeVar("M", bound=Model)

SAID = {  # how the constraint's name begins → what has happened
    "rosters_line_from_award": (
        "名册行与审批不一致，未写入；名册只能由生效的审批生成。",
        "A line is not what its award and decision say; nothing was written: rosters come from awards in force alone.",
    ),
    "rosters_amount_is_the_decisions": (
        "名册金额与审批决定不一致，未写入；请先核对该户当月各期金额。",
        "What is rostered for the month is not what the decision grants; nothing was written.",
    ),
    "rosters_line_once": (
        "同一对象同一项目当月已列入名册，不能重复列入。",
        "The same recipient is on a roster of the month for this programme already.",
    ),
    "rosters_award_once": (
        "该审批当月已列入名册，不能重复列入。",
        "This award is on a roster of the month already.",
    ),
    "rosters_line_in_open_roster": (
        "名册已封存或放行，不能再增加行；有变动请走补充名册。",
        "The roster is frozen or released and takes no more lines: use a supplementary one.",
    ),
    "rosters_line_leaves": (
        "名册行须经两人同意才能调出，放行后不得调出。",
        "A line leaves its roster by two people's agreement, before release.",
    ),
    "rosters_frozen_as_it_is": (
        "名册内容与其指纹不符，不能封存或放行；请立即报告，保护现场。",
        "The roster is not what its digest says: it is neither frozen nor released. Report this at once.",
    ),
    "rosters_minutes_once": ("这份会议纪要已经登记过。", "These minutes were entered before."),
    "rosters_minutes_have_their_paper": (
        "会议纪要须附签字件的SHA-256摘要（64位十六进制）。",
        "Minutes come with the SHA-256 of the signed paper, 64 hexadecimal digits.",
    ),
    "rosters_minutes_say_something": (
        "会议纪要须写明参会人员和意见。",
        "Minutes say who was there and what was decided.",
    ),
    "rosters_departs_once": ("这一行已经申请调出。", "This line was asked to leave already."),
    "rosters_departure_has_a_reason": ("请写明调出理由。", "Say why the line leaves."),
}


@contextmanager
def acting() -> Iterator[None]:
    """Do an act in one transaction; raise Refused where a constraint that people can run into refuses it."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        said: Any = getattr(error.__cause__, "diag", None)
        name = getattr(said, "constraint_name", None) or ""
        if "_is_not_" in name:
            raise SamePerson from error
        if name == "rosters_village_unsigned":
            raise Unsigned(said.message_detail.split()) from error
        for beginning, (zh, en) in SAID.items():
            if name.startswith(beginning):
                raise NotFromAwards(zh, en) from error
        raise


def log(act: str, roster_ids: Iterable[int], by: Actor, at: datetime) -> None:
    """Record what an act left of rosters, their lines included."""
    sheets = [Sheet(pk=roster_id) for roster_id in roster_ids]  # which the log reads by itself
    record(type=f"rosters.{act}", rows=sheets, by=by, at=at)


def locked(model: type[M], key: int, *, what: str = "名册", what_en: str = "roster") -> M:
    """Return a record that nobody else changes until the act is done; raise NoSuchRoster if there is none here."""
    found = model._default_manager.select_for_update(of=("self",)).filter(pk=key).first()
    if found is None:
        raise NoSuchRoster(what, what_en, key)
    return found


def require_seen(*, roster_id: int, seen: str) -> None:
    """
    Raise Changed unless a roster's digest begins as somebody saw it; nobody changes it until the transaction ends.

    To be asked in the same transaction as the act it is about; an empty `seen` asks nothing.
    """
    if seen and not (roster := locked(Roster, roster_id)).digest.startswith(seen.lower()):
        raise Changed(roster_id, roster.digest)


def permit(move: Move, region: Region, by: Actor, at: datetime) -> None:
    """Raise a Refused unless the actor may make this move there and then."""
    allow(by, move.by, title=move.title, title_en=move.title_en, at=at)
    if by.party not in move.kinds:
        raise NotYourOffice(move.title, move.title_en, move.kinds)
    if not by.region.contains(region):
        raise OutOfPlace(by.region.code, region.code)
    if move.step:
        require_listed(step_id=move.step, by=by, region=region, on=day_of(at))


def move_to(moves: Iterable[Move], roster: Roster, after: State, by: Actor, at: datetime) -> None:
    """Raise unless the actor may now move the roster to a state; set the state, save nothing."""
    choices = [move for move in moves if move.after == after]
    for move in choices:
        if move.before == roster.state:
            permit(move, Region(roster.region), by, at)
            roster.state = after.value
            return
    raise WrongState(choices[0].title, choices[0].title_en, roster.pk, roster.state)
