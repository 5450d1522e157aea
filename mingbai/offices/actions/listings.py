"""The list of responsibilities: an administrator enters who answers for a step, a leader approves it (R-002)."""

from datetime import date, datetime

from mingbai.evidence.actions import record
from mingbai.kernel.region import Region
from mingbai.offices.actions.acting import Unknown, acting, locked
from mingbai.offices.actions.deciding import SYSTEM, allow, day_of, decide
from mingbai.offices.actor import Actor
from mingbai.offices.kinds import Kind
from mingbai.offices.models import Post, Responsibility
from mingbai.offices.refused import NotInOffice, OutOfPlace, SamePerson
from mingbai.offices.roles import ROLES, Role
from mingbai.offices.states import LISTING, State
from mingbai.offices.steps import STEPS


def list_post(
    *,
    step_id: str,
    post_id: int,
    region: Region | None = None,
    from_on: date,
    until_on: date | None = None,
    by: Actor,
    at: datetime,
) -> int:
    """
    Propose that a post answers for a step, in the post's division or a part of it; return the listing's id.

    Raise NotInOffice for a post not in force, OutOfPlace where role, organisation or division do not fit the step.
    """
    step = STEPS.get(step_id)
    if step is None:
        raise Unknown(
            f"没有“{step_id}”这个步骤，可选：{'、'.join(STEPS)}。",
            f"There is no step “{step_id}”: choose one of {', '.join(STEPS)}.",
        )
    with acting():
        allow(by, SYSTEM, title="编制责任清单", title_en="enter a responsibility", at=at)
        post = locked(Post, post_id)
        place = region or Region(post.region)
        if post.state != State.IN_FORCE or from_on < post.from_on:
            raise NotInOffice(post.pk, from_on)
        if Role(post.role) not in step.roles or Kind(post.organisation.kind) not in step.kinds:
            roles = sorted(step.roles)
            raise OutOfPlace(
                f"“{step.title}”须由{'或'.join(ROLES[role].title for role in roles)}负责，"
                f"“{post.organisation.name}”的{ROLES[Role(post.role)].title}不能列入。",
                f"To {step.title_en} is for the {' or the '.join(ROLES[role].title_en for role in roles)}: "
                f"the {ROLES[Role(post.role)].title_en} of “{post.organisation.name}” cannot be listed for it.",
            )
        if not Region(post.region).contains(place):
            raise OutOfPlace(
                f"岗位只管{post.region}，不能负责{place}。", f"The post is for {post.region}, not {place}."
            )
        listed = Responsibility.objects.create(
            step=step.id,
            post=post,
            officer_id=post.officer_id,
            post_region=post.region,
            region=place.code,
            from_on=from_on,
            until_on=until_on,
            state=State.PROPOSED.value,
            made_by_id=by.id,
            made_at=at,
        )
        record(type="offices.listed", rows=[listed], by=by, at=at)
        return listed.pk


def approve_listing(*, listing_id: int, by: Actor, at: datetime) -> None:
    """Let a listing count; a leader does it, never for himself."""
    with acting():
        listed = locked(Responsibility, listing_id)
        decide(LISTING, listed, State.IN_FORCE, by, at)
        _approvable(listed, by)
        listed.approved_by_id, listed.approved_at = by.id, at
        listed.save(update_fields=["state", "approved_by", "approved_at"])
        record(type="offices.listing_approved", rows=[listed], by=by, at=at)


def refuse_listing(*, listing_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Refuse a listing, with the reason."""
    with acting():
        listed = locked(Responsibility, listing_id)
        decide(LISTING, listed, State.REFUSED, by, at)
        _approvable(listed, by)
        listed.reason = reason
        listed.save(update_fields=["state", "reason"])
        record(type="offices.listing_refused", rows=[listed], by=by, at=at)


def end_listing(*, listing_id: int, until_on: date, reason: str, by: Actor, at: datetime) -> None:
    """End a listing; `until_on` is the first day it no longer counts, today or later."""
    with acting():
        listed = locked(Responsibility, listing_id)
        decide(LISTING, listed, State.ENDED, by, at)
        if by.id == listed.officer_id:
            raise SamePerson
        if until_on < day_of(at):
            raise OutOfPlace(f"不能终止在过去（{until_on}）。", f"A listing cannot end in the past ({until_on}).")
        listed.until_on, listed.reason, listed.ended_by_id, listed.ended_at = until_on, reason, by.id, at
        listed.save(update_fields=["state", "until_on", "reason", "ended_by", "ended_at"])
        record(type="offices.listing_ended", rows=[listed], by=by, at=at)


def _approvable(listed: Responsibility, by: Actor) -> None:
    """Raise where the leader is the one listed or who entered it, or leads another place."""
    if by.id in {listed.made_by_id, listed.officer_id}:
        raise SamePerson
    if not by.region.contains(Region(listed.region)):
        raise OutOfPlace(f"您分管{by.region}，不包括{listed.region}。", f"You lead {by.region}, not {listed.region}.")
