"""Organisations are opened, renamed and closed, never removed: what they did stays theirs."""

from datetime import date, datetime

from mingbai.evidence.actions import record
from mingbai.kernel.region import Region
from mingbai.offices.actions.acting import acting, locked
from mingbai.offices.actions.deciding import SYSTEM, allow
from mingbai.offices.actor import Actor
from mingbai.offices.kinds import Kind
from mingbai.offices.models import Organisation, Post
from mingbai.offices.refused import Refused
from mingbai.offices.states import State


class StillManned(Refused):
    """An organisation is to be closed while somebody holds a post in it."""

    def __init__(self, name: str, count: int) -> None:
        super().__init__(
            f"“{name}”还有{count}个生效或待批的任职，请先逐一终止再撤销机构。",
            f"“{name}” still has {count} posts in force or proposed: end them before closing it.",
        )


def open_organisation(
    *, name: str, kind: Kind, region: Region, opened_on: date, handles: bool = True, by: Actor, at: datetime
) -> int:
    """Enter an organisation at its division, of whatever level; return its id. `handles`: it does cases or payments."""
    with acting():
        allow(by, SYSTEM, title="登记机构", title_en="enter an organisation", at=at)
        made = Organisation.objects.create(
            name=name,
            kind=kind.value,
            region=region.code,
            handles=handles,
            opened_on=opened_on,
            made_by=by.id,
            made_at=at,
        )
        record(type="offices.opened", rows=[made], by=by, at=at)
        return made.pk


def rename_organisation(*, organisation_id: int, name: str, by: Actor, at: datetime) -> None:
    """Give an organisation another name; the former one stays in its history."""
    with acting():
        allow(by, SYSTEM, title="变更机构名称", title_en="rename an organisation", at=at)
        found = locked(Organisation, organisation_id)
        found.name = name
        found.save(update_fields=["name"])
        record(type="offices.renamed", rows=[found], by=by, at=at)


def close_organisation(*, organisation_id: int, closed_on: date, by: Actor, at: datetime) -> None:
    """Close an organisation from a day on; raise StillManned while anybody holds a post in it on that day."""
    with acting():
        allow(by, SYSTEM, title="撤销机构", title_en="close an organisation", at=at)
        found = locked(Organisation, organisation_id)
        posts = Post.objects.filter(organisation=found, state__in=[State.PROPOSED.value, State.IN_FORCE.value])
        held = posts.exclude(until_on__lte=closed_on).count()
        if held:
            raise StillManned(found.name, held)
        found.closed_on = closed_on
        found.save(update_fields=["closed_on"])
        record(type="offices.closed", rows=[found], by=by, at=at)
