"""The pages of alerts: the inbox with batches and the next one, a case, and what is done about it."""

from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from mingbai.access.actions import note_look
from mingbai.alerts.cases import Case, case, verifiers
from mingbai.alerts.refused import NotThere
from mingbai.alerts.states import ASSIGN, OFFICES, STATES, VERIFIERS
from mingbai.offices.queries import officers_of
from mingbai.offices.refused import Refused
from mingbai.web.alerts import telling
from mingbai.web.alerts.acts import ACTS, PLAIN, first, open_to
from mingbai.web.alerts.asked import Asked, sums
from mingbai.web.alerts.batch import act_on_many, told
from mingbai.web.alerts.forms import Act
from mingbai.web.alerts.rows import rows, severities
from mingbai.web.listing import paged
from mingbai.web.pages import Request
from mingbai.web.where import where
from mingbai.web.words import language, said


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
    return _shown(request, _found(task_id))


def act(request: Request, task_id: int, name: str) -> HttpResponse:
    """Do one act about a case; what is refused stands above the form, and what was typed stays in it."""
    if name not in ACTS:
        raise Http404
    found, at = _found(task_id), timezone.now()
    if request.method != "POST":
        return _shown(request, found, name)
    typed = _form(name, found, request, request.POST)
    if typed.is_valid():
        try:
            typed.do(task_id, request.actor, at)
            done = reverse("alerts.task", args=[task_id]) + "?" + urlencode({"done": name})
            return HttpResponseRedirect(done)
        except Refused as refusal:
            typed.add_error(None, refusal.in_language(language()))
    return _shown(request, found, name, typed)


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
        "rules": sorted(telling.RULES.values(), key=lambda rule: rule.id),
        "may_take": works and actor.role in VERIFIERS,
        "may_assign": works and actor.role in ASSIGN.by,
        "selected": set(request.POST.getlist("task")),
        "form": problems,
        "told": told(request.GET),
        "today": today,
    }


def _shown(request: Request, found: Case, name: str = "", typed: Act | None = None) -> HttpResponse:
    """Return a case with the forms its reader may fill in; one that was sent is open, with what was typed."""
    actor, today = request.actor, timezone.localdate()
    shown = typed or None
    note_look(page="alerts.task", by=actor, at=timezone.now(), subject=f"alerts.task/{found.task.pk}")
    offered = [
        (act, typed if act.name == name and typed else _form(act.name, found, request)) for act in open_to(found, actor)
    ]
    if typed and name not in {act.name for act, _form_of in offered}:
        offered.append((ACTS[name], typed))
    (row,) = rows([found.task], today)
    done = ACTS.get(request.GET.get("done", ""))
    page = {
        "case": found,
        "row": row,
        "findings": telling.findings(found, actor.region),
        "steps": telling.steps(found),
        "history": telling.history(found),
        "proofs": telling.proofs(found),
        "decided": telling.decided(found),
        "acts": [(one, form) for one, form in offered if one.name not in PLAIN],
        "plain": [one for one, _form_of in offered if one.name in PLAIN],
        "opened": name or (offered[0][0].name if offered else ""),
        "form": shown,
        "done": done,
        "is_held": found.task.taken_by not in (None, actor.id) and found.task.state in ("locked", "verified", "heard"),
        "may_take": actor.party in OFFICES and actor.role in VERIFIERS,
    }
    template = "alerts/drawer.html" if request.htmx else "alerts/page.html"
    return render(request, template, page, status=422 if typed and typed.errors else 200)


def _form(name: str, found: Case, request: Request, typed: QueryDict | None = None) -> Act:
    today = timezone.localdate()
    files = request.FILES if typed is not None else None
    form = ACTS[name].form(typed, files, initial=first(found, today), auto_id=f"{name}-%s")
    if "with_officer" in form.fields:
        others = officers_of(request.actor.organisation_id, today)
        choices = [(str(officer), who) for officer, who in others.items() if officer != request.actor.id]
        form.fields["with_officer"].choices = choices or [("", said("本单位没有其他人员", "nobody else here"))]  # type: ignore[attr-defined]
    return form


def _found(task_id: int) -> Case:
    try:
        return case(task_id)
    except NotThere as error:
        raise Http404 from error
