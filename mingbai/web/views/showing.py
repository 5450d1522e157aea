"""A list with its views: the tabs above it, its columns and orders to choose from, what a view asks in vain."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from mingbai.access.queries import home_of, views_for
from mingbai.offices.actor import Actor
from mingbai.web.access import may_open
from mingbai.web.views.lists import COLUMNS, LISTS, ORDER, VIEW, Listed

if TYPE_CHECKING:
    from mingbai.access.models import View

LONGEST = 20  # views of an office, in a line above its list


@dataclass(frozen=True)
class Tab:
    """One view above its list."""

    view: "View"
    address: str
    is_here: bool
    is_own: bool
    unknown: tuple[str, ...]  # what it asks that the list knows no longer


@dataclass
class Shown:
    """A list as it is seen now."""

    page: str
    listed: Listed
    request: HttpRequest
    actor: Actor

    @cached_property
    def query(self) -> str:
        """Return what is asked of the list now, as its address says it: nothing of the month, the place, the page."""
        kept = self.listed.filters | {COLUMNS, ORDER}
        said = self.request.GET.lists()
        return urlencode([(name, one) for name, some in said if name in kept for one in some if one])

    @cached_property
    def tabs(self) -> list[Tab]:
        """Return the views of this list, one question to the database."""
        here = self.request.GET.get(VIEW, "")
        return [tab_of(one, self.request.path, here, self.actor) for one in views_for(self.actor, self.page)[:LONGEST]]

    @property
    def here(self) -> Tab | None:
        """Return the view that is open."""
        return next((tab for tab in self.tabs if tab.is_here), None)

    @property
    def columns(self) -> list[tuple[str, Any, bool]]:
        """Return the columns to choose from, each with whether it is shown."""
        chosen = self.chosen
        return [(name, title, name in chosen) for name, title in self.listed.columns.items()]

    @property
    def chosen(self) -> set[str]:
        """Return the columns that are shown; all where none is chosen that there is."""
        asked = set(self.request.GET.getlist(COLUMNS)) & self.listed.columns.keys()
        return asked or set(self.listed.columns)

    @property
    def hides(self) -> str:
        """Return the classes that hide the other columns, counted from the last."""
        chosen, last = self.chosen, len(self.listed.columns)
        return " ".join(f"no-{last - at}" for at, name in enumerate(self.listed.columns) if name not in chosen)

    @property
    def orders(self) -> list[tuple[str, Any, bool]]:
        """Return the orders to choose from."""
        asked = self.request.GET.get(ORDER, "")
        return [(name, one.title, name == asked) for name, one in self.listed.orders.items()]

    @property
    def asked(self) -> list[tuple[str, str]]:
        """Return the list's own questions, to be asked again with other columns."""
        return [(name, one) for name, one in parse_pairs(self.query) if name in self.listed.filters]

    @property
    def kept(self) -> list[tuple[str, str]]:
        """Return columns and order, to be kept when something else is asked."""
        return [(name, one) for name, one in parse_pairs(self.query) if name not in self.listed.filters]


def shown(request: HttpRequest, actor: Actor | None) -> Shown | None:
    """Return the list a page is, None where it is none that views are kept of."""
    match = request.resolver_match
    page = (match.url_name if match else None) or ""
    return Shown(page, LISTS[page], request, actor) if page in LISTS and actor is not None else None


def tab_of(one: "View", path: str, here: str, actor: Actor) -> Tab:
    """Return a view as a tab over the list at a path."""
    said = parse_qs(one.query, keep_blank_values=True)
    address = f"{path}?{one.query}&{VIEW}={one.pk}" if one.query else f"{path}?{VIEW}={one.pk}"
    return Tab(one, address, here == str(one.pk), one.officer_id == actor.id, tuple(LISTS[one.page].unknown(said)))


def address_of(one: "View") -> str:
    """Return where a view of a list leads that is one for all."""
    query = f"{one.query}&{VIEW}={one.pk}" if one.query else f"{VIEW}={one.pk}"
    return f"{reverse(one.page)}?{query}"


def first_page(actor: Actor) -> str:
    """Return what an officer sees first: the list he chose, if there is one he may open, else today's tasks."""
    home = home_of(actor.id)
    if home is None or home.page not in LISTS or not LISTS[home.page].is_one or not may_open(actor, home.page):
        return reverse("today")
    return address_of(home)


def ordered(request: HttpRequest, rows: Any) -> Any:
    """Return the rows of a list in the order its address asks for; in its own where it asks for none there is."""
    match = request.resolver_match
    listed = LISTS.get((match.url_name if match else None) or "")
    order = listed.orders.get(request.GET.get(ORDER, "")) if listed else None
    return rows.order_by(*order.fields) if order and isinstance(rows, QuerySet) else rows


def parse_pairs(query: str) -> Iterable[tuple[str, str]]:
    """Return what a query says, pair by pair."""
    return [(name, str(one)) for name, some in QueryDict(query).lists() for one in some]
