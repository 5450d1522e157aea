"""The pages of a month's rosters: all of them, one with what differs from last month, and the bureau's meeting."""

from typing import Any
from urllib.parse import urlencode

from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from mingbai.access.actions import note_look
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor
from mingbai.offices.places import names_of
from mingbai.offices.queries import officer_names
from mingbai.offices.refused import Refused
from mingbai.rosters import actions
from mingbai.rosters.queries import roster_over, rosters_over, signatures, unsigned_villages
from mingbai.rosters.states import State
from mingbai.web.access import may_open
from mingbai.web.listing import paged
from mingbai.web.month import telling
from mingbai.web.month.acts import ACTS, AGREE, Act, is_for, may_derive, next_of, open_to
from mingbai.web.month.forms import Agree
from mingbai.web.month.rosters import Row, added, rows, steps
from mingbai.web.pages import Request
from mingbai.web.papers.offering import may_print
from mingbai.web.today.deadlines import deadlines, shown
from mingbai.web.where import where
from mingbai.web.words import language, said

REFUSED = 422


def rosters(request: Request) -> HttpResponse:
    """Show a month's rosters, or derive those there are none of."""
    chosen, problems = where(request, request.actor), Form(sent(request))
    if request.method == "POST" and problems.is_valid():
        try:
            made = actions.derive(region=chosen.region, month=chosen.month, by=request.actor, at=timezone.now())
            return HttpResponseRedirect(_with(request, derived=len(made)))
        except Refused as refusal:
            problems.add_error(None, refusal.in_language(language()))
    found = rows(rosters_over(chosen.region, chosen.month))
    page = {
        "rows": found,
        "sums": added(found),
        "steps": steps(found),
        "deadlines": shown(chosen.region, chosen.month, deadlines(chosen.region, chosen.month)),
        "may_derive": may_derive(request.actor),
        "may_agree": is_for(AGREE, request.actor) and any(_waits_for_minutes(row.roster) for row in found),
        "derived": numbered(request, "derived"),
        "agreed": numbered(request, "agreed"),
        "form": problems,
    }
    return render(request, "month/list.html", page, status=REFUSED if problems.errors else 200)


def roster(request: Request, roster_id: int) -> HttpResponse:
    """Show one roster: who took which step, and what differs from last month."""
    return _shown(request, _found(request.actor, roster_id))


def act(request: Request, roster_id: int, name: str) -> HttpResponse:
    """Do one act with a roster; what is refused stands above, and what was typed stays in its form."""
    if name not in ACTS:
        raise Http404
    found = _found(request.actor, roster_id)
    if request.method != "POST":
        return _shown(request, found, name)
    typed = ACTS[name].form(request.POST, auto_id=f"{name}-%s")
    if typed.is_valid():
        try:
            typed.do(roster_id, request.actor, timezone.now())
            return HttpResponseRedirect(_after(found, name))
        except Refused as refusal:
            typed.add_error(None, refusal.in_language(language()))
    return _shown(request, found, name, typed)


def agree(request: Request) -> HttpResponse:
    """Enter what the bureau's meeting agreed to, for as many rosters as it spoke of."""
    chosen = where(request, request.actor)
    waiting = [row for row in rows(rosters_over(chosen.region, chosen.month)) if _waits_for_minutes(row.roster)]
    first = {
        "rosters": [row.roster.pk for row in waiting],
        "held_on": timezone.localdate(),
        "decision": said("同意发放", "Agreed to be paid"),
    }
    typed = Agree(sent(request), request.FILES or None, initial=first)
    typed.fields["rosters"].choices = [(row.roster.pk, row.name) for row in waiting]  # type: ignore[attr-defined]
    if request.method == "POST" and typed.is_valid():
        try:
            number = typed.do(request.actor, timezone.now())
            query = {"month": str(chosen.month), "agreed": number}
            return HttpResponseRedirect(f"{reverse('month')}?{urlencode(query)}")
        except Refused as refusal:
            typed.add_error(None, refusal.in_language(language()))
    page = {"form": typed, "rows": waiting}
    return render(request, "month/agree.html", page, status=REFUSED if typed.errors else 200)


