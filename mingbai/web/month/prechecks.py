"""The pages of the check before payment: the matrix, a cell's findings, questions and requests, and the release."""

from typing import Any
from urllib.parse import urlencode

from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from mingbai.access.actions import note_look
from mingbai.files.tables.words import PROGRAMMES
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.kernel.unreadable import Unreadable
from mingbai.offices.places import names_of
from mingbai.offices.refused import Refused
from mingbai.prechecks import actions, queries
from mingbai.prechecks.errands import ask_check
from mingbai.prechecks.states import CHECK, HoldState
from mingbai.rosters import queries as rosters
from mingbai.rosters.actions.deriving import DERIVE
from mingbai.web.listing import paged
from mingbai.web.month import answering, checks, releasing
from mingbai.web.month.acts import is_for
from mingbai.web.month.rosters import named
from mingbai.web.month.views import numbered, sent
from mingbai.web.pages import Request
from mingbai.web.where import where
from mingbai.web.words import language

REFUSED = 422


def matrix(request: Request) -> HttpResponse:
    """Show what the latest check of the month found, place by place and programme by programme; or check anew."""
    chosen, actor, problems = where(request, request.actor), request.actor, Form(sent(request))
    if request.method == "POST" and problems.is_valid():
        try:
            asked_for = ask_check(region=actor.region, month=chosen.month, by=actor, at=timezone.now())
            return HttpResponseRedirect(reverse("errands.errand", args=[asked_for]))
        except Refused as refusal:
            problems.add_error(None, refusal.in_language(language()))
    latest, listed = (
        queries.latest_of_month(actor.region, chosen.month),
        rosters.rosters_over(chosen.region, chosen.month),
    )
    found = checks.matrix(latest, listed, chosen.region, chosen.month)
    page = {
        "matrix": found,
        "check": queries.check(latest) if latest else None,
        "checked": numbered(request, "checked"),
        "may_check": is_for(CHECK, actor),
        "waiting": queries.holds(chosen.region, chosen.month).filter(state=HoldState.ASKED.value).count(),
        "asked": rosters.asked_to_leave(chosen.region).filter(roster__month=chosen.month.first_on).count(),
        "form": problems,
    }
    return render(request, "month/prechecks.html", page, status=REFUSED if problems.errors else 200)


def cell(request: Request, place: str, programme: str) -> HttpResponse:
    """Show the findings of one programme in one place: on a page of its own, or in the drawer of the matrix."""
    chosen = where(request, request.actor)
    region = _region(place)
    check_id = queries.latest_of_month(request.actor.region, chosen.month) or 0
    code = "" if programme == checks.NONE else programme
    if code and code not in PROGRAMMES:
        raise Http404
    page = paged(request, queries.found_in(check_id, region.code, code))
    found, subject = list(page.object_list), f"check/{check_id}/{region}/{programme}"
    note_look(page="prechecks.cell", by=request.actor, at=timezone.now(), subject=subject, rows=len(found))
    context = {
        "place": names_of([region])[region],
        "programme": checks.programme_name(code),
        "month": chosen.month,
        "page": page,
        "found": checks.told(found, chosen.month),
        "may_leave": is_for(DERIVE, request.actor),
    }
    return render(request, "month/cell_drawer.html" if request.htmx else "month/cell.html", context)


def leave(request: Request, line_id: int) -> HttpResponse:
    """Ask that a line leave its roster, with a reason; another agrees."""
    line = rosters.line(line_id)
    if line is None:
        raise Http404
    typed = answering.Leave(sent(request))
    if request.method == "POST" and typed.is_valid():
        try:
            typed.do(line_id, request.actor, timezone.now())
            query = {"month": str(Month.parse(line.roster.month)), "done": "leave"}
            return HttpResponseRedirect(f"{reverse('prechecks.asked')}?{urlencode(query)}")
        except Refused as refusal:
            typed.add_error(None, refusal.in_language(language()))
    (told,) = answering.lines([line])
    context = {"form": typed, "line": told, "row": named([line.roster])[0]}
    return render(request, "month/leave.html", context, status=REFUSED if typed.errors else 200)


def asked(request: Request) -> HttpResponse:
    """Show the questions whether to hold lines, what was answered, and the requests that lines leave."""
    return _asked(request)


def answer(request: Request, hold_id: int, name: str) -> HttpResponse:
    """Answer whether a line is held, or let it go."""
    given = answering.ANSWERS.get(name)
    if given is None:
        raise Http404
    typed = answering.Reason(sent(request), auto_id=f"%s-{hold_id}")
    if request.method == "POST" and typed.is_valid():
        try:
            given.do(hold_id, typed.cleaned_data["reason"], request.actor, timezone.now())
            return _answered(request, name)
        except Refused as refusal:
            typed.add_error(None, refusal.in_language(language()))
    return _asked(request, typed, hold_id=hold_id)


