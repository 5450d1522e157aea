"""The pages of people: a search, one person, one household, what was done about them, a value seen whole."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from mingbai.access.actions import note_look
from mingbai.awards.queries import certified
from mingbai.kernel.region import Region
from mingbai.offices.places import names_of
from mingbai.offices.queries import seat
from mingbai.offices.refused import Refused
from mingbai.people import actions
from mingbai.people import queries as people
from mingbai.people.fields import FIELDS, Field, hint_of
from mingbai.web.access import may_open
from mingbai.web.awards.offering import offered
from mingbai.web.listing import paged
from mingbai.web.pages import Request
from mingbai.web.people import telling, timeline
from mingbai.web.people.acts import FAMILIES
from mingbai.web.people.forms import Reason
from mingbai.web.people.gathering import File, of_household, of_person
from mingbai.web.where import where
from mingbai.web.words import language

LONGEST = 100  # characters of a question
WATCHES = "evidence"  # who reads this sees who looked


def search(request: Request) -> HttpResponse:
    """Show whom a question means in the division shown; nobody without one. A single answer opens at once."""
    question = people.asked(request.GET.get("q", "")[:LONGEST])
    if not question.text:
        return render(request, "people/search.html", {"question": question})
    region, at = where(request, request.actor).region, timezone.now()
    families = certified(region, question.text)
    found = people.search(question, families, region, timezone.localdate(at))
    kept = f"people/{question.kept}"
    note_look(page="people", by=request.actor, at=at, subject=kept, rows=len(found.persons))
    if len(found.persons) == 1 and not found.is_too_wide:
        return HttpResponseRedirect(reverse("people.person", args=[found.persons[0].person_id]))
    page = paged(request, found.persons)
    places = names_of({Region(one.region) for one in page.object_list})
    rows = [(one, places[Region(one.region)]) for one in page.object_list]
    return render(request, "people/search.html", {"question": question, "found": found, "page": page, "rows": rows})


def person(request: Request, person_id: int) -> HttpResponse:
    """Show a person: household, awards with their reckoning, accounts, filings, month by month what was paid."""
    one, today = _person(request, person_id, "people.person"), timezone.localdate()
    file = of_person(person_id, with_tasks=_reads_alerts(request))
    home = file.households.get(people.household_of(person_id, today) or 0)
    shown = _page(request, file, home) | {"person": one, "age": telling.aged(one.born_on, today)}
    return render(request, "people/page.html", shown | {"masks": _masks(one, home)})


def household(request: Request, household_id: int) -> HttpResponse:
    """Show a household: who belongs to it, and the same for all of them."""
    home = _household(request, household_id, "people.household")
    file = of_household(household_id, with_tasks=_reads_alerts(request))
    return render(request, "people/page.html", _page(request, file, home) | {"masks": _masks(None, home)})


def person_history(request: Request, person_id: int) -> HttpResponse:
    """Show what was done about a person, by whom, and where it stands in the log."""
    one = _person(request, person_id, "people.history")
    file = of_person(person_id, with_tasks=_reads_alerts(request))
    back = reverse("people.person", args=[person_id])
    return _history(request, file, one.name, back)


def household_history(request: Request, household_id: int) -> HttpResponse:
    """Show the same of a household."""
    home = _household(request, household_id, "people.household_history")
    file = of_household(household_id, with_tasks=_reads_alerts(request))
    back = reverse("people.household", args=[household_id])
    return _history(request, file, home.number, back)


def reveal(request: Request, person_id: int, field: str) -> HttpResponse:
    """Ask what a value is needed for, then show it whole: the reason is in the log before."""
    _person(request, person_id, "people.reveal")
    if field not in list(Field):
        raise Http404
    subject = {"person_id": person_id, "field": field}
    return _revealed(request, Field(field), reverse("people.person", args=[person_id]), actions.reveal, subject)


def reveal_account(request: Request, account_id: int) -> HttpResponse:
    """Ask the same for the number of one account."""
    account = people.accounts([account_id]).get(account_id)
    if account is None or account.person_id is None:
        raise Http404
    back = reverse("people.person", args=[account.person_id])
    return _revealed(request, Field.ACCOUNT, back, actions.reveal_account, {"account_id": account_id})


def _revealed(request: Request, field: Field, back: str, act: Any, subject: dict[str, Any]) -> HttpResponse:
    typed, at, value = Reason(request.POST or None), timezone.now(), None
    if request.method == "POST" and typed.is_valid():
        try:
            value = act(**subject, reason=typed.cleaned_data["reason"], by=request.actor, at=at)
        except Refused as refusal:
            typed.add_error(None, refusal.in_language(language()))
    about = FIELDS[field]
    shown = {"form": typed, "value": value, "what": (about.title, about.title_en), "back": back, "seen_at": at}
    shown["may"] = request.actor.role in about.roles
    shown["seen_by"] = seat(request.actor)[0]
    template = "people/reveal.html" if request.htmx else "people/reveal_page.html"
    return render(request, template, shown, status=422 if typed.errors else 200)


def _page(request: Request, file: File, home: Any) -> dict[str, Any]:
    """Return what the pages of a person and of a household share."""
    month = where(request, request.actor).month
    paid = paged(request, telling.payments(file))
    places = names_of({Region(one.region) for one in (*file.households.values(), *file.persons.values())})
    return {
        "home": home,
        "members": [one for one in file.memberships if home is not None and one.household_id == home.pk],
        "hints": people.hints({one.person_id for one in file.memberships}),
        "awards": telling.awards(file, month),
        "offers": {one.award.pk: offered(one, request.actor, month) for one in file.awards},
        "accounts": telling.accounts(file),
        "filings": telling.filings(file),
        "may_enter": may_open(request.actor, "people.account_new"),
        "tasks": file.tasks,
        "paid": paid,
        "places": {region.code: name for region, name in places.items()},
        "may": {field.value for field, about in FIELDS.items() if request.actor.role in about.roles},
    }


def _history(request: Request, file: File, name: str, back: str) -> HttpResponse:
    watches = request.actor.may_read(WATCHES)
    found = timeline.entries(file, with_looks=watches)
    only = request.GET.get("only", "")
    counts = [(family, FAMILIES[family], sum(1 for one in found if one.family == family)) for family in FAMILIES]
    page = paged(request, [one for one in found if only in ("", one.family)])
    shown = {
        "name": name,
        "back": back,
        "page": page,
        "told": timeline.named(page.object_list),
        "only": only,
        "counts": [one for one in counts if one[2]],
        "all": len(found),
    }
    return render(request, "people/history.html", shown)


def _masks(person: Any, home: Any) -> dict[str, str]:
    """Return as much of phone and address as the office may see without a reason; empty where there is none."""
    phones = people.opened_phones([person.pk]) if person is not None else {}
    addresses = people.opened_addresses([home.pk]) if home is not None else {}
    phone, address = phones.get(person.pk if person else 0), addresses.get(home.pk if home else 0)
    return {
        "phone": hint_of(Field.PHONE, phone) if phone else "",
        "address": hint_of(Field.ADDRESS, address) if address else "",
    }


def _person(request: Request, person_id: int, page: str) -> Any:
    """Return a person within sight; that somebody looked is kept."""
    found = people.persons([person_id]).get(person_id)
    if found is None:
        raise Http404
    note_look(page=page, by=request.actor, at=timezone.now(), subject=f"people.person/{person_id}")
    return found


def _household(request: Request, household_id: int, page: str) -> Any:
    found = people.households([household_id]).get(household_id)
    if found is None:
        raise Http404
    note_look(page=page, by=request.actor, at=timezone.now(), subject=f"people.household/{household_id}")
    return found


def _reads_alerts(request: Request) -> bool:
    return request.actor.may_read("alerts")
