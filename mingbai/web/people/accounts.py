"""The pages of accounts: what waits for a second person, one account with who entered and compared it, a new one."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from mingbai.access.actions import note_look
from mingbai.kernel.region import Region
from mingbai.kernel.unreadable import Unreadable
from mingbai.offices.places import names_of
from mingbai.offices.queries import officer_names
from mingbai.offices.refused import Refused
from mingbai.people import queries as people
from mingbai.web.listing import paged
from mingbai.web.pages import Request
from mingbai.web.people.entering import HOLDERS, NewAccount, steps_of
from mingbai.web.people.telling import Account
from mingbai.web.where import where
from mingbai.web.words import language

REFUSED = 422


def waiting(request: Request) -> HttpResponse:
    """Show the accounts of the division shown that one entered and nobody else compared yet."""
    page = paged(request, people.waiting_accounts(where(request, request.actor).region))
    places = names_of({Region(one.region) for one in page.object_list})
    owners = people.names([one.person_id for one in page.object_list if one.person_id])
    rows = [
        (Account(one), owners.get(one.person_id or 0, ""), places[Region(one.region)], HOLDERS[one.holder])
        for one in page.object_list
    ]
    note_look(page="people.accounts", by=request.actor, at=timezone.now(), rows=len(rows))
    return render(request, "people/accounts.html", {"page": page, "rows": rows})


def account(request: Request, account_id: int) -> HttpResponse:
    """Show an account, and let another than who entered it compare it, send it back, or end it."""
    found = people.accounts([account_id]).get(account_id)
    if found is None:
        raise Http404
    steps = {step.name: step.of(request) for step in steps_of(found, request.actor)}
    typed = steps.get(request.POST.get("act", "")) if request.method == "POST" else None
    if request.method == "POST" and typed is None:
        return HttpResponseRedirect(request.path)  # it was decided meanwhile: see how
    if typed is not None and typed.is_valid():
        try:
            typed.do(found.pk, request.actor, timezone.now())
            return HttpResponseRedirect(f"{request.path}?done={typed.step.name}")
        except Refused as refusal:
            typed.add_error(None, refusal.in_language(language()))
    shown = _about(request, found) | {"steps": list(steps.values()), "form": typed, "done": request.GET.get("done", "")}
    return render(request, "people/account.html", shown, status=REFUSED if typed and typed.errors else 200)


def new(request: Request, person_id: int) -> HttpResponse:
    """Ask for an account of a person as the card or book shows it, and enter it."""
    one = people.persons([person_id]).get(person_id)
    if one is None:
        raise Http404
    starts = {"holder_name": one.name, "from_on": timezone.localdate()}
    typed = NewAccount(request.POST or None, initial=starts)
    if request.method == "POST" and typed.is_valid():
        try:
            made = typed.do(person_id, request.actor, timezone.now())
            return HttpResponseRedirect(f"{reverse('people.account', args=[made])}?done=enter")
        except Unreadable as unreadable:
            typed.add_error("number", unreadable.in_language(language()))
        except Refused as refusal:
            typed.add_error(None, refusal.in_language(language()))
    note_look(page="people.account_new", by=request.actor, at=timezone.now(), subject=f"people.person/{person_id}")
    shown = {"form": typed, "person": one}
    return render(request, "people/account_new.html", shown, status=REFUSED if typed.errors else 200)


def _about(request: Request, found: Any) -> dict[str, Any]:
    """Return whose account it is, by what right it is in that name, and who did what with it."""
    note_look(page="people.account", by=request.actor, at=timezone.now(), subject=f"people.account/{found.pk}")
    done = [("entered", found.made_by, found.made_at), ("confirmed", found.confirmed_by, found.confirmed_at)]
    done.append(("closed", found.closed_by, found.closed_at))
    names = officer_names(by for _what, by, _at in done if by)
    return {
        "one": Account(found),
        "holder": HOLDERS[found.holder],
        "owner": people.names([found.person_id]).get(found.person_id, "") if found.person_id else "",
        "place": names_of({Region(found.region)})[Region(found.region)],
        "doers": {what: (names.get(by, ""), at) for what, by, at in done if by},
    }