def sent(request: Request) -> QueryDict | None:
    """Return what was sent, however little; None where a page was only asked for."""
    return request.POST if request.method == "POST" else None


def numbered(request: Request, name: str) -> str:
    """Return the number an act left in the address, as the page says it afterwards; empty where there is none."""
    given = request.GET.get(name, "")
    return given if given.isascii() and given.isdigit() else ""


def _shown(request: Request, found: Any, name: str = "", typed: Form | None = None) -> HttpResponse:
    """Return a roster with the forms its reader may fill in; one that was sent is open, with what was typed."""
    (row,) = rows([found])
    tabs = telling.tabs(row.standing)
    change = telling.chosen(request.GET.get("change", ""), tabs)
    page = paged(request, telling.lines_of(found.pk, change))
    lines = list(page.object_list)
    note_look(page="month.roster", by=request.actor, at=timezone.now(), subject=f"roster/{found.pk}", rows=len(lines))
    villages = _of_villages(request.actor, row)
    acts = [each for each in open_to(found, request.actor) if each.name != "sign" or villages["is_mine"]]
    offered = [(each, _form(each, found, name, typed)) for each in acts]
    if typed and name not in {each.name for each, _of in offered}:
        offered.append((ACTS[name], typed))
    context = {
        "row": row,
        "may_print": may_print(request.actor, "roster"),
        "steps": telling.steps(found, row.standing),
        "tabs": tabs,
        "change": change,
        "page": page,
        "lines": telling.told(lines),
        "waits_for": next_of(found),
        "acts": offered,
        "opened": name or next((each.name for each in acts if each.after != State.SET_ASIDE), ""),
        "may_agree": is_for(AGREE, request.actor) and _waits_for_minutes(found),
        "may_check": found.state in (State.FROZEN, State.RELEASED) and may_open(request.actor, "prechecks.release"),
        "done": ACTS.get(request.GET.get("done", "")),
        "form": typed,
        "is_set_aside": found.state == State.SET_ASIDE,
        **villages,
    }
    return render(request, "month/roster.html", context, status=REFUSED if typed and typed.errors else 200)


def _of_villages(actor: Actor, row: Row) -> dict[str, Any]:
    """Return who of a roster's villages has signed for what, and which have not."""
    signed = list(signatures(row.roster.pk))
    silent = unsigned_villages(row.roster.pk) if row.roster.state in (State.DRAFTED, State.SIGNED) else []
    places = names_of({Region(code) for code in (*silent, *(each.region for each in signed))})
    names = officer_names(each.signed_by for each in signed)
    return {
        "signed": [(places[Region(each.region)], names.get(each.signed_by, ""), each) for each in signed],
        "unsigned": [places[Region(code)] for code in silent if row.roster.needs_signatures],
        "is_mine": actor.region.code in silent,
    }


def _form(each: Act, found: Any, name: str, typed: Form | None) -> Form:
    if typed is not None and each.name == name:
        return typed
    return each.form(initial={"seen": found.digest}, auto_id=f"{each.name}-%s")


def _found(actor: Actor, roster_id: int) -> Any:
    found = roster_over(actor.region, roster_id)
    if found is None:
        raise Http404
    return found


def _after(found: Any, name: str) -> str:
    """Return where an act leads: back to the roster, or to the month where the roster is given up."""
    if name == "set-aside":
        return f"{reverse('month')}?{urlencode({'month': str(Month.parse(found.month))})}"
    return f"{reverse('month.roster', args=[found.pk])}?{urlencode({'done': name})}"


def _waits_for_minutes(found: Any) -> bool:
    return bool(found.state == State.REVIEWED and found.needs_minutes)


def _with(request: Request, **more: object) -> str:
    query: QueryDict = request.GET.copy()
    for key, value in more.items():
        query[key] = str(value)
    return f"{request.path}?{query.urlencode()}"
