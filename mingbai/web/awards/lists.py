"""The page of changes: what waits, notices nobody has signed for, reviews that are due, what was decided."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mingbai.awards import queries
from mingbai.awards.states import PENDING
from mingbai.kernel.region import Region
from mingbai.offices.places import names_of
from mingbai.people.queries import households
from mingbai.rules.speaking import programme_names
from mingbai.web.awards.telling import Told, told
from mingbai.web.listing import paged
from mingbai.web.pages import Request
from mingbai.web.where import where
from mingbai.web.words import language

SHOWS = {"waiting": _("待办"), "notices": _("告知书待送达"), "reviews": _("定期复核"), "decided": _("已办结")}
AHEAD = timedelta(days=30)


@dataclass(frozen=True)
class Due:
    """One review that is due."""

    due: queries.Due
    number: str
    place: str

    @property
    def programme(self) -> str:
        """Return what is looked at again."""
        return programme_names(self.due.programme, language())


def awards(request: Request) -> HttpResponse:
    """Show what waits, or what else is asked for; the numbers of the others are told where they cost little."""
    asked = request.GET.get("show", "")
    return _shown(request, asked if asked in SHOWS else next(iter(SHOWS)))


def notices(request: Request) -> HttpResponse:
    """Show the notices nobody has signed for."""
    return _shown(request, "notices")


def _shown(request: Request, show: str) -> HttpResponse:
    actor, region, today = request.actor, where(request, request.actor).region, timezone.localdate()
    waiting = queries.changes(region, PENDING).order_by("made_at", "pk")
    notices = queries.undelivered_notices(region, today)
    counts = {"waiting": waiting.count(), "notices": notices.count()}
    if show == "waiting":
        page = paged(request, waiting)
        rows: Sequence[Any] = told(page.object_list, actor)
    elif show == "notices":
        page = paged(request, notices.select_related("decision__award"))
        rows = delivered(page.object_list, told((one.decision for one in page.object_list), actor))
    elif show == "reviews":
        page = paged(request, queries.reviews_due(region, today + AHEAD))
        rows = looked_at(page.object_list)
    else:
        page = paged(request, queries.decided(region))
        rows = told(page.object_list, actor)
    tabs = [(name, title, counts.get(name)) for name, title in SHOWS.items()]
    return render(request, "awards/list.html", {"show": show, "tabs": tabs, "page": page, "rows": rows, "today": today})


def delivered(notices: Iterable[Any], decisions: Sequence[Told]) -> list[tuple[Any, Told]]:
    """Return notices with the decisions they tell of."""
    return list(zip(notices, decisions, strict=True))


def looked_at(found: Iterable[queries.Due]) -> list[Due]:
    """Return reviews in words; two looks at names, however many."""
    rows = list(found)
    homes = households({one.household_id for one in rows})
    places = names_of({Region(one.region) for one in rows})
    return [Due(one, homes[one.household_id].number, places[Region(one.region)]) for one in rows]
