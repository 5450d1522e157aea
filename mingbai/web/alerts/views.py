"""The pages of alerts: the inbox with batches and the next one, a case, and what is done about it."""

from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from mingbai.alerts.cases import Case, case, verifiers
from mingbai.alerts.refused import NotThere
from mingbai.alerts.states import ASSIGN, OFFICES, STATES, VERIFIERS
from mingbai.offices.refused import Refused
from mingbai.web.alerts.acts import ACTS
from mingbai.web.alerts.asked import Asked, sums
from mingbai.web.alerts.batch import act_on_many, told_once
from mingbai.web.alerts.rows import rows, severities
from mingbai.web.alerts.showing import form_of, shown
from mingbai.web.listing import paged
from mingbai.web.pages import Request
from mingbai.web.rules.about import every_rule
from mingbai.web.where import where
from mingbai.web.words import language


def tasks(request: Request) -> HttpResponse:
    """Show the inbox, or give and take what was selected in it."""
    problems = Form(request.POST or None)
    if request.method == "POST" and problems.is_valid():
        try:
            return HttpResponseRedirect(act_on_many(request))
        except Refused as refusal:
            problems.add_error(None, refusal.in_language(language()))
    return render(request, "alerts/list.html", _inbox(request, problems), status=422 if problems.errors else 200)


def task(request: Request, task_id: int) -> HttpResponse:
    """Show a case: on a page of its own, or in the drawer of the inbox."""
    return shown(request, _found(task_id))


def act(request: Request, task_id: int, name: str) -> HttpResponse:
    """Do one act about a case; what is refused stands above the form, and what was typed stays in it."""
    if name not in ACTS:
        raise Http404
    found = _found(task_id)
    if request.method != "POST":
        return shown(request, found, name)
    typed = form_of(request, name, found, is_sent=True)
    if typed.is_valid():
        try:
            typed.do(task_id, request.actor, timezone.now())
            done = reverse("alerts.task", args=[task_id]) + "?" + urlencode({"done": name})
            return HttpResponseRedirect(done)
        except Refused as refusal:
            typed.add_error(None, refusal.in_language(language()))
    return shown(request, found, name, typed)


def _inbox(request: Request, problems: Form) -> dict[str, Any]:
    chosen, today, actor = where(request, request.actor), timezone.localdate(), request.actor
    asked = Asked.of(request.GET)
    page = paged(request, asked.answered(chosen, today, actor))
    works = actor.party in OFFICES
    return {
        "asked": asdict(asked),
        "page": page,
        "rows": rows(list(page.object_list), today),
        "sums": sums(asked.all_in(chosen, today), today),
        "severities": list(severities()),
        "states": list(STATES.items()),
        "officers": sorted(verifiers(chosen.region, today).items(), key=lambda one: one[1]),
        "rules": every_rule(),
        "may_take": works and actor.role in VERIFIERS,
        "may_assign": works and actor.role in ASSIGN.by,
        "selected": set(request.POST.getlist("task")),
        "form": problems,
        "told": told_once(request),
        "today": today,
    }


def _found(task_id: int) -> Case:
    try:
        return case(task_id)
    except NotThere as error:
        raise Http404 from error