def decide(request: Request, departure_id: int, name: str) -> HttpResponse:
    """Agree that a line leaves its roster, or refuse it."""
    given, typed = answering.VERDICTS.get(name), Form(sent(request))
    if given is None:
        raise Http404
    if request.method == "POST" and typed.is_valid():
        try:
            given.do(departure_id, request.actor, timezone.now())
            return _answered(request, name)
        except Refused as refusal:
            typed.add_error(None, refusal.in_language(language()))
    return _asked(request, typed)


def pay_back(request: Request, place: str) -> HttpResponse:
    """Put what a township's holds kept, and keep no longer, on a supplementary roster."""
    problems, month = Form(sent(request)), where(request, request.actor).month
    if request.method == "POST" and problems.is_valid():
        try:
            made = actions.pay_back(township=_region(place), month=month, by=request.actor, at=timezone.now())
            return HttpResponseRedirect(reverse("month.roster", args=[made]))
        except Refused as refusal:
            problems.add_error(None, refusal.in_language(language()))
    return _asked(request, problems)


def release(request: Request, roster_id: int) -> HttpResponse:
    """Show what a roster's release rests on; ask for it, give it or take the request back."""
    found = rosters.roster(roster_id)
    if found is None:
        raise Http404
    given = releasing.ACTS.get(request.POST.get("act", ""))
    typed: releasing.Seen | None = None
    if request.method == "POST" and given is not None:
        typed = given.form(request.POST, auto_id=f"{given.name}-%s")
        if typed.is_valid():
            try:
                given.do(roster_id, typed.cleaned_data, request.actor, timezone.now())
                return HttpResponseRedirect(f"{request.path}?{urlencode({'done': given.name})}")
            except Refused as refusal:
                typed.add_error(None, refusal.in_language(language()))
    case = releasing.case(found)
    (row,) = named([found])
    offered = [
        (act, typed if typed and act is given else act.form(initial={"seen": found.digest}, auto_id=f"{act.name}-%s"))
        for act in releasing.open_to(case, request.actor)
    ]
    page = {
        "case": case,
        "row": row,
        "steps": releasing.steps(case),
        "unequal": releasing.unequal(case),
        "gates": checks.told(case.gates[: releasing.SHOWN], Month.parse(found.month)),
        "acts": offered,
        "may_leave": is_for(DERIVE, request.actor),
        "done": releasing.ACTS.get(request.GET.get("done", "")),
        "form": typed,
    }
    return render(request, "month/release.html", page, status=REFUSED if typed and typed.errors else 200)


def _region(code: str) -> Region:
    try:
        return Region.parse(code)
    except Unreadable as error:
        raise Http404 from error


def _asked(request: Request, typed: Form | None = None, **sent: Any) -> HttpResponse:
    """Return the questions and requests of a month, those that wait above what was answered."""
    chosen, actor = where(request, request.actor), request.actor
    found = queries.holds(chosen.region, chosen.month)
    waiting = found.filter(state__in=[HoldState.ASKED.value, HoldState.HELD.value]).order_by("state", "until_on", "pk")
    page = paged(request, waiting)
    ended = list(found.filter(state__in=[state.value for state in answering.ENDED]).order_by("-ended_at", "-pk")[:100])
    leaving = list(rosters.asked_to_leave(chosen.region).filter(roster__month=chosen.month.first_on))
    questions = answering.questions(list(page.object_list), actor)
    rows_shown = len(questions) + len(ended) + len(leaving)
    note_look(page="prechecks.asked", by=actor, at=timezone.now(), subject=f"holds/{chosen}", rows=rows_shown)
    context = {
        "page": page,
        "questions": questions,
        "ended": answering.questions(ended, actor),
        "requests": answering.requests(leaving, actor),
        "owed": answering.owed_back(queries.to_pay_back(chosen.region), actor),
        "form": typed,
        "done": _done(request.GET.get("done", "")),
        "typed": (typed.data.get("reason", "") if typed is not None else ""),
        **sent,
    }
    return render(request, "month/asked.html", context, status=REFUSED if typed and typed.errors else 200)


def _answered(request: Request, name: str) -> HttpResponseRedirect:
    query = {"month": str(where(request, request.actor).month), "done": name}
    return HttpResponseRedirect(f"{reverse('prechecks.asked')}?{urlencode(query)}")


def _done(name: str) -> object:
    """Return what is said after an act."""
    known: dict[str, answering.Answer | answering.Verdict] = {**answering.ANSWERS, **answering.VERDICTS}
    return known[name].done if name in known else answering.ASKED if name == "leave" else ""
