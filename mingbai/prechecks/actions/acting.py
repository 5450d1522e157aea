"""One act is one transaction; it asks who may, and says in words what the database refuses."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import IntegrityError, transaction

from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor
from mingbai.prechecks.models import Hold, Release
from mingbai.prechecks.refused import HoldDecided, ReleaseDecided
from mingbai.prechecks.states import HOLD, RELEASE
from mingbai.rosters.actions.acting import SAID as OF_ROSTERS
from mingbai.rosters.actions.acting import permit
from mingbai.rosters.refused import NotFromAwards, SamePerson
from mingbai.rosters.states import Move

SAID = {
    **OF_ROSTERS,
    "prechecks_gate_open": (
        "仍有未处理的差异，不能放行；请更正或调出后重新核对。",
        "A gate is open: have it corrected or moved, and check again.",
    ),
    "prechecks_released_as_checked": (
        "放行只依据最近一次核对，且名册须与核对时一致；请重新核对。",
        "A release rests on the latest check of what the roster now is: check again.",
    ),
    "prechecks_hold_unanswered": (
        "还有暂缓建议未答复，请先逐条答复。",
        "Questions whether to hold a line are open: answer them first.",
    ),
    "prechecks_accounts_confirmed": (
        "名册上还有未经第二人确认的收款账户，不能放行；请确认账户，或调出这些行。",
        "Accounts on the roster are not confirmed: have them confirmed, or the lines moved, before it is released.",
    ),
    "prechecks_released_when_equal": (
        "名册与审批不完全一致，不能放行。",
        "The roster is not what is approved, and is not released.",
    ),
    "prechecks_release_once": (
        "这份名册已申请放行或已放行。",
        "The release of this roster was asked for already, or done.",
    ),
    "prechecks_hold_ends_soon": (
        "暂缓不得超过规定的工作日。",
        "A hold lasts no longer than the working days allowed.",
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
        if "_is_not_" in name:
            raise SamePerson from error
        for beginning, (zh, en) in SAID.items():
            if name.startswith(beginning):
                raise NotFromAwards(zh, en) from error
        raise


def moved(record: Hold | Release, after: str, by: Actor | None, at: datetime) -> None:
    """Raise unless the actor, or the clock where there is none, may move a hold or release; set the state only."""
    moves = HOLD if isinstance(record, Hold) else RELEASE
    choices = [move for move in moves if move.after == after]
    for move in choices:
        if move.before == record.state:
            _allowed(move, record, by, at)
            record.state = str(after)
            return
    refused = HoldDecided if isinstance(record, Hold) else ReleaseDecided
    raise refused(choices[0].title, choices[0].title_en, record.pk, record.state)


def _allowed(move: Move, record: Hold | Release, by: Actor | None, at: datetime) -> None:
    """Raise unless this is the actor's to do; what nobody does but the clock needs nobody."""
    if move.by:
        assert by is not None, "a person decides"
        permit(move, Region(record.region), by, at)
