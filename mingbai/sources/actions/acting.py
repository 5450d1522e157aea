"""One act is one transaction in the actor's division; what a constraint refuses comes back as a sentence."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import DataError, IntegrityError

from mingbai.kernel.region import Region
from mingbai.offices.actions.deciding import allow
from mingbai.offices.actor import Actor, working_as
from mingbai.offices.refused import Refused
from mingbai.offices.roles import Role
from mingbai.sources.models import Delivery
from mingbai.sources.refused import NotOurs, Unknown, WrongMove
from mingbai.sources.states import DELIVERY, State

SAID = {  # how the constraint's name begins → why, and what to do
    "sources_department_named": ("请写明来源部门。", "Say which department sent the list."),
    "sources_one_version": (
        "刚刚有人导入了同一名单的新版，请重试。",
        "Somebody has just imported one: try again.",
    ),
    "sources_one_in_use": (
        "刚刚有人启用了同一名单的另一版，请重试。",
        "Somebody has just taken another up: try again.",
    ),
    "sources_same_file_once": ("同一文件刚刚由他人导入。", "Somebody has just imported this very file."),
    "sources_released_by_somebody": ("放行或退回须写明理由。", "Say why it is released or refused."),
    "sources_query_for_something": ("请写明查询所依据的案件或计划编号。", "Say for which case or plan you ask."),
    "sources_disposed_with_reason": ("处置须写明理由。", "Say on what grounds the hit is disposed of."),
    "sources_hit_once": ("刚刚有人做了同一比对，请重试。", "Somebody has just made this comparison: try again."),
    "sources_disposal_hit": ("这条命中已经处置。", "This hit has been disposed of already."),
}


@contextmanager
def acting(by: Actor) -> Iterator[None]:
    """Do an act in one transaction that sees the actor's division; raise Refused for what people can run into."""
    try:
        with working_as(by):
            yield
    except DataError as error:  # a name or a number of a letter beyond what its column holds
        raise Refused(
            "部门名称不超过60字，文号不超过100字，理由不超过200字；请缩短后重试。",
            "A department has 60 characters at most, a letter's number 100, a reason 200: shorten it and try again.",
        ) from error
    except IntegrityError as error:
        name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""
        for beginning, (zh, en) in SAID.items():
            if name.startswith(beginning):
                raise Refused(zh, en) from error
        raise


def require_place(by: Actor, region: Region) -> None:
    """Raise NotOurs unless the division is the actor's or lies in it."""
    if not by.region.contains(region):
        raise NotOurs(region.code, by.region.code)


def locked(delivery_id: int) -> Delivery:
    """Return a list that nobody else changes until the act is done; raise Unknown if the actor sees none."""
    found = Delivery.objects.select_for_update().filter(pk=delivery_id).first()
    if found is None:
        raise Unknown(f"没有编号为{delivery_id}的名单。", f"There is no list {delivery_id}: check the number.")
    return found


def moved(delivery: Delivery, after: State, by: Actor, at: datetime) -> None:
    """Set a list's state, save nothing; raise unless the actor may make that move now."""
    choices = [move for move in DELIVERY if move.after is after]
    for move in choices:
        if move.before == delivery.state:
            allow_(by, move.by, (move.title, move.title_en), at)
            delivery.state = after.value
            return
    raise WrongMove(choices[0].title, choices[0].title_en, delivery.state)


def allow_(by: Actor, roles: Iterable[Role], title: tuple[str, str], at: datetime) -> None:
    """Raise unless the actor holds one of these roles today."""
    allow(by, roles, title=title[0], title_en=title[1], at=at)
