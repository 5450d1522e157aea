"""Offices: which organisations there are, who holds which post, who answers for which step, and where nobody does."""

from datetime import date
from typing import Any

from django.utils import timezone
from ninja import Query, Schema

from mingbai.api.entering import Request, reads
from mingbai.api.paging import Page, Paging, page_of
from mingbai.api.shapes import Said, Within
from mingbai.offices.kinds import TITLES, Kind
from mingbai.offices.queries import organisations_in, posts_in, responsibility_list, unlisted_steps
from mingbai.offices.roles import ROLES, Role
from mingbai.offices.steps import STEPS

BY_TITLE = {one.title: one for one in STEPS.values()}


class Offices(Within, Paging):
    """Of which division."""


class Organisation(Schema):
    """机构 · a department, township, village, bank or other body that takes part."""

    id: int
    name: str
    kind: Kind
    kind_said: Said
    region: str
    handles: bool
    opened_on: date


class Post(Schema):
    """岗位 · who holds which post of which organisation, in which role, for which division."""

    id: int
    officer_id: int
    officer: str
    organisation_id: int
    organisation: str
    title: str
    role: Role
    role_said: Said
    region: str
    from_on: date
    until_on: date | None


class Duty(Schema):
    """责任分工 · who answers for a step, by which article."""

    id: int
    step: Said
    region: str
    organisation: str
    title: str
    officer_id: int
    officer: str
    from_on: date
    until_on: date | None
    article: str


class Unlisted(Schema):
    """无人负责的环节 · a step in a township for which nobody is listed."""

    region: str
    township: str
    step: Said


class Duties(Schema):
    """责任清单 · the list of responsibilities of a division as it stands today, and the steps nobody answers for."""

    items: list[Duty]
    nobody: list[Unlisted]


@reads("/organisations", "offices.organisations")
def organisations(request: Request, asked: Query[Offices]) -> Page[Organisation]:
    """辖区内的机构 · the organisations of a division and all below it"""
    found = organisations_in(asked.place(request.actor), timezone.localdate())
    return page_of(request, found, asked, lambda some: [_organisation(one) for one in some])


@reads("/posts", "offices.posts")
def posts(request: Request, asked: Query[Offices]) -> Page[Post]:
    """辖区内的岗位和任职人 · the posts of a division and below it, and who holds them"""
    found = posts_in(asked.place(request.actor), timezone.localdate())
    return page_of(request, found, asked, lambda some: [_post(one) for one in some])


@reads("/duties", "offices.duties")
def duties(request: Request, asked: Query[Within]) -> Duties:
    """责任清单，以及无人负责的环节 · who answers for which step, and where nobody does"""
    place, today = asked.place(request.actor), timezone.localdate()
    items = [
        Duty(
            id=one.listing_id, step=_step(BY_TITLE[one.step]), region=one.region, organisation=one.organisation,
            title=one.title, officer_id=one.officer_id, officer=one.officer, from_on=one.from_on,
            until_on=one.until_on, article=one.article,
        )
        for one in responsibility_list(place, today)
    ]  # fmt: skip
    gaps = unlisted_steps(place, today)
    return Duties(
        items=items, nobody=[Unlisted(region=one.region, township=one.township, step=_step(one.step)) for one in gaps]
    )


def _step(one: Any) -> Said:
    return Said(zh=one.title, en=one.title_en)


def _organisation(one: Any) -> Organisation:
    return Organisation(
        id=one.pk, name=one.name, kind=one.kind, kind_said=Said.of(TITLES[Kind(one.kind)]), region=one.region,
        handles=one.handles, opened_on=one.opened_on,
    )  # fmt: skip


def _post(one: Any) -> Post:
    role = ROLES[Role(one.role)]
    return Post(
        id=one.pk, officer_id=one.officer_id, officer=one.officer.name, organisation_id=one.organisation_id,
        organisation=one.organisation.name, title=one.title, role=one.role,
        role_said=Said(zh=role.title, en=role.title_en), region=one.region, from_on=one.from_on,
        until_on=one.until_on,
    )  # fmt: skip
