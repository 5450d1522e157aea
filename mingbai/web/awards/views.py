"""The pages of one award: as it stands, a change of it as it is typed, a review that was done."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from mingbai.access.actions import note_look
from mingbai.awards.queries import Held, held, reviews_of
from mingbai.offices.refused import Refused
from mingbai.people.queries import households, names
from mingbai.policy.refused import Refused as NotInPolicy
from mingbai.web.awards.about import About, about
from mingbai.web.awards.change import Change
from mingbai.web.awards.forms import WAYS, Way
from mingbai.web.awards.offering import offered
from mingbai.web.awards.origins import origin
from mingbai.web.awards.reviewing import OUTCOMES, Review
from mingbai.web.awards.telling import preview
from mingbai.web.pages import Request
from mingbai.web.people.telling import standing
from mingbai.web.where import where
from mingbai.web.words import language

REFUSED, HEARING = 422, "LAW-2026#48"


def award(request: Request, award_id: int) -> HttpResponse:
    """Show an award with every decision about it, its reviews, and what may be done."""
    found = _found(request, award_id, "awards.award")
    month = where(request, request.actor).month
    (one,) = standing([found], month)
    shown = _who(found) | {"one": one, "reviews": reviews_of(award_id)}
    shown |= {"offers": {award_id: offered(found, request.actor, month)}}
    shown |= {"outcomes": OUTCOMES, "done": request.GET.get("done", "")}
    return render(request, "awards/award.html", shown)


def change(request: Request, award_id: int, name: str) -> HttpResponse:
    """Ask for what a change takes, show what it would do, and propose it."""
    reckons = request.POST.get("act") == "reckon"
    way, found = WAYS.get(name), _found(request, award_id, "" if reckons else "awards.change")
    known = about(found, origin(request.POST or request.GET, request.actor), timezone.localdate())
    if way is None or known is None:
        raise Http404
    if request.method != "POST":
        return _page(request, way, known, way.form(about=known))
    typed = way.form(request.POST, request.FILES, about=known)
    is_whole = typed.is_valid()
    if reckons:
        return render(request, "awards/reckoned.html", {"preview": preview(typed), "way": way, "known": known})
    if is_whole:
        try:
            made = typed.do(request.actor, timezone.now())
            return HttpResponseRedirect(f"{reverse('awards.decision', args=[made])}?done=propose")
        except (Refused, NotInPolicy) as refusal:
            typed.add_error(None, refusal.in_language(language()))
    return _page(request, way, known, typed)


def review(request: Request, award_id: int) -> HttpResponse:
    """Ask what a review came to, and enter it."""
    found = _found(request, award_id, "awards.review")
    typed = Review(request.POST or None, request.FILES or None, initial={"done_on": timezone.localdate()})
    if request.method == "POST" and typed.is_valid():
        try:
            typed.do(award_id, request.actor, timezone.now())
            return HttpResponseRedirect(f"{reverse('awards.award', args=[award_id])}?done=review")
        except Refused as refusal:
            typed.add_error(None, refusal.in_language(language()))
    shown = _who(found) | {"form": typed, "held": found, "reviews": reviews_of(award_id), "outcomes": OUTCOMES}
    return render(request, "awards/review.html", shown, status=REFUSED if typed.errors else 200)


def _page(request: Request, way: Way, known: About, typed: Change) -> HttpResponse:
    month = where(request, request.actor).month
    offers = offered(known.held, request.actor, month)
    (one,) = standing([known.held], month)
    shown = _who(known.held) | {
        "way": way,
        "known": known,
        "form": typed,
        "offers": offers,
        "one": one,
        "law": HEARING,
        "preview": None if known.held.pending else preview(typed),
    }
    return render(request, "awards/change.html", shown, status=REFUSED if typed.errors else 200)


def _who(found: Held) -> dict[str, Any]:
    """Return whose award it is, in words."""
    home = households([found.award.household_id])[found.award.household_id]
    payee = found.word.payee_id if found.word else found.award.person_id
    return {"home": home, "payee": names([payee]).get(payee, "") if payee else ""}


def _found(request: Request, award_id: int, page: str) -> Held:
    """Return an award within sight; that somebody looked at the household's is kept, once for a page."""
    found = held(award_id)
    if found is None:
        raise Http404
    if not page:
        return found
    subject = f"people.household/{found.award.household_id}"
    note_look(page=page, by=request.actor, at=timezone.now(), subject=subject)
    return found
