"""Views of lists: kept under a name, shared with one's office, made what one sees first, forgotten."""

from datetime import datetime

from django.db import transaction

from mingbai.access.models import View
from mingbai.access.refused import NotYourView, TooManyViews, UnnamedView
from mingbai.offices.actor import Actor

MOST, LONGEST_TITLE, LONGEST_QUERY = 50, 20, 600


def keep_view(*, page: str, title: str, query: str, is_shared: bool, by: Actor, at: datetime) -> int:
    """Keep a list as it is seen now; one of the same name on the same list is replaced. Return its number."""
    title = " ".join(title.split())
    if not 0 < len(title) <= LONGEST_TITLE or len(query) > LONGEST_QUERY:
        raise UnnamedView(LONGEST_TITLE)
    with transaction.atomic():
        mine = View.objects.select_for_update().filter(officer_id=by.id)
        former = mine.filter(page=page, title=title).first()
        if former is None and mine.count() >= MOST:
            raise TooManyViews(MOST)
        one = former or View(officer_id=by.id, page=page, title=title, made_at=at)
        one.query, one.is_shared, one.organisation = query, is_shared, by.organisation_id
        one.save(update_fields=["query", "is_shared", "organisation"] if former else None)
        return one.pk


def forget_view(*, view_id: int, by: Actor) -> None:
    """Forget one's own view."""
    with transaction.atomic():
        _own(view_id, by).delete()


def begin_with(*, view_id: int | None, by: Actor) -> None:
    """Have a view of one's own be what one sees first; none: today's tasks."""
    with transaction.atomic():
        one = _own(view_id, by) if view_id is not None else None
        View.objects.filter(officer_id=by.id, is_home=True).update(is_home=False)
        if one is not None:
            one.is_home = True
            one.save(update_fields=["is_home"])


def _own(view_id: int, by: Actor) -> View:
    found = View.objects.select_for_update().filter(pk=view_id, officer_id=by.id).first()
    if found is None:
        raise NotYourView
    return found
