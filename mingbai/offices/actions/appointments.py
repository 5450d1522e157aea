"""Appointments: one administrator proposes, another approves, and nobody approves his own."""

from datetime import date, datetime

from mingbai.evidence.actions import record
from mingbai.kernel.region import Region
from mingbai.offices.actions.acting import acting, locked
from mingbai.offices.actions.deciding import SYSTEM, allow, day_of, decide
from mingbai.offices.actor import Actor
from mingbai.offices.kinds import TITLES, Kind
from mingbai.offices.models import Officer, Organisation, Post
from mingbai.offices.queries import meets_another_duty
from mingbai.offices.refused import AdministratesToo, OutOfPlace, SamePerson
from mingbai.offices.roles import ROLES, Role
from mingbai.offices.states import APPOINTMENT, State


def appoint(
    *,
    officer_id: int,
    organisation_id: int,
    role: Role,
    title: str,
    region: Region | None = None,
    from_on: date,
    until_on: date | None = None,
    by: Actor,
    at: datetime,
) -> int:
    """
    Propose a post for an officer, in the organisation's division or a part of it; return the post's id.

    It counts once the security administrator has approved it. Raise OutOfPlace, AdministratesToo, SamePerson.
    """
    with acting():
        allow(by, SYSTEM, title="提出任职", title_en="propose an appointment", at=at)
        officer = locked(Officer, officer_id)
        organisation = locked(Organisation, organisation_id)
        place = region or Region(organisation.region)
        _fits(organisation, role, place, from_on)
        if officer.pk == by.id:
            raise SamePerson
        if meets_another_duty(officer.pk, role, from_on, until_on):
            raise AdministratesToo
        post = Post.objects.create(
            officer=officer,
            organisation=organisation,
            organisation_region=organisation.region,
            region=place.code,
            role=role.value,
            title=title,
            from_on=from_on,
            until_on=until_on,
            state=State.PROPOSED.value,
            made_by_id=by.id,
            made_at=at,
        )
        record(type="offices.proposed", rows=[post], by=by, at=at)
        return post.pk


def approve_post(*, post_id: int, by: Actor, at: datetime) -> None:
    """Let a proposed post count."""
    with acting():
        post = locked(Post, post_id)
        decide(APPOINTMENT, post, State.IN_FORCE, by, at)
        if by.id in {post.made_by_id, post.officer_id}:
            raise SamePerson
        post.approved_by_id, post.approved_at = by.id, at
        post.save(update_fields=["state", "approved_by", "approved_at"])
        record(type="offices.approved", rows=[post], by=by, at=at)


def refuse_post(*, post_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Refuse a proposed post, with the reason."""
    with acting():
        post = locked(Post, post_id)
        decide(APPOINTMENT, post, State.REFUSED, by, at)
        post.reason = reason
        post.save(update_fields=["state", "reason"])
        record(type="offices.refused", rows=[post], by=by, at=at)


def end_post(*, post_id: int, until_on: date, reason: str, by: Actor, at: datetime) -> None:
    """End a post; `until_on` is the first day it no longer counts, today or later: what was done in it stays done."""
    with acting():
        post = locked(Post, post_id)
        decide(APPOINTMENT, post, State.ENDED, by, at)
        if by.id == post.officer_id:
            raise SamePerson
        if until_on < day_of(at):
            raise OutOfPlace(
                f"任职不能终止在过去（{until_on}）：当时已办理的事项仍然有效。",
                f"A post cannot end in the past ({until_on}): what was done in it since would lose its author.",
            )
        post.until_on, post.reason, post.ended_by_id, post.ended_at = until_on, reason, by.id, at
        post.save(update_fields=["state", "until_on", "reason", "ended_by", "ended_at"])
        record(type="offices.ended", rows=[post], by=by, at=at)


def _fits(organisation: Organisation, role: Role, place: Region, on: date) -> None:
    """Raise OutOfPlace unless such an organisation has such a role, there and then."""
    about = ROLES[role]
    if Kind(organisation.kind) not in about.kinds:
        zh, en = TITLES[Kind(organisation.kind)]
        has = [TITLES[kind] for kind in sorted(about.kinds)]
        raise OutOfPlace(
            f"{zh}没有“{about.title}”这一岗位角色；它属于{'、'.join(kind for kind, _ in has)}。",
            f"There is no {about.title_en} in {en}: it belongs to {', '.join(kind for _, kind in has)}.",
        )
    if not Region(organisation.region).contains(place):
        raise OutOfPlace(
            f"“{organisation.name}”管辖{organisation.region}，岗位不能设在{place}。",
            f"“{organisation.name}” is responsible for {organisation.region}: a post in {place} lies outside.",
        )
    if on < organisation.opened_on or (organisation.closed_on and on >= organisation.closed_on):
        raise OutOfPlace(
            f"“{organisation.name}”在{on}尚未设立或已撤销。", f"“{organisation.name}” did not exist on {on}."
        )
