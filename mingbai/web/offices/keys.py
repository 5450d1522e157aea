"""The pages of keys: how each stands, who has none, what was tried at the door; one's own codes."""

from datetime import datetime, time
from typing import Any

import segno
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.debug import sensitive_post_parameters

from mingbai.access import actions
from mingbai.access.codes import address_of
from mingbai.access.outcomes import FAILED, SAID, Outcome
from mingbai.access.queries import (
    KeyStanding,
    key_standing,
    keyless,
    keys_seen_by,
    secret_being_set,
    tries_seen_by,
)
from mingbai.kernel.month import Month
from mingbai.offices.refused import Refused
from mingbai.web.doors import session as sessions
from mingbai.web.doors.forms import Code
from mingbai.web.listing import paged
from mingbai.web.offices.acts import ACTS, open_to
from mingbai.web.pages import Request
from mingbai.web.where import where
from mingbai.web.words import language

ISSUER, FOURS = "Mingbai", 4
SHUT = FAILED | {Outcome.TOO_MANY, Outcome.BLOCKED}


def keys(request: Request) -> HttpResponse:
    """Show how the keys stand, and who has none."""
    asked = request.GET.get("q", "").strip()
    found = [one for one in keys_seen_by(request.actor) if asked in ("", one.number) or asked in one.name]
    page, without = paged(request, found), list(keyless(request.actor)[:100])
    done = ACTS.get(request.GET.get("done", ""))
    shown = {"page": page, "rows": [(one, _tone(one)) for one in page.object_list], "asked": asked, "done": done}
    return render(request, "offices/keys.html", shown | {"without": without, "acts": open_to(request.actor)})


def tries(request: Request) -> HttpResponse:
    """Show what was tried at the door in the month shown, the failures alone if asked."""
    since, until = _month(where(request, request.actor).month)
    found, only = tries_seen_by(request.actor, since, until), request.GET.get("only", "")
    if only == "failed":
        found = found.filter(outcome__in=[one.value for one in SHUT])
    page = paged(request, found)
    rows = [(one, SAID[Outcome(one.outcome)], _outcome(one.outcome)) for one in page.object_list]
    return render(request, "offices/tries.html", {"page": page, "rows": rows, "only": only})


@sensitive_post_parameters()
def code(request: Request) -> HttpResponse:
    """Set up the codes of one's own telephone: the secret is shown until a first code proved that it arrived."""
    officer, at = request.actor.id, timezone.now()
    typed = Code(request.POST if "code" in request.POST else None)
    if request.method == "POST" and "code" not in request.POST:
        standing = key_standing(officer)
        if standing is not None and not standing.has_codes:
            actions.begin_factor(officer_id=officer, at=at)
        return HttpResponseRedirect(reverse("code"))
    if request.method == "POST" and typed.is_valid():
        try:
            version = actions.confirm_factor(officer_id=officer, code=typed.cleaned_data["code"], at=at)
            sessions.key_changed(request.session, version)
            return HttpResponseRedirect(reverse("code"))
        except Refused as refusal:
            typed.add_error(None, refusal.in_language(language()))
    standing, secret = key_standing(officer), secret_being_set(officer)
    shown: dict[str, Any] = {"form": typed, "standing": standing, "secret": secret, "groups": _in_fours(secret or "")}
    if secret and standing:
        shown["address"] = address_of(secret, standing.number, ISSUER)
        shown["picture"] = _picture(shown["address"])
    return render(request, "offices/code.html", shown, status=422 if typed.errors else 200)


def _picture(address: str) -> SafeString:
    """Return an address as a QR code: drawn by attributes alone, which the pages' policy lets stand."""
    return mark_safe(segno.make(address, error="m", micro=False).svg_inline(scale=4, omitsize=True))  # noqa: S308 -- nothing typed is in it


def _in_fours(secret: str) -> list[str]:
    return [secret[begin : begin + FOURS] for begin in range(0, len(secret), FOURS)]


def _month(month: Month) -> tuple[datetime, datetime]:
    """Return the first moment of a month, and that of the next, where the desk is."""
    zone = timezone.get_current_timezone()
    first, after = (datetime.combine(one.first_on, time(), zone) for one in (month, month.next()))
    return first, after


def _outcome(outcome: str) -> str:
    """Return the colour of how a try ended."""
    return "red" if outcome in SHUT else "green" if outcome == Outcome.ENTERED else "grey"


def _tone(one: KeyStanding) -> str:
    """Return the colour of how a key stands."""
    if one.blocked_at is not None:
        return "red"
    return "amber" if one.must_change else "green" if one.has_codes else "grey"
