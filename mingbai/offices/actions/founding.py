"""How a desk begins: a document names the three administrators, whom nobody could appoint before there was one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from mingbai.evidence.actions import record
from mingbai.kernel.region import Region
from mingbai.offices.actions.acting import acting
from mingbai.offices.actions.deciding import day_of
from mingbai.offices.kinds import Kind
from mingbai.offices.models import Officer, Organisation, Post
from mingbai.offices.refused import FoundedAlready
from mingbai.offices.roles import ADMINISTRATORS, ROLES, Role
from mingbai.offices.states import State


@dataclass(frozen=True)
class Founder:
    """One of the first three: name and staff number."""

    name: str
    number: str


def found(*, region: Region, name: str, founders: Mapping[Role, Founder], document: str, at: datetime) -> list[int]:
    """
    Begin a desk with one organisation of civil affairs and its three administrators; return their posts' ids.

    Raise FoundedAlready at the second time. The document (任命文件) stands in each of the three posts.
    """
    assert founders.keys() == ADMINISTRATORS, "three administrators, one of each kind"
    assert document, "a document appoints them"
    with acting():
        with connection.cursor() as cursor:  # of two who found it at once, the second waits and finds it founded
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('offices.founded'))")
        if Post.objects.exists():
            raise FoundedAlready
        organisation = Organisation.objects.create(
            name=name, kind=Kind.CIVIL_AFFAIRS.value, region=region.code, opened_on=day_of(at), made_at=at
        )
        people = {
            role: Officer.objects.create(name=who.name, number=who.number, made_at=at) for role, who in founders.items()
        }
        posts = [_founding(organisation, officer, role, document, at) for role, officer in people.items()]
        record(type="offices.founded", rows=[organisation], by=None, at=at)
        record(type="offices.founded", rows=list(people.values()), by=None, at=at)
        record(type="offices.founded", rows=posts, by=None, at=at)
        return [post.pk for post in posts]


def _founding(organisation: Organisation, officer: Officer, role: Role, document: str, at: datetime) -> Post:
    return Post.objects.create(
        officer=officer,
        organisation=organisation,
        organisation_region=organisation.region,
        region=organisation.region,
        title=ROLES[role].title,
        role=role.value,
        from_on=day_of(at),
        state=State.IN_FORCE.value,
        founding_document=document,
        made_at=at,
    )
