"""The pages of offices: who sits where, who answers for what, where nobody does; the acts on these and on keys."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from mingbai.kernel.region import Region
from mingbai.offices.kinds import TITLES as KINDS
from mingbai.offices.kinds import Kind
from mingbai.offices.places import names_of
from mingbai.offices.queries import posts_in, proposed_listings, responsibility_list, unlisted_steps
from mingbai.offices.refused import Refused
from mingbai.offices.roles import ROLES, Role
from mingbai.offices.steps import AREAS, STEPS
from mingbai.web.listing import paged
from mingbai.web.offices import forms
from mingbai.web.offices.acts import ACTS, Act, open_to
from mingbai.web.pages import Request
from mingbai.web.where import where
from mingbai.web.words import language

BY_TITLE = {step.title: (step, AREAS[step.area]) for step in STEPS.values()}


def offices(request: Request) -> HttpResponse:
    """Show who holds which post in the division shown, those that wait for approval first."""
    region, today = where(request, request.actor).region, timezone.localdate()
    asked = request.GET.get("q", "").strip()
    found = posts_in(region, today)
    if asked:
        found = found.filter(officer__name__contains=asked) | found.filter(officer__number=asked)
    page, waiting = paged(request, found), list(posts_in(region, today, proposed=True))
    places = names_of({Region(post.region) for post in (*page.object_list, *waiting)})
    shown = {
        "page": page,
        "posts": [_told(post, places) for post in page.object_list],
        "waiting": [_told(post, places) for post in waiting],
        "asked": asked,
        "acts": open_to(request.actor),
        "done": ACTS.get(request.GET.get("done", "")),
    }
    return render(request, "offices/list.html", shown)


def duties(request: Request) -> HttpResponse:
    """Show the list of responsibilities as it stands, what waits for a leader, and the steps nobody answers for."""
    region, today = where(request, request.actor).region, timezone.localdate()
    page = paged(request, responsibility_list(region, today))
    waiting = list(proposed_listings(region))
    gaps = unlisted_steps(region, today)
    places = names_of({Region(one.region) for one in (*page.object_list, *waiting)})
    shown = {
        "page": page,
        "lines": [(line, BY_TITLE[line.step], places[Region(line.region)]) for line in page.object_list],
        "waiting": [(one, STEPS[one.step], places[Region(one.region)]) for one in waiting],
        "gaps": gaps,
        "may_decide": ACTS["approve-listing"].is_for(request.actor),
        "may_end": ACTS["end-listing"].is_for(request.actor),
        "done": ACTS.get(request.GET.get("done", "")),
    }
    return render(request, "offices/duties.html", shown)


def act(request: Request, name: str, key: int) -> HttpResponse:
    """Ask what an act takes and do it; a first password is shown once and kept nowhere."""
    found = ACTS.get(name)
    if found is None:
        raise Http404
    typed = found.form(request.POST if request.method == "POST" else None, actor=request.actor, key=key)
    if request.method == "POST" and typed.is_valid():
        subject = {found.key: key} if found.key else {}
        try:
            made = found.action(**subject, **typed.cleaned_data, by=request.actor, at=timezone.now())
        except Refused as refusal:
            typed.add_error(None, refusal.in_language(language()))
        else:
            if isinstance(made, str):
                return render(request, "offices/given.html", {"act": found, "password": made})
            return HttpResponseRedirect(f"{reverse(found.page)}?{urlencode({'done': name})}")
    return _asked(request, found, typed)


def _asked(request: Request, found: Act, typed: forms.Act) -> HttpResponse:
    roles = [(ROLES[role].title, ROLES[role].title_en) for role in Role if role in found.roles]
    shown = {"act": found, "form": typed, "may": found.is_for(request.actor), "roles": roles, "address": request.path}
    template = "offices/asked.html" if request.htmx else "offices/act.html"
    return render(request, template, shown, status=422 if typed.errors else 200)


def _told(post: Any, places: dict[Region, str]) -> dict[str, Any]:
    """Return a post in words."""
    role = ROLES[Role(post.role)]
    return {
        "post": post,
        "role": (role.title, role.title_en),
        "kind": KINDS[Kind(post.organisation.kind)],
        "place": places[Region(post.region)],
    }
