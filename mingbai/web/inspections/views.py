"""The pages of rectification: the ledger, one problem with all that became of it, and a new one for the list."""

from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from mingbai.inspections.cases import Case, case, cases, transfers_of
from mingbai.inspections.queries import clues, clues_of, look_backs, not_listed, transfers_without_feedback
from mingbai.inspections.refused import NotThere
from mingbai.offices.queries import officer_names, officers_of, organisations_in
from mingbai.offices.refused import Refused
from mingbai.web.access import may_open
from mingbai.web.inspections.acts import ACTS, PLAIN, RARE, lists, open_to, oversees
from mingbai.web.inspections.clues import told
from mingbai.web.inspections.forms import Act, Acting, Offered, Problem
from mingbai.web.inspections.ledger import Asked, Row, rows, states, sums
from mingbai.web.listing import paged
from mingbai.web.pages import Request
from mingbai.web.where import where
from mingbai.web.words import language


def ledger(request: Request) -> HttpResponse:
    """Show the problems of a division and what was ordered about them; a unit sees its own."""
    actor, today, chosen = request.actor, timezone.localdate(), where(request, request.actor)
    sees = oversees(actor)
    found = rows(cases(chosen.region, unit_id=None if sees else actor.organisation_id), today)
    asked = Asked.of(request.GET)
    page = paged(request, [row for row in found if asked.is_met_by(row)])
    shown = {
        "asked": asdict(asked),
        "page": page,
        "sums": sums(found),
        "states": states(),
        "units": sorted(
            {(row.case.problem.unit_id, row.case.problem.unit.name) for row in found}, key=lambda one: one[1]
        ),
        "unlisted": list(not_listed(chosen.region).select_related("task")[:50]) if lists(actor) else [],
        "unheard": transfers_without_feedback(chosen.region).count() if sees else 0,
        "clues": clues(chosen.region).count() if sees else 0,
        "sees_clues": may_open(actor, "inspections.clues"),
        "may_list": lists(actor),
    }
    return render(request, "inspections/list.html", shown)


def problem(request: Request, problem_id: int) -> HttpResponse:
    """Show one problem, on a page of its own or in the drawer of the ledger."""
    return _shown(request, _found(request, problem_id))


def act(request: Request, problem_id: int, name: str) -> HttpResponse:
    """Do one act about a problem; what is refused stands above the form, and what was typed stays in it."""
    if name not in ACTS:
        raise Http404
    found = _found(request, problem_id)
    if request.method != "POST":
        return _shown(request, found, name)
    typed = _form(name, found, request, list(transfers_of(problem_id)), is_sent=True)
    if typed.is_valid():
        try:
            typed.do(Acting(found, request.actor, timezone.now()))
            done = reverse("inspections.problem", args=[problem_id]) + "?" + urlencode({"done": name})
            return HttpResponseRedirect(done)
        except Refused as refusal:
            typed.add_error(None, refusal.in_language(language()))
    return _shown(request, found, name, typed)


def add(request: Request) -> HttpResponse:
    """Put a problem on the list: found by an inspection, or confirmed by an alert whose outcome the address names."""
    actor, today = request.actor, timezone.localdate()
    outcome = request.GET.get("outcome", "")
    outcome_id = int(outcome) if outcome.isascii() and outcome.isdigit() else None
    units = [(unit.pk, unit.name) for unit in organisations_in(actor.region, today)]
    sent = request.POST if request.method == "POST" else None
    form = Problem(sent, units=units, of_alert=outcome_id is not None, initial={"found_on": today})
    if form.is_valid():
        try:
            made = form.do(outcome_id, actor, timezone.now())
            return HttpResponseRedirect(reverse("inspections.problem", args=[made]) + "?done=listed")
        except Refused as refusal:
            form.add_error(None, refusal.in_language(language()))
    shown = {"form": form, "outcome_id": outcome_id}
    return render(request, "inspections/add.html", shown, status=422 if form.errors else 200)


def _found(request: Request, problem_id: int) -> Case:
    actor = request.actor
    try:
        return case(problem_id, actor.region, unit_id=None if oversees(actor) else actor.organisation_id)
    except NotThere as error:
        raise Http404 from error


def _shown(request: Request, found: Case, name: str = "", typed: Act | None = None) -> HttpResponse:
    """Return a problem with the forms its reader may fill in; one that was sent is open, with what was typed."""
    actor, today = request.actor, timezone.localdate()
    transfers = list(transfers_of(found.problem.pk)) if oversees(actor) else []
    offered: list[tuple[Any, Act]] = [
        (one, typed if typed and one.name == name else _form(one.name, found, request, transfers))
        for one in open_to(found, actor, transfers)
    ]
    if typed and name not in {one.name for one, _form_of in offered}:
        offered.append((ACTS[name], typed))
    page = {
        "row": Row(found, today),
        "case": found,
        "transfers": transfers,
        "clues": told(clues_of(found.problem.pk), actor) if may_open(actor, "inspections.clues") else [],
        **_done_by(found),
        "acts": [(one, form) for one, form in offered if one.name not in PLAIN],
        "plain": [one for one, _form_of in offered if one.name in PLAIN],
        "opened": name or next((one.name for one, _form_of in offered if one.name not in (*PLAIN, *RARE)), ""),
        "form": typed,
        "done": ACTS.get(request.GET.get("done", "")),
        "is_listed": request.GET.get("done") == "listed",
    }
    template = "inspections/drawer.html" if request.htmx else "inspections/page.html"
    return render(request, template, page, status=422 if typed and typed.errors else 200)


def _done_by(found: Case) -> dict[str, Any]:
    """Return the look-backs at a problem and who did what about it, in words."""
    item = found.item
    if item is None:
        return {"looks": [], "who": {}}
    looks = list(look_backs(item.pk))
    acts = {"ordered": item.ordered_by, "reported": item.reported_by, "accepted": item.accepted_by}
    names = officer_names([*acts.values(), *(one.made_by for one in looks)])
    who = {act: names.get(officer or 0, "") for act, officer in acts.items()}
    return {"looks": [(one, names[one.made_by]) for one in looks], "who": who}


def _form(name: str, found: Case, request: Request, transfers: list[Any], *, is_sent: bool = False) -> Act:
    sent = (request.POST, request.FILES) if is_sent else (None, None)
    form = ACTS[name].form(*sent, initial={"verified_on": timezone.localdate()}, auto_id=f"{name}-%s")
    form.offer(Offered(officers_of(found.problem.unit_id, timezone.localdate()), transfers))
    return form
