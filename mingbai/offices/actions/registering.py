"""Officers are entered before they hold a post, and leave when they hold none."""

from datetime import date, datetime

from mingbai.evidence.actions import record
from mingbai.offices.actions.acting import acting, locked
from mingbai.offices.actions.deciding import SYSTEM, allow
from mingbai.offices.actor import Actor
from mingbai.offices.models import Officer, Post
from mingbai.offices.refused import Refused
from mingbai.offices.states import State


class StillInOffice(Refused):
    """An officer is to leave while holding a post."""

    def __init__(self, name: str, posts: list[str]) -> None:
        super().__init__(
            f"{name}仍担任{'、'.join(posts)}，请先终止任职。",
            f"{name} still holds {', '.join(posts)}: end the appointment first.",
        )


def register_officer(*, name: str, number: str, by: Actor, at: datetime) -> int:
    """Enter a person with the staff number (工号); return the id by which every act will name the person."""
    with acting():
        allow(by, SYSTEM, title="登记人员", title_en="enter an officer", at=at)
        made = Officer.objects.create(name=name, number=number, made_by=by.id, made_at=at)
        record(type="offices.registered", rows=[made], by=by, at=at)
        return made.pk


def note_departure(*, officer_id: int, left_on: date, by: Actor, at: datetime) -> None:
    """Note that an officer left; raise StillInOffice while a post runs on beyond that day."""
    with acting():
        allow(by, SYSTEM, title="登记离职", title_en="note a departure", at=at)
        found = locked(Officer, officer_id)
        posts = Post.objects.filter(officer=found, state__in=[State.PROPOSED.value, State.IN_FORCE.value])
        held = [post.title for post in posts.exclude(until_on__lte=left_on)]
        if held:
            raise StillInOffice(found.name, held)
        found.left_on = left_on
        found.save(update_fields=["left_on"])
        record(type="offices.departed", rows=[found], by=by, at=at)
