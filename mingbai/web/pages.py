"""How a page is entered: signed in, allowed, in one transaction that sees the actor's division; what refusals show."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, Protocol
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django_htmx.middleware import HtmxDetails

from mingbai.access.actions import forget_drafts
from mingbai.offices.actor import Actor, working_as
from mingbai.web.access import may_open
from mingbai.web.doors.session import next_door
from mingbai.web.errors.views import not_yours, refused
from mingbai.web.where import is_asked, keep, where


class Request(HttpRequest):
    """A request as pages see it."""

    actor: Actor
    seconds_left: int  # until the session ends, if this is its last request
    htmx: HtmxDetails


class Telling(Protocol):
    """A refusal of the desk: why an act or a question is refused, in both languages."""

    def in_language(self, language: str) -> str:
        """Return the sentence in `zh` or `en`."""


DONE = frozenset({302, 303})  # a form that was accepted leads on
View = Callable[Concatenate[Request, ...], HttpResponse]


def page(route: str, view: View, name: str) -> URLPattern:
    """Return the address of a page; `access.py` says by this name who may open it."""
    return path(route, _entered(view, name), name=name)


def _entered(view: View, name: str) -> Callable[..., HttpResponse]:
    @wraps(view)
    def entered(request: Request, *args: object, **kwargs: object) -> HttpResponse:
        if getattr(request, "actor", None) is None:
            return _to_the_door(request)
        if not may_open(request.actor, name):
            return not_yours(request, name)
        try:
            with working_as(request.actor):
                response = view(request, *args, **kwargs)
                if request.method == "POST" and response.status_code in DONE:
                    forget_drafts(officer_id=request.actor.id, form=request.path)
        except Exception as error:
            if not callable(getattr(error, "in_language", None)):
                raise
            return refused(request, error)  # nothing was written: the transaction is gone
        if is_asked(request):
            keep(response, where(request, request.actor))
        add_never_cache_headers(response)  # the next one at this machine finds nothing of it
        return response

    return entered


def _to_the_door(request: HttpRequest) -> HttpResponse:
    """Return the way to the door, from which one comes back to the same page."""
    back = request.get_full_path() if request.method == "GET" else request.headers.get("Referer", "/")
    door = next_door(request.session, timezone.now())
    return HttpResponseRedirect(f"{reverse(door)}?{urlencode({'next': back})}")
