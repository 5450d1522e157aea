"""A county's offices, posts and responsibilities from one table: handed in again, it enters only what lacks."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from mingbai.kernel.region import Region
from mingbai.offices.actions import appoint, list_post, open_organisation, register_officer
from mingbai.offices.actor import Actor
from mingbai.offices.kinds import Kind
from mingbai.offices.models import Officer, Organisation, Post, Responsibility
from mingbai.offices.refused import Refused
from mingbai.offices.roles import ROLES, Role
from mingbai.offices.states import State

GONE = (State.REFUSED.value, State.ENDED.value)


@dataclass(frozen=True)
class Line:
    """One row: somebody in a post of an office, and the steps the post answers for."""

    row: int
    office: str
    kind: Kind
    region: Region
    officer: str
    number: str  # 工号
    role: Role
    title: str = ""
    steps: tuple[str, ...] = ()


@dataclass
class Staffed:
    """What was entered, what waits for the security administrator, and the rows that were refused."""

    offices: int = 0
    officers: int = 0
    posts: int = 0
    listings: int = 0
    waiting: int = 0  # posts whose steps are listed when the table comes again, once they are approved
    refused: list[tuple[int, Refused]] = field(default_factory=list)


def staff(lines: Iterable[Line], *, from_on: date, by: Actor, at: datetime) -> Staffed:
    """
    Enter what the table has and the desk has not: offices, officers, posts, and steps of posts in force.

    Everything is proposed only: posts count once the security administrator approves them, listings once a leader
    does. A refused row leaves nothing, the others go on; the same table once more enters only what is still missing.
    """
    done = Staffed()
    for line in lines:
        before = (done.offices, done.officers, done.posts, done.listings, done.waiting)
        try:
            with transaction.atomic():
                _enter(line, from_on, by, at, done)
        except Refused as refused:
            done.offices, done.officers, done.posts, done.listings, done.waiting = before
            done.refused.append((line.row, refused))
    return done


def _enter(line: Line, from_on: date, by: Actor, at: datetime, done: Staffed) -> None:
    office, officer = _office(line, from_on, by, at, done), _officer(line, by, at, done)
    held = Post.objects.filter(officer_id=officer, organisation_id=office, role=line.role.value)
    post = held.exclude(state__in=GONE).order_by("pk").first()
    if post is None:
        title = line.title or ROLES[line.role].title
        appoint(
            officer_id=officer, organisation_id=office, role=line.role, title=title, from_on=from_on, by=by, at=at
        )  # fmt: skip
        done.posts += 1
    elif post.state == State.PROPOSED.value:
        done.waiting += 1
    else:
        listed = set(Responsibility.objects.filter(post=post).exclude(state__in=GONE).values_list("step", flat=True))
        for step in (one for one in line.steps if one not in listed):
            list_post(step_id=step, post_id=post.pk, from_on=from_on, by=by, at=at)
            done.listings += 1


def _office(line: Line, from_on: date, by: Actor, at: datetime, done: Staffed) -> int:
    found = Organisation.objects.filter(region=line.region.code, kind=line.kind.value, name=line.office).first()
    if found is not None:
        return found.pk
    done.offices += 1
    return open_organisation(name=line.office, kind=line.kind, region=line.region, opened_on=from_on, by=by, at=at)


def _officer(line: Line, by: Actor, at: datetime, done: Staffed) -> int:
    found = Officer.objects.filter(number=line.number).first()
    if found is None:
        done.officers += 1
        return register_officer(name=line.officer, number=line.number, by=by, at=at)
    if found.name != line.officer:
        raise Refused(
            f"工号{line.number}已登记为{found.name}，与表中的{line.officer}不是一人；请核对工号。",
            f"Staff number {line.number} is {found.name}'s, not {line.officer}'s: look the number up.",
        )
    return found.pk
